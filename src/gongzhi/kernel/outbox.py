"""Messages leave by the outbox: written in the act's transaction, sent after commit, retried, never lost silently."""

from collections.abc import Callable
from datetime import datetime, timedelta

from gongzhi.kernel import keys
from gongzhi.kernel.models import Message

ATTEMPTS = 8
Adapter = Callable[[str, str], None]
_adapters: dict[str, Adapter] = {}
_slow: set[str] = set()
# How long after it was queued a message of a slow channel is tried for the second, third … time.
PAUSES = tuple(timedelta(minutes=n) for n in (0, 1, 5, 30, 120, 360, 720, 1440))


def adapter(channel: str, *, slow: bool = False) -> Callable[[Adapter], Adapter]:
    """Registers the function that hands a text to the outside for `channel`; it raises when that fails.

    A `slow` channel (foreign servers) has its own sweep, with pauses between tries, so that no other message waits for it.
    """

    def register(function: Adapter) -> Adapter:
        _adapters[channel] = function
        _slow.update({channel} if slow else ())
        return function

    return register


def _local_double(address: str, text: str) -> None:
    """The local double of a text-message gateway: nothing leaves this machine; the demo's mailbox page shows it."""


_adapters["sms"] = _local_double
_adapters["letter"] = _local_double  # to an organisation: its desk here is its letter box


def put(*, channel: str, kind: str, address: str, text: str, at: datetime, estate_id: int | None = None) -> Message:
    """Queues one message inside the running transaction; address and text are sealed at once."""
    message = draft(channel=channel, kind=kind, address=address, text=text, at=at, estate_id=estate_id)
    message.save(force_insert=True)
    return message


def draft(*, channel: str, kind: str, address: str, text: str, at: datetime, estate_id: int | None = None) -> Message:
    """One message sealed and not yet queued, for acts that queue many in one statement."""
    if channel not in _adapters:
        raise LookupError(channel)
    return Message(
        estate_id=estate_id,
        channel=channel,
        kind=kind,
        address=keys.seal("platform", "kernel_message.address", address),
        text=keys.seal("platform", "kernel_message.text", text),
        at=at,
    )


def opened(message: Message) -> tuple[str, str]:
    """Address and text of a message, for the adapter and the demo's mailbox only."""
    return (
        keys.unseal("platform", "kernel_message.address", bytes(message.address)),
        keys.unseal("platform", "kernel_message.text", bytes(message.text)),
    )


def slow_channels() -> list[str]:
    """The channels that have their own sweep."""
    return sorted(_slow)


def deliver(message: Message, *, at: datetime) -> Message:
    """Sends one queued message (row already locked) and keeps the outcome; after the last attempt it is dead, visibly."""
    address, text = opened(message)
    message.attempts += 1
    try:
        _adapters[message.channel](address, text)
    except Exception as failure:  # the adapter is foreign code: whatever it raises is the outcome
        message.error = type(failure).__name__
        message.state = Message.State.DEAD if message.attempts >= ATTEMPTS else Message.State.QUEUED
    else:
        message.state, message.sent_at, message.error = Message.State.SENT, at, ""
    message.save(update_fields=["state", "attempts", "error", "sent_at"])
    return message
