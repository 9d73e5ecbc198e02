"""Who oversees the issues of a division, keeps its keys, hooks, sheets and reports; and which machine may send what."""

import hashlib
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongzhi.issues.models import ApiKey, EnvReport, Hook, Issue, Layout, TicketSheet
from gongzhi.issues.states import IssueState
from gongzhi.kernel import keys
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Division, Estate
from gongzhi.web.door import open_to_strangers

Row = TypeVar("Row", ApiKey, EnvReport, Hook, Layout, TicketSheet)
K = Capacity.Kind
OFFICES = (K.COMMUNITY, K.STREET)
OVERSEERS = (*OFFICES, K.ENVIRONMENT, K.DEPARTMENT)
REPORTERS = (K.ENVIRONMENT, K.COMMUNITY)
PUBLIC_LEVELS = (Division.Level.COMMUNITY, Division.Level.STREET, Division.Level.COUNTY)
# Every way through which something left the reporters' words behind: what a machine is called in the journal.
KEY, HOOK, SHEET = "key", "hook", "sheet"


def _over(person: Person | None, division: str, kinds: tuple[str, ...], *, at: datetime) -> bool:
    """Whether the person holds one of `kinds` over the division or what lies above it."""
    if person is None:
        return False
    above = [division[:length] for length in (2, 4, 6, 9, 12) if length <= len(division)]
    return capacities(person, at=at).filter(kind__in=kinds, division_id__in=above).exists()


def _division(code: str) -> Division:
    found = Division.objects.select_related("parent").filter(pk=code).first()
    if found is None:
        raise NotHere
    return found


def overseen(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The door of the numbers and lists of a division: offices, 环物委 and departments over it; else not there."""
    here = _division(division)
    if not _over(person, here.pk, OVERSEERS, at=at):
        raise NotHere
    return here


def office_over(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The door of keys, hooks, sheets and layouts: community and street over the division; else not there."""
    here = _division(division)
    if not _over(person, here.pk, OFFICES, at=at):
        raise NotHere
    return here


@open_to_strangers
def numbers_public(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The door of the numbers of a community, street or district as everyone may see them."""
    here = _division(division)
    if here.level not in PUBLIC_LEVELS:
        raise NotHere
    return here


def reports_of(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The door of a community's regular reports: its 环物委, its workers, and the street; else not there."""
    here = _division(division)
    if here.level != Division.Level.COMMUNITY or not _over(person, here.pk, (*REPORTERS, K.STREET), at=at):
        raise NotHere
    return here


def get_report_for(
    person: Person | None, *, at: datetime, division: str, env_report_id: int, **where: Any
) -> EnvReport:
    """A regular report of the community; else not there."""
    return _of(EnvReport.objects.all(), env_report_id, reports_of(person, at=at, division=division))


def get_key_for(person: Person | None, *, at: datetime, division: str, key_id: int, **where: Any) -> ApiKey:
    """A key of the division, for its offices; else not there."""
    return _of(ApiKey.objects.all(), key_id, office_over(person, at=at, division=division))


def get_hook_for(person: Person | None, *, at: datetime, division: str, hook_id: int, **where: Any) -> Hook:
    """A webhook of the division, for its offices; else not there."""
    return _of(Hook.objects.all(), hook_id, office_over(person, at=at, division=division))


def get_sheet_for(person: Person | None, *, at: datetime, division: str, sheet_id: int, **where: Any) -> TicketSheet:
    """A sheet of tickets of the division, for its offices; else not there."""
    return _of(TicketSheet.objects.all(), sheet_id, office_over(person, at=at, division=division))


def get_layout_for(person: Person | None, *, at: datetime, division: str, layout_id: int, **where: Any) -> Layout:
    """A layout in use in the division, for its offices; else not there."""
    used = Layout.objects.filter(ended_at__isnull=True)
    return _of(used, layout_id, office_over(person, at=at, division=division))


def _of(rows: QuerySet[Row], pk: int, here: Division) -> Row:
    """The row of this division, with it; else not there."""
    found = rows.select_related("division__parent").filter(pk=pk, division=here).first()
    if found is None:
        raise NotHere
    return found


def require_over(person: Person | None, division: Division, *kinds: str, at: datetime) -> Person:
    """The person, if one of `kinds` is held over the division; refuses everyone else by naming who may."""
    if person is None or not _over(person, division.pk, kinds, at=at):
        names = "、".join(str(K(kind).label) for kind in kinds)
        raise Refused(Reason(_("这件事只能由%(who)s办理。") % {"who": names}, remedy=_("请有此身份的人办理")))
    return person


def holds_over(person: Person | None, division: Division, *kinds: str, at: datetime) -> bool:
    """Whether `require_over` would let the person in: what a page offers."""
    return _over(person, division.pk, kinds, at=at)


def estates_below(division: Division) -> QuerySet[Estate]:
    """The estates that lie in a division, by community and name."""
    rows = Estate.objects.filter(community__code__startswith=division.pk).select_related("community__parent")
    return rows.order_by("community_id", "name")


def issues_below(division: Division) -> QuerySet[Issue]:
    """The issues of every estate below a division; those merged into another only under that one."""
    rows = Issue.objects.filter(estate__community__code__startswith=division.pk)
    return rows.exclude(state=IssueState.MERGED)


def key_digest(text: str) -> bytes:
    """The keyed digest under which a key is kept."""
    return keys.blind_index("issue-api-key", text)


def key_for(text: str, estate: Estate) -> ApiKey:
    """The key that was sent, if it is in force and good for the estate; else not there."""
    found = ApiKey.objects.select_related("division").filter(digest=key_digest(text)).first()
    if found is None:
        raise NotHere
    require_key(found, estate)
    return found


def require_key(key: ApiKey, estate: Estate) -> None:
    """A key in force that is good for the estate; any other is not there."""
    below = estate.community_id.startswith(key.division_id)
    if key.revoked_at is not None or not below or (key.estates and estate.code not in key.estates):
        raise NotHere


@open_to_strangers
def hook_in(person: Person | None, *, at: datetime, hook_slug: str, **where: Any) -> Hook:
    """The hook to which another system sends; whether it is they, the signature says; else not there."""
    rows = Hook.objects.select_related("division").filter(way=Hook.Way.IN, stopped_at__isnull=True)
    found = rows.filter(slug=hook_slug).first()
    if found is None:
        raise NotHere
    return found


def machine(kind: str, number: int) -> str:
    """The name of a machine in the journal: `key-3`, `hook-7`."""
    return f"{kind}-{number}"


def digest_of(*parts: object) -> str:
    """64 hexadecimal digits over parts that belong together."""
    return hashlib.sha256("\0".join(str(part) for part in parts).encode()).hexdigest()
