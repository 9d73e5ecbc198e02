"""Check a one-time code: every try is counted before it is compared, so that parallel guesses gain nothing."""

import hmac
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import BadInput
from gongzhi.people.actions.send_code import code_digest, subject_index
from gongzhi.people.models import Code

TRIES = 5


def check_code(*, purpose: str, subject: str, text: str, at: datetime) -> Code:
    """The unused, unexpired code of this subject that `text` matches; refuses the wrong, the late and the locked.

    Must run outside the act that uses the code: a refused act rolls back, a counted try must not.
    """
    index = subject_index(subject)
    digest = code_digest(index, "".join(text.split()).upper())
    with transaction.atomic(durable=not transaction.get_connection().in_atomic_block):
        rows = list(
            Code.objects.filter(
                subject=index, purpose=purpose, used_at__isnull=True, expires_at__gt=at, at__lte=at
            ).order_by("-id")[:3]
        )
        newest = {code.way: code for code in reversed(rows)}.values()
        for code in newest:
            counted = Code.objects.filter(pk=code.pk, tries__lt=TRIES).update(tries=F("tries") + 1)
            if counted and hmac.compare_digest(bytes(code.digest), digest):
                return code
    raise BadInput(
        _("验证码不对，或者已过期。连错五次，这个验证码就作废，请重新获取。"),
        {"code": _("请核对短信里的六位数字")},
    )
