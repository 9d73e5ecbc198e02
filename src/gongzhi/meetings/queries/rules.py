"""By which rules a body meets: its kind, its place, the estate's own rules, on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.caretaking import rules_of
from gongzhi.bodies.queries.scope import place_of
from gongzhi_law import committee_meetings as law
from gongzhi_law.bodies import BodyKind
from gongzhi_law.meeting_rules import Due, rule_of


@dataclass(frozen=True, slots=True)
class Rules:
    """What every question to `gongzhi_law.committee_meetings` about one body needs."""

    kind: BodyKind
    place: str
    on: date
    adopted: Mapping[str, object] | None

    def demand(self) -> law.Demand:
        """By how many members a meeting is demanded, and within how many days it is held."""
        return law.demand(self.kind, on=self.on, place=self.place, adopted=self.adopted)

    def reached(self, signed: int, members: int) -> law.Finding:
        """Whether so many of the members in office demand it."""
        return law.demand_reached(self.kind, signed, members, on=self.on, place=self.place, adopted=self.adopted)

    def meeting_by(self, reached_on: date) -> Due | None:
        """The last day for a meeting that was demanded."""
        return law.meeting_by(reached_on, kind=self.kind, on=self.on, place=self.place, adopted=self.adopted)

    def notice(
        self, announced_on: date, meets_on: date, *, demanded: bool, urgent: bool, told_on: date | None
    ) -> list[law.Finding]:
        """Whether it was announced early enough and the residents' committee told; never refuses (R18)."""
        return law.notice(
            self.kind,
            announced_on,
            meets_on,
            demanded=demanded,
            urgent=urgent,
            on=self.on,
            place=self.place,
            residents_told_on=told_on,
            adopted=self.adopted,
        )

    def fallback(self) -> tuple[law.Fallback, ...]:
        """Who calls the meeting when the chair does not."""
        return law.fallback_conveners(self.kind, self.on, self.place, adopted=self.adopted)

    def regular_months(self) -> int | None:
        """Every how many months the body meets at least."""
        return law.regular_every(self.kind, self.on, self.place, adopted=self.adopted)

    def regular_cite(self) -> str:
        """The article that asks for regular meetings; empty where none does."""
        rule = rule_of(self.kind, "regular_months", self.on, self.place, self.adopted)
        return rule.answer.cites if rule is not None and not rule.proposed else ""

    def proxy(self) -> law.Finding:
        """Why nobody comes for a member."""
        return law.proxy(self.kind, on=self.on, place=self.place)

    def publish_by(self, decided_on: date) -> Due | None:
        """The last day for publishing what was decided."""
        return law.publish_by(self.kind, decided_on, on=self.on, place=self.place, adopted=self.adopted)

    def published_for(self) -> law.Published | None:
        """How long a decision stays published at least."""
        return law.published_for(self.kind, on=self.on, place=self.place, adopted=self.adopted)

    def signs(self) -> tuple[law.Sign, ...]:
        """Who signs the record and the decision."""
        return law.signs(self.kind, on=self.on, place=self.place, adopted=self.adopted)

    def absence(self, held: int, missed: int) -> law.Finding | None:
        """Whether a member's absences of the year stay below the share at which recall is put to the owners."""
        return law.absence(self.kind, held=held, missed=missed, on=self.on, place=self.place, adopted=self.adopted)


def rules_for(body: Body, *, on: date, adopted: Mapping[str, object] | None = None) -> Rules:
    """The rules of a body on a day; `adopted` where a list has read the estate's rules for many, else read here."""
    own = rules_of(body, on=on) if adopted is None else adopted
    return Rules(BodyKind(body.kind), place_of(body), on, own)
