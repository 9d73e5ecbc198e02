"""Working on an issue: tasks and their lead, hand-backs up to the limit, the reporter's last word, the four weeks."""

import pytest

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.models import Appointment, Body
from gongzhi.issues import access
from gongzhi.issues.actions.ask_again import ask_all_again
from gongzhi.issues.actions.assign_parties import assign_parties
from gongzhi.issues.actions.confirm_issue import confirm_issue
from gongzhi.issues.actions.explain_issue import explain_issue
from gongzhi.issues.actions.finish_issue import finish_issue
from gongzhi.issues.actions.finish_party import finish_party
from gongzhi.issues.actions.hand_back import hand_back
from gongzhi.issues.actions.merge_issues import merge_issues
from gongzhi.issues.actions.name_lead import name_lead
from gongzhi.issues.actions.note_progress import note_progress
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.reopen_issue import reopen_issue
from gongzhi.issues.actions.see_to_issue import see_to_issue
from gongzhi.issues.actions.take_step import take_step
from gongzhi.issues.actions.take_task import take_task
from gongzhi.issues.models import Force, Report
from gongzhi.issues.queries.list_of_matters import proposed_for
from gongzhi.issues.queries.paths import walked
from gongzhi.issues.tests.issues_world import NAME, Desk
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Entry
from gongzhi.people.access import desk_of_estate
from gongzhi.people.models import Person
from gongzhi.places.models import Division
from gongzhi.register.tests.conftest import check_constraints, sent
from gongzhi_law import issues as law

pytestmark = pytest.mark.django_db


@pytest.mark.clause("A10.1", "B3.9")
def test_the_list_proposes_who_leads_and_the_worker_gives_the_tasks(here: Desk) -> None:
    issue = here.accepted(here.reported(matter="fire_lane"))
    proposed = proposed_for(issue, on=law_day(here.at))
    assert (proposed[0].side, proposed[0].lead) == ("department:消防", True)
    assert here.fire.pk
    tasks = {"department:消防": "现场处置", "firm": "劝离车辆", "residents": "通知车主"}
    issue = assign_parties(issue=issue, tasks=tasks, lead="department:消防", by=here.worker, at=here.at)
    assert issue.state == "working"
    parties = {party.side: party for party in issue.parties.all()}
    assert parties["department"].lead
    assert parties["department"].force_id == here.fire.pk
    assert all(party.due_on and party.due_cite for party in parties.values())
    assert sent("issue.task")[0][0] == "028-119"
    with pytest.raises(Refused, match="还没有办完"):
        finish_issue(issue=issue, outcome="好了", by=here.worker, at=here.at)
    check_constraints()


def test_a_task_needs_a_side_a_lead_and_words(here: Desk) -> None:
    issue = here.accepted()
    for tasks, lead in (({}, ""), ({"firm": "查"}, ""), ({"firm": "查"}, "committee"), ({"firm": " "}, "firm")):
        with pytest.raises(BadInput):
            assign_parties(issue=issue, tasks=tasks, lead=lead, by=here.worker, at=here.at)
    for key in ("nobody", "department:外星", "force:999999", "force:x"):
        with pytest.raises(BadInput):
            assign_parties(issue=issue, tasks={key: "查"}, lead=key, by=here.worker, at=here.at)
    here.working(issue)
    with pytest.raises(BadInput, match="已经有任务"):
        assign_parties(issue=issue, tasks={"firm": "再查"}, by=here.worker, at=here.at)
    with pytest.raises(Refused):
        assign_parties(issue=issue, tasks={"committee": "配合"}, by=here.firm, at=here.at)


def test_each_side_speaks_for_itself_alone(here: Desk) -> None:
    issue = here.working(committee="公告业主")
    with pytest.raises(Refused, match="物业"):
        take_task(party=here.party(issue), by=here.worker, at=here.at)
    taken = take_task(party=here.party(issue), by=here.firm, at=here.at)
    assert taken.state == "accepted"
    with pytest.raises(BadInput):
        finish_party(party=taken, outcome="", by=here.firm, at=here.at)
    done = finish_party(party=here.party(issue, "committee"), outcome="已公告", by=here.member, at=here.at)
    assert done.state == "done"
    assert done.accepted_at is not None


@pytest.mark.clause("B3.5")
def test_at_the_limit_nobody_hands_back_and_the_street_names_the_lead(here: Desk) -> None:
    issue = here.working(committee="配合")
    with pytest.raises(BadInput):
        hand_back(party=here.party(issue), reason="", by=here.firm, at=here.at)
    hand_back(party=here.party(issue), reason="归业委会", by=here.firm, at=here.at)
    hand_back(party=here.party(issue, "committee"), reason="归物业", by=here.member, at=here.at)
    assert not issue.parties.filter(lead=True).exists()
    issue = assign_parties(
        issue=issue, tasks={"firm": "查漏", "residents": "协调"}, lead="firm", by=here.worker, at=here.at
    )
    with pytest.raises(Refused, match="街道指定牵头方") as refused:
        hand_back(party=here.party(issue), reason="还是不归我", by=here.firm, at=here.at)
    assert "附件1" in refused.value.reasons[0].cite
    with pytest.raises(Refused):
        name_lead(issue=issue, side="firm", task="修", reason="到限", by=here.worker, at=here.at)
    named = name_lead(issue=issue, side="firm", task="三日内修好", reason="到限", by=here.street, at=here.at)
    assert (named.lead, named.named_by_street) == (True, True)
    with pytest.raises(Refused, match="不得拒收"):
        hand_back(party=named, reason="不", by=here.firm, at=here.at)
    with pytest.raises(Refused, match="街道指定"):
        assign_parties(issue=issue, tasks={"committee": "管"}, lead="committee", by=here.worker, at=here.at)
    assert issue.hand_backs.count() == 2


@pytest.mark.clause("B3.5")
def test_the_street_does_not_name_a_lead_while_one_may_still_be_found(here: Desk) -> None:
    issue = here.working()
    with pytest.raises(Refused, match="还没有到退回的次数"):
        name_lead(issue=issue, side="committee", task="修", reason="急", by=here.street, at=here.at)


@pytest.mark.clause("B3.2")
def test_the_path_of_a_daily_issue_is_walked_up_to_the_residents_committee(here: Desk) -> None:
    issue = here.working()
    take_step(issue=issue, step="convene", words="业委会、物业到场研究", by=here.worker, at=here.at)
    take_step(issue=issue, step="residents_committee", words="难度大，报居委会协调", by=here.worker, at=here.at)
    steps = {step.key: step.at for step in walked(issue)}
    assert steps["convene"] == here.at
    assert steps["refer"] is None
    assert [note.step for note in issue.notes.order_by("pk")] == ["convene", "residents_committee"]
    for step, words in (("explain", "说明"), ("convene", " ")):
        with pytest.raises(BadInput):
            take_step(issue=issue, step=step, words=words, by=here.worker, at=here.at)
    assert {onward.value for onward in law.path("daily").onward} >= {"residents_committee", "joint_meeting"}


@pytest.mark.clause("B3.2", "B3.9")
def test_the_party_organisation_and_the_env_committee_convene_without_a_task(here: Desk) -> None:
    issue, shared = here.working(), {"by": here.worker, "at": here.at}
    on = law_day(here.at)
    body = form_body(
        estate=here.estate, kind=Body.Kind.PARTY_ESTATE, name="小区党支部", basis="批复", formed_on=on, **shared
    )
    given = {"way": Appointment.Way.RECOMMENDED, "basis": "批复", "from_on": on, **shared}
    seat = appoint(body=body, name="余梅", number="13800019901", role=Appointment.Role.SECRETARY, **given)
    plain = appoint(body=body, name="柯兰", number="13800019903", role=Appointment.Role.MEMBER, **given)
    secretary = Person.objects.get(pk=seat.person_id)
    asked = {"code": here.estate.code, "number": issue.number, "at": here.at}
    with pytest.raises(NotHere):
        access.get_issue_for(Person.objects.get(pk=plain.person_id), **asked)
    env = form_body(
        division=here.estate.community,
        kind=Body.Kind.ENV_COMMITTEE,
        name="环物委",
        basis="居民会议",
        formed_on=on,
        **shared,
    )
    open_term(body=env, set_size=5, from_on=on, basis="居民会议", **shared)
    sitting = appoint(body=env, name="卫兰", number="13800019902", role=Appointment.Role.MEMBER, **given)
    member = Person.objects.get(pk=sitting.person_id)
    for who, side in ((secretary, "party_org"), (member, "residents")):
        assert access.get_issue_for(who, **asked).pk == issue.pk
        note = take_step(issue=issue, step="convene", words="召集研究", by=who, at=here.at)
        assert note.side == side
        with pytest.raises(Refused):
            assign_parties(issue=issue, tasks={"committee": "配合"}, by=who, at=here.at)
        assert not access.sees_report(who, issue.reports.get(), at=here.at)


@pytest.mark.clause("B4.1")
def test_progress_is_written_by_those_who_have_a_side_in_it(here: Desk) -> None:
    issue = here.working()
    note = note_progress(issue=issue, words="已约维修工", by=here.firm, at=here.at)
    assert (note.side, note.public) == ("firm", True)
    with pytest.raises(Refused):
        note_progress(issue=issue, words="我看看", by=here.world.stranger, at=here.at)
    with pytest.raises(Refused):
        note_progress(issue=issue, words="没有任务", by=here.member, at=here.at)
    with pytest.raises(BadInput):
        note_progress(issue=issue, words=" ", by=here.firm, at=here.at)


@pytest.mark.clause("B4.1")
@pytest.mark.parametrize("words", [f"{NAME}家门口已修", "有事打 13511112222"])
def test_nobody_writes_for_everyone_who_reported_it(here: Desk, words: str) -> None:
    report = here.reported()
    with pytest.raises(BadInput) as refused:
        here.accepted(report, public_words=words)
    assert set(refused.value.fields) == {"public_words"}
    issue = here.working(here.accepted(report))
    with pytest.raises(BadInput):
        note_progress(issue=issue, words=words, by=here.firm, at=here.at)
    assert not note_progress(issue=issue, words=words, public=False, by=here.firm, at=here.at).public
    with pytest.raises(BadInput):
        finish_party(party=here.party(issue), outcome=words, by=here.firm, at=here.at)
    finish_party(party=here.party(issue), outcome="已修", by=here.firm, at=here.at)
    with pytest.raises(BadInput):
        finish_issue(issue=issue, outcome=words, by=here.firm, at=here.at)


def test_the_reporter_closes_or_reopens_and_the_lead_goes_on(here: Desk) -> None:
    issue = here.done()
    report = Report.objects.get(issue=issue)
    assert issue.state == "done"
    assert "确认" in sent("issue.done")[0][1]
    with pytest.raises(BadInput):
        reopen_issue(report=report, words=" ", by=None, at=here.at)
    reopen_issue(report=report, words="还在滴", by=None, at=here.later(days=1))
    issue.refresh_from_db()
    assert (issue.state, issue.reopened) == ("working", 1)
    assert here.party(issue).state == "accepted"
    with pytest.raises(Refused):
        confirm_issue(report=report, by=None, at=here.at)
    issue = here.done(issue)
    confirmation = confirm_issue(report=report, words="好了，谢谢", by=None, at=here.later(days=2))
    issue.refresh_from_db()
    assert (issue.state, confirmation.answer, confirmation.text()) == ("closed", "solved", "好了，谢谢")
    assert issue.follow_up_on == law.follow_up_due(law_day(here.later(days=2))).day
    check_constraints()


def test_after_four_weeks_the_reporter_is_asked_once_and_may_say_that_it_came_back(here: Desk) -> None:
    issue = here.done()
    report = Report.objects.get(issue=issue)
    confirm_issue(report=report, by=None, at=here.at)
    assert ask_all_again(at=here.later(days=27)) == 0
    assert ask_all_again(at=here.later(days=28)) == 1
    assert ask_all_again(at=here.later(days=29)) == 0
    assert sent("issue.again")[0][0] == report.number()
    assert confirm_issue(report=report, by=None, at=here.later(days=29)).answer == "still"
    assert reopen_issue(report=report, words="又渗了", by=None, at=here.later(days=30)).answer == "again"
    issue.refresh_from_db()
    assert (issue.state, issue.follow_up_on, issue.closed_at) == ("working", None, None)


def test_what_is_said_before_four_weeks_is_not_told_as_said_after_them(here: Desk) -> None:
    """Two reporters: the second confirms the same day; a second click of the first says nothing new."""
    first = here.reported()
    other = here.reported(number="13511113333")
    merge_issues(issue=other.issue, into=first.issue, by=here.worker, at=here.at)
    here.done(here.working(here.accepted(first)))
    other.refresh_from_db()
    assert confirm_issue(report=first, by=None, at=here.at).answer == "solved"
    assert confirm_issue(report=other, by=None, at=here.at).answer == "solved"
    with pytest.raises(Refused, match="已经确认过"):
        confirm_issue(report=first, by=None, at=here.later(days=1))
    assert reopen_issue(report=first, words="又渗了", by=None, at=here.later(days=2)).answer == "unsolved"


def test_what_nobody_can_confirm_is_closed_by_those_who_looked(here: Desk) -> None:
    report = record_issue(estate=here.estate, source="patrol", words="灯坏", by=here.worker, at=here.at)
    issue = here.done(here.working(here.accepted(report)))
    with pytest.raises(BadInput):
        see_to_issue(issue=issue, words="", by=here.worker, at=here.at)
    assert see_to_issue(issue=issue, words="已到现场看过", by=here.worker, at=here.at).state == "closed"
    other = here.done(here.working(here.accepted(here.reported(number="13511113333"))))
    with pytest.raises(Refused, match="由报事人确认"):
        see_to_issue(issue=other, words="看过", by=here.worker, at=here.at)


@pytest.mark.clause("B3.5")
def test_a_legacy_issue_is_brought_to_the_street_and_explained_in_public(here: Desk) -> None:
    issue = here.accepted(here.reported(matter="title_legacy"), issue_class="legacy")
    day = law_day(here.at)
    with pytest.raises(BadInput):
        explain_issue(issue=issue, words="在办", told_street_on=None, by=here.worker, at=here.at)
    explained = explain_issue(issue=issue, words="已报街道协调资料", told_street_on=day, by=here.worker, at=here.at)
    issue.refresh_from_db()
    assert (issue.state, explained.told_street_on) == ("explained", day)
    explain_issue(issue=issue, words="街道已约建设单位", told_street_on=day, by=here.worker, at=here.later(days=9))
    assert issue.explanations.count() == 2
    daily = here.accepted(here.reported(number="13511113333"))
    with pytest.raises(Refused, match="历史遗留"):
        explain_issue(issue=daily, words="等着", told_street_on=day, by=here.worker, at=here.at)


@pytest.mark.clause("A10.2", "B3.11")
def test_forces_see_what_they_are_asked_for_and_nothing_else_of_the_estate(here: Desk) -> None:
    other = here.accepted(here.reported(number="13511113333"))
    assert here.water.pk
    issue = here.working(**{"utility:供水": "关阀"})
    asked = {"code": here.estate.code, "at": here.at}
    assert access.get_issue_for(here.plumber, number=issue.number, **asked).pk == issue.pk
    for number in (other.number, "2026-9999", "x", "2026-"):
        with pytest.raises(NotHere):
            access.get_issue_for(here.plumber, number=number, **asked)
    with pytest.raises(NotHere):
        access.desk_of(here.plumber, **asked)
    with pytest.raises(NotHere):
        desk_of_estate(here.plumber, **asked)
    assert access.desk_of_calls(here.plumber, at=here.at) == [here.water]
    done = finish_party(party=here.party(issue, "utility"), outcome="已关阀", by=here.plumber, at=here.at)
    assert done.state == "done"
    assert access.desk_of_calls(here.fireman, at=here.at) == [here.fire]
    with pytest.raises(NotHere):
        access.desk_of_calls(here.worker, at=here.at)


@pytest.mark.clause("B3.11")
def test_forces_are_registered_by_those_over_their_place_and_nobody_is_made_an_officer_by_it(here: Desk) -> None:
    county = Division.objects.get(pk=here.estate.place)
    given = {"name": "某单位", "by": here.worker, "at": here.at}
    with pytest.raises(Refused):
        register_force(division=county, kind=Force.Kind.RESIDENT_UNIT, code="bank", **given)
    with pytest.raises(BadInput) as refused:
        register_force(
            division=county, kind=Force.Kind.DEPARTMENT, code="x", word="城管", number="13500001111", **given
        )
    assert set(refused.value.fields) == {"number"}
    unit = register_force(division=here.estate.community, kind=Force.Kind.RESIDENT_UNIT, code="bank", **given)
    with pytest.raises(Refused, match="已经有了"):
        register_force(division=here.estate.community, kind=Force.Kind.RESIDENT_UNIT, code="bank", **given)
    assert unit in access.forces_over(here.estate)
    assert Entry.objects.filter(act="issues.force.registered").count() == 1
