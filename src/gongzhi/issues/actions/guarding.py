"""What everyone will read is looked through first: no name and no number of those who reported."""

import re
import unicodedata
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.models import Issue
from gongzhi.kernel.errors import BadInput
from gongzhi.people.models import Person

MOBILE = re.compile(r"(?<!\d)1[ -]?[3-9](?:[ -]?\d){9}(?!\d)")
NOBODY = {"业主", "居民", "住户", "租户", "物业", "群众", "市民", "匿名", "先生", "女士"}


def guard_public(issue: Issue, by: Person, at: datetime, /, **words: str) -> None:
    """Wrong input where words for everyone hold a mobile number, or the name a reporter of the issue gave (B4.1).

    `words` by the name of their field; a name of one character or a mere 业主 is no name. Names are looked for only on
    behalf of those who may know them (`by`): to anybody else the refusal itself would tell who reported.
    """
    names = {one.shown_name() for one in issue.reports.all() if access.sees_report(by, one, at=at)}
    names = {name for name in names if len(name) > 1 and name not in NOBODY}
    wrong = {}
    for field, text in words.items():
        if any(name in text for name in names):
            wrong[field] = _("里面有报事人的称呼，请去掉")
        elif has_mobile(text):
            wrong[field] = _("里面有手机号，请去掉")
    if wrong:
        raise BadInput(_("这些话大家都看得到，不能写是谁报的，也不能写手机号。"), wrong)


def has_mobile(text: str) -> bool:
    """Whether a mobile number stands in the text, in full-width digits or parted by spaces or hyphens too."""
    return MOBILE.search(unicodedata.normalize("NFKC", text)) is not None
