"""What everyone will read is looked through first: no name and no number of those who reported."""

import re

from django.utils.translation import gettext as _

from gongzhi.issues.models import Issue
from gongzhi.kernel.errors import BadInput

MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
NOBODY = {"业主", "居民", "住户", "租户", "物业", "群众", "市民", "匿名", "先生", "女士"}


def guard_public(issue: Issue, **words: str) -> None:
    """Wrong input where words for everyone hold a mobile number, or the name a reporter of the issue gave (B4.1).

    `words` by the name of their field; a name of one character or a mere 业主 is no name.
    """
    names = {report.shown_name() for report in issue.reports.all()}
    names = {name for name in names if len(name) > 1 and name not in NOBODY}
    wrong = {}
    for field, text in words.items():
        if any(name in text for name in names):
            wrong[field] = _("里面有报事人的称呼，请去掉")
        elif MOBILE.search(text):
            wrong[field] = _("里面有手机号，请去掉")
    if wrong:
        raise BadInput(_("这些话大家都看得到，不能写是谁报的，也不能写手机号。"), wrong)
