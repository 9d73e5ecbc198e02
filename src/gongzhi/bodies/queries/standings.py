"""How many bodies stand on a day, read in a fixed number of statements: what lists and names of bodies are drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body, Dispute, Term
from gongzhi.bodies.queries.standing import status_in
from gongzhi.bodies.states import BodyState
from gongzhi.places.models import Estate
from gongzhi_law.bodies import Status

ACTING = (Body.Kind.INTERIM, Body.Kind.SELF_MANAGED)


@dataclass(frozen=True, slots=True)
class Standing:
    """A body on one day: its status, its newest term, how many of its seats are held, how many alternates stand by."""

    body: Body
    status: Status
    term: Term | None
    seated: int
    alternates: int

    @property
    def set_size(self) -> int | None:
        """The agreed number of seats, or None for an organ without terms."""
        return self.term.set_size if self.term else None

    @property
    def acting(self) -> str:
        """In whose place the body acts, in words; empty for a body that acts for itself (A3.2, B1.4, R7, R14)."""
        if self.status == Status.ENDED:
            return ""
        if self.body.kind in ACTING:
            return _("代行")
        return _("届满看守") if self.status == Status.EXPIRED else ""

    @property
    def badge(self) -> tuple[str, str]:
        """The words of the status and the kind of its badge."""
        words = {
            Status.FORMING: (_("组建中"), "due"),
            Status.IN_OFFICE: (_("在任"), "done"),
            Status.EXPIRED: (_("届满未换届"), "urgent"),
            Status.DISPUTED: (_("换届争议"), "urgent"),
            Status.ENDED: (_("已终止"), "line"),
        }
        return words[self.status]


def standings(bodies: Iterable[Body], *, on: date) -> dict[int, Standing]:
    """Body number → how it stands on `on`; three statements however many bodies."""
    known = {body.pk: body for body in bodies}
    newest: dict[int, Term] = {}
    for term in Term.objects.filter(body__in=known, from_on__lte=on).order_by("number"):
        newest[term.body_id] = term
    lasting = Q(cleared_on__isnull=True) | Q(cleared_on__gt=on)
    estates = {body.estate_id for body in known.values() if body.estate_id}
    disputed = set(
        Dispute.objects.filter(lasting, estate__in=estates, marked_on__lte=on).values_list("estate_id", flat=True)
    )
    held = _seats(known, on)
    return {
        pk: Standing(
            body=body,
            status=status_in(body, newest.get(pk), on=on, disputed=body.estate_id in disputed),
            term=newest.get(pk),
            seated=held.get((pk, False), 0),
            alternates=held.get((pk, True), 0),
        )
        for pk, body in known.items()
    }


def standing(body: Body, *, on: date) -> Standing:
    """How one body stands."""
    return standings([body], on=on)[body.pk]


def bodies_of(estate: Estate) -> list[Body]:
    """Every body of the estate and of the community and street above it, the estate's own first, by kind."""
    code = estate.community_id
    found = Body.objects.filter(Q(estate=estate) | Q(division_id__in=[code, code[:9]]))
    order = {kind: n for n, kind in enumerate(Body.Kind.values)}
    rows = list(found.select_related("estate__community", "division", "parent"))
    return sorted(rows, key=lambda b: (b.state == BodyState.ENDED, b.estate_id is None, order[b.kind], b.pk))


def _seats(bodies: Mapping[int, Body], on: date) -> dict[tuple[int, bool], int]:
    now = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = Appointment.objects.filter(now, body__in=bodies, from_on__lte=on).order_by()
    return {
        (row["body_id"], row["seat__alternate"]): row["n"]
        for row in rows.values("body_id", "seat__alternate").annotate(n=Count("pk"))
    }
