"""From what somebody brought to the table until it is done: two sittings, through the acts alone."""

from datetime import timedelta

import pytest

from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset, word_of
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.kernel.models import Entry
from gongzhi.meetings.actions.agree_item import agree_item
from gongzhi.meetings.actions.close_sitting import close_sitting
from gongzhi.meetings.actions.confirm_item import confirm_item
from gongzhi.meetings.actions.draft_minutes import draft_minutes
from gongzhi.meetings.actions.draft_sitting import draft_sitting
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.actions.propose_topic import propose_topic
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.actions.report_done import report_done
from gongzhi.meetings.actions.sign_minutes import sign_minutes
from gongzhi.meetings.actions.take_topics import take_topics
from gongzhi.meetings.models import Minutes
from gongzhi.meetings.queries.agreed import carried_into, of_basis
from gongzhi.meetings.states import SittingState
from gongzhi.meetings.tests.test_joint_members import mandate
from gongzhi.register.models import Owner

DAY = timedelta(days=1)


def held(here, *, at, topics=()):
    """A sitting of all three estates, drafted, noticed, opened two days later."""
    begins = at + 2 * DAY
    sitting = draft_sitting(
        division=here.division,
        kind="joint",
        form="onsite",
        begins_at=begins,
        estates=here.estates,
        why="门禁久拖不修",
        place="桂溪苑一单元",
        by=here.worker,
        at=at,
    )
    take_topics(sitting=sitting, topics=[topic.pk for topic in topics], by=here.worker, at=at)
    sitting = give_sitting_notice(sitting=sitting, by=here.secretary, at=at)
    return open_sitting(sitting=sitting, by=here.worker, at=begins)


@pytest.mark.clause("B2.6", "B2.7", "B2.8", "B2.10")
def test_brought_agreed_carried_over_done_and_cited(here):
    topic = propose_topic(
        division=here.division,
        business="disputes",
        title="一单元门禁",
        words="坏了两个月",
        about=here.estates[0],
        basis_ref="issue:12",
        by=here.chair,
        at=here.at,
    )
    judge_topic(topic=topic, accept=True, by=here.secretary, at=here.at)
    sitting = held(here, at=here.at, topics=[topic])
    now = sitting.begins_at
    topic.refresh_from_db()
    record_discussion(sitting=sitting, topic=topic, words="三方同意先修", settled=True, by=here.worker, at=now)
    item = agree_item(
        sitting=sitting,
        topic=topic,
        side="firm",
        words="修好门禁",
        due_on=law_day(now + 10 * DAY),
        by=here.worker,
        at=now,
    )
    sitting = close_sitting(sitting=sitting, by=here.worker, at=now)
    draft_minutes(sitting=sitting, by=here.worker, at=now)
    assert Minutes.objects.filter(sitting=sitting).count() == 4
    for minutes in Minutes.objects.filter(sitting=sitting):
        sign_minutes(minutes=minutes, by=here.secretary, at=now)
    sitting.refresh_from_db()
    assert sitting.state == SittingState.MINUTED
    paper = Document.objects.get(pk=Minutes.objects.get(sitting=sitting, about=here.estates[0]).document_id)
    assert typeset(paper).startswith(b"%PDF")
    assert word_of(paper).startswith(b"PK")
    later = held(here, at=now + 30 * DAY)
    assert carried_into(later, at=later.begins_at) == [item]
    notice = Document.objects.get(pk=later.document_id)
    assert "修好门禁" in str(notice.data)
    report_done(item=item, words="换了主机", content=b"%PDF-1.4", by=here.manager, at=later.begins_at)
    assert carried_into(later, at=later.begins_at) == [item]  # reported is not yet done
    confirm_item(item=item, words="现场看过", by=here.env_chair, at=later.begins_at)
    assert carried_into(later, at=later.begins_at) == []
    assert carried_into(sitting, at=later.begins_at) == []
    found = of_basis("issue:12")
    assert (len(found.topics), found.sittings, [one.state for one in found.items]) == (1, (sitting,), ["done"])
    said = Entry.objects.filter(act="meetings.discussion.recorded").get()
    assert said.basis_id == topic.entry
    assert "三方同意" not in bytes(said.body).decode()


@pytest.mark.clause("B2.3", "B2.7")
def test_who_convenes_by_mandate_for_one_estate_signs_for_that_one_alone(here):
    sitting = held(here, at=here.at)
    close_sitting(sitting=sitting, by=here.worker, at=sitting.begins_at)
    draft_minutes(sitting=sitting, by=here.worker, at=sitting.begins_at)
    mandate(here, about=here.estates[0])
    own = Minutes.objects.get(sitting=sitting, about=here.estates[0])
    other = Minutes.objects.get(sitting=sitting, about=here.estates[1])
    whole = Minutes.objects.get(sitting=sitting, about=None)
    for wrong in (other, whole):
        with pytest.raises(Refused, match="召集人签发"):
            sign_minutes(minutes=wrong, by=here.resident_chair, at=sitting.begins_at)
    signed = sign_minutes(minutes=own, by=here.resident_chair, at=sitting.begins_at)
    assert signed.signed_by == here.resident_chair.pk


def test_names_of_owners_are_found_before_the_signature(here):
    sitting = held(here, at=here.at)
    now = sitting.begins_at
    close_sitting(sitting=sitting, by=here.worker, at=now)
    draft_minutes(sitting=sitting, by=here.worker, at=now)
    estate = here.estates[0]
    for name in ("欧阳明月", here.chair.shown_name()):
        Owner.objects.create(
            estate=estate,
            kind=Owner.Kind.NATURAL,
            name=keys.seal(f"estate:{estate.pk}", "register_owner.name", name),
        )
    minutes = Minutes.objects.get(sitting=sitting, about=estate)
    minutes.sections = [{"heading": "情况", "items": [f"欧阳明月家漏水，{here.chair.shown_name()}到场"]}]
    minutes.save(update_fields=["sections"])
    with pytest.raises(Refused, match=r"欧\*") as refused:
        sign_minutes(minutes=minutes, by=here.secretary, at=now)
    said = str(refused.value)
    assert "欧阳明月" not in said
    assert here.chair.shown_name()[0] not in said  # who holds an office is named by it
    assert sign_minutes(minutes=minutes, names_checked=True, by=here.secretary, at=now).document_id
