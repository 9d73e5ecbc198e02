"""What is due in an assembly at each step: for whom, by when, under which article; silence ends a duty, it is none."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.register.queries import claim_of
from gongzhi.voting.actions.answer_objection import answer_objection
from gongzhi.voting.actions.raise_objection import raise_objection
from gongzhi.voting.duties import duties, duties_over
from gongzhi.voting.models import Objection
from gongzhi.voting.tests import made

pytestmark = pytest.mark.django_db
MARKS = [{1: "Y", 2: "Y", 3: "B", 4: "A", 5: "Y"}] * 4


def due(story):
    """Title without the meeting's name → (day, who, cite)."""
    return {d.title.split("：")[0]: (d.due_on, d.who, d.cite) for d in duties(story.estate, story.now)}


def test_a_draft_wants_motions_then_reports():
    story = made.housed(made.estate(), 2)
    assert due(story) == {}
    made.drafted(story)
    assert due(story) == {"告知居委会，报告并邀请介入": (None, "业主委员会委员", "《物业管理条例》第14条第2款")}


@pytest.mark.clause("B3.7")
def test_an_opinion_is_due_until_its_day_and_silence_ends_it():
    story = made.reported(made.drafted(made.housed(made.estate(), 2)))
    last = law_day(story.now) + timedelta(days=7)
    found = due(story)
    assert found["街道办事处提出意见"][:2] == (last, "街道办事处工作人员")
    assert found["社区党组织提出意见"][:2] == (last, "社区工作人员")
    assert found["公告前先冻结名册"][1] == "业主委员会委员"
    story.now += timedelta(days=7)
    assert "街道办事处提出意见" in due(story)
    story.now += timedelta(days=1)
    assert "街道办事处提出意见" not in due(story)


def test_from_the_frozen_roll_to_the_close():
    story = made.reported(made.drafted(made.frozen(made.housed(made.estate(), 3, without_phone=(2,)))))
    assert "可以公告了" in due(story)
    made.noticed(story)
    opens, closes = law_day(story.assembly.opens_at), law_day(story.assembly.closes_at)
    assert due(story)["还有 1 户没有送达到人"][:2] == (opens, "业主委员会委员")
    story.now = story.assembly.opens_at
    assert due(story)["还有 1 户没有送达到人"][0] == closes
    assert due(story)["表决截止，之后开箱"][:2] == (closes, "监票计票人")
    story.now = story.assembly.closes_at
    assert due(story)["开箱，第一人"][1] == "监票计票人"


def test_objections_are_due_until_answered_and_the_signature_after_the_window():
    story = made.counted(made.all_cast(made.voting(4), MARKS))
    elector = story.electors[0]
    person = Person.objects.get(pk=claim_of(elector).person_id)
    raise_objection(assembly=story.assembly, elector=elector, text="面积不对。", by=person, at=story.now)
    row = Objection.objects.get()
    assert due(story)["书面答复第 1 号异议"][0] == row.due_on
    signing = story.assembly.objections_until + timedelta(days=1)
    assert due(story)["签署最终结果"][:2] == (signing, "业主委员会委员")
    made.signed(story)
    assert "书面答复第 1 号异议" in due(story)
    answer_objection(objection=row, text="已核对。", by=story.committee[0], at=story.now)
    assert "书面答复第 1 号异议" not in due(story)


def test_dismissing_the_firm_starts_the_sixty_days_and_keeping_it_does_not():
    story = made.signed(made.counted(made.all_cast(made.voting(4), MARKS)))
    assert due(story) == {"书面通知被解聘的物业服务企业": (None, "业主委员会委员", "《民法典》第946条第1款")}
    kept = [{**m, 3: "A"} for m in MARKS]
    other = made.signed(made.counted(made.all_cast(made.voting(4, name="别处花园", seed=2), kept)))
    assert due(other) == {}


def test_many_estates_take_as_many_queries_as_one():
    stories = [made.drafted(made.housed(made.estate(f"小区{n}", seed=n), 1, seed=n)) for n in (1, 2, 3)]
    for story in stories:
        made.reported(story)
    estates = [story.estate for story in stories]
    counts = []
    for some in (estates[:1], estates):
        with CaptureQueriesContext(connection) as queries:
            found = duties_over(some, stories[0].now)
        assert all(len(rows) == 3 for rows in found.values())
        counts.append(len(queries))
    assert counts[0] == counts[1]
