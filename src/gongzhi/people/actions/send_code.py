"""Send a one-time code to a phone, by the outbox."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gongzhi.kernel import keys, outbox
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Refused
from gongzhi.people.models import Code

LIFE = timedelta(minutes=10)
WINDOW = timedelta(hours=1)
PER_SUBJECT, PER_ADDRESS = 6, 60
NOWHERE = "0" * 11


def subject_index(subject: str) -> bytes:
    """The blind index of what a code is for, e.g. `phone:138…` or `cast:5:17`."""
    return keys.blind_index("code-subject", subject)


def code_digest(subject: bytes, text: str) -> bytes:
    """The keyed digest under which a code is kept."""
    return keys.blind_index("code", subject.hex() + text)


@act
def send_code(
    *,
    purpose: str,
    subject: str,
    number: str,
    at: datetime,
    estate_id: int | None = None,
    asked_from: str = "",
) -> Code:
    """Queues a fresh six-digit code to `number`; refuses after too many within the hour.

    The code leaves by the outbox only; the database keeps its keyed digest. An empty `number` does the same work
    and sends nothing: whoever asks cannot learn whether there was a number.
    """
    index = subject_index(subject)
    source = keys.blind_index("address", asked_from) if asked_from else None
    recent = Code.objects.filter(at__gt=at - WINDOW, at__lte=at)
    if recent.filter(subject=index, purpose=purpose).count() >= PER_SUBJECT or (
        source and recent.filter(asked_from=source).count() >= PER_ADDRESS
    ):
        raise Refused(_("验证码发得太频繁，请过一小时再试。已发出的最后一个验证码仍然有效。"))
    text = f"{secrets.randbelow(1_000_000):06d}"
    code = Code.objects.create(
        purpose=purpose,
        subject=index,
        estate_id=estate_id,
        digest=code_digest(index, text),
        asked_from=source,
        at=at,
        expires_at=at + LIFE,
    )
    with transaction.atomic():
        outbox.put(
            channel="sms",
            kind=f"code.{purpose}",
            address=number or NOWHERE,
            text=_("【共治】%(purpose)s验证码 %(code)s，10 分钟内有效。工作人员不会向您要验证码。")
            % {"purpose": Code.Purpose(purpose).label, "code": text},
            at=at,
            estate_id=estate_id,
        )
        if not number:
            transaction.set_rollback(True)
    return code
