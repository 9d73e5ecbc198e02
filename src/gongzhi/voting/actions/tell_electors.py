"""Tell every elector of a roll something, by the outbox, in a fixed number of statements."""

from collections.abc import Mapping
from datetime import datetime

from gongzhi.kernel import outbox
from gongzhi.kernel.models import Message
from gongzhi.register.models import RollEntry
from gongzhi.register.queries import phone_of_elector
from gongzhi.voting.models import Assembly


def tell_electors(
    assembly: Assembly, *, kind: str, text: str, at: datetime, ends: Mapping[int, str] | None = None
) -> dict[int, int | None]:
    """Tells the electors of the roll by which an assembly votes; see `tell_roll`."""
    return tell_roll(assembly.estate_id, assembly.roll_id, kind=kind, text=text, at=at, ends=ends)


def tell_roll(
    estate_id: int,
    roll_id: int | None,
    *,
    kind: str,
    text: str,
    at: datetime,
    ends: Mapping[int, str] | None = None,
) -> dict[int, int | None]:
    """Queues one message for each elector with a number; returns elector → message number, None without a phone.

    `ends` gives each elector its own last words (a personal link).
    """
    entries = RollEntry.objects.filter(estate_id=estate_id, roll_id=roll_id or 0).select_related("elector")
    reached: dict[int, int | None] = {}
    drafts: list[tuple[int, Message]] = []
    for entry in entries:
        number = phone_of_elector(entry.elector)
        reached[entry.elector_id] = None
        if number:
            drafts.append(
                (
                    entry.elector_id,
                    outbox.draft(
                        channel="sms",
                        kind=kind,
                        address=number,
                        text=text + (ends or {}).get(entry.elector_id, ""),
                        at=at,
                        estate_id=estate_id,
                    ),
                )
            )
    for (elector_id, _draft), message in zip(drafts, Message.objects.bulk_create([m for _e, m in drafts]), strict=True):
        reached[elector_id] = message.pk
    return reached
