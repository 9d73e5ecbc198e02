"""Words that everyone will read: present, not too long, without numbers of telephones and papers."""

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import BadInput
from gongzhi.meetings.queries.personal import numbers_in

LONGEST = 2000


def said(words: str, *, field: str = "words", missing: str = "") -> str:
    """The words, trimmed; wrong input: none, more than 2,000 characters, a mobile or identity card number."""
    kept = words.strip()
    if not kept:
        raise BadInput(missing or _("请写明内容。"), {field: _("必填")})
    if len(kept) > LONGEST:
        raise BadInput(_("写得太长了。"), {field: _("最多 2000 个字")})
    if found := numbers_in(kept):
        words_of = _("里面有手机号或者证件号码（%(n)s），这里的内容对外公开，请删去")
        raise BadInput(_("不能公开个人号码。"), {field: words_of % {"n": "、".join(found)}})
    return kept
