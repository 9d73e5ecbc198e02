"""What the law asks of one use of one seal, by the body's standing today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.caretaking import rules_of
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.standing import appointments, latest_term, status_of
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.seals.models import Seal, SealEvent
from gongzhi_law import seals as law
from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.meeting_rules import Due
from gongzhi_law.seals import Disclosure, Part, SealKind, Step, Use, UseRule

# Uses that may go without a basis where the law says so; of every other the custodian asks one (B8.4).
WITHOUT = (Use.ROUTINE, Use.HANDOVER)


def rule_for(seal: Seal, use: str, *, amount_fen: int | None = None, emergency: bool = False, at: datetime) -> UseRule:
    """What this use of this seal needs now: basis, opinion, signatures, or why it is not to be had."""
    on, body = law_day(at), seal.body
    term = latest_term(body, on=on)
    return law.use_rule(
        SealKind(seal.kind),
        Use(use),
        amount_fen=amount_fen,
        body=BodyKind(body.kind),
        status=status_of(body, on=on),
        set_size=term.set_size if term else None,
        on=on,
        place=place_of(body),
        adopted=rules_of(body, on=on),
        emergency=emergency,
    )


def kinds_needed(rule: UseRule) -> tuple[str, ...]:
    """The kinds of decision of which one suffices; empty only where law and custody ask for none."""
    if "" in rule.basis:
        return () if rule.use in WITHOUT else ("resolution", "decision")
    return rule.basis


@dataclass(frozen=True, slots=True)
class Said:
    """What the law says of several uses alike: their names, the parts of the rule, why they are not to be had."""

    uses: str
    parts: tuple[Part, ...]
    blocked: str


def said_of(seal: Seal, *, at: datetime) -> list[Said]:
    """What each use of the seal needs today, uses of the same rule together."""
    found: dict[tuple[tuple[str, ...], str], tuple[list[str], UseRule]] = {}
    for use in Use:
        rule = rule_for(seal, use, at=at)
        key = (tuple(part.words.replace(law.USE_NAMES[use], "") for part in rule.parts), rule.blocked)
        found.setdefault(key, ([], rule))[0].append(_(law.USE_NAMES[use]))
    return [Said(_("、").join(names), rule.parts, rule.blocked) for names, rule in found.values()]


def heads_needed(rule: UseRule, seal: Seal, *, on: date) -> int:
    """How many members sign: by the law's share of the agreed seats, of those in office where no number was agreed."""
    if rule.signs is None:
        return 0
    if rule.signs_needed is not None:
        return rule.signs_needed
    seated = appointments(seal.body, on=on).filter(seat__alternate=False).count()
    exact = rule.signs * seated
    return exact.numerator // exact.denominator + 1


def opinion_due(seal: Seal, *, on: date) -> Due | None:
    """The last day of the opinion asked today; None where no rule is known or nobody is there to ask."""
    if not environment_of(seal):
        return None
    return law.opinion_by(on, on=on, place=place_of(seal.body), adopted=rules_of(seal.body, on=on))


def handing_over(seal: Seal, *, at: datetime) -> tuple[Step, ...]:
    """To whom and by when the seal goes over once its body's term ran out, or a successor of a 物管会 was filed."""
    on, body = law_day(at), seal.body
    term = latest_term(body, on=on)
    if status_of(body, on=on) == Status.EXPIRED and term is not None and term.last_on is not None:
        return law.hand_over_days(BodyKind(body.kind), "expired", term.last_on, on=on, place=place_of(body))
    if body.state == BodyState.ENDED and body.ended_on is not None:
        return law.hand_over_days(BodyKind(body.kind), "filed", body.ended_on, on=on, place=place_of(body))
    return ()


def environment_of(seal: Seal) -> bool:
    """Whether the estate's community has a 环境和物业管理委员会 to ask."""
    rows = Body.objects.filter(
        division_id=seal.estate.community_id, kind=Body.Kind.ENV_COMMITTEE, state=BodyState.STANDING
    )
    return rows.exists()


def log_due(seal: Seal, used_on: date) -> Due | None:
    """The last day to log a use without a request."""
    return law.log_by(used_on, on=used_on, place=place_of(seal.body), adopted=rules_of(seal.body, on=used_on))


def steps_after(seal: Seal, loss: SealEvent, *, adopted: Mapping[str, object] | None = None) -> tuple[Step, ...]:
    """What follows from the loss, counted from the day it was reported; `adopted` where a list read the rules of many."""
    on = law_day(loss.at)
    adopted = rules_of(seal.body, on=on) if adopted is None else adopted
    return law.loss_steps(loss.kind, on, place_of(seal.body), seal=SealKind(seal.kind), adopted=adopted)


def disclosure_of(body: Body, *, on: date, adopted: Mapping[str, object] | None = None) -> Disclosure | None:
    """How often the estate makes its uses of seals public, or None where nobody says."""
    rules = rules_of(body, on=on) if adopted is None else adopted
    return law.disclosure_months(on, place_of(body), adopted=rules)
