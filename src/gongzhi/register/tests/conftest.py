"""A place, its officers and an estate: what the tests of the register start from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from gongzhi.kernel import outbox
from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.models import Message
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import person_by_phone
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.apply_roster import apply_roster
from gongzhi.register.actions.create_estate import create_estate
from gongzhi.register.actions.preview_roster import preview_roster
from gongzhi.register.models import RosterImport
from tests.scenes import kept
from tests.seats import seat_committee

AT = datetime(2026, 3, 2, 10, 0, tzinfo=BEIJING)
ROSTERS = Path(__file__).parents[2] / "config" / "demo" / "rosters"
CODES = [("51", "四川省"), ("5101", "成都市"), ("510107", "武侯区"), ("510107061", "桂溪街道")]
LEVELS = Division.Level
HEADER = "楼栋,单元,房号,用途,建筑面积,业主姓名,证件号码,联系电话,状态\n"


@dataclass
class World:
    """One community with two workers and a street officer, a stranger, and one estate; its committee when asked for."""

    community: Division
    worker: Person
    second: Person
    street: Person
    stranger: Person
    estate: Estate
    member_number: str
    at: datetime = AT

    @cached_property
    def member(self) -> Person:
        """The committee's one member, seated when first needed."""
        seats = [("何平", self.member_number)]
        return seat_committee(self.estate, seats, worker=self.worker, street=self.street, at=self.at)[2][0]

    def later(self, **span: int) -> datetime:
        """The instant so much later."""
        return self.at + timedelta(**span)

    def preview(self, text: str | bytes, name: str = "roster.csv", by: Person | None = None) -> RosterImport:
        """A roster previewed by the first worker."""
        content = text.encode() if isinstance(text, str) else text
        return preview_roster(
            estate=self.estate,
            name=name,
            content=content,
            content_type="text/csv",
            by=by or self.worker,
            at=self.at,
        )

    def apply(self, text: str | bytes, name: str = "roster.csv", by: Person | None = None) -> RosterImport:
        """A roster previewed and taken in."""
        return apply_roster(roster=self.preview(text, name), by=by or self.worker, at=self.at)

    def roster(self, *lines: str) -> str:
        """A roster of lines building,stair,room,kind,area,names,documents,phones,status."""
        return HEADER + "\n".join(lines) + "\n"


@kept
def make_world(community_code: str = "510107061003", serial: int = 0, at: datetime = AT) -> World:
    """A world in a community of its own since `at`; `serial` keeps the numbers of two worlds apart."""
    parent = None
    levels = [LEVELS.PROVINCE, LEVELS.CITY, LEVELS.COUNTY, LEVELS.STREET]
    for (code, name), level in zip(CODES, levels, strict=True):
        parent, _made = Division.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": parent}
        )
    community, _made = Division.objects.get_or_create(
        code=community_code, defaults={"name": "桂溪社区", "level": LEVELS.COMMUNITY, "parent": parent}
    )
    people = []
    for offset, name in enumerate(["周敏", "吴强"]):
        number = f"1390000{serial:02d}{offset:02d}"
        appoint_officer(
            division=community,
            kind=Capacity.Kind.COMMUNITY,
            name=name,
            number=number,
            document="任〔2026〕1号",
            at=at,
        )
        people.append(person_by_phone(number))
    worker, second = people
    estate = create_estate(
        name="桂溪苑", community=community, kind="commodity", management="lump_sum", by=worker, at=at
    )
    street = appoint_officer(
        division=community.parent,
        kind=Capacity.Kind.STREET,
        name="苏梅",
        number=f"1390000{serial:02d}55",
        document="街任1号",
        at=at,
    ).person
    stranger_number = f"1390000{serial:02d}99"
    stranger = know_person(name="路人", number=stranger_number, at=at)
    return World(community, worker, second, street, stranger, estate, f"1390000{serial:02d}77", at)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Files of one test lie apart: the next test has other keys."""
    settings.FILES = tmp_path / "files"


@pytest.fixture
def world(db: None) -> World:
    """A fresh world, rolled back after the test."""
    return make_world()


def sent(kind: str = "") -> list[tuple[str, str]]:
    """Address and text of the messages queued so far, oldest first."""
    rows = Message.objects.filter(kind__startswith=kind).order_by("id")
    return [outbox.opened(message) for message in rows]


def code_in(text: str) -> str:
    """The six digits in a message."""
    return next(word for word in text.replace("，", " ").split() if word.isdigit() and len(word) == 6)


def check_constraints() -> None:
    """Lets the database judge now what it would judge at commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
