"""Lists of issues: which of them are open, late, urgent, waiting or done; counted in one statement."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.models import Issue, Party
from gongzhi.issues.states import IssueState
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate

S = IssueState
FILTERS: Mapping[str, object] = {"open": _("在办"), "late": _("逾期"), "done": _("已办结"), "all": _("全部")}
DESK_FILTERS: Mapping[str, object] = {
    "open": _("在办"),
    "new": _("待受理"),
    "urgent": _("紧急"),
    "late": _("逾期"),
    "lead": _("没有牵头方"),
    "waiting": _("待确认"),
    "done": _("已结束"),
    "all": _("全部"),
}
GOING = Q(state__in=[S.RECEIVED, S.ACCEPTED, S.WORKING])


def condition(name: str, at: datetime) -> Q:
    """Which issues a filter means at an instant; refuses a name that is none with KeyError."""
    on = law_day(at)
    late = Q(due_at__lt=at) | Q(due_at__isnull=True, due_on__lt=on)
    known = {
        "open": GOING | Q(state=S.DONE),
        "new": Q(state=S.RECEIVED),
        "urgent": GOING & Q(urgent=True),
        "late": GOING & late,
        "lead": Q(state=S.WORKING) & ~Q(Exists(Party.objects.filter(issue=OuterRef("pk"), lead=True))),
        "waiting": Q(state=S.DONE),
        "done": Q(state__in=[S.CLOSED, S.EXPLAINED, S.ANSWERED]),  # what waits for its reporter is open
        "all": ~Q(state=S.MERGED),
    }
    return known[name]


def filtered(rows: QuerySet[Issue], name: str, at: datetime) -> QuerySet[Issue]:
    """The issues of a list that a filter means."""
    return rows.filter(condition(name, at))


def counts_of(estate: Estate, at: datetime, names: Mapping[str, object] = FILTERS) -> dict[str, int]:
    """How many issues of an estate each filter means."""
    wanted = {f"n_{name}": Count("pk", filter=condition(name, at), distinct=True) for name in names}
    found = Issue.objects.filter(estate=estate).aggregate(**wanted)
    return {name: found[f"n_{name}"] for name in names}
