"""Seals for tests: a committee with its seal, a decision it can be used on, an 环物委 to ask."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gongzhi.bodies.models import Body
from gongzhi.bodies.tests.ground import CHENGDU, ON, Ground, R, W, body_with, ground
from gongzhi.documents.tests.photo_samples import saved
from gongzhi.kernel.clock import BEIJING
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.models import Decision
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.meetings.tests.committee_world import LATER, one, sitting, vote
from gongzhi.people.models import Person
from gongzhi.seals.actions.log_use import log_use
from gongzhi.seals.actions.register_seal import register_seal
from gongzhi.seals.actions.request_use import request_use
from gongzhi.seals.models import Seal, SealRequest, SealUse
from tests.scenes import kept

NOW = LATER + timedelta(days=1)  # 21 August 2026, the day after the meeting
TODAY = date(2026, 8, 21)
PAPER: dict[str, Any] = {"file_name": "合同.pdf", "content": b"%PDF-1.4 contract"}
PHOTO = saved("JPEG")
LIFT = ItemDraft("decide", "签订电梯维修合同", "三家比选", amount_fen=1_500_000)


def days(n: int) -> datetime:
    """So many days later."""
    return NOW + timedelta(days=n)


def photo() -> dict[str, Any]:
    """A photograph of an impression."""
    return {"file_name": "印.jpg", "content": PHOTO}


@dataclass
class Book:
    """An estate with a committee of five, its seal kept by the chair, and a member of the 环物委 (None where there is none)."""

    g: Ground
    seal: Seal
    env: Person | None

    @property
    def chair(self) -> Person:
        """Who keeps the seal."""
        return self.g.person(0)

    @property
    def member(self) -> Person:
        """A member who keeps nothing."""
        return self.g.person(1)

    def fresh(self) -> Seal:
        """The seal as it is now."""
        return Seal.objects.select_related("body__estate__community").get(pk=self.seal.pk)


@kept
def book(levels: tuple[tuple[str, str, str], ...] = CHENGDU, *, env: bool = True) -> Book:
    """A registered seal of the committee."""
    g = ground(levels)
    return Book(g, registered(g), environment(g) if env else None)


def registered(g: Ground, kind: str = "committee", keeper: int = 0, **changed: Any) -> Seal:
    """A seal entered by the chair."""
    asked: dict[str, Any] = {
        "body_id": g.body.pk,
        "engraved": "桂溪苑业主委员会",
        "made_on": ON,
        "basis_words": "备案后刻制",
        "keeper_id": g.person(keeper).pk,
        "by": g.person(0),
        "at": NOW,
        **changed,
    }
    return register_seal(estate=g.estate, kind=kind, **asked)


def environment(g: Ground) -> Person:
    """The community's 环物委 with one member."""
    kind, community = Body.Kind.ENV_COMMITTEE, g.estate.community
    who = ("环境一", "13700030001")
    return body_with(g, kind, "桂溪社区环物委", who, R.CHAIR, W.BY_RESIDENTS, division=community)[1]


def decided(g: Ground, item: ItemDraft = LIFT) -> Decision:
    """A decision of the committee, passed on the evening of 20 August."""
    meeting = sitting(g, item)
    vote(g, meeting, 1, "yes", "yes", "yes")
    close_meeting(meeting=meeting, by=g.person(0), at=LATER)
    return one(meeting)


def asked(b: Book, basis: Any, *, at: datetime = NOW, **changed: Any) -> SealRequest:
    """A request for the contract by a member."""
    wanted: dict[str, Any] = {
        "use": "contract",
        "title": "电梯维修合同",
        "copies": 3,
        "amount_fen": 1_200_000,
        "basis": basis,
        "by": b.member,
        **PAPER,
        **changed,
    }
    return request_use(seal=b.seal, at=at, **wanted)


def used(b: Book, request: SealRequest, *, at: datetime = NOW, **changed: Any) -> SealUse:
    """The keeper uses it on that day."""
    wanted: dict[str, Any] = {"used_on": at.astimezone(BEIJING).date(), "by": b.chair, **photo(), **changed}
    return log_use(request=request, at=at, **wanted)
