"""Payments of the bank that nobody asked for, as warnings (A5.3, A5.6)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.queries.bank_lines import unasked
from gongzhi.fund.queries.watch_flags import Evidence, Flag
from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi_law.fund_watch import Watch


def unasked_flags(estates: Mapping[int, Estate], at: datetime) -> Iterator[Flag]:
    """One for each line of the bank by which money went that the book knows nothing of."""
    for row in unasked(estates, on=law_day(at)):
        code = estates[row.estate_id].code
        words = _("%(day)s银行从账户 %(code)s 付出%(fen)s，账上没有这一笔。") % {
            "day": cndate(row.on),
            "code": row.account,
            "fen": fen(-row.amount_fen),
        }
        url = reverse("fund:bank_line", args=[code, row.account, row.line_id])
        yield Flag(
            row.estate_id,
            Watch.UNASKED,
            row.key,
            words,
            datetime.combine(row.on, time.min, BEIJING),
            (Evidence(_("这一行流水"), url),),
            amount_fen=-row.amount_fen,
        )
