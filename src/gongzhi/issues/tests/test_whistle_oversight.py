"""Above the three parties: supervision, the investigation of a major issue, up to the 居委会 and the joint meeting."""

import pytest

from gongzhi.documents.queries import published, typeset
from gongzhi.issues.actions.answer_supervision import answer_supervision
from gongzhi.issues.actions.give_inquiry_opinion import give_inquiry_opinion
from gongzhi.issues.actions.judge_supervision import judge_supervision
from gongzhi.issues.actions.open_inquiry import open_inquiry
from gongzhi.issues.actions.raise_to_residents import raise_to_residents
from gongzhi.issues.actions.record_finding import record_finding
from gongzhi.issues.actions.report_inquiry import report_inquiry
from gongzhi.issues.actions.supervise_side import supervise_side
from gongzhi.issues.actions.topic_from_issue import topic_from_issue
from gongzhi.issues.models import Party
from gongzhi.issues.queries.paths import walked
from gongzhi.issues.queries.supervising import suggested
from gongzhi.issues.tests.issues_world import NAME, Desk
from gongzhi.issues.tests.whistle_world import Called, moment
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.meetings.queries.agreed import of_basis
from gongzhi.register.tests.conftest import check_constraints, sent

pytestmark = pytest.mark.django_db
PDF = {"file_name": "照片.pdf", "content": b"%PDF-1.4 x", "content_type": "application/pdf"}


@pytest.mark.clause("B3.8")
def test_a_named_person_of_the_party_organisation_supervises_and_the_side_answers(called: Called) -> None:
    desk = called.desk
    issue = desk.working()
    given = {"issue": issue, "side": "firm", "words": "三日内修好并回复"}
    with pytest.raises(Refused, match="专人"):
        supervise_side(**given, by=desk.worker, at=desk.at)
    with pytest.raises(Refused, match="没有任务"):
        supervise_side(**{**given, "side": "committee"}, by=called.secretary, at=desk.at)
    for wrong in ({"words": " "}, {"due_on": law_day(desk.at).replace(year=2020)}):
        with pytest.raises(BadInput):
            supervise_side(**{**given, **wrong}, by=called.secretary, at=desk.at)
    order = supervise_side(**given, by=called.secretary, at=moment("2026-09-29 10:00"))
    # five working days after 9月29日: 9月30日, 10月8日 to 10日 (a worked Saturday), 10月12日
    assert (order.serial, order.supervisor_id, order.due_on.isoformat()) == (1, called.secretary.pk, "2026-10-12")
    with pytest.raises(Refused, match="还没有办结"):
        supervise_side(**given, by=called.secretary, at=desk.at)
    with pytest.raises(Refused, match="物业服务企业"):
        answer_supervision(supervision=order, reply="修了", by=desk.member, at=desk.at)
    with pytest.raises(Refused):
        judge_supervision(supervision=order, accept=True, verdict="好", by=called.secretary, at=desk.at)
    with pytest.raises(BadInput):
        answer_supervision(supervision=order, reply=" ", by=desk.firm, at=desk.at)
    order = answer_supervision(supervision=order, reply="已换阀", **PDF, by=desk.firm, at=desk.at)
    assert order.file_id is not None
    with pytest.raises(Refused):
        judge_supervision(supervision=order, accept=True, verdict="好", by=desk.firm, at=desk.at)
    back = judge_supervision(supervision=order, accept=False, verdict="还在滴", by=called.secretary, at=desk.at)
    assert back.state == "issued"
    back = answer_supervision(supervision=back, reply="再修一次", by=desk.firm, at=desk.at)
    done = judge_supervision(supervision=back, accept=True, verdict="看过，好了", by=called.secretary, at=desk.at)
    assert (done.state, done.closed_at) == ("closed", desk.at)
    acts = Entry.objects.filter(act__startswith="issues.supervision").order_by("pk").values_list("act", flat=True)
    assert [act.rsplit(".", 1)[1] for act in acts] == ["issued", "answered", "judged", "answered", "judged"]


@pytest.mark.clause("B3.8")
def test_the_sheet_of_an_order_is_official_and_names_no_resident(called: Called) -> None:
    desk = called.desk
    order = supervise_side(issue=desk.working(), side="firm", words="限期修好", by=called.secretary, at=desk.at)
    sheet = published(f"supervision:{order.pk}", desk.estate.pk)[0]
    assert "督〔2026〕1号" in sheet.number
    assert typeset(sheet).startswith(b"%PDF-")
    assert NAME not in str(sheet.data)


@pytest.mark.clause("B3.8")
def test_a_late_task_is_suggested_for_supervision_until_an_order_is_open(called: Called) -> None:
    desk = called.desk
    party = desk.party(desk.working())
    parties = Party.objects.select_related("issue__estate", "force")
    assert party.due_on is not None
    in_time, late = moment(f"{party.due_on} 23:00"), desk.later(days=60)
    assert suggested(parties, [], in_time) == []
    assert [one.party for one in suggested(parties, [], late)] == [party]
    order = supervise_side(issue=party.issue, side="firm", words="快修", by=called.secretary, at=late)
    assert suggested(parties, [order], late) == []


@pytest.mark.clause("B3.3")
def test_a_major_issue_is_investigated_reported_and_may_become_a_topic(called: Called) -> None:
    desk = called.desk
    issue = called.issue("major", "falling_facade")
    assert called.secretary.pk
    with pytest.raises(Refused, match="居委会"):
        open_inquiry(issue=issue, members="各方", by=desk.firm, at=desk.at)
    with pytest.raises(BadInput):
        open_inquiry(issue=issue, members=" ", by=desk.worker, at=desk.at)
    inquiry = open_inquiry(issue=issue, members="居委会、业委会、物业、居民代表", by=desk.worker, at=desk.at)
    with pytest.raises(Refused, match="已经有一个"):
        open_inquiry(issue=issue, members="再来一组", by=desk.worker, at=desk.at)
    with pytest.raises(Refused, match="调查记录"):
        give_inquiry_opinion(inquiry=inquiry, findings="渗", opinion="修", by=desk.worker, at=desk.at)
    for wrong in ({"words": " "}, {"words": "看了", "on": law_day(desk.later(days=1))}):
        with pytest.raises(BadInput):
            record_finding(inquiry=inquiry, **wrong, by=desk.worker, at=desk.at)
    note = record_finding(inquiry=inquiry, words=f"{NAME}说漏了两年", **PDF, by=desk.worker, at=desk.at)
    assert NAME in note.text()
    with pytest.raises(BadInput):
        give_inquiry_opinion(inquiry=inquiry, findings="渗", opinion=" ", by=desk.worker, at=desk.at)
    with pytest.raises(Refused):
        report_inquiry(inquiry=inquiry, by=desk.worker, at=desk.at)
    inquiry = give_inquiry_opinion(
        inquiry=inquiry, findings="外墙防水老化", opinion="建议动用维修资金整体维修", by=desk.worker, at=desk.at
    )
    with pytest.raises(Refused):
        record_finding(inquiry=inquiry, words="又看了", by=desk.worker, at=desk.at)
    inquiry = report_inquiry(inquiry=inquiry, by=desk.worker, at=desk.at)
    assert (inquiry.state, sent("issue.inquiry")[0][0]) == ("reported", called.secretary.number())
    topic = topic_from_issue(
        issue=issue, business="disputes", title="外墙渗水", words="调查意见：整体维修", by=desk.worker, at=desk.at
    )
    inquiry.refresh_from_db()
    assert (topic.basis_ref, topic.basis_entry) == (f"issue:{issue.pk}", inquiry.entry)
    tabled = Entry.objects.get(pk=inquiry.topic_entry)
    assert (tabled.act, tabled.basis_id) == ("issues.issue.tabled", topic.entry)
    item = called.agreed(issue, topic)
    basis = of_basis(f"issue:{issue.pk}")
    assert ([one.pk for one in basis.topics], [one.pk for one in basis.items]) == ([topic.pk], [item.pk])
    with pytest.raises(Refused, match="同一来源"):
        topic_from_issue(issue=issue, business="disputes", title="再提", words="再提", by=desk.worker, at=desk.at)
    steps = {step.key: step.at for step in walked(issue)}
    assert all(steps[key] for key in ("inquire", "opinion", "report"))
    public = " ".join(issue.notes.filter(public=True).values_list("words", flat=True))
    assert NAME not in public
    check_constraints()


@pytest.mark.clause("B3.3")
def test_only_major_issues_have_an_investigation(here: Desk) -> None:
    with pytest.raises(Refused, match="重大问题"):
        open_inquiry(issue=here.working(), members="各方", by=here.worker, at=here.at)


@pytest.mark.clause("B3.2")
def test_a_hard_daily_issue_is_brought_before_the_residents_committee(here: Desk) -> None:
    issue = here.working()
    with pytest.raises(Refused):
        raise_to_residents(issue=issue, words="难", by=here.member, at=here.at)
    with pytest.raises(BadInput):
        raise_to_residents(issue=issue, words=" ", by=here.firm, at=here.at)
    party = raise_to_residents(issue=issue, words="两户不同意开墙，建议协调", by=here.firm, at=here.at)
    assert (party.side, party.lead) == ("residents", False)
    assert party.due_on is not None
    assert {step.key for step in walked(issue) if step.at} == {"refer"}
    with pytest.raises(Refused, match="已经在办"):
        raise_to_residents(issue=issue, words="再报", by=here.firm, at=here.at)
    with pytest.raises(Refused, match="日常问题"):
        raise_to_residents(
            issue=here.accepted(here.reported(number="13511119999"), issue_class="beyond"),
            words="报",
            by=here.worker,
            at=here.at,
        )
