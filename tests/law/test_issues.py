"""Residents' issues: the lawyers' cases for every period, the paths of paper B, limits from both sides, mediation."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongzhi_law import issues
from gongzhi_law.issue_periods import BEIJING, value
from gongzhi_law.issues import CallStep, Force, Form, IssueClass, Kind, Mediator, Onward, Signal, Source, Step, Whistle
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.parameter import Strength
from gongzhi_law.params import NoLawInForce, all_parameters
from tests.law.cases import each

ON = date(2026, 11, 23)


def moment(written):
    """A day stays a day; "2026-11-23 23:50" is that instant in Beijing."""
    return datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING) if isinstance(written, str) else written


@each("issues_workdays")
def test_workdays_by(case):
    if case.get("refused"):
        with pytest.raises(ValueError, match="at least one day"):
            issues.workdays_by(case["start"], case["days"])
        return
    found = issues.workdays_by(case["start"], case["days"])
    assert (found.nominal, found.exact) == (case["nominal"], case["exact"])
    assert found.day == (case["nominal"] if case["exact"] else None)
    assert ("推算" in found.note) is not case["exact"]


@each("issues_due")
def test_due(case):
    def ask():
        return issues.due(
            case["matter"],
            case["step"],
            moment(case["start"]),
            urgent=case.get("urgent"),
            class_=case.get("class"),
            place=case.get("place", NATION),
        )

    if case.get("unknown") or case.get("refused"):
        with pytest.raises(KeyError if case.get("unknown") else ValueError):
            ask()
        return
    found = ask()
    assert (found.day, found.at) == (case["day"], moment(case["at"]) if "at" in case else None)
    assert (found.statutory, found.strength) == (case["statutory"], case["strength"])
    assert found.exact is case.get("exact", True)
    assert str(found.cite) == case.get("cite", str(found.cite))
    assert found.words.startswith("应于" if found.statutory else "宜于")
    assert ("不是法定期限" in found.words) is not found.statutory
    assert ("推算" in found.words) is not found.exact


@pytest.mark.clause("A10.1")
def test_only_a_text_read_in_full_makes_a_deadline_statutory():
    for row in issues.matters():
        for step in Step:
            for urgent in (True, False):
                found = issues.due(row, step, ON, urgent=urgent)
                assert found.statutory is (found.strength is Strength.STATUTE)
                assert found.day >= ON
                assert found.parameter.startswith(("issues/", f"matter:{row.id}"))


def test_a_due_is_late_only_past_its_instant_or_its_day():
    at = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)
    by_the_minute = issues.due("fire", "accept", at)
    assert by_the_minute.at is not None
    assert not by_the_minute.late(by_the_minute.at)
    assert by_the_minute.late(by_the_minute.at + timedelta(seconds=1))
    by_the_day = issues.due("cleaning", "accept", at)
    assert by_the_day.day == date(2026, 11, 24)
    assert not by_the_day.late(datetime(2026, 11, 24, 15, 59, tzinfo=UTC))
    assert by_the_day.late(datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    assert by_the_day.days_late(datetime(2026, 11, 24, 15, 59, tzinfo=UTC)) == 0
    assert by_the_day.days_late(datetime(2026, 11, 26, 1, 0, tzinfo=UTC)) == 2


def test_the_legal_day_of_an_instant_is_beijings_and_a_naive_one_is_refused():
    late_evening = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert issues.due("cleaning", "accept", late_evening).day == date(2026, 11, 24)
    assert issues.due("", "accept", late_evening - timedelta(hours=1)).day == date(2026, 11, 23)
    with pytest.raises(ValueError, match="time zone"):
        issues.due("cleaning", "accept", datetime(2026, 11, 22, 16, 30))  # noqa: DTZ001


def test_law_begins_and_before_it_nothing_is_promised():
    with pytest.raises(NoLawInForce):
        issues.due("", "accept", date(2003, 8, 31))
    assert issues.due("", "accept", date(2003, 9, 1)).day == date(2003, 9, 2)


@pytest.mark.clause("B3.1", "B3.2", "B3.3", "B3.4")
def test_each_class_has_the_path_of_the_paper():
    paths = {class_: issues.path(class_) for class_ in IssueClass}
    assert [path.clause for path in paths.values()] == ["B3.2", "B3.3", "B3.4", "B3.5"]
    assert paths[IssueClass.DAILY].convened_by == ("环物委", "小区党组织")
    assert paths[IssueClass.DAILY].steps[-1].words.endswith("报居委会协调")
    assert paths[IssueClass.MAJOR].convened_by == ("居委会",)
    assert Onward.JOINT_MEETING in paths[IssueClass.MAJOR].onward
    assert [step.key for step in paths[IssueClass.BEYOND].steps] == ["recommend", "whistle", "work", "rate"]
    assert {Onward.STREET_WHISTLE, Onward.COMMUNITY_WHISTLE} <= set(paths[IssueClass.BEYOND].onward)
    for path in paths.values():
        assert path.quote
        assert len({step.key for step in path.steps}) == len(path.steps)
        assert all(step.who for step in path.steps)
    with pytest.raises(ValueError, match="none"):
        issues.path("none")


@pytest.mark.clause("B3.5")
def test_legacy_is_explained_and_at_the_limit_the_street_names_the_lead():
    explain = issues.path("legacy").steps[-1]
    assert explain.who == ("居委会", "业委会", "物业企业")
    assert "不得相互推诿" in explain.words
    limit = issues.handing_back(0, on=ON).limit
    last, over = issues.handing_back(limit - 1, on=ON), issues.handing_back(limit, on=ON)
    assert (last.allowed, over.allowed) == (True, False)
    assert "由街道指定牵头方，不得拒收" in over.words
    assert over.strength is Strength.PROPOSED
    assert issues.explanation_due(ON).day == date(2026, 12, 14)


@pytest.mark.clause("A10.2", "A10.3", "B3.6", "B3.11")
def test_the_words_of_the_papers_are_all_there():
    assert set(issues.SOURCES) == set(Source)
    assert {"业主反馈", "12345", "智慧物业", "微网实格", "巡查"} <= set(issues.SOURCES.values())
    assert set(issues.FORCES) == set(Force)
    assert {"职能部门", "公共服务企业", "驻社区单位", "群团组织", "社会组织", "下沉党员干部"} == set(
        issues.FORCES.values()
    )
    assert list(issues.FORMS.values()) == ["民情恳谈会", "工作听证会", "服务评议会", "上门走访"]
    assert issues.forms(ON) == tuple(Form)
    assert set(issues.WHISTLES) == set(Whistle)
    assert set(issues.CLASS_NAMES) == set(IssueClass)
    assert set(issues.KIND_NAMES) == set(Kind)
    assert set(issues.STEP_NAMES) == set(Step)


@pytest.mark.clause("A10.2")
@pytest.mark.parametrize("urgent", [True, False])
def test_a_called_force_confirms_arrives_and_reports_in_that_order(urgent):
    at = datetime(2026, 11, 23, 2, 0, tzinfo=BEIJING)
    dues = [issues.call_due(step, at, urgent=urgent) for step in CallStep]
    assert [found.day for found in dues] == sorted(found.day for found in dues)
    assert all((found.at is not None) is urgent for found in dues)
    assert not any(found.statutory for found in dues)
    if urgent:
        assert [found.at for found in dues] == sorted({found.at for found in dues})


@pytest.mark.clause("A10.2")
def test_a_late_call_rises_one_level_after_each_period_and_no_further():
    at = datetime(2026, 11, 23, 2, 0, tzinfo=BEIJING)
    call = issues.call_due("arrive", at, urgent=True)
    assert call.at is not None
    gap = timedelta(minutes=value("issues/escalation_urgent_minutes", ON).number)

    def level(later):
        return issues.escalation(call, call.at + later, urgent=True)

    assert level(timedelta()).level == 0
    assert level(timedelta(seconds=1)).whom == ("社区党组织",)
    assert level(gap - timedelta(seconds=1)).level == 1
    assert level(gap).whom == ("社区党组织", "街道")
    assert level(2 * gap).level == level(50 * gap).level == 3
    slow = issues.call_due("confirm", at)
    assert slow.day == date(2026, 11, 24)
    days = {day: issues.escalation(slow, datetime(2026, 11, day, 12, tzinfo=BEIJING)).level for day in range(24, 31)}
    assert days == {24: 0, 25: 1, 26: 2, 27: 3, 28: 3, 29: 3, 30: 3}


@pytest.mark.clause("B3.8")
def test_supervision_is_suggested_the_working_day_after_the_due_day():
    friday = issues.due("cleaning", "resolve", date(2026, 11, 13))
    assert friday.day == date(2026, 11, 27)
    assert not issues.supervise(friday, datetime(2026, 11, 29, 12, tzinfo=BEIJING))
    assert issues.supervise(friday, datetime(2026, 11, 30, 12, tzinfo=BEIJING))
    assert issues.supervision_due(ON).day == date(2026, 11, 30)


@pytest.mark.clause("B3.10")
def test_a_recommendation_afterwards_has_a_day_over_the_national_holiday_that_is_no_statute():
    found = issues.recommendation_due(date(2026, 9, 29))
    assert (found.day, found.exact, found.statutory) == (date(2026, 10, 9), True, False)
    assert issues.recommendation_due(date(2026, 12, 30)).exact is False


@pytest.mark.clause("L1.2")
def test_a_letter_has_a_day_and_that_day_is_no_statute():
    found = issues.letter_due(ON)
    assert (found.day, found.statutory, found.exact) == (date(2026, 12, 14), False, True)
    assert issues.letter_due(date(2026, 12, 21)).exact is False


def test_the_reporter_is_asked_again_after_four_weeks():
    assert issues.follow_up_due(ON).day == ON + timedelta(weeks=4)


@pytest.mark.clause("A10.5", "B8.6")
def test_only_a_peoples_mediation_committee_opens_the_way_to_court_confirmation():
    people, other = issues.mediation("people_committee"), issues.mediation("other")
    assert (people.court_confirmation, other.court_confirmation) == (True, False)
    assert {finding.key for finding in people.findings} == {"binding", "watch", "confirmation"}
    assert {finding.key for finding in other.findings} >= {"contract", "no_confirmation", "help"}
    found = issues.confirm_by(Mediator.PEOPLE, date(2026, 11, 20))
    assert found is not None
    assert (found.day, found.statutory, str(found.cite)) == (date(2026, 12, 21), True, "《人民调解法》第33条第1款")
    assert issues.confirm_by("other", date(2026, 11, 20)) is None
    assert not issues.agreement_follow_up(ON).statutory
    with pytest.raises(ValueError, match="friend"):
        issues.mediation("friend")


@pytest.mark.clause("A10.6", "B2.11")
def test_signals_and_clusters_have_numbers_that_one_officer_may_change():
    assert all(issues.signal_days(signal, on=ON) >= 1 for signal in Signal)
    assert issues.signal_days("cluster", on=ON) == issues.similar(ON).days
    assert issues.lift_count(ON) >= 2
    assert issues.topic(ON).count > issues.similar(ON).count >= 2
    for parameter in all_parameters():
        if parameter.topic == "issues" and parameter.name != "issues/court_confirmation_days":
            blocking = any(row.blocks for row in parameter.rows)
            assert parameter.weight == ("threshold" if blocking else "courtesy"), (
                "a text read in full takes two persons"
            )
            national = [row for row in parameter.rows if row.place == NATION]
            assert all(not row.blocks for row in national)


def test_the_periods_that_text_gives_are_those_and_no_others():
    blocking = {(row.place, p.name) for p in all_parameters() if p.topic == "issues" for row in p.rows if row.blocks}
    assert blocking == {
        ("3715", "issues/department_reply_workdays"),
        ("3716", "issues/department_reply_workdays"),
        ("3301", "issues/firm_complaint_days"),
        ("31", "issues/refer_minutes"),
        (NATION, "issues/court_confirmation_days"),
    }
