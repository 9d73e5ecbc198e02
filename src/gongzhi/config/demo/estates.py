"""From a property firm's roster to a frozen roll, through the acts, on the days the law needs."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from importlib.resources import files

from gongzhi.config.demo.cast import CHAIR, MEMBER, OFFICER, TELLER_1, TELLER_2, Player
from gongzhi.config.demo.committees import seat_committee
from gongzhi.people.actions.grant_capacity import grant_capacity
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import person_by_phone
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.apply_roster import apply_roster
from gongzhi.register.actions.create_estate import create_estate
from gongzhi.register.actions.freeze_roll import freeze_roll
from gongzhi.register.actions.open_roll_check import check_days, open_roll_check
from gongzhi.register.actions.preview_roster import preview_roster
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.models import Roll

Say = Callable[[str], None]


def known(number: str) -> Person:
    """The account behind a phone number; refuses one that nobody has."""
    found = person_by_phone(number)
    if found is None:
        raise LookupError(number)
    return found


def person(player: Player) -> Person:
    """The account of a player."""
    return known(player.number)


def make_estate(
    name: str,
    community: str,
    kind: str,
    management: str,
    *,
    duty_phone: str,
    colleagues: Sequence[tuple[str, str]] = (),
    by: Person,
    at: datetime,
) -> Estate:
    """Creates an estate and seats committee (chair, member, `colleagues`) and tellers on their filing."""
    estate = create_estate(
        name=name,
        community=Division.objects.get(pk=community),
        kind=kind,
        management=management,
        duty_phone=duty_phone,
        level=Estate.Level.L3,
        by=by,
        at=at,
    )
    filing = f"桂街备〔{at.year}〕{17 + estate.pk}号"
    members = [*((player.name, player.number) for player in (CHAIR, MEMBER)), *colleagues]
    seat_committee(estate, members, worker=by, street=person(OFFICER), at=at, filing_number=filing)
    for teller in (TELLER_1, TELLER_2):
        grant_capacity(
            estate=estate,
            kind=Capacity.Kind.TELLER,
            name=teller.name,
            number=teller.number,
            filing_number=filing,
            by=by,
            at=at,
        )
    return estate


def load_roster(estate: Estate, file: str, *, by: Person, at: datetime) -> None:
    """Imports a roster file of the demonstration."""
    content = (files("gongzhi.config.demo") / "rosters" / file).read_bytes()
    kind = "text/csv" if file.endswith(".csv") else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    previewed = preview_roster(estate=estate, name=file, content=content, content_type=kind, by=by, at=at)
    apply_roster(roster=previewed, by=by, at=at)


def freeze(estate: Estate, *, first: Person, second: Person, at: datetime) -> Roll:
    """Proposes, checks in public for the days offered, and freezes the roll; `at` is the day of the proposal."""
    roll = propose_roll(estate=estate, parking=Roll.Parking.NEVER, by=first, at=at)
    opened = at + timedelta(days=1)
    roll = open_roll_check(roll=roll, days=check_days(estate, at=opened).number, by=second, at=opened)
    assert roll.check_until is not None
    over = datetime.combine(roll.check_until + timedelta(days=1), at.timetz(), at.tzinfo)
    return freeze_roll(roll=roll, by=first, at=over)
