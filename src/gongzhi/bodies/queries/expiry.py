"""到期表: every term, engagement and delegation that ends within the months ahead, or has run out without another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, Delegation, Engagement, Term
from gongzhi.bodies.queries.papers import cite_of
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.states import BodyState
from gongzhi.people.models import Person
from gongzhi.places.models import Division
from gongzhi_law.bodies import BodyKind
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.params import lookup
from gongzhi_law.terms import Step, months_after, renewal_clock


@dataclass(frozen=True, slots=True)
class Expiry:
    """One thing that ends: where, what, its last day, how many days are left (negative: run out), the next step and its source."""

    place: str
    community: str
    what: str
    kind: str
    on: date
    left: int
    step: str
    step_on: date | None
    cite: str
    url: str


def ahead(*, on: date) -> date:
    """The last day of the list: so many months from `on` as the rule base says."""
    return months_after(on, lookup("bodies/renewal_warn_months", on=on, place=NATION).number)


def expiries(divisions: Sequence[Division], *, on: date) -> list[Expiry]:
    """Everything below these divisions that ends before `ahead`, by day, in four statements however many estates."""
    until = ahead(on=on)
    codes = [division.pk for division in divisions]
    rows = [*_terms(codes, on, until), *_engagements(codes, on, until), *_delegations(codes, on, until)]
    return sorted(rows, key=lambda row: (row.on, row.place, row.what))


def _below(codes: Iterable[str], *paths: str) -> Q:
    found = Q(pk__in=[])
    for code in codes:
        for path in paths:
            found |= Q(**{f"{path}code__startswith": code})
    return found


def _terms(codes: Sequence[str], on: date, until: date) -> list[Expiry]:
    scope = _below(codes, "body__estate__community__", "body__division__")
    newest: dict[int, Term] = {}
    rows = Term.objects.filter(scope, ended_on__isnull=True, body__state=BodyState.STANDING, from_on__lte=on)
    for term in rows.select_related("body__estate__community", "body__division").order_by("number"):
        newest[term.body_id] = term
    return [_term(term, on) for term in newest.values() if term.until_on is not None and term.until_on <= until]


def _term(term: Term, on: date) -> Expiry:
    body = term.body
    assert term.last_on is not None  # noqa: S101  (chosen by it)
    steps = renewal_clock(BodyKind(body.kind), term.last_on, on=on, place=place_of(body))
    step = next_step(steps, on)
    words = step.sentence.removesuffix(f"（{step.cite}）") if step else _("到期以前重新产生，或者办理终止")
    return Expiry(
        place=_place(body),
        community=_community(body),
        what=_("%(name)s第 %(n)s 届") % {"name": body.name, "n": term.number},
        kind=str(body.get_kind_display()),
        on=term.last_on,
        left=(term.last_on - on).days,
        step=words,
        step_on=step.due_on if step else None,
        cite=step.cite if step else "",
        url=_body_url(body),
    )


def next_step(steps: Sequence[Step], on: date) -> Step | None:
    """The step to take now: the next one due, else what is to be done when the term has run out, else the election missed."""
    ahead_of = [s for s in steps if s.name != "warn" and (s.due_on is None or s.due_on >= on)]
    missed = [s for name in ("overdue", "election") for s in steps if s.name == name]
    return next(iter([*ahead_of, *missed, *reversed(steps)]), None)


def _engagements(codes: Sequence[str], on: date, until: date) -> list[Expiry]:
    rows = Engagement.objects.filter(
        _below(codes, "estate__community__"), ended_on__isnull=True, until_on__gt=on, until_on__lte=until
    ).select_related("estate__community")
    hired = Person.objects.in_bulk([row.person_id for row in rows if row.person_id])
    return [
        Expiry(
            place=row.estate.name,
            community=row.estate.community.name,
            what=row.provider or hired[row.person_id].shown_name(),
            kind=str(row.get_kind_display()),
            on=row.last_on,
            left=(row.last_on - on).days,
            step=_("评价交付，再决定续、换还是到期结束"),
            step_on=None,
            cite=cite_of("A8.3"),
            url=reverse("bodies:engagement", args=[row.estate.code, row.pk]),
        )
        for row in rows
    ]


def _delegations(codes: Sequence[str], on: date, until: date) -> list[Expiry]:
    scope = _below(codes, "body__estate__community__", "body__division__")
    rows = Delegation.objects.filter(scope, revoked_on__isnull=True, until_on__gt=on, until_on__lte=until)
    return [
        Expiry(
            place=_place(row.body),
            community=_community(row.body),
            what=_("%(name)s的委托办理") % {"name": row.body.name},
            kind=_("委托"),
            on=row.last_on,
            left=(row.last_on - on).days,
            step=_("到期自动失效；还要办的，重新委托"),
            step_on=None,
            cite="",
            url=_body_url(row.body),
        )
        for row in rows.select_related("body__estate__community", "body__division")
    ]


def _place(body: Body) -> str:
    return body.estate.name if body.estate is not None else body.division.name if body.division else ""


def _community(body: Body) -> str:
    return body.estate.community.name if body.estate is not None else body.division.name if body.division else ""


def _body_url(body: Body) -> str:
    if body.estate is not None:
        return reverse("bodies:desk_body", args=[body.estate.code, body.pk])
    return reverse("bodies:desk_division_body", args=[body.division_id, body.pk])
