"""Who may call the owners together: each body by its place, its state and the matter (R5, R7, R14)."""

from datetime import timedelta

import pytest

from gongzhi.bodies.actions.conclude_interim import HANDED_OVER, conclude_interim
from gongzhi.bodies.models import Body
from gongzhi.bodies.tests.formation_world import HANGZHOU, Field, bare, elected, formed, member
from gongzhi.kernel.errors import Refused
from gongzhi.people.models import Person
from gongzhi.people.queries import person_by_phone
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.models import Assembly, Matter
from gongzhi_law import formation as law

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
    with pytest.raises(Refused):
        drafted(here, here.street)


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
