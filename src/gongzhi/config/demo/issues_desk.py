"""Who works on residents' issues in the demonstration, and the few moves of which its stories are made."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush

from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import person
from gongzhi.config.demo.phones import newest_code
from gongzhi.config.demo.table import Table
from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.assign_parties import assign_parties
from gongzhi.issues.actions.confirm_issue import confirm_issue
from gongzhi.issues.actions.finish_issue import finish_issue
from gongzhi.issues.actions.finish_party import finish_party
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.actions.report_issue import report_issue, report_subject
from gongzhi.issues.models import Force, Issue, Party, Report, Side
from gongzhi.issues.states import PartyState
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code, Person
from gongzhi.places.models import Building, Estate

Story = Iterator[datetime]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻苏潘葛范彭郎鲁韦昌马苗凤花方俞任袁柳"
GIVEN = ("小满", "立秋", "春生", "冬梅", "白露", "惊蛰", "雨水", "寒露", "谷雨", "芒种")


@dataclass(slots=True)
class Desk:
    """The table with its forces; stories are told in the order of time and never after now."""

    table: Table
    forces: dict[str, Force]
    dice: random.Random
    buildings: list[Building]
    told: int = 0
    waiting: list[tuple[datetime, int, Story]] = field(default_factory=list)

    def tell(self, story: Story, at: datetime) -> None:
        """A story that goes on `at` then."""
        self.told += 1
        heappush(self.waiting, (at, self.told, story))

    def run(self) -> None:
        """Every story up to now; what would come later stays as it is."""
        while self.waiting and self.waiting[0][0] <= self.table.now:
            _at, _n, story = heappop(self.waiting)
            following = next(story, None)
            if following is not None:
                self.tell(story, following)
        self.waiting.clear()

    def resident(self) -> tuple[str, str]:
        """Name and number of somebody nobody is."""
        self.told += 1
        name = self.dice.choice(SURNAMES) + self.dice.choice(GIVEN)
        return name, f"1990001{self.told % 10_000:04d}"

    def building(self, estate: Estate) -> Building | None:
        """One of the main estate's buildings; the others have none written down."""
        return self.dice.choice(self.buildings) if estate == self.table.main and self.buildings else None

    def reported(self, estate: Estate, words: str, *, at: datetime, **told: object) -> Report:
        """By the public page: a phone, its code, a few words."""
        name, number = self.resident()
        subject = report_subject(estate, number)
        send_code(purpose=Code.Purpose.REPORT, subject=subject, number=number, at=at, estate_id=estate.pk)
        code = check_code(purpose=Code.Purpose.REPORT, subject=subject, text=newest_code(), at=at)
        given: dict[str, object] = {"name": name, "number": number, "building": self.building(estate), **told}
        return report_issue(estate=estate, words=words, code=code, by=None, at=at, **given)  # type: ignore[arg-type]

    def recorded(self, estate: Estate, source: str, words: str, *, at: datetime, **told: object) -> Report:
        """By telephone, at the desk, on patrol or by the grid: written down for somebody else."""
        name, number = ("", "") if source == "patrol" else self.resident()
        by = self.table.grid if source in ("grid", "patrol") else self.table.worker
        given: dict[str, object] = {"name": name, "number": number, "building": self.building(estate), **told}
        return record_issue(estate=estate, source=source, words=words, by=by, at=at, **given)  # type: ignore[arg-type]

    def accepted(self, issue: Issue, issue_class: str, words: str, *, at: datetime, **more: object) -> Issue:
        """By the community."""
        given = {"matter": issue.matter, **more}
        return accept_issue(
            issue=issue,
            issue_class=issue_class,
            public_words=words,
            by=self.table.worker,
            at=at,
            **given,  # type: ignore[arg-type]
        )

    def given(self, issue: Issue, tasks: Mapping[str, str], *, at: datetime, lead: str = "") -> Issue:
        """To the sides; the first leads unless another is named."""
        first = next(iter(tasks))
        return assign_parties(issue=issue, tasks=tasks, lead=lead or first, by=self.table.worker, at=at)

    def speaker(self, party: Party, estate: Estate) -> Person:
        """Whoever speaks for the side that has a task."""
        side = Side(party.side)
        if side == Side.FIRM:
            return self.table.firms[estate.name]
        if side == Side.COMMITTEE:
            return self.table.owners[estate.name]
        if side == Side.STREET:
            return self.table.officer
        if side in (Side.RESIDENTS, Side.PARTY_ORG):
            return self.table.worker
        return acting(party.word)

    def party(self, issue: Issue, side: str, word: str = "") -> Party:
        """The live task of a side."""
        return issue.parties.exclude(state=PartyState.HANDED_BACK).get(side=side, word=word)

    def finished(self, issue: Issue, outcome: str, *, at: datetime, **more: object) -> Issue:
        """Every side did its part, and the community says so."""
        open_ = issue.parties.exclude(state__in=[PartyState.HANDED_BACK, PartyState.DONE]).order_by("pk")
        for party in open_:
            by = self.speaker(party, issue.estate)
            finish_party(party=party, outcome=outcome, by=by, at=at, **more)  # type: ignore[arg-type]
        return finish_issue(issue=issue, outcome=outcome, by=self.table.worker, at=at)

    def confirmed(self, report: Report, *, at: datetime, words: str = "") -> None:
        """By the reporter's link."""
        confirm_issue(report=Report.objects.get(pk=report.pk), words=words, by=None, at=at)


ACTING = {"消防": cast.FIRE, "城管": cast.CITY, "供水": cast.WATER}


def acting(word: str) -> Person:
    """Who confirms, arrives and reports for a force."""
    return person(ACTING[word])


Teller = Callable[["Desk", datetime], Story]
