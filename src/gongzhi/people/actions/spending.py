"""Take a checked one-time code for the person whose phone it was sent to: once, and for what it was asked."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.actions.send_code import subject_index
from gongzhi.people.models import Code, Person


def whoever_asks(
    code: Code | None, subject: Callable[[str], str], number: str, *, by: Person | None, at: datetime
) -> Person:
    """Whoever holds the phone of the checked `code` for what `subject` makes of the number, else the person signed in (`by`).

    Refuses a code of another number or matter, and a used one; wrong input: neither code nor person.
    """
    if code is None:
        if by is None:
            raise BadInput(_("请用手机验证码提交，不用注册。"), {"number": _("请填手机号")})
        return by
    if bytes(code.subject) != subject_index(subject(number)):
        raise Refused(Reason(_("验证码和手机号对不上。"), remedy=_("请重新获取验证码")))
    if not Code.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=at):
        raise Refused(Reason(_("这个验证码已经用过。"), remedy=_("请重新获取验证码")))
    return know_person(name="", number=number, at=at)
