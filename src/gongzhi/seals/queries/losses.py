"""A lost, damaged or held seal: since when, which steps follow, which are done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongzhi.seals.models import Seal, SealEvent
from gongzhi.seals.queries.rules import steps_after
from gongzhi.seals.states import SealState

E = SealEvent.Kind
LOSS = (E.LOST, E.DAMAGED, E.HELD)
# The event that shows that a step of the law is done; what has none is done by being lost.
DONE = {"announce": E.ANNOUNCED, "report": E.REPORTED, "recut": E.RECUT, "void": E.VOID}


@dataclass(frozen=True, slots=True)
class LossStep:
    """One step after a loss: what the law calls it, until when, done on which day."""

    name: str
    words: str
    cite: str
    due_on: date | None
    done: SealEvent | None

    @property
    def over(self) -> bool:
        """Whether nothing is left to do: with an event, or without any that could show it."""
        return self.done is not None or self.name not in DONE


def events_of(seal: Seal) -> list[SealEvent]:
    """What happened to the seal, in order."""
    return list(SealEvent.objects.filter(estate_id=seal.estate_id, seal=seal).order_by("pk"))


def loss_of(seal: Seal) -> SealEvent | None:
    """The loss that put a seal out of use, while it is; None of a seal that is kept or void."""
    if seal.state in (SealState.KEPT, SealState.VOID):
        return None
    return newest_loss(events_of(seal))


def newest_loss(events: list[SealEvent]) -> SealEvent | None:
    """The last loss among these events."""
    return next((one for one in reversed(events) if one.kind in LOSS), None)


def event_of(seal: Seal, kind: str, *, since: SealEvent) -> SealEvent | None:
    """The first event of this kind after the loss."""
    rows = SealEvent.objects.filter(estate_id=seal.estate_id, seal=seal, kind=kind, pk__gt=since.pk)
    return rows.order_by("pk").first()


def steps_of(seal: Seal, events: list[SealEvent], *, adopted: Mapping[str, object] | None = None) -> list[LossStep]:
    """The steps after the newest loss with what was done of them; empty where nothing was lost or it came back."""
    loss = newest_loss(events)
    if loss is None or any(one.kind == E.RETURNED and one.pk > loss.pk for one in events):
        return []
    later: dict[str, SealEvent] = {}
    for one in events:
        if one.pk > loss.pk:
            later.setdefault(one.kind, one)
    return [
        LossStep(
            step.name, step.sentence, step.cite, step.due_on, later.get(DONE[step.name]) if step.name in DONE else None
        )
        for step in steps_after(seal, loss, adopted=adopted)
    ]
