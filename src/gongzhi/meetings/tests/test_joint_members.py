"""Who sits at the table: from the seats of today; an estate without a firm is not short of a party."""

from datetime import timedelta

import pytest

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.end_appointment import end_appointment
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.models import Appointment, Body
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.meetings import access, joint_access
from gongzhi.meetings.actions.give_mandate import give_mandate
from gongzhi.meetings.actions.revoke_mandate import revoke_mandate
from gongzhi.meetings.models import Mandate
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.joint_candidates import mandates_in
from gongzhi.meetings.queries.joint_members import members_of, parties_of
from gongzhi.meetings.tests.made import Table
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person
from gongzhi.register.tests.conftest import sent

pytestmark = pytest.mark.django_db
R = Appointment.Role


def names(here: Table, side: Side) -> list[str]:
    on = law_day(here.at)
    return [m.name for m in members_of(here.division, here.estates, on=on) if m.side == side]


@pytest.mark.clause("B2.1")
def test_the_table_is_read_from_the_seats_and_follows_every_change(here: Table) -> None:
    assert names(here, Side.PARTY) == ["陈立", "曾玉"]
    assert names(here, Side.RESIDENTS) == ["罗琴"]
    assert names(here, Side.FIRM) == ["龚辉"]
    assert names(here, Side.OWNERS) == [
        "刘芳",
        "杨帆",
        "何平",
        "马超",
        "许静",
        "唐敏",
        "冯涛",
        "邓洁",
        "曹阳",
        "彭勇",
        "韩梅",
    ]
    seat = Appointment.objects.get(person_id=here.manager.pk, body=here.project)
    end_appointment(appointment=seat, way="resigned", note="书面辞职", on=law_day(here.at), by=here.worker, at=here.at)
    assert names(here, Side.FIRM) == []
    quality = appoint(
        body=here.project,
        name="钟燕",
        number="13700007777",
        role=R.QUALITY,
        way="recommended",
        basis="推荐",
        from_on=law_day(here.at),
        by=here.worker,
        at=here.at,
    )
    assert names(here, Side.FIRM) == []  # 义务质量总监 sits with the firm and does not speak for it
    assert access.stands_of(Person.objects.get(pk=quality.person_id), here.division, at=here.at) == []


@pytest.mark.clause("B2.1", "B1.4")
def test_a_party_that_an_estate_does_not_have_is_not_absent(here: Table) -> None:
    rows = {(p.estate, p.side): p for p in parties_of(here.division, here.estates, on=law_day(here.at)) if p.estate}
    with_firm, without, own = here.estates
    assert rows[with_firm, Side.FIRM].body == here.project
    assert not rows[without, Side.FIRM].expected
    assert "不算缺席" in rows[without, Side.FIRM].note
    assert rows[own, Side.OWNERS].body == here.self_managed
    assert not rows[own, Side.FIRM].expected


def mandate(here: Table, **asked: object) -> Mandate:
    seat = Appointment.objects.get(person_id=here.resident_chair.pk)
    on = law_day(here.at)
    common = {"division": here.division, "seat": seat, "basis": "党委会议记录", "by": here.secretary, "at": here.at}
    return give_mandate(**{**common, "from_on": on, "until_on": on + timedelta(days=60), **asked})  # type: ignore[arg-type]


@pytest.mark.clause("B2.3")
def test_only_the_secretary_lets_a_member_convene_for_a_time_and_takes_it_back(here: Table) -> None:
    row = mandate(here)
    assert access.mandate_of(here.resident_chair, here.division, at=here.at, estates=here.estates) == row
    assert "委托您召集" in sent("meetings.mandate")[0][1]
    assert Entry.objects.get(pk=row.entry).log == f"office:{here.division.pk}"
    later = here.at + timedelta(days=60)
    assert access.mandate_of(here.resident_chair, here.division, at=later, estates=[]) is None
    for person in (here.worker, here.party_member, here.chair, here.stranger):
        with pytest.raises(Refused, match="党组织负责人"):
            mandate(here, by=person)
        with pytest.raises(Refused, match="党组织负责人"):
            revoke_mandate(mandate=row, reason="换人", by=person, at=here.at)
    with pytest.raises(BadInput):
        revoke_mandate(mandate=row, reason=" ", by=here.secretary, at=here.at)
    revoke_mandate(mandate=row, reason="换人", by=here.secretary, at=here.at)
    assert access.mandate_of(here.resident_chair, here.division, at=here.at, estates=[]) is None
    assert [one.running for one in mandates_in(here.division, on=law_day(here.at))] == [False]
    with pytest.raises(Refused, match="已经结束"):
        revoke_mandate(mandate=row, reason="换人", by=here.secretary, at=here.at)


@pytest.mark.clause("B2.3")
def test_nobody_else_may_be_asked_and_an_estate_seat_convenes_for_its_estate(here: Table) -> None:
    on = law_day(here.at)
    env = Appointment.objects.get(person_id=here.env_chair.pk)
    with pytest.raises(Refused, match="不能委托其他人"):
        mandate(here, seat=env)
    for wrong in (
        {"basis": ""},
        {"from_on": on - timedelta(days=1)},
        {"until_on": on},
        {"seat": Appointment.objects.get(person_id=here.secretary.pk)},
        {"until_on": on.replace(year=2040)},
    ):
        with pytest.raises(BadInput):
            mandate(here, **wrong)
    party = form_body(
        estate=here.estates[0],
        kind=Body.Kind.PARTY_ESTATE,
        name="桂溪苑党支部",
        basis="批复",
        formed_on=on,
        by=here.worker,
        at=here.at,
    )
    head = appoint(
        body=party,
        name="蒋红",
        number="13700006666",
        role=R.SECRETARY,
        way="elected",
        basis="选举",
        from_on=on,
        by=here.worker,
        at=here.at,
    )
    with pytest.raises(BadInput) as why:
        mandate(here, seat=head)
    assert set(why.value.fields) == {"about"}
    row = mandate(here, seat=head, about=here.estates[0])
    assert row.standing == Mandate.Standing.PARTY_ESTATE
    person = Person.objects.get(pk=head.person_id)
    assert access.mandate_of(person, here.division, at=here.at, estates=here.estates[:1]) == row
    assert access.mandate_of(person, here.division, at=here.at, estates=here.estates) is None
    assert joint_access.tables_of(person, at=here.at) == [here.division]
    end_appointment(appointment=head, way="resigned", note="辞职", on=on, by=here.worker, at=here.at)
    assert access.mandate_of(person, here.division, at=here.at, estates=here.estates[:1]) is None


@pytest.mark.clause("B2.1")
def test_a_worker_of_the_whole_street_is_led_to_the_tables_of_its_communities(here: Table) -> None:
    street = here.division.parent
    assert street is not None
    given = {"kind": Capacity.Kind.COMMUNITY, "name": "尤佳", "number": "13700007777", "document": "1号"}
    person = appoint_officer(division=street, at=here.at, **given).person
    assert joint_access.tables_of(person, at=here.at) == [here.division]
