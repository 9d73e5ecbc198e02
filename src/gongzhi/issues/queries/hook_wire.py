"""Webhooks on the wire: how they are signed, which addresses may be called, which events there are.

Headers and signature are those of the Standard Webhooks specification, so that its libraries check ours and sign theirs:
`webhook-id`, `webhook-timestamp`, `webhook-signature: v1,<base64 of HMAC-SHA256 over "id.timestamp.body">`.
"""

import base64
import binascii
import hashlib
import hmac
import ipaddress
import secrets
import socket
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from gongzhi.issues.models import Source

PREFIX = "whsec_"
FRESH = 300  # seconds by which the clocks of two systems may differ
ID, STAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
NONCE = 64
# Kind of event → the entries of the journal that are one.
EVENTS: Mapping[str, tuple[str, ...]] = {
    "issue.received": ("issues.issue.received",),
    "issue.accepted": ("issues.issue.accepted",),
    "issue.classed": ("issues.issue.classed",),
    "issue.assigned": ("issues.party.assigned", "issues.lead.named"),
    "issue.progress": ("issues.note.added", "issues.issue.published"),
    "issue.done": ("issues.issue.done",),
    "issue.confirmed": ("issues.issue.confirmed", "issues.issue.seen_to"),
    "issue.merged": ("issues.issue.merged",),
    "issue.answered": ("issues.issue.answered",),
    "issue.explained": ("issues.issue.explained",),
}
EVENT_NAMES: Mapping[str, object] = {
    "issue.received": _("收到"),
    "issue.accepted": _("受理"),
    "issue.classed": _("改类"),
    "issue.assigned": _("派给责任方"),
    "issue.progress": _("公开的进展"),
    "issue.done": _("办结"),
    "issue.confirmed": _("报事人确认或者说没有解决"),
    "issue.merged": _("并入另一件"),
    "issue.answered": _("答复去处"),
    "issue.explained": _("解释说明"),
}
# From where other systems send tickets here.
SENDERS = (Source.HOTLINE, Source.SMART, Source.GRID)


def new_secret() -> str:
    """A fresh signing secret."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, nonce: str, stamp: int, body: bytes) -> str:
    """`v1,…`: the signature of a body under its id and time; refuses a secret that is none with ValueError."""
    key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    signed = f"{nonce}.{stamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def signed_by(secret: str, nonce: str, stamp: int, body: bytes, given: str) -> bool:
    """Whether one of the signatures in the header is ours; compared in constant time."""
    try:
        wanted = signature(secret, nonce, stamp, body)
    except (ValueError, binascii.Error):
        return False
    return any(hmac.compare_digest(wanted.encode(), one.encode()) for one in given.split())


def stamp_of(text: str) -> int | None:
    """The time in a header, in seconds; None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 12 else None


def fresh(stamp: int, at: datetime) -> bool:
    """Whether a time is within five minutes of ours."""
    return abs(at.timestamp() - stamp) <= FRESH


def wrong_address(address: str) -> str:
    """Why an address may not be called; empty where it may: https to a public host, without name and password in it."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        return str(_("不是网址"))
    if parts.scheme != "https" or not host:
        return str(_("只能是 https:// 开头的网址"))
    if parts.username is not None or parts.password is not None or parts.fragment:
        return str(_("网址里不能带账号、密码和 # 后面的部分"))
    try:
        found = resolved(host, port)
    except OSError:
        return ""  # a name that cannot be looked up now is looked up again at every delivery
    if not all(public_ip(one) for one in found):
        return str(_("这是内网、本机或者保留的地址，不能往那里发"))
    return ""


def resolved(host: str, port: int) -> list[str]:
    """Every address behind a name; raises OSError where there is none."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def public_ip(text: str) -> bool:
    """Whether an address is one of the open internet: none of private, loopback, link-local, multicast or reserved ones."""
    found = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return public_ip(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return public_ip(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast and not found.is_reserved


def message_id(slug: str, body: bytes) -> str:
    """The id of a message: the same for every try, so that the receiver knows it again."""
    return "msg_" + hashlib.sha256(slug.encode() + b"\0" + body).hexdigest()[:32]
