"""What is due where a body is missing, in the making, running out or done with: for whom, by when, under what (L4.1, A3.3)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.actions.let_residents_committee_act import let_residents_committee_act
from gongzhi.bodies.actions.record_failed_election import record_failed_election
from gongzhi.bodies.actions.report_renewal import report_renewal
from gongzhi.bodies.actions.send_for_guidance import send_for_guidance
from gongzhi.bodies.duties import formation as duties
from gongzhi.bodies.models import Body, Formation
from gongzhi.bodies.queries.formations import steps_of_formation
from gongzhi.bodies.tests.formation_world import (
    BEIJING_PLACE,
    HANGZHOU,
    Field,
    bare,
    elected,
    formed,
    led_by,
    listed,
    opened,
)
from gongzhi.kernel.duty import Duty
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Building
from gongzhi.register.actions.owner_rows import owner_row
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Holding, Owner, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> Field:
    return bare()


def due(here: Field) -> list[Duty]:
    return duties.duties_over({here.estate.pk: here.estate}, here.now)[here.estate.pk]


def titles(here: Field) -> list[str]:
    return [duty.title for duty in due(here)]


def housed(here: Field, count: int) -> None:
    """Gives the estate homes of one owner each."""
    building = Building.objects.create(estate=here.estate, name="1幢")
    for n in range(count):
        unit = Unit.objects.create(
            estate=here.estate, building=building, room=str(n), door=f"1幢{n}", kind="住宅", area=8000, status="已售"
        )
        owner = owner_row(
            here.estate.pk, kind=Owner.Kind.NATURAL, name=f"业主{n}", document="", phone=f"1386000{n:04d}"
        )
        owner.save()
        Holding.objects.create(estate=here.estate, unit=unit, owner=owner, from_on=here.on)
    rebuild_electors(estate=here.estate, by="system", at=here.now)


@pytest.mark.clause("A3.1")
def test_an_estate_that_nobody_governs_is_the_streets_to_see_to(here: Field) -> None:
    (duty,) = due(here)
    assert duty.title == "没有业委会、物管会或者自管组织：组建一个"
    assert duty.who == "街道办事处工作人员"
    assert "十项措施" in duty.cite


@pytest.mark.clause("A3.4")
def test_the_next_step_of_a_forming_is_due_for_who_does_it(here: Field) -> None:
    formation = listed(here, opened(here))
    assert titles(here) == ["组建物业管理委员会：部门指导"]
    formation = send_for_guidance(formation=formation, by=here.street, at=here.now)
    (duty,) = due(here)
    assert (duty.due_on, duty.who) == (here.on + timedelta(days=7), "职能部门工作人员")
    here.later(8)
    announce_formation(formation=formation, days=7, by=here.street, at=here.now)
    here.later(8)
    assert titles(here) == ["组建物业管理委员会：成立并备案"]


@pytest.mark.clause("A3.3")
def test_an_interim_body_beside_a_filed_committee_is_to_be_ended_within_the_places_days(db: None) -> None:
    here = bare(BEIJING_PLACE)
    body = formed(here, members=led_by("居委会"), trigger="no_assembly_condition")
    assert titles(here) == []
    here.later(30)
    elected(here)
    (duty,) = due(here)
    assert duty.title == "望江院落业主委员会已备案：望江院落物业管理委员会逐项移交并终止"
    assert duty.due_on == here.on + timedelta(days=30)
    assert "北京市物业管理条例" in duty.cite
    assert duty.url.endswith(f"/bodies/{body.pk}/conclude/")


def test_an_interim_body_that_runs_out_is_to_be_formed_anew(db: None) -> None:
    here = bare(HANGZHOU)
    body = formed(here, trigger="built_unmanaged", term_months=24)
    assert titles(here) == []
    here.later(500)
    (duty,) = due(here)
    assert duty.due_on == body.terms.get().last_on
    assert "杭州市物业管理条例" in duty.cite
    assert "任期将满" in duty.title
    here.later(400)
    assert "任期已满" in titles(here)[0]


@pytest.mark.clause("B1.4")
def test_a_self_managed_estate_that_can_is_to_turn_to_an_assembly(here: Field) -> None:
    formed(here, Body.Kind.SELF_MANAGED)
    assert titles(here) == []
    housed(here, 1)
    assert titles(here) == []
    housed_more = bare(name="临江院落", serial=1)
    formed(housed_more, Body.Kind.SELF_MANAGED, by=housed_more.worker)
    housed(housed_more, 2)
    (duty,) = due(housed_more)
    assert duty.title == "自管组织所在小区可以转入成立业主大会：组建筹备组"
    assert duty.who == "社区工作人员"
    opened(housed_more, Body.Kind.PREPARATORY, trigger="self_managed_ready")
    assert titles(housed_more) == ["组建首次业主大会筹备组：邀请各方"]


def test_a_preparatory_group_is_formed_and_calls_the_first_assembly_within_the_places_days(db: None) -> None:
    here = bare(BEIJING_PLACE)
    opened_on = here.on
    body = formed(here, Body.Kind.PREPARATORY, led_by("居委会", Body.Kind.PREPARATORY))
    complete = steps_of_formation(Formation.objects.get(body=body), on=here.on)[-1]
    assert (complete.due_on, complete.cite) == (opened_on + timedelta(days=60), "《北京市物业管理条例》第31条第1款")
    (duty,) = due(here)
    assert (duty.title, duty.who) == ("召开首次业主大会会议", "筹备组成员")
    assert (duty.due_on, duty.cite) == (body.formed_on + timedelta(days=60), "《北京市物业管理条例》第32条第4款")
    elected(here)
    assert "召开首次业主大会会议" not in titles(here)


@pytest.mark.clause("L4.1")
def test_the_renewal_is_due_in_order_each_with_its_day_and_who(db: None) -> None:
    here = bare(BEIJING_PLACE)
    until = date(2026, 11, 2)
    body = elected(here, until_on=until)
    term = body.terms.get()
    (report,) = due(here)
    assert (report.title, report.due_on, report.who) == ("换届：书面报告街道", date(2026, 5, 1), "业主委员会委员")
    assert "北京市物业管理条例" in report.cite
    here.later(10)
    report_renewal(term=term, on=here.on, words="届满前报告", by=here.worker, at=here.now)
    (group,) = due(here)
    assert (group.title, group.due_on) == ("换届：组建换届小组", here.on + timedelta(days=60))
    formed(here, Body.Kind.RENEWAL, led_by("居委会", Body.Kind.RENEWAL))
    (election,) = due(here)
    assert (election.title, election.due_on, election.who) == (
        "换届：召开业主大会，选举新一届",
        term.last_on,
        "换届小组成员",
    )


@pytest.mark.clause("L4.1")
def test_two_elections_without_a_result_bring_another_body_in(here: Field) -> None:
    body = elected(here, until_on=here.on + timedelta(days=30))
    term = body.terms.get()
    here.later(40)
    assert "换届：届满未换届，组织换届" in titles(here)

    def fail() -> Any:
        return record_failed_election(term=term, on=here.on, words="参与不足", by=here.worker, at=here.now)

    fail()
    with pytest.raises(Refused, match="要 2 次以上"):
        let_residents_committee_act(term=term, on=here.on, words="代行", by=here.street, at=here.now)
    with pytest.raises(Refused, match="已经登记"):
        fail()
    here.later(30)
    fail()
    assert "换届：选举 2 次未成：组建物管会，或者由居委会代行" in titles(here)
    with pytest.raises(Refused, match="街道办事处"):
        let_residents_committee_act(term=term, on=here.on, words="代行", by=here.worker, at=here.now)
    let_residents_committee_act(term=term, on=here.on, words="两次未成", by=here.street, at=here.now)
    assert not any("选举 2 次未成" in title or "届满未换届" in title for title in titles(here))


def test_a_renewal_step_wants_words_a_day_and_the_right_person(here: Field) -> None:
    term = elected(here).terms.get()
    for more in ({"words": " "}, {"on": here.on + timedelta(days=1)}):
        with pytest.raises(BadInput):
            report_renewal(**{"term": term, "on": here.on, "words": "报告", "by": here.worker, "at": here.now, **more})
    with pytest.raises(Refused):
        report_renewal(term=term, on=here.on, words="报告", by=here.social, at=here.now)
    interim = formed(bare(name="临江院落", serial=1), trigger="no_committee").terms.get()
    with pytest.raises(Refused, match="只有业主委员会"):
        report_renewal(term=interim, on=here.on, words="报告", by=here.street, at=here.now)


def test_duties_of_many_estates_take_as_many_statements_as_of_few(db: None) -> None:
    def some(first: int) -> dict[int, Any]:
        made = [bare(name=f"院落{n}", serial=n) for n in range(first, first + 3)]
        elected(made[0], until_on=made[0].on + timedelta(days=90))
        listed(made[1], opened(made[1]))
        return {one.estate.pk: one.estate for one in made}

    few = some(0)
    at = bare(name="末院", serial=9).now
    with CaptureQueriesContext(connection) as one:
        duties.duties_over(few, at)
    everything = few | some(3)
    with CaptureQueriesContext(connection) as many:
        found = duties.duties_over(everything, at)
    assert sum(map(len, found.values())) >= 6
    assert len(many) == len(one)
