"""What the law leaves a body today: powers item by item, the steps of a renewal, what its empty seats ask for (R14, B1.5)."""

from collections.abc import Mapping
from datetime import date

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.standings import Standing
from gongzhi.norms.queries.adopted import bylaws_of
from gongzhi_law import powers, terms, vacancy
from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.powers import Grant
from gongzhi_law.terms import Step
from gongzhi_law.vacancy import Outcome

# Kinds that act in owners' matters: theirs are the powers the law lists.
ACTORS = (
    Body.Kind.COMMITTEE,
    Body.Kind.INTERIM,
    Body.Kind.SELF_MANAGED,
    Body.Kind.PREPARATORY,
    Body.Kind.RENEWAL,
    Body.Kind.ENV_COMMITTEE,
    Body.Kind.RESIDENTS_COMMITTEE,
    Body.Kind.STREET,
)
# Kinds whose empty seats the law speaks of.
FILLED = (Body.Kind.COMMITTEE, Body.Kind.INTERIM, Body.Kind.ENV_COMMITTEE)


def rules_of(body: Body, *, on: date) -> Mapping[str, object] | None:
    """The values the estate's own rules settle, or None above estates."""
    return bylaws_of(body.estate, on=on) if body.estate is not None else None


def grants(now: Standing, *, on: date) -> tuple[Grant, ...]:
    """Every power of the body with its answer today; empty for a kind that does not act in owners' matters."""
    body = now.body
    if body.kind not in ACTORS:
        return ()
    return powers.powers_of(BodyKind(body.kind), now.status, on=on, place=place_of(body), bylaws=rules_of(body, on=on))


def renewal_steps(now: Standing, *, on: date) -> tuple[Step, ...]:
    """The steps of the renewal with their last days; none without a last day of the term."""
    if now.term is None or now.term.last_on is None or now.status in (Status.ENDED, Status.FORMING):
        return ()
    return terms.renewal_clock(BodyKind(now.body.kind), now.term.last_on, on=on, place=place_of(now.body))


def vacancies(now: Standing, *, on: date, bylaws: Mapping[str, object] | None = None) -> Outcome | None:
    """What the empty seats ask for by the agreed number; None where no rule speaks of them, or no term runs.

    `bylaws` are the estate's rules where a list has read them for many estates; else they are read here.
    """
    if now.term is None or now.body.kind not in FILLED or now.status in (Status.ENDED, Status.FORMING):
        return None
    return vacancy.judge(
        kind=BodyKind(now.body.kind),
        set_size=now.term.set_size,
        seated=min(now.seated, now.term.set_size),
        alternates=now.alternates,
        on=on,
        place=place_of(now.body),
        bylaws=rules_of(now.body, on=on) if bylaws is None else bylaws,
    )
