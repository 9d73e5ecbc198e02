"""An estate with everyone who works on its issues, and the ways to bring one to a state: what tests start from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.models import Appointment, Body
from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.assign_parties import assign_parties
from gongzhi.issues.actions.finish_issue import finish_issue
from gongzhi.issues.actions.finish_party import finish_party
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.report_issue import report_issue, report_subject
from gongzhi.issues.models import Force, Issue, Party, Report
from gongzhi.kernel.clock import law_day
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Capacity, Code, Person
from gongzhi.people.queries import person_by_phone
from gongzhi.places.models import Division, Estate
from gongzhi.register.tests.conftest import AT, World, code_in, make_world, sent
from tests.scenes import kept

NAME, PHONE, WORDS = "赵小满", "13511112222", "三单元电梯厅渗水，赵小满家门口都湿了"
PUBLIC = "三单元电梯厅渗水"


@dataclass
class Desk:
    """The world of the register with the firm, a fire department and a waterworks that can be called."""

    world: World
    serial: int = 0

    @property
    def estate(self) -> Estate:
        return self.world.estate

    @property
    def at(self) -> datetime:
        return self.world.at

    @property
    def worker(self) -> Person:
        return self.world.worker

    @property
    def street(self) -> Person:
        return self.world.street

    @property
    def member(self) -> Person:
        return self.world.member

    @cached_property
    def firm(self) -> Person:
        """The firm's manager, seated when first needed."""
        on, world = law_day(self.at), self.world
        shared: dict[str, Any] = {"by": world.worker, "at": self.at}
        project = form_body(
            estate=self.estate, kind=Body.Kind.PROJECT, name="锦宁物业", basis="合同", formed_on=on, **shared
        )
        number = f"1380001{self.serial:02d}02"
        seat = {"role": Appointment.Role.MANAGER, "way": Appointment.Way.HIRED, "basis": "聘书", "from_on": on}
        appoint(body=project, name="龚辉", number=number, **seat, **shared)
        return _known(number)

    @cached_property
    def fire(self) -> Force:
        """The county's fire department, to be called from here."""
        return register_force(
            division=Division.objects.get(pk=self.estate.place),
            kind=Force.Kind.DEPARTMENT,
            code="xiaofang",
            name="武侯区消防救援大队",
            word="消防",
            contact="028-119",
            by=self.street,
            at=self.at,
        )

    @cached_property
    def fireman(self) -> Person:
        """The fire department's officer, appointed by the operator."""
        number = f"1380001{self.serial:02d}03"
        county = Division.objects.get(pk=self.estate.place)
        kind = Capacity.Kind.DEPARTMENT
        given = {"name": "邵峰", "number": number, "document": "1号", "department": self.fire.word}
        return appoint_officer(division=county, kind=kind, at=self.at, **given).person

    @cached_property
    def water(self) -> Force:
        """The waterworks of the street, with the person who acts for it."""
        return register_force(
            division=self.estate.community.parent,
            kind=Force.Kind.UTILITY,
            code="gongshui",
            name="自来水公司桂溪服务站",
            word="供水",
            contact="028-96000",
            officer="汪洋",
            number=f"1380001{self.serial:02d}04",
            by=self.street,
            at=self.at,
        )

    @property
    def plumber(self) -> Person:
        """Who acts for the waterworks."""
        assert self.water.pk
        return _known(f"1380001{self.serial:02d}04")

    def later(self, **span: int) -> datetime:
        return self.at + timedelta(**span)

    def code(self, number: str = PHONE, at: datetime | None = None) -> Code:
        """A checked code for a report by this number."""
        subject, at = report_subject(self.estate, number), at or self.at
        send_code(purpose="report", subject=subject, number=number, at=at, estate_id=self.estate.pk)
        return check_code(purpose="report", subject=subject, text=code_in(sent("code.report")[-1][1]), at=at)

    def reported(self, at: datetime | None = None, number: str = PHONE, **told: Any) -> Report:
        """A report by phone code."""
        at = at or self.at
        given = {"words": WORDS, "matter": "roof_leak", "name": NAME, "spot": "三单元电梯厅", **told}
        return report_issue(estate=self.estate, number=number, code=self.code(number, at), by=None, at=at, **given)

    def accepted(self, report: Report | None = None, issue_class: str = "daily", **more: Any) -> Issue:
        """An issue accepted by the community."""
        report = report or self.reported()
        given = {"matter": report.issue.matter, "public_words": PUBLIC, "by": self.worker, "at": self.at, **more}
        return accept_issue(issue=report.issue, issue_class=issue_class, **given)

    def working(self, issue: Issue | None = None, lead: str = "firm", **tasks: str) -> Issue:
        """An issue given to the firm, and to others by key=task."""
        given = {lead: "查漏并修好", **tasks}
        return assign_parties(issue=issue or self.accepted(), tasks=given, lead=lead, by=self.worker, at=self.at)

    def done(self, issue: Issue | None = None) -> Issue:
        """An issue whose firm did its part."""
        issue = issue or self.working()
        finish_party(party=self.party(issue), outcome="已换止水阀", by=self.firm, at=self.at)
        return finish_issue(issue=issue, outcome="止水阀已更换，不再渗水", by=self.firm, at=self.at)

    def party(self, issue: Issue, side: str = "firm") -> Party:
        """The task of a side."""
        return issue.parties.exclude(state="handed_back").get(side=side)


@kept
def desk(community_code: str = "510107061003", serial: int = 0, at: datetime = AT) -> Desk:
    """Makes it through the acts, as of `at`; `serial` keeps the numbers of two such estates apart."""
    return Desk(make_world(community_code, serial, at), serial)


def link_in(text: str) -> str:
    """The token of the tracking link in a message."""
    return text.rsplit("/i/", 1)[1].strip("/")


def _known(number: str) -> Person:
    found = person_by_phone(number)
    assert found is not None
    return found
