"""How a message of the outbox reaches the address of a webhook: signed anew at every try, over https, to public hosts only."""

import http.client
import socket
import ssl
from urllib.parse import urlsplit

from django.utils import timezone

from gongzhi.issues.models import Hook
from gongzhi.issues.queries import hook_wire as wire
from gongzhi.kernel import outbox
from gongzhi.kernel.models import Message

CHANNEL = "hook"
SECONDS = 5


class NotDelivered(Exception):
    """The other side did not take it: no 2xx, a redirect (never followed), a stopped hook, an address that may not be called."""


class Pinned(http.client.HTTPSConnection):
    """A connection to one looked-up address, so that the name cannot lead elsewhere between the check and the call."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=SECONDS, context=ssl.create_default_context())
        self.address = address

    def connect(self) -> None:
        """Connects to the address; the certificate must be that of the name."""
        plain = socket.create_connection((self.address, self.port), self.timeout)
        context: ssl.SSLContext = self._context  # type: ignore[attr-defined]
        self.sock = context.wrap_socket(plain, server_hostname=self.host)


def connection_to(host: str, port: int) -> http.client.HTTPConnection:
    """A connection to a public host; refuses one that is, or is also, on a private network."""
    found = wire.resolved(host, port)
    if not found or not all(wire.public_ip(one) for one in found):
        raise NotDelivered("private address")
    return Pinned(host, port, found[0])


@outbox.adapter(CHANNEL, slow=True)
def send_hook(address: str, text: str) -> None:
    """Posts one event to the hook named by `address` (its slug); raises unless the answer is a 2xx."""
    hook = Hook.objects.filter(slug=address, way=Hook.Way.OUT, stopped_at__isnull=True).first()
    if hook is None:
        raise NotDelivered("stopped")
    body = text.encode()
    nonce = wire.message_id(hook.slug, body)
    stamp = int(timezone.now().timestamp())  # noqa: TID251  # the moment of sending, which the receiver compares
    parts = urlsplit(hook.address)
    connection = connection_to(parts.hostname or "", parts.port or 443)
    try:
        connection.request(
            "POST",
            f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}",
            body,
            {
                "Content-Type": "application/json; charset=utf-8",
                "User-Agent": "Gongzhi",
                wire.ID: nonce,
                wire.STAMP: str(stamp),
                wire.SIGNATURE: wire.signature(hook.signing_key(), nonce, stamp, body),
            },
        )
        status = connection.getresponse().status
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise NotDelivered(str(status))


def dead_letters(hook: Hook) -> int:
    """How many messages to this address were given up."""
    return Message.objects.filter(pk__in=hook.sent.values("message_id"), state=Message.State.DEAD).count()
