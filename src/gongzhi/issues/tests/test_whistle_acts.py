"""Whistles and calls: who blows which, what each rests on, confirming, arriving, reporting, rating, rising when late."""

from datetime import date, timedelta

import pytest

from gongzhi.issues import access
from gongzhi.issues.actions.arrive_call import arrive_call
from gongzhi.issues.actions.ask_whistle import ask_whistle
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.actions.close_whistle import close_whistle
from gongzhi.issues.actions.confirm_call import confirm_call
from gongzhi.issues.actions.draft_letter import draft_letter
from gongzhi.issues.actions.end_force import end_force
from gongzhi.issues.actions.escalate_call import escalate_all
from gongzhi.issues.actions.finish_issue import finish_issue
from gongzhi.issues.actions.rate_call import rate_call
from gongzhi.issues.actions.recommend_whistle import recommend_whistle
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.report_call import report_call
from gongzhi.issues.actions.seat_force import seat_force
from gongzhi.issues.actions.send_letter import send_letter
from gongzhi.issues.actions.withdraw_call import withdraw_call
from gongzhi.issues.models import Force
from gongzhi.issues.queries.calls import due_of, line, risen
from gongzhi.issues.queries.forces import acting_for, split_forces
from gongzhi.issues.tests.whistle_world import Called, moment
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.register.tests.conftest import check_constraints, sent

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 sample"


@pytest.mark.clause("A10.2", "B3.4")
def test_a_whistle_calls_several_forces_and_each_confirms_arrives_reports_and_is_rated(called: Called) -> None:
    desk = called.desk
    issue = called.issue()
    whistle = called.whistle(issue)
    issue.refresh_from_db()
    assert (whistle.serial, issue.state) == (1, "working")
    assert {address for address, _words in sent("issue.call")} == {"028-119", "028-96000"}
    fire = called.call(whistle)
    assert (fire.due_strength, fire.due_exact) == ("proposed", True)
    with pytest.raises(Refused, match="武侯区消防救援大队"):
        confirm_call(call=fire, by=desk.plumber, at=desk.at)
    with pytest.raises(Refused):
        report_call(call=fire, words="好了", by=desk.fireman, at=desk.at)
    confirm_call(call=fire, by=desk.fireman, at=desk.at)
    with pytest.raises(Refused):
        confirm_call(call=fire, by=desk.fireman, at=desk.at)
    arrive_call(call=fire, by=desk.fireman, at=desk.later(minutes=40))
    with pytest.raises(BadInput):
        report_call(call=fire, words=" ", by=desk.fireman, at=desk.later(hours=1))
    given = {"file_name": "处置单.pdf", "content": PDF, "content_type": "application/pdf"}
    fire = report_call(call=fire, words="车辆已驶离，通道恢复", **given, by=desk.fireman, at=desk.later(hours=2))
    assert fire.file_id is not None
    assert not issue.files.filter(file_id=fire.file_id).exists()
    with pytest.raises(Refused, match="还没有反馈"):
        close_whistle(whistle=whistle, outcome="通了", by=desk.street, at=desk.at)
    for rating, words in ((0, ""), (6, ""), (2, " ")):
        with pytest.raises(BadInput):
            rate_call(call=fire, rating=rating, words=words, by=desk.street, at=desk.at)
    with pytest.raises(Refused):
        rate_call(call=fire, rating=5, by=desk.worker, at=desk.at)
    assert rate_call(call=fire, rating=5, by=desk.street, at=desk.later(hours=3)).rating == 5
    water = withdraw_call(call=called.call(whistle, "water"), reason="不漏了", by=desk.street, at=desk.at)
    assert water.state == "withdrawn"
    closed = close_whistle(whistle=whistle, outcome="通道恢复", by=desk.street, at=desk.later(hours=4))
    assert closed.state == "closed"
    check_constraints()


@pytest.mark.clause("A10.2", "B3.4")
def test_each_kind_of_whistle_has_its_own_whistler(called: Called) -> None:
    desk = called.desk
    issue = called.issue()
    given = {"issue": issue, "why": "需要支援", "tasks": {desk.fire.pk: "看看"}, "urgent": True, "at": desk.at}
    for kind, wrong in (("street", desk.worker), ("community", desk.street), ("grid", desk.street)):
        with pytest.raises(Refused):
            blow_whistle(kind=kind, by=wrong, **given)
    with pytest.raises(BadInput):
        blow_whistle(kind="loud", by=desk.street, **given)
    assert blow_whistle(kind="grid", by=desk.worker, **given).recommendation is None
    with pytest.raises(Refused, match="已经被召唤"):
        blow_whistle(kind="street", by=desk.street, **given)
    for wrong in ({"why": " "}, {"tasks": {}}, {"tasks": {desk.water.pk: " "}}, {"tasks": {0: "看"}}):
        with pytest.raises(BadInput):
            blow_whistle(kind="street", by=desk.street, **{**given, **wrong})


@pytest.mark.clause("B3.10", "B3.4")
def test_a_whistle_rests_on_a_recommendation_and_an_urgent_one_gets_it_afterwards(called: Called) -> None:
    desk = called.desk
    issue = called.issue()
    with pytest.raises(Refused, match="联席会议的建议") as refused:
        called.whistle(issue, urgent=False)
    assert "附件1" in refused.value.reasons[0].cite
    with pytest.raises(Refused, match="不紧急的由联席会议"):
        recommend_whistle(issue=issue, words="请消防来", by=called.secretary, at=desk.at)
    first = called.whistle(issue)
    assert first.recommendation is None
    with pytest.raises(Refused, match="召集人"):
        recommend_whistle(issue=issue, words="请消防来", by=desk.worker, at=desk.at)
    after = recommend_whistle(issue=issue, words="请消防来", by=called.secretary, at=desk.later(hours=5))
    first.refresh_from_db()
    assert (first.recommendation_id, after.given_by) == (after.pk, "convener")
    for call in first.calls.all():
        withdraw_call(call=call, reason="重来", by=desk.street, at=desk.at)
    second = called.whistle(issue, urgent=False)
    assert second.recommendation_id == after.pk
    third = called.whistle(called.issue(number="13511117777"), urgent=False, without="会议还没开，街道直接安排")
    assert third.recommendation is None
    note = issue.notes.filter(step="recommend").get()
    assert (note.public, note.side) == (True, "party_org")


@pytest.mark.clause("B3.10")
def test_the_meetings_recommendation_cites_what_was_agreed(called: Called) -> None:
    desk = called.desk
    issue = called.issue()
    item = called.agreed(issue)
    made = recommend_whistle(issue=issue, words="请消防、水务到场", item=item, by=desk.worker, at=desk.at)
    assert (made.given_by, made.basis_entry) == ("joint_meeting", item.entry)
    assert [number for number, _words in sent("issue.recommended")] == [called.secretary.number()]
    assert Entry.objects.get(pk=made.entry).basis_id == item.entry
    item.division_id = "510107020004"
    with pytest.raises(BadInput):
        recommend_whistle(issue=issue, words="别处的", item=item, by=desk.worker, at=desk.at)


@pytest.mark.clause("A10.2")
def test_an_urgent_issue_may_be_whistled_for_before_it_is_accepted(called: Called) -> None:
    desk = called.desk
    issue = desk.reported(number="13511118888", matter="gas_leak").issue
    with pytest.raises(Refused, match="先受理"):
        called.whistle(issue, urgent=False, without="x")
    assert called.whistle(issue, kind="grid", by=desk.worker).urgent
    issue.refresh_from_db()
    assert issue.state == "received"


@pytest.mark.clause("A10.2")
def test_days_of_a_call_run_over_the_national_holiday_and_into_a_year_without_a_calendar(called: Called) -> None:
    issue, other = called.issue(), called.issue(number="13511117777")
    before = moment("2026-09-30 15:00")
    given = {"urgent": False, "without": "街道安排"}
    holiday = called.call(called.whistle(issue, at=before, **given))
    # one working day after 9月30日 is 10月8日, seven end on 10月15日 (10月10日 is worked)
    assert (law_day(holiday.confirm_by), holiday.report_by) == (date(2026, 10, 8), date(2026, 10, 15))
    assert risen(holiday, moment("2026-10-08 23:59")).level == 0
    assert risen(holiday, moment("2026-10-09 00:00")).level == 1
    guess = called.call(called.whistle(other, at=moment("2026-12-30 10:00"), **given))
    assert (guess.due_exact, guess.report_by) == (False, date(2027, 1, 8))
    assert "暂按周一至周五计" in line(guess, moment("2026-12-31 08:00")).note


@pytest.mark.clause("A10.2")
def test_a_late_call_rises_step_by_step_once_each_and_anew_for_the_next_step(called: Called) -> None:
    desk = called.desk
    assert called.secretary.pk
    whistle = called.whistle(tasks={desk.fire.pk: "处置"})
    call = called.call(whistle)
    due = due_of(call)
    assert due is not None
    assert due.at == call.confirm_by
    assert escalate_all(at=due.at) == 0
    assert escalate_all(at=due.at + timedelta(seconds=1)) == 1
    assert escalate_all(at=due.at + timedelta(seconds=2)) == 0
    assert [number for number, _words in sent("issue.late")] == [called.secretary.number()]
    assert escalate_all(at=due.at + timedelta(days=1)) == 1
    call.refresh_from_db()
    assert (call.escalated, line(call, due.at + timedelta(days=1)).badge) == (3, "urgent")
    assert {number for number, _words in sent("issue.late")} == {called.secretary.number(), desk.street.number()}
    later = due.at + timedelta(days=2)
    confirm_call(call=call, by=desk.fireman, at=later)
    assert escalate_all(at=later + timedelta(minutes=1)) == 1
    assert Entry.objects.filter(act="issues.call.escalated").count() == 3
    arrive_call(call=called.call(whistle), by=desk.fireman, at=later)
    report_call(call=called.call(whistle), words="处置完", by=desk.fireman, at=later)
    assert escalate_all(at=later + timedelta(days=30)) == 0


def test_nobody_is_late_in_an_issue_that_was_settled_without_them(called: Called) -> None:
    desk = called.desk
    issue = called.issue()
    call = called.call(called.whistle(issue))
    late = call.confirm_by + timedelta(days=1)
    assert risen(call, late).level
    finish_issue(issue=issue, outcome="通道已经腾空", by=desk.worker, at=desk.at)
    assert not risen(called.call(call.whistle), late).level
    assert escalate_all(at=late) == 0


def test_a_force_may_arrive_without_confirming_first(called: Called) -> None:
    call = arrive_call(call=called.call(called.whistle()), by=called.desk.fireman, at=called.desk.at)
    assert (call.state, call.confirmed_at) == ("arrived", called.desk.at)


@pytest.mark.clause("A10.1", "A10.2")
def test_the_list_proposes_whom_to_call(called: Called) -> None:
    desk = called.desk
    assert desk.fire.pk
    assert desk.water.pk
    named, others = split_forces(called.issue(), access.forces_over(desk.estate), on=law_day(desk.at))
    assert [force.name for force in named] == [desk.fire.name]
    assert [force.name for force in others] == [desk.water.name]


@pytest.mark.clause("B3.11")
def test_all_kinds_of_forces_have_people_who_act_for_them_until_they_leave_the_register(called: Called) -> None:
    desk = called.desk
    shared = {"by": desk.worker, "at": desk.at}
    community = desk.estate.community
    four = (
        Force.Kind.RESIDENT_UNIT,
        Force.Kind.MASS_ORGANISATION,
        Force.Kind.SOCIAL_ORGANISATION,
        Force.Kind.PARTY_MEMBER,
    )
    for n, kind in enumerate(four):
        force = register_force(division=community, kind=kind, code=f"f{n}", name=f"力量{n}", **shared)
        seat_force(force=force, name="邱宁", number=f"1380009{n:04d}", **shared)
        held = acting_for(force, at=desk.at).get()
        assert list(access.forces_of(held.person, at=desk.at)) == [force]
    issue = called.issue()
    whistle = called.whistle(issue, kind="community", tasks={force.pk: "入户"}, by=desk.worker)
    call = whistle.calls.select_related("whistle__issue__estate", "force").get()
    assert sent("issue.call")[-1][0] == held.person.number()
    confirm_call(call=call, by=held.person, at=desk.at)
    with pytest.raises(Refused, match="没有反馈"):
        end_force(force=force, reason="撤了", **shared)
    withdraw_call(call=call, reason="不用了", **shared)
    with pytest.raises(Refused):
        end_force(force=force, reason="撤了", by=desk.member, at=desk.at)
    with pytest.raises(BadInput):
        end_force(force=force, reason=" ", **shared)
    end_force(force=force, reason="单位搬走", by=desk.worker, at=desk.later(days=1))
    assert not acting_for(force, at=desk.later(days=1)).exists()
    with pytest.raises(Refused):
        seat_force(force=force, name="邱宁", number="13800090003", **shared)
    with pytest.raises(Refused, match="任用文件"):
        seat_force(force=desk.fire, name="邵峰", number="13800090009", by=desk.street, at=desk.at)


@pytest.mark.clause("L1.2")
def test_the_whistle_for_an_unanswered_letter_is_kept_with_the_letter(called: Called) -> None:
    desk = called.desk
    given = {"title": "请清理消防通道", "words": "三次劝导无效", "force": desk.fire}
    letter = draft_letter(
        estate=desk.estate, addressee_kind="department", addressee="", by=desk.member, at=desk.at, **given
    )
    letter = send_letter(letter=letter, way="platform", by=desk.member, at=desk.at)
    late = desk.later(days=40)
    issue = ask_whistle(letter=letter, by=desk.member, at=late)
    issue = desk.accepted(issue.reports.get(), issue_class="beyond")
    whistle = called.whistle(issue, at=late, urgent=False, without="函件逾期未答", tasks={desk.fire.pk: "清通道"})
    letter.refresh_from_db()
    assert (letter.state, letter.whistle_id) == ("whistled", whistle.pk)
    check_constraints()
