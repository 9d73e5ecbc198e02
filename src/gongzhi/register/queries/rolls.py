"""Rolls: the newest frozen one, its lines, the one in preparation."""

from gongzhi.places.models import Estate
from gongzhi.register.models import Correction, Merge, Roll, RollEntry
from gongzhi.register.states import MergeState, RequestState, RollState


def frozen_roll(estate: Estate) -> Roll | None:
    """The latest frozen roll of the whole estate, or None; rolls of a part are not meant."""
    rows = Roll.objects.filter(estate=estate, state=RollState.FROZEN, parent__isnull=True)
    return rows.order_by("-frozen_at", "-pk").first()


def roll_in_preparation(estate: Estate) -> Roll | None:
    """The roll that is proposed or under public check, or None; there is never more than one."""
    return Roll.objects.filter(estate=estate, state__in=[RollState.PROPOSED, RollState.CHECKING]).first()


def latest_roll(estate: Estate) -> Roll | None:
    """The roll people should see: the one in preparation, else the latest frozen one."""
    return roll_in_preparation(estate) or frozen_roll(estate)


def roll_entry_for(roll_id: int, elector_id: int) -> RollEntry | None:
    """The line of one elector in a frozen roll, or None if it does not stand there."""
    return RollEntry.objects.filter(roll_id=roll_id, elector_id=elector_id).first()


def roll_was_opened(estate: Estate) -> bool:
    """Whether a roll was ever opened for checking: from then on every edit takes two persons."""
    return Roll.objects.filter(estate=estate, check_from__isnull=False).exists()


def undecided_corrections(estate: Estate) -> int:
    """How many corrections wait for a proposal or a second person."""
    open_states = [RequestState.OPEN, RequestState.PROPOSED]
    return Correction.objects.filter(estate=estate, state__in=open_states).count()


def open_merges(estate: Estate) -> int:
    """How many proposed merges nobody has decided."""
    return Merge.objects.filter(estate=estate, state=MergeState.OPEN).count()
