"""What an account or an entry may rest on: the owners' resolutions and the committee's decisions, in force or stopped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import Reason
from gongzhi.meetings.models import Decision
from gongzhi.meetings.queries.decisions import in_force, stops
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.resolutions import in_effect, stops_payment
from gongzhi.web.dates import cndate


@dataclass(frozen=True, slots=True)
class Cited:
    """A decision as others cite it: `key` tells it apart in a form, `entry` is its journal entry."""

    key: str
    entry: int
    words: str
    on: date
    url: str
    holds: bool
    state: str

    @property
    def label(self) -> str:
        """Its words and its day, for a list to choose from."""
        return f"{self.words}（{cndate(self.on)}）"


def citable(estate: Estate) -> list[Cited]:
    """What binds the owners or their body now, the latest first."""
    return sorted((row for row in _all(estate) if row.holds), key=lambda row: (row.on, row.key), reverse=True)


def cited(estate: Estate, entry: int | None) -> list[Cited]:
    """The decisions that were made in this journal entry, whatever became of them; empty where it is something else."""
    return list(_all(estate, entry=entry)) if entry is not None else []


def stopped_at(estate: Estate, entry: int, *, at: datetime) -> Reason | None:
    """Why nothing may rest on what was decided in this entry now; None where one of its decisions holds."""
    reasons: list[Reason] = []
    for resolution in Resolution.objects.filter(estate=estate, entry_id=entry).select_related("motion__assembly"):
        reason = stops_payment(resolution, at=at)
        if reason is None:
            return None
        reasons.append(reason)
    for decision in Decision.objects.filter(estate=estate, entry=entry).select_related("item", "estate"):
        reason = stops(decision)
        if reason is None:
            return None
        reasons.append(reason)
    missing = Reason(_("没有找到这项决定。"), "《民法典》第278条", _("从本小区的决定里选一项"))
    return reasons[0] if reasons else missing


def _all(estate: Estate, *, entry: int | None = None) -> Iterable[Cited]:
    resolutions = Resolution.objects.filter(estate=estate).select_related("motion__assembly", "option")
    decisions = Decision.objects.filter(estate=estate).select_related("item")
    if entry is not None:
        resolutions, decisions = resolutions.filter(entry_id=entry), decisions.filter(entry=entry)
    for one in resolutions:
        url = reverse("voting:assembly", args=[estate.code, one.motion.assembly.serial])
        words = _("业主大会决议：%(words)s") % {"words": one.words}
        state = str(one.get_state_display())
        yield Cited(f"r{one.pk}", one.entry_id, words, one.decided_on, url, in_effect(one), state)
    for row in decisions:
        url = reverse("meetings:public_meeting", args=[estate.code, row.item.meeting_id])
        words = _("业委会决定：%(words)s") % {"words": row.item.title}
        state = str(row.get_state_display())
        yield Cited(f"d{row.pk}", row.entry, words, row.decided_on, url, in_force(row), state)
