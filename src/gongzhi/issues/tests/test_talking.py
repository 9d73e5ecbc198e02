"""Mediation, visits of law enforcement, gatherings: who may, what is sealed, what the public reads."""

from datetime import timedelta
from typing import Any

import pytest

from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.models import Body
from gongzhi.issues import talking_access
from gongzhi.issues.actions.announce_gathering import announce_gathering
from gongzhi.issues.actions.attending import sign_up_subject
from gongzhi.issues.actions.cancel_gathering import cancel_gathering
from gongzhi.issues.actions.end_mediation import end_mediation
from gongzhi.issues.actions.follow_up_mediation import follow_up_mediation
from gongzhi.issues.actions.open_mediation import open_mediation
from gongzhi.issues.actions.publish_outcome import publish_outcome
from gongzhi.issues.actions.publish_visit_outcome import publish_visit_outcome
from gongzhi.issues.actions.record_confirmation import record_confirmation
from gongzhi.issues.actions.record_gathering import record_gathering
from gongzhi.issues.actions.record_session import record_session
from gongzhi.issues.actions.record_visit import record_visit
from gongzhi.issues.actions.sign_agreement import sign_agreement
from gongzhi.issues.actions.sign_up import sign_up
from gongzhi.issues.actions.withdraw_sign_up import withdraw_sign_up
from gongzhi.issues.models import Gathering, Mediation
from gongzhi.issues.queries.gatherings import places_of
from gongzhi.issues.queries.mediations import hosts_of, shown_mediations
from gongzhi.issues.tests.issues_world import Desk
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.register.tests.conftest import check_constraints, code_in, sent
from gongzhi_law import issues as law

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 agreement"
SIDES = "301室 钱一民；302室 孙二娘"


def opened(here: Desk, kind: str = "people_committee", **more: Any) -> Mediation:
    """A mediation between two neighbours."""
    given = {
        "mediator_kind": kind,
        "mediator_name": "桂溪社区人民调解委员会",
        "about": "楼上漏水赔偿",
        "parties": SIDES,
        "opened_on": law_day(here.at),
        **more,
    }
    return open_mediation(estate=here.estate, by=here.worker, at=here.at, **given)


def agreed(here: Desk, mediation: Mediation, **more: Any) -> Mediation:
    """An agreement signed on the day."""
    given = {"signed_on": law_day(here.at), "file_name": "协议.pdf", "content": PDF, **more}
    return sign_agreement(mediation=mediation, by=here.worker, at=here.at, **given)


@pytest.mark.clause("A10.5", "B8.6")
def test_a_mediation_under_the_environment_committee_is_a_contract_and_no_court_confirms_it(here: Desk) -> None:
    on = law_day(here.at)
    env = form_body(
        division=here.estate.community, kind=Body.Kind.ENV_COMMITTEE, name="桂溪社区环物委", basis="社区通知",
        formed_on=on, by=here.worker, at=here.at,
    )  # fmt: skip
    assert env in hosts_of(here.estate)
    mediation = opened(here, "other", host=env)
    assert mediation.host_body_id == env.pk
    assert SIDES.encode() not in bytes(mediation.parties)
    assert mediation.party_words() == SIDES
    record_session(mediation=mediation, on=on, words="双方到场，愿意分担", by=here.worker, at=here.at)
    mediation = agreed(here, mediation)
    assert (mediation.state, mediation.confirm_by) == ("agreed", None)
    with pytest.raises(Refused, match="人民调解委员会") as refused:
        record_confirmation(mediation=mediation, confirmed_on=on, number="1号", by=here.worker, at=here.at)
    assert "人民调解法" in refused.value.reasons[0].cite
    check_constraints()


@pytest.mark.clause("A10.5")
def test_of_a_peoples_mediation_the_court_confirms_in_time_and_it_is_looked_after_until_kept(here: Desk) -> None:
    on = law_day(here.at)
    mediation = agreed(here, opened(here), both_public=True)
    assert mediation.confirm_by == law.confirm_by("people_committee", on).day
    assert mediation.follow_up_on == law.agreement_follow_up(on).day
    with pytest.raises(BadInput):
        record_confirmation(
            mediation=mediation, confirmed_on=on - timedelta(days=1), number="", by=here.worker, at=here.at
        )
    mediation = record_confirmation(
        mediation=mediation, confirmed_on=on, number="（2026）川0107司确1号", by=here.worker, at=here.at
    )
    assert mediation.state == "confirmed"
    later = here.later(days=40)
    shared = {"on": law_day(later), "by": here.worker, "at": later}
    follow_up_mediation(mediation=mediation, kept="no", words="还没有付款", **shared)
    mediation.refresh_from_db()
    assert mediation.state == "broken"
    follow_up_mediation(mediation=mediation, kept="later", words="下周付", **shared)
    follow_up_mediation(mediation=mediation, kept="yes", words="已付清", **shared)
    mediation.refresh_from_db()
    assert (mediation.state, mediation.follow_up_on) == ("kept", None)
    assert [one.settled for one in shown_mediations(here.estate)] == [True]
    with pytest.raises(Refused):
        follow_up_mediation(mediation=mediation, kept="yes", words="再看", **shared)
    check_constraints()


def test_a_mediation_is_for_those_who_mediate_and_nothing_shows_without_both_sides(here: Desk) -> None:
    mediation = opened(here)
    asked = {"code": here.estate.code, "mediation_serial": mediation.serial, "at": here.at}
    assert talking_access.get_mediation_for(here.street, **asked).pk == mediation.pk
    for person in (here.member, here.firm, here.world.stranger, None):
        with pytest.raises(NotHere):
            talking_access.get_mediation_for(person, **asked)
    with pytest.raises(Refused):
        record_session(mediation=mediation, on=law_day(here.at), words="偷看", by=here.member, at=here.at)
    for wrong in ({"parties": " "}, {"mediator_kind": "friend"}, {"opened_on": law_day(here.later(days=2))}):
        with pytest.raises(BadInput):
            opened(here, **wrong) if "mediator_kind" not in wrong else opened(here, "friend")
    with pytest.raises(BadInput, match="协议书"):
        agreed(here, mediation, content=b"")
    with pytest.raises(BadInput):
        agreed(here, mediation, content=b"no paper")
    end_mediation(mediation=mediation, outcome="一方不愿再谈，已告知可以起诉", by=here.worker, at=here.at)
    assert shown_mediations(here.estate) == []
    with pytest.raises(Refused):
        record_session(mediation=mediation, on=law_day(here.at), words="再谈", by=here.worker, at=here.at)


@pytest.mark.clause("A10.4")
def test_law_enforcement_in_the_estate_is_recorded_and_its_outcome_made_public_once(here: Desk) -> None:
    given = {"cause": "违法搭建", "forces": "城管执法中队 4 人", "handling": "现场责令停工", "on": law_day(here.at)}
    visit = record_visit(estate=here.estate, by=here.worker, at=here.at, **given)
    assert (visit.serial, visit.public_at) == (1, None)
    with pytest.raises(Refused):
        record_visit(estate=here.estate, by=here.firm, at=here.at, **given)
    with pytest.raises(BadInput):
        record_visit(estate=here.estate, by=here.worker, at=here.at, **{**given, "handling": " "})
    with pytest.raises(BadInput) as refused:
        publish_visit_outcome(visit=visit, outcome="已拆除", by=here.worker, at=here.at)
    assert set(refused.value.fields) == {"names_checked"}
    shared = {"names_checked": True, "by": here.worker, "at": here.at}
    assert publish_visit_outcome(visit=visit, outcome="已自行拆除", **shared).public_at == here.at
    with pytest.raises(Refused):
        publish_visit_outcome(visit=visit, outcome="再来", **shared)
    check_constraints()


def planned(here: Desk, form: str = "talk", **more: Any) -> Gathering:
    """A gathering in three days."""
    given = {"title": "停车怎么管", "place": "小区会议室", "starts_at": here.later(days=3), "seats": 3, **more}
    return announce_gathering(estate=here.estate, form=form, by=here.worker, at=here.at, **given)


def joined(here: Desk, gathering: Gathering, number: str, heads: int = 1) -> Any:
    """Signed up by phone code."""
    subject = sign_up_subject(gathering, number)
    send_code(purpose="report", subject=subject, number=number, at=here.at, estate_id=here.estate.pk)
    code: Code = check_code(purpose="report", subject=subject, text=code_in(sent("code.report")[-1][1]), at=here.at)
    return sign_up(gathering=gathering, name="钱一民", heads=heads, number=number, code=code, by=None, at=here.at)


@pytest.mark.clause("B3.6")
@pytest.mark.parametrize("form", ["talk", "hearing", "review", "visit"])
def test_each_of_the_four_forms_is_announced_held_and_its_outcome_published(here: Desk, form: str) -> None:
    gathering = planned(here, form)
    joined(here, gathering, "13511110001")
    with pytest.raises(Refused, match="还没有到"):
        record_gathering(gathering=gathering, came=2, record="谈了停车", by=here.worker, at=here.at)
    after = here.later(days=4)
    record_gathering(gathering=gathering, came=2, record="谈了停车", by=here.worker, at=after)
    with pytest.raises(BadInput):
        publish_outcome(gathering=gathering, outcome="增设 6 个车位", by=here.worker, at=after)
    done = publish_outcome(gathering=gathering, outcome="增设 6 个车位", names_checked=True, by=here.worker, at=after)
    assert (done.state, done.came) == ("published", 2)
    assert len(sent("gathering.outcome")) == 1
    check_constraints()


@pytest.mark.clause("B3.6")
def test_places_run_out_are_given_up_and_sealed(here: Desk) -> None:
    gathering = planned(here)
    place = joined(here, gathering, "13511110001", 2)
    assert "钱一民".encode() not in bytes(place.name)
    assert place.shown_name() == "钱一民"
    with pytest.raises(Refused, match="已经报过名"):
        joined(here, gathering, "13511110001")
    with pytest.raises(Refused, match="还剩 1 个"):
        joined(here, gathering, "13511110002", 2)
    with pytest.raises(BadInput):
        joined(here, gathering, "13511110003", 0)
    person_place = sign_up(gathering=gathering, by=here.world.stranger, at=here.at)
    assert places_of(gathering).left == 0
    withdraw_sign_up(gathering=gathering, by=here.world.stranger, at=here.at)
    person_place.refresh_from_db()
    assert person_place.cancelled_at == here.at
    assert places_of(gathering).left == 1
    with pytest.raises(Refused, match="没有报名"):
        withdraw_sign_up(gathering=gathering, by=here.world.stranger, at=here.at)
    with pytest.raises(BadInput):
        sign_up(gathering=gathering, by=None, at=here.at)
    with pytest.raises(Refused, match="截止"):
        sign_up(gathering=gathering, by=here.world.stranger, at=here.later(days=3, minutes=1))
    assert not talking_access.sees_sign_ups(here.firm, gathering, at=here.at)
    assert talking_access.sees_sign_ups(here.street, gathering, at=here.at)
    cancel_gathering(gathering=gathering, reason="场地检修", by=here.worker, at=here.at)
    assert len(sent("gathering.cancelled")) == 1


def test_a_code_of_another_gathering_or_number_signs_nobody_up(here: Desk) -> None:
    one, other = planned(here), planned(here)
    subject = sign_up_subject(one, "13511110001")
    send_code(purpose="report", subject=subject, number="13511110001", at=here.at, estate_id=here.estate.pk)
    code = check_code(purpose="report", subject=subject, text=code_in(sent("code.report")[-1][1]), at=here.at)
    for gathering, number in ((other, "13511110001"), (one, "13511110002")):
        with pytest.raises(Refused, match="对不上"):
            sign_up(gathering=gathering, number=number, code=code, by=None, at=here.at)
    sign_up(gathering=one, number="13511110001", code=code, by=None, at=here.at)
    with pytest.raises(Refused, match="已经用过"):
        withdraw_sign_up(gathering=one, number="13511110001", code=code, by=None, at=here.at)


def test_a_gathering_needs_a_form_a_place_and_a_time_to_come(here: Desk) -> None:
    for wrong in (
        {"form": "party"},
        {"title": " "},
        {"starts_at": here.at},
        {"seats": 0},
        {"sign_up_until": here.later(days=4)},
    ):
        with pytest.raises(BadInput) as refused:
            planned(here, **wrong)
        assert set(refused.value.fields) == set(wrong)
    with pytest.raises(Refused):
        announce_gathering(
            estate=here.estate, form="talk", title="聊", place="亭", starts_at=here.later(days=1),
            by=here.world.stranger, at=here.at,
        )  # fmt: skip
