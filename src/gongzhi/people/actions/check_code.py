"""Check a one-time code: every try is counted before it is compared, so that parallel guesses gain nothing."""

import hmac
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import BadInput
from gongzhi.people.actions.send_code import code_digest, subject_index
from gongzhi.people.models import Code
from gongzhi.people.queries import spend_tries

TRIES = 5


def check_code(*, purpose: str, subject: str, text: str, at: datetime) -> Code:
    """The unused, unexpired code of this subject that `text` matches; refuses the wrong, the late and the locked.

    One statement that commits by itself: run it outside the act that uses the code, for a refused act rolls back and a
    counted try must not.
    """
    index = subject_index(subject)
    digest = code_digest(index, "".join(text.split()).upper())
    for code_id, kept, way in spend_tries(purpose, index, at=at, limit=TRIES):
        if hmac.compare_digest(kept, digest):
            return Code(pk=code_id, purpose=purpose, way=way, subject=index, digest=kept)
    raise BadInput(
        _("验证码不对，或者已过期。连错五次，这个验证码就作废，请重新获取。"),
        {"code": _("请核对短信里的六位数字")},
    )
