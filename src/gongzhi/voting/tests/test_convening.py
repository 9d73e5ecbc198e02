"""Who may call the owners together: each body by its place, its state and the matter (R5, R7, R14)."""

from datetime import timedelta

import pytest

from gongzhi.bodies.actions.conclude_interim import HANDED_OVER, conclude_interim
from gongzhi.bodies.actions.let_residents_committee_act import let_residents_committee_act
from gongzhi.bodies.actions.record_failed_election import record_failed_election
from gongzhi.bodies.models import Body
from gongzhi.bodies.tests.formation_world import HANGZHOU, Field, bare, elected, formed, member
from gongzhi.kernel.errors import Refused
from gongzhi.people.models import Person
from gongzhi.people.queries import person_by_phone
from gongzhi.voting.access import may_convene
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.models import Assembly, Matter
from gongzhi_law import formation as law
from tests.seats import seat_committee

pytestmark = pytest.mark.django_db


def drafted(here: Field, by: Person) -> Assembly:
    return draft_assembly(estate=here.estate, title="业主大会会议", purpose="选聘物业", by=by, at=here.now)


def moved(assembly: Assembly, here: Field, by: Person, matter: str) -> None:
    add_motion(assembly=assembly, matter=matter, title="议题", text="全文", by=by, at=here.now)


@pytest.mark.clause("A3.2")
def test_an_interim_body_calls_the_owners_and_its_assembly_says_by_whom(db: None) -> None:
    here = bare()
    formed(here)
    assembly = drafted(here, member(33))
    assert assembly.convener == Body.Kind.INTERIM
    moved(assembly, here, member(33), Matter.COMMON_PART_USE)
    for who in (here.street, here.worker):  # while a body is in office no office calls in its place
        with pytest.raises(Refused):
            drafted(here, who)


@pytest.mark.clause("B1.4")
def test_a_self_managed_body_coordinates_and_calls_nobody(db: None) -> None:
    here = bare()
    formed(here, Body.Kind.SELF_MANAGED)
    with pytest.raises(Refused) as refused:
        drafted(here, member(33))
    assert refused.value.reasons[0].remedy


def test_a_preparatory_group_calls_the_first_assembly(db: None) -> None:
    here = bare()
    formed(here, Body.Kind.PREPARATORY)
    assembly = drafted(here, member(33))
    assert assembly.convener == Body.Kind.PREPARATORY
    moved(assembly, here, member(33), Matter.COMMITTEE_ELECTION)


@pytest.mark.clause("L4.1")
def test_a_renewal_group_calls_the_election_and_nothing_else(db: None) -> None:
    here = bare()
    elected(here, until_on=here.on + timedelta(days=100))
    formed(here, Body.Kind.RENEWAL)
    assembly = drafted(here, member(33))
    assert assembly.convener == Body.Kind.RENEWAL
    moved(assembly, here, member(33), Matter.COMMITTEE_ELECTION)
    with pytest.raises(Refused):
        moved(assembly, here, member(33), Matter.PROPERTY_FIRM)


def test_an_assembly_goes_on_by_the_power_of_the_body_that_called_it_and_of_no_other(db: None) -> None:
    here = bare()
    seats = [("林涛", "13830000033"), ("梁静", "13700090012")]
    seat_committee(
        here.estate, seats, worker=here.worker, street=here.street, at=here.now, until_on=here.on + timedelta(days=100)
    )
    formed(here, Body.Kind.RENEWAL)
    both, alone = member(33), person_by_phone("13700090012")
    of_group = draft_assembly(estate=here.estate, title="换届", purpose="选举", by=member(34), at=here.now)
    assert of_group.convener == Body.Kind.RENEWAL
    moved(of_group, here, both, Matter.COMMITTEE_ELECTION)
    with pytest.raises(Refused):  # the committee may, the group that called it may not
        may_convene(both, here.estate, at=here.now, assembly=of_group, matter=Matter.PROPERTY_FIRM)
    with pytest.raises(Refused):
        may_convene(alone, here.estate, at=here.now, assembly=of_group)
    of_committee = drafted(here, alone)
    assert of_committee.convener == Body.Kind.COMMITTEE
    asked = {"at": here.now, "assembly": of_committee, "matter": Matter.PROPERTY_FIRM}
    assert may_convene(both, here.estate, **asked) == Body.Kind.COMMITTEE
    with pytest.raises(Refused):
        may_convene(member(34), here.estate, **asked)


@pytest.mark.clause("L4.1")
def test_an_expired_committee_calls_the_election_alone_and_in_hangzhou_not_even_that(db: None) -> None:
    here = bare()
    elected(here, until_on=here.on + timedelta(days=30))
    chair = person_by_phone("13700090011")
    here.later(40)
    assembly = drafted(here, chair)
    moved(assembly, here, chair, Matter.COMMITTEE_ELECTION)
    with pytest.raises(Refused) as refused:
        moved(assembly, here, chair, Matter.COMMON_PART_USE)
    assert refused.value.reasons[0].cite
    far = bare(HANGZHOU, name="杭州院落", serial=1)
    elected(far, 5, until_on=far.on + timedelta(days=3 * 366))
    far.later(1200)
    with pytest.raises(Refused) as refused:
        drafted(far, chair)
    assert "杭州市物业管理条例" in refused.value.reasons[0].cite


@pytest.mark.clause("A3.3")
def test_nobody_acts_through_a_body_that_was_ended(db: None) -> None:
    here = bare()
    body = formed(here)
    here.later(1)
    items = [{"item": g.id, "state": HANDED_OVER, "note": ""} for g in law.handover_items(here.on, here.estate.place)]
    conclude_interim(
        body=body,
        items=items,
        witness="社区",
        reason="小区并入邻院",
        to_words="居委会",
        on=here.on,
        by=here.street,
        at=here.now,
    )
    here.later(1)
    with pytest.raises(Refused):
        drafted(here, member(33))


@pytest.mark.clause("L4.1")
def test_the_residents_committee_calls_once_the_street_let_it_act(db: None) -> None:
    here = bare()
    term = elected(here, until_on=here.on + timedelta(days=30)).terms.get()
    for _election in range(2):
        here.later(40)
        with pytest.raises(Refused):
            drafted(here, here.worker)
        record_failed_election(term=term, on=here.on, words="参与不足", by=here.worker, at=here.now)
    let_residents_committee_act(term=term, on=here.on, words="两次未成", by=here.street, at=here.now)
    assembly = drafted(here, here.worker)
    assert (assembly.convener, assembly.convener_name()) == ("community", "community510107061003居民委员会")
    moved(assembly, here, here.worker, Matter.COMMITTEE_ELECTION)
    with pytest.raises(Refused):
        moved(assembly, here, here.social, Matter.COMMITTEE_ELECTION)


def test_the_street_calls_where_no_body_can_and_only_where_the_place_says_so(db: None) -> None:
    here = bare()
    assembly = drafted(here, here.street)
    assert (assembly.convener, assembly.convener_name()) == ("street", "street510107061")
    with pytest.raises(Refused):
        drafted(here, here.worker)
    far = bare(HANGZHOU, name="杭州院落", serial=1)
    with pytest.raises(Refused):
        drafted(far, far.street)
