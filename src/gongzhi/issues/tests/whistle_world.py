"""A whistle, its forces and the party organisation of the community: what tests of calls and supervision start from."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.models import Appointment, Body
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.models import Call, Issue, Whistle
from gongzhi.issues.tests.issues_world import PUBLIC, Desk
from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.meetings.models import AgreedItem, Sitting, Topic
from gongzhi.people.models import Person

R, W = Appointment.Role, Appointment.Way


def moment(text: str) -> datetime:
    """An instant in Beijing, written 2026-09-30 15:00."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)


@dataclass
class Called:
    """The desk of issues with a party organisation and ready whistles."""

    desk: Desk

    @cached_property
    def secretary(self) -> Person:
        """The secretary of the community's party organisation."""
        desk = self.desk
        on, shared = law_day(desk.at), {"by": desk.worker, "at": desk.at}
        party = form_body(
            division=desk.estate.community,
            kind=Body.Kind.PARTY_COMMUNITY,
            name="社区党委",
            basis="批复",
            formed_on=on,
            **shared,
        )
        number = f"1380002{desk.serial:04d}"
        held = appoint(
            body=party,
            name="陈立",
            number=number,
            role=R.SECRETARY,
            way=W.EX_OFFICIO,
            basis="任命",
            from_on=on,
            **shared,
        )
        return Person.objects.get(pk=held.person_id)

    def issue(self, issue_class: str = "beyond", matter: str = "fire_lane", **more: Any) -> Issue:
        """An accepted issue of a class."""
        told = {"number": more.pop("number", "13511114444"), "matter": matter}
        return self.desk.accepted(self.desk.reported(**told), issue_class=issue_class, public_words=PUBLIC, **more)

    def whistle(self, issue: Issue | None = None, at: datetime | None = None, **given: Any) -> Whistle:
        """A street whistle for the fire department and the waterworks, urgent unless said."""
        desk = self.desk
        asked: dict[str, Any] = {
            "kind": Whistle.Kind.STREET,
            "why": "堵了消防通道",
            "tasks": {desk.fire.pk: "现场处置", desk.water.pk: "关阀"},
            "urgent": True,
            "by": desk.street,
            **given,
        }
        return blow_whistle(issue=issue or self.issue(), at=at or desk.at, **asked)

    def call(self, whistle: Whistle, force: str = "fire") -> Call:
        """The call of one force."""
        rows = whistle.calls.select_related("force", "whistle__issue__estate")
        found: Call = rows.get(force=getattr(self.desk, force))
        return found

    def agreed(self, issue: Issue, topic: Topic | None = None) -> AgreedItem:
        """What a sitting of the community agreed on for the estate, on a topic where one is given."""
        desk, entry = self.desk, issue.entry
        sitting = Sitting.objects.create(
            division=desk.estate.community,
            kind="joint",
            title="联席会议",
            form="onsite",
            why="临时召开",
            place="居委会",
            begins_at=desk.at,
            noticed_at=desk.at,
            state="sitting",
            prepared_by="p0",
            convener_id=self.secretary.pk,
            entry=entry,
        )
        if topic is not None:
            topic.state, topic.sitting, topic.position = "taken", sitting, 1
            topic.save(update_fields=["state", "sitting", "position"])
        made: AgreedItem = AgreedItem.objects.create(
            division=desk.estate.community,
            about=desk.estate,
            sitting=sitting,
            topic=topic,
            number=1,
            words="提请街道吹哨",
            side="residents",
            due_on=law_day(desk.at),
            entry=entry,
        )
        return made
