"""Mediations of an estate: under whose roof they may be held, and what everyone reads of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongzhi.bodies.models import Body
from gongzhi.bodies.states import BodyState
from gongzhi.issues.models import Issue, Mediation
from gongzhi.issues.states import MediationState
from gongzhi.places.models import Estate

HOSTS = (
    Body.Kind.ENV_COMMITTEE,
    Body.Kind.RESIDENTS_COMMITTEE,
    Body.Kind.PARTY_COMMUNITY,
    Body.Kind.PARTY_ESTATE,
    Body.Kind.STREET,
)
SETTLED = (MediationState.AGREED, MediationState.CONFIRMED, MediationState.KEPT, MediationState.BROKEN)


@dataclass(frozen=True, slots=True)
class PublicMediation:
    """All that everyone reads of a mediation: when it began, and whether the sides came to terms."""

    opened_on: date
    settled: bool


def hosts_of(estate: Estate) -> list[Body]:
    """The bodies that may host a mediation here: 环物委, 居委会, party organisations and the street of the place."""
    above = [estate.community_id[:length] for length in (9, 12)]
    rows = Body.objects.filter(Q(estate=estate) | Q(division_id__in=above), kind__in=HOSTS, state=BodyState.STANDING)
    return list(rows.order_by("kind", "pk"))


def host_of(mediation: Mediation) -> Body | None:
    """The body under whose roof it is held, where one was named."""
    return Body.objects.filter(pk=mediation.host_body_id).first() if mediation.host_body_id else None


def shown_mediations(estate: Estate) -> list[PublicMediation]:
    """Those of which both sides agreed that it may be known, without anything that tells whose it was."""
    rows = Mediation.objects.filter(estate=estate, both_public=True).exclude(state=MediationState.OPENED)
    return [PublicMediation(row.opened_on, row.state in SETTLED) for row in rows.order_by("-opened_on", "-pk")]


def of_issue(issue: Issue) -> QuerySet[Mediation]:
    """The mediations of an issue, the newest first."""
    return Mediation.objects.filter(estate=issue.estate_id, issue=issue).order_by("-pk")
