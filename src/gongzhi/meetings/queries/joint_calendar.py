"""The year of a community's sittings: the six windows with what became of each, and the meetings its 环物委 owes (B2.6, B9.2)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries.joint_scope import place_of
from gongzhi.meetings.states import SittingState
from gongzhi.places.models import Division, Estate
from gongzhi_law import joint_meetings as law
from gongzhi_law.joint_meetings import EnvMeeting, Finding, Window

S, Kind = SittingState, Sitting.Kind
HELD = (S.CLOSED, S.MINUTED)
RUNNING = (S.DRAFT, S.NOTICED, S.SITTING)
ENV_KINDS = {
    Kind.ENV_SUMMARY: EnvMeeting.SUMMARY,
    Kind.EXCHANGE: EnvMeeting.EXCHANGE,
    Kind.FORUM: EnvMeeting.FIRMS,
}
# What may have become of a window; `before` is over since before the community was here.
HELD_STATE, BRIEF, PLANNED, MISSED, NOW, COMING, BEFORE = (
    "held",
    "brief",
    "planned",
    "missed",
    "now",
    "coming",
    "before",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One window: what became of it, in which sitting, and the sentence of warning where nothing was held."""

    window: Window
    state: str
    sitting: Sitting | None
    sentence: str = ""
    cite: str = ""

    @property
    def key(self) -> str:
        """2026-10."""
        return f"{self.window.year}-{self.window.month:02d}"


@dataclass(frozen=True, slots=True)
class Year:
    """A community's year: windows, what the 环物委 owes, and its sittings."""

    division: Division
    year: int
    lines: list[Line]
    env: tuple[Finding, ...]

    @property
    def missed(self) -> list[Line]:
        """The windows in which nothing was held; they only warn."""
        return [line for line in self.lines if line.state == MISSED]


def key_of(sitting: Sitting) -> str:
    """The window that a sitting counts for: the one it names, else the month in which it was opened or is called."""
    day = law_day(sitting.opened_at or sitting.begins_at)
    return sitting.window or f"{day.year}-{day.month:02d}"


def years_of(divisions: Iterable[Division], year: int, *, on: date) -> list[Year]:
    """The year of each community in order, in three statements."""
    known = list(divisions)
    rows = Sitting.objects.filter(division__in=known).exclude(state=S.CANCELLED).order_by("begins_at", "pk")
    sittings: dict[str, list[Sitting]] = defaultdict(list)
    for row in rows.filter(begins_at__year__gte=year - 1, begins_at__year__lte=year + 1):
        sittings[row.division_id].append(row)
    begun = Estate.objects.filter(community__in=known).order_by().values("community").annotate(first=Min("created_at"))
    since = {row["community"]: law_day(row["first"]) for row in begun}
    return [_year(one, year, sittings[one.pk], since.get(one.pk), on) for one in known]


def year_of(division: Division, year: int, *, on: date) -> Year:
    """The year of one community."""
    return years_of([division], year, on=on)[0]


def _year(division: Division, year: int, sittings: list[Sitting], since: date | None, on: date) -> Year:
    place = place_of(division)
    joint = [row for row in sittings if row.kind == Kind.JOINT]
    held = {key_of(row): row for row in joint if row.state in HELD}
    planned = {key_of(row): row for row in joint if row.state in RUNNING}
    months = {(int(key[:4]), int(key[5:])) for key in held}
    start = max(since or on, date(year, 1, 1))
    gone = {(one.window.year, one.window.month): one for one in law.missed(months, on, since=start, place=place)}
    lines = []
    for window in law.windows(year, place=place):
        key = f"{window.year}-{window.month:02d}"
        if key in held:
            row = held[key]
            lines.append(Line(window, BRIEF if row.brief else HELD_STATE, row))
        elif (window.year, window.month) in gone:
            one = gone[(window.year, window.month)]
            lines.append(Line(window, MISSED, planned.get(key), one.sentence, one.cite))
        elif window.last < on:
            lines.append(Line(window, BEFORE, None))
        else:
            state = PLANNED if key in planned else NOW if window.first <= on else COMING
            lines.append(Line(window, state, planned.get(key)))
    owed = defaultdict(list)
    for row in sittings:
        if row.state in HELD and row.kind in ENV_KINDS:
            owed[ENV_KINDS[Kind(row.kind)]].append(law_day(row.opened_at or row.begins_at))
    env = law.env_meetings_due(year, owed, on=on, place=place)
    return Year(division, year, lines, tuple(one for one in env if one.passed or one.day is None or one.day >= start))


def next_line(year: Year) -> Line | None:
    """The first window that is neither held nor over."""
    return next((line for line in year.lines if line.state in (PLANNED, NOW, COMING)), None)
