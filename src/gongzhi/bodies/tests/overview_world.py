"""An estate with all that stands around its committee: a project with a quality director, a seconded cadre, grids."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.test import Client

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.standing import body_of
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.people.queries import SESSION_KEY, person_by_phone
from gongzhi.places.models import Estate, Grid, GridCover
from gongzhi.register.tests.conftest import AT, World, make_world
from tests.scenes import kept

R, W = Appointment.Role, Appointment.Way
PHOTO = b"\xff\xd8\xff\xe0 a photograph"
SCAN = b"%PDF-1.4 a contract"
SENDER = "武侯区水务局"


@dataclass
class Around:
    """The world of the register with what this room adds."""

    world: World
    street: Person
    committee: Body
    project: Body
    quality: Person
    cadre: Appointment
    grid: Grid
    micro: Grid

    @property
    def estate(self) -> Estate:
        return self.world.estate

    @property
    def at(self) -> datetime:
        return self.world.at

    @property
    def on(self) -> date:
        return law_day(self.world.at)


@kept
def around(community_code: str = "510107061003", serial: int = 0) -> Around:
    """Makes it through the acts; `serial` keeps the numbers of two such estates apart."""
    world = make_world(community_code, serial)
    assert world.member.pk  # the committee is seated when its member is asked for
    on = law_day(AT)

    def seat(body: Body, name: str, last: int, role: str, way: str, **more: object) -> Appointment:
        return appoint(
            body=body,
            name=name,
            number=f"1380000{serial:02d}{last:02d}",
            role=role,
            way=way,
            basis="会议决定",
            from_on=on,
            by=world.worker,
            at=AT,
            **more,
        )

    committee = body_of(world.estate, Body.Kind.COMMITTEE)
    cadre = seat(
        committee,
        "秦岚",
        1,
        R.MEMBER,
        W.ELECTED,
        seconded_from=SENDER,
        term=committee.terms.get(),
    )
    project = form_body(
        estate=world.estate,
        kind=Body.Kind.PROJECT,
        name="锦宁物业桂溪苑项目",
        basis="前期物业服务合同",
        formed_on=on,
        by=world.worker,
        at=AT,
    )
    seat(project, "龚辉", 2, R.MANAGER, W.HIRED)
    quality = seat(project, "钟燕", 3, R.QUALITY, W.RECOMMENDED)
    grid = Grid.objects.create(community=world.community, code="01", name="第一网格", created_at=AT)
    micro = Grid.objects.create(community=world.community, parent=grid, code="01-1", name="一微网格", created_at=AT)
    GridCover.objects.create(estate=world.estate, grid=micro, from_on=on)
    return Around(
        world=world,
        street=person_by_phone(f"1390000{serial:02d}55"),
        committee=committee,
        project=project,
        quality=Person.objects.get(pk=quality.person_id),
        cadre=cadre,
        grid=grid,
        micro=micro,
    )


def pin(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Lets every page read `moment` from the clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def client_of(person: Person | None) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    if person is not None:
        session = client.session
        session[SESSION_KEY] = person.pk
        session.save()
    return client
