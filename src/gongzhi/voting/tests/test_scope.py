"""Votes of one stairwell: its own roll, its own figures, both outcomes where rules differ, the answer that settles (R15)."""

import json
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from gongzhi.documents.models import Document
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Message
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Elector, Holding, Owner, Roll, RollEntry, RollUnit, Unit
from gongzhi.register.queries import frozen_roll
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.give_notice import give_notice
from gongzhi.voting.actions.limit_assembly import limit_assembly
from gongzhi.voting.models import Delivery, Matter, Motion, Resolution, Result
from gongzhi.voting.orders import possible_orders
from gongzhi.voting.queries import in_effect, scope_units, scope_words, stops_payment, turnout
from gongzhi.voting.queries.notice import obstacles
from gongzhi.voting.queries.rules import needed, terms
from gongzhi.voting.queries.turnout_by_building import turnout_by_building
from gongzhi.voting.states import ResolutionState
from gongzhi.voting.tests import made, parted

pytestmark = pytest.mark.django_db
R = ResolutionState


def limit(story: made.Made, *parts: tuple[str, str]) -> None:
    story.assembly = limit_assembly(assembly=story.assembly, parts=parts, by=story.committee[0], at=story.now)


def decision() -> Resolution:
    return Resolution.objects.select_related("motion__assembly").get()


@pytest.mark.clause("A5.3", "B4.8")
def test_heads_and_area_are_those_within_the_part() -> None:
    """Nine heads of ten flats: who has a flat in each stairwell counts one here, the developer's two unsold are one head."""
    story = parted.noticed()
    part, whole = story.assembly.roll, frozen_roll(story.estate)
    assert (whole.units, whole.heads, whole.area) == (20, 16, 20 * parted.AREA)
    assert (part.parent, part.units, part.heads, part.area) == (whole, 10, 9, 10 * parted.AREA)
    assert part.pk != whole.pk == frozen_roll(story.estate).pk
    rows = {e.elector_id: e for e in RollEntry.objects.filter(roll=part)}
    developer = rows[parted.developer(story).pk]
    assert (developer.units, developer.area) == (2, 2 * parted.AREA)
    first = next(e for e in rows.values() if e.doors == "3幢2单元0101")
    assert (first.units, first.area) == (1, parted.AREA)
    assert RollEntry.objects.get(roll=whole, elector=first.elector_id).area == 2 * parted.AREA
    within = set(Unit.objects.filter(stair="2单元").values_list("pk", flat=True))
    assert set(scope_units(story.assembly)) == within
    assert sum(RollUnit.objects.filter(roll=part).values_list("area", flat=True)) == part.area
    assert scope_words(story.assembly) == "3幢2单元"
    told = set(Delivery.objects.filter(assembly=story.assembly).values_list("elector_id", flat=True))
    assert told == set(rows)  # who lives in the other stairwell gets no link
    assert (turnout(story.assembly).roll_heads, turnout(story.assembly).roll_area) == (9, 10 * parted.AREA)


@pytest.mark.clause("A5.3")
def test_the_notice_says_where_how_many_and_on_what_basis() -> None:
    story = parted.noticed()
    data = json.dumps(Document.objects.get(pk=story.assembly.notice_id).data, ensure_ascii=False)
    for words in ("桂溪苑3幢2单元全体业主", "业主 9 人，面积 1000.00㎡", "第22条", "书面答复", "范围内业主的三分之二"):
        assert words in data, words
    rows = dict(terms(story.assembly))
    assert rows["表决的范围"].startswith("3幢2单元：专有部分 10 个")
    assert "《民法典》第280条第1款" in rows["部分业主表决的依据"]
    motion = Motion.objects.get()
    said = needed(motion, at=story.assembly.closes_at, place=story.estate.place, scope=story.assembly.scope).whole
    assert "范围内全体业主的" in said
    assert "范围" not in needed(motion, at=story.assembly.closes_at, place=story.estate.place).whole


@pytest.mark.clause("A5.3")
@pytest.mark.parametrize(
    "matter",
    [Matter.COMMITTEE_ELECTION, Matter.PROPERTY_FIRM, Matter.MANAGEMENT_CONVENTION, Matter.RULES_OF_PROCEDURE],
)
def test_what_only_all_owners_decide_is_refused_to_a_part(matter: str) -> None:
    story = parted.drafted(parted.homes())
    with pytest.raises(Refused) as refused:
        add_motion(
            assembly=story.assembly, matter=matter, title="议题", text="全文", by=story.committee[0], at=story.now
        )
    assert "《民法典》第278条" in refused.value.reasons[0].cite
    assert refused.value.reasons[0].remedy
    limit(story)
    motion = {"assembly": story.assembly, "matter": matter, "title": "议题", "text": "全文"}
    add_motion(**motion, by=story.committee[0], at=story.now)
    with pytest.raises(Refused):
        limit(story, parted.STAIR)


def test_a_part_is_chosen_from_what_is_there_and_by_the_convener() -> None:
    story = parted.drafted(parted.homes())
    for wrong in ([("9幢", "")], [("3幢", "7单元")], [("3幢", "")], [("3幢", "1单元"), ("3幢", "2单元")]):
        with pytest.raises(BadInput):
            limit(story, *wrong)
    with pytest.raises(Refused):
        limit_assembly(assembly=story.assembly, parts=[parted.STAIR], by=story.worker, at=story.now)
    story = made.reported(story)
    with pytest.raises(Refused):
        limit(story)


def test_a_changed_door_needs_a_new_public_check_and_only_within_the_part() -> None:
    story = made.frozen(parted.homes())
    parted.drafted(story)
    other, door = Unit.objects.get(door="3幢1单元0301"), Unit.objects.get(door="3幢2单元0301")
    assert not _stale(story)
    _sell(story, other)
    assert not _stale(story)
    _sell(story, door)
    assert "3幢2单元0301" in _stale(story)[0].text
    made.reported(story)
    with pytest.raises(Refused) as refused:
        give_notice(
            assembly=story.assembly, plan=made.plan(story), warnings_seen=True, by=story.committee[0], at=story.now
        )
    assert any("公示核对" in reason.text for reason in refused.value.reasons)
    made.frozen(story)
    assert not _stale(story)


def _stale(story: made.Made) -> list:
    return [r for r in obstacles(story.assembly, None, at=story.now)[0] if "名册冻结以后" in r.text]


def _sell(story: made.Made, unit: Unit) -> None:
    """The flat goes to the owner of the fifth flat of the same stairwell."""
    buyer = Holding.objects.get(unit__door=f"3幢{unit.stair}0501", until_on__isnull=True).owner
    Holding.objects.filter(unit=unit).update(owner=buyer)
    rebuild_electors(estate=story.estate, by="system", at=story.now)


def test_what_all_owners_decided_on_the_same_matter_is_shown_before_the_notice() -> None:
    story = made.frozen(parted.homes())
    parted.drafted(story, parts=())
    story = made.noticed(made.reported(story))
    story.now = story.assembly.opens_at
    for elector in Elector.objects.filter(estate=story.estate, kind=Owner.Kind.NATURAL):
        made.cast(story, elector, {1: "Y"})
    made.signed(made.counted(story))
    assert decision().state == R.EFFECTIVE
    parted.drafted(story)
    told = [w for w in obstacles(story.assembly, None, at=story.now)[1] if "相抵触" in w.text]
    assert [w.cite for w in told] == ["《民法典》第280条第1款"]
    assert "使用维修资金更换曳引轮" in told[0].text


@pytest.mark.clause("A5.3", "B4.8")
def test_both_rules_pass_then_it_passed() -> None:
    story = parted.counted("YYYYYYYNN")
    result = Result.objects.get()
    assert (result.passed, result.finding["undecided_by"]) == (True, [])
    assert [(r["rule"], r["outcome"]) for r in result.finding["rules"]] == [("participants", True), ("all", True)]
    made.signed(story)
    assert in_effect(decision())


@pytest.mark.clause("A5.3", "B4.8")
def test_neither_rule_passes_then_it_failed() -> None:
    made.signed(parted.counted("YYNNNNN--"))
    assert decision().state == R.NOT_PASSED


@pytest.mark.clause("A5.3", "B4.8")
def test_where_the_rules_differ_it_is_open_until_the_authority_answers() -> None:
    """Seven of nine take part and five agree: enough by 民法典278条, not two thirds of all by 165号令22条."""
    story = parted.counted("YYYYYNN--")
    result = Result.objects.get()
    assert (result.passed, result.finding["undecided_by"]) == (None, ["scope_rule"])
    assert [r["outcome"] for r in result.finding["rules"]] == [True, False]
    assert "书面答复" in result.finding["sentence"]
    made.signed(story)
    row = decision()
    assert (row.state, row.passed, row.in_effect) == (R.UNDECIDED, None, False)
    assert "书面答复" in stops_payment(row, at=story.now).text
    assert possible_orders(row.state) == []
    told = Message.objects.count()
    answer = parted.settled(story, "participants")
    row = decision()
    assert (row.state, row.passed, in_effect(row)) == (R.EFFECTIVE, True, True)
    assert stops_payment(row, at=story.now) is None
    assert row.entry_id == answer.entry_id
    assert Result.objects.get().passed is None  # what was counted stays as it was counted
    assert Message.objects.count() == told + 9
    paper = json.dumps(Document.objects.filter(kind="result").latest("pk").data, ensure_ascii=False)
    assert "武住建函〔2026〕77号" in paper
    with pytest.raises(Refused):
        parted.settled(story, "all")


def test_an_answer_before_the_signature_makes_the_signed_result() -> None:
    story = parted.counted("YYYYYNN--")
    parted.settled(story, "all", by=story.street)
    made.signed(story)
    assert decision().state == R.NOT_PASSED


def test_only_a_whole_answer_to_an_open_question_is_taken() -> None:
    story = parted.counted("YYYYYNN--")
    wrong = [{"issuer": ""}, {"document_number": " "}, {"text": ""}, {"content": b""}, {"content": b"words"}]
    for changed in wrong:
        with pytest.raises(BadInput):
            parted.settled(story, "all", **changed)
    with pytest.raises(BadInput):
        parted.settled(story, "half")
    for stranger in (story.worker, story.tellers[0]):
        with pytest.raises(Refused):
            parted.settled(story, "all", by=stranger)


def test_a_vote_on_which_both_rules_agree_takes_no_answer() -> None:
    story = parted.counted("YYYYYYYNN")
    with pytest.raises(Refused):
        parted.settled(story, "all")


def test_a_small_part_shows_totals_only() -> None:
    story = parted.noticed()
    story.now = story.assembly.opens_at + timedelta(hours=1)
    made.cast(story, story.electors[0], {1: "Y"})
    assert turnout_by_building(story.assembly) == []
    assert turnout(story.assembly).heads == 1
    whole = made.voting(2, name="锦江里", seed=7, firm=False)
    assert [row.building for row in turnout_by_building(whole.assembly)] == ["3幢"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE voting_assembly SET scope = '[]' WHERE noticed_at IS NOT NULL",
        "UPDATE register_roll SET scope = '[]' WHERE parent_id IS NOT NULL",
        "UPDATE register_rollunit SET area = 1",
        "INSERT INTO register_roll (estate_id, state, parking, opened_by, approved_by, hash, left_out_heads,"
        " left_out_area, parent_id, scope) SELECT estate_id, 'proposed', 'never', 'x', '', '', 0, 0, parent_id, scope"
        " FROM register_roll WHERE parent_id IS NOT NULL",
        "INSERT INTO register_roll (estate_id, state, parking, opened_by, approved_by, frozen_at, hash, units, heads,"
        " heads_min, area, left_out_heads, left_out_area, parent_id, scope) SELECT estate_id, state, parking, opened_by,"
        " approved_by, frozen_at, hash, units, heads, heads_min, area, 0, 0, id, scope"
        " FROM register_roll WHERE parent_id IS NOT NULL",
    ],
    ids=["scope of the notice", "scope of the roll", "units within", "not frozen", "a part of a part"],
)
def test_the_database_keeps_the_part(statement: str) -> None:
    parted.noticed()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Roll.objects.filter(parent__isnull=False).count() == 1
