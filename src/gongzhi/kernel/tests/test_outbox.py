"""The outbox: sent after commit, tried again, given up visibly, and nothing from an act that was rolled back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from gongzhi.kernel import outbox
from gongzhi.kernel.models import Message
from gongzhi.kernel.tasks import send_queued, send_slow

AT = datetime(2026, 5, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """A gateway that fails while its list holds the word `down`."""
    sent: list[tuple[str, str]] = []

    def hand_over(address: str, text: str) -> None:
        if ("down", "") in sent:
            raise ConnectionError("secret detail")
        sent.append((address, text))

    monkeypatch.setitem(outbox._adapters, "sms", hand_over)
    return sent


def put() -> Message:
    return outbox.put(channel="sms", kind="sample", address="13800000000", text="验证码 123456", at=AT, estate_id=1)


def test_address_and_text_are_sealed_at_once(gateway: list[tuple[str, str]]) -> None:
    message = put()
    assert b"13800000000" not in bytes(message.address)
    assert b"123456" not in bytes(message.text)
    assert outbox.opened(message) == ("13800000000", "验证码 123456")


def test_what_is_queued_leaves_once(gateway: list[tuple[str, str]]) -> None:
    message = put()
    assert send_queued() == 1
    assert send_queued() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.SENT, 1)
    assert message.sent_at is not None
    assert gateway == [("13800000000", "验证码 123456")]


def test_a_failure_is_tried_again_and_then_dead_in_sight(gateway: list[tuple[str, str]]) -> None:
    gateway.append(("down", ""))
    message = put()
    for attempt in range(1, outbox.ATTEMPTS + 1):
        assert send_queued() == 0
        message.refresh_from_db()
        assert message.attempts == attempt
    assert message.state == Message.State.DEAD
    assert message.error == "ConnectionError"
    gateway.clear()
    assert send_queued() == 0
    assert Message.objects.filter(state=Message.State.DEAD).count() == 1


def test_it_leaves_when_the_gateway_is_back(gateway: list[tuple[str, str]]) -> None:
    gateway.append(("down", ""))
    message = put()
    send_queued()
    gateway.clear()
    assert send_queued() == 1
    message.refresh_from_db()
    assert (message.state, message.error, message.attempts) == (Message.State.SENT, "", 2)


def test_one_that_fails_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def hand_over(address: str, text: str) -> None:
        if text == "bad":
            raise ValueError

    monkeypatch.setitem(outbox._adapters, "sms", hand_over)
    for text in ("bad", "good"):
        outbox.put(channel="sms", kind="sample", address="1", text=text, at=AT)
    assert send_queued() == 1


def test_an_act_rolled_back_sends_nothing(gateway: list[tuple[str, str]]) -> None:
    def refused() -> None:
        put()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        refused()
    assert send_queued() == 0
    assert gateway == []


def test_an_unknown_channel_is_refused() -> None:
    with pytest.raises(LookupError):
        outbox.put(channel="pigeon", kind="sample", address="1", text="x", at=AT)


def test_a_slow_channel_has_its_own_sweep_with_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []

    def down(address: str, text: str) -> None:
        tries.append(text)
        raise ConnectionError

    monkeypatch.setattr(outbox, "_adapters", dict(outbox._adapters))
    monkeypatch.setattr(outbox, "_slow", set())
    outbox.adapter("far", slow=True)(down)
    now = datetime.now(UTC)
    message = outbox.put(channel="far", kind="sample", address="1", text="x", at=now)
    assert send_queued() == 0
    assert tries == []
    assert send_slow() == send_slow() == 0
    assert tries == ["x"]
    Message.objects.filter(pk=message.pk).update(at=now - timedelta(minutes=2))
    assert send_slow() == send_slow() == 0
    assert tries == ["x", "x"]
