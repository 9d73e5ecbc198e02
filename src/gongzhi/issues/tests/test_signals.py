"""What the house notices by itself, what a person decides about it; complaints and their reply document."""

from datetime import timedelta

import pytest

from gongzhi.documents.models import Document
from gongzhi.issues import complaint_access
from gongzhi.issues.actions.answer_complaint import answer_complaint
from gongzhi.issues.actions.confirm_signal import confirm_signal
from gongzhi.issues.actions.dismiss_signal import dismiss_signal
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.table_signal import table_signal
from gongzhi.issues.models import Force, Issue, Report
from gongzhi.issues.queries.complaints import reply_pdf
from gongzhi.issues.queries.signals import Suggested, signals_of, signals_over
from gongzhi.issues.tests.issues_world import Desk
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity
from gongzhi.places.models import Division
from gongzhi.register.tests.conftest import check_constraints, sent
from gongzhi_law import issues as law

pytestmark = pytest.mark.django_db


def reports(here: Desk, count: int, matter: str = "illegal_building") -> list[Report]:
    """As many issues of one matter, each by another phone."""
    return [here.reported(number=f"135000010{n:02d}", matter=matter) for n in range(count)]


def kinds(here: Desk, **later: int) -> dict[str, Suggested]:
    """What is suggested, by kind."""
    return {one.kind: one for one in signals_of(here.estate, here.later(**later))}


@pytest.mark.clause("A10.6")
def test_like_issues_become_a_suggestion_at_the_number_set_and_an_issue_when_a_person_says_so(here: Desk) -> None:
    number = law.similar(law_day(here.at), place=here.estate.place).count
    reports(here, number - 1)
    assert kinds(here) == {}
    here.reported(number="13500009999", matter="illegal_building")
    found = kinds(here)["cluster"]
    with pytest.raises(Refused):
        confirm_signal(estate=here.estate, key=found.key, by=here.member, at=here.at)
    decided = confirm_signal(estate=here.estate, key=found.key, by=here.worker, at=here.at)
    assert decided.issue is not None
    assert (decided.issue.source, decided.issue.matter) == ("signal", "illegal_building")
    assert kinds(here) == {}, "decided, and its own issue makes no new one"
    with pytest.raises(Refused, match="已经研判"):
        dismiss_signal(estate=here.estate, key=found.key, reason="重复", by=here.worker, at=here.at)
    check_constraints()


@pytest.mark.clause("A10.6")
def test_a_lift_reported_twice_or_for_long_and_a_late_side_are_noticed_and_may_be_left(here: Desk) -> None:
    reports(here, 1, "lift_fault")
    assert kinds(here) == {}
    days = law.signal_days("out_of_service", on=law_day(here.at), place=here.estate.place)
    assert set(kinds(here, days=days + 1)) == {"out_of_service"}
    here.reported(number="13500008888", matter="lift_trapped")
    assert set(kinds(here)) == {"out_of_service"}
    issue = here.working(here.accepted(Report.objects.order_by("pk").first()))
    due = here.party(issue).due_on
    assert due is not None
    late = kinds(here, days=(due - law_day(here.at)).days + 1)["overdue"]
    assert issue.number in late.words
    after = here.later(days=(due - law_day(here.at)).days + 1)
    with pytest.raises(BadInput):
        dismiss_signal(estate=here.estate, key=late.key, reason=" ", by=here.worker, at=after)
    dismiss_signal(estate=here.estate, key=late.key, reason="已当面催办", by=here.worker, at=after)
    assert "overdue" not in {one.kind for one in signals_of(here.estate, after)}
    with pytest.raises(Refused, match="不在了"):
        dismiss_signal(estate=here.estate, key="lift:0:0", reason="无", by=here.worker, at=after)


@pytest.mark.clause("A10.6", "B2.11")
def test_many_like_issues_are_proposed_to_the_joint_meeting_in_one_step(here: Desk) -> None:
    made = reports(here, law.topic(law_day(here.at), place=here.estate.place).count)
    found = kinds(here)["topic"]
    with pytest.raises(Refused, match="列为联席会议议题"):
        confirm_signal(estate=here.estate, key=found.key, by=here.worker, at=here.at)
    with pytest.raises(Refused, match="还没有受理"):
        table_signal(estate=here.estate, key=found.key, by=here.worker, at=here.at)
    issue = here.accepted(made[-1])
    topic = table_signal(estate=here.estate, key=found.key, by=here.worker, at=here.at)
    assert (topic.business, topic.basis_ref) == ("tendency", f"issue:{issue.pk}")
    assert "topic" not in kinds(here)


def test_the_suggestions_of_many_estates_take_no_more_statements(
    here: Desk, django_assert_max_num_queries: object
) -> None:
    reports(here, 3)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        found = signals_over({here.estate.pk: here.estate}, here.at + timedelta(days=1))
    assert len(found[here.estate.pk]) == 1


@pytest.mark.clause("A10.1")
def test_a_complaint_is_answered_by_the_housing_authority_with_a_document_for_those_who_complained(here: Desk) -> None:
    matter = law.complaints()[0].id
    county = Division.objects.get(pk=here.estate.place)
    given = {"code": "zhujian", "name": "武侯区住建交局", "word": "住建", "by": here.street, "at": here.at}
    assert register_force(division=county, kind=Force.Kind.DEPARTMENT, **given).pk
    officer = appoint_officer(
        division=county, kind=Capacity.Kind.DEPARTMENT, name="岑一", number="13800019999", document="1号",
        department="住建", at=here.at,
    ).person  # fmt: skip
    issue = here.accepted(here.reported(matter=matter))
    said = {"found": "物业未公示收费依据，赵小满所述属实", "opinion": "责令限期公示", "remedy": "可以申请行政复议"}
    with pytest.raises(Refused, match="房产主管部门") as refused:
        answer_complaint(issue=issue, **said, by=officer, at=here.at)
    assert "48" in refused.value.reasons[0].cite
    issue = here.working(issue, lead="department:住建")
    with pytest.raises(Refused):
        answer_complaint(issue=issue, **said, by=here.worker, at=here.at)
    with pytest.raises(BadInput):
        answer_complaint(issue=issue, **{**said, "opinion": ""}, by=officer, at=here.at)
    reply = answer_complaint(issue=issue, **said, by=officer, at=here.at)
    document = Document.objects.get(pk=reply.document_id)
    assert "赵小满" not in str(document.data)
    assert reply_pdf(reply).startswith(b"%PDF")
    assert len(sent("issue.complaint_replied")) == 1
    asked = {"code": here.estate.code, "number": issue.number, "reply_id": reply.pk, "at": here.at}
    assert complaint_access.get_reply_for(officer, **asked).findings().startswith("物业未公示")
    for person in (here.member, here.firm, here.fireman, None):
        with pytest.raises(NotHere):
            complaint_access.get_reply_for(person, **asked)
    link = Report.objects.get(issue=issue).link()
    assert complaint_access.get_own_reply(None, token=link, reply_id=reply.pk, at=here.at) == reply
    other = here.reported(number="13500007777", matter="roof_leak")
    with pytest.raises(NotHere):
        complaint_access.get_own_reply(None, token=other.link(), reply_id=reply.pk, at=here.at)
    assert "赵小满" not in "".join(note.words for note in Issue.objects.get(pk=issue.pk).notes.all())
    check_constraints()
