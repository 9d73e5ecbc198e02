"""Who keeps the money of the main estate, in which accounts, and from when: what every story of shared money is told with."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.standing import appointments, body_of
from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import known, person
from gongzhi.config.demo.meetings_sitting import hour
from gongzhi.fund.models import Account, Book, MoneyAccount
from gongzhi.fund.queries.chart import account_for
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

MONTHS = 12
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%% "


def month_after(month: date, n: int = 1) -> date:
    """The first of the month `n` months later (or earlier)."""
    at = month.year * 12 + month.month - 1 + n
    return date(at // 12, at % 12 + 1, 1)


def paper(words: str) -> bytes:
    """A PDF that is no other's: every paper of the demonstration has its own hash."""
    return PDF + words.encode() + b"\ntrailer<<>>\n%%EOF\n"


@dataclass
class Till:
    """The money of an estate as it is kept: who does what, the accounts by key, what the bank calls the other side."""

    estate: Estate
    keeper: Person
    chair: Person
    manager: Person
    third: Person
    fourth: Person
    worker: Person
    officer: Person
    now: datetime
    span: int = MONTHS
    book: Book | None = None
    money: dict[str, MoneyAccount] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    late: dict[int, date] = field(default_factory=dict)

    @property
    def start(self) -> date:
        """The first day of the ledger: so many months before the present one."""
        return month_after(law_day(self.now).replace(day=1), -self.span)

    @property
    def months(self) -> list[date]:
        """The months of the ledger that are over."""
        return [month_after(self.start, n) for n in range(self.span)]

    @property
    def ledger(self) -> Book:
        """The book, once it is open."""
        if self.book is None:
            raise LookupError(self.estate.code)
        return self.book

    @property
    def committee(self) -> Body:
        """The committee of the estate."""
        found = body_of(self.estate, Body.Kind.COMMITTEE)
        if found is None:
            raise LookupError(self.estate.code)
        return found

    def at(self, day: date, hours: float = 10) -> datetime:
        """An instant of a day, never after now."""
        return min(hour(day, hours), self.now)

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return law_day(self.now) - timedelta(days=days)

    def account(self, root: str, fund: str) -> Account:
        """An account of the chart."""
        return account_for(self.estate, root, fund)

    def seat_of(self, who: Person, *, on: date) -> Appointment:
        """The seat of a member of the committee."""
        found: Appointment = appointments(self.committee, on=on).get(person_id=who.pk)
        return found


def till_of(estate: Estate, *, now: datetime) -> Till:
    """The people of the main estate's committee, firm and offices."""
    third, fourth = (known(number) for _name, number in cast.COLLEAGUES)
    return Till(
        estate,
        keeper=person(cast.MEMBER),
        chair=person(cast.CHAIR),
        manager=person(cast.MANAGER),
        third=third,
        fourth=fourth,
        worker=person(cast.WORKER),
        officer=person(cast.OFFICER),
        now=now,
    )
