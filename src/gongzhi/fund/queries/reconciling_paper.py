"""The reconciliation of a month as a document: sums and days, no names."""

from typing import Any

from django.utils.translation import gettext as _

from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.reconciling import Sheet, last_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen


def title_of(sheet: Sheet) -> str:
    """银行存款余额调节表 with its account and month."""
    given = {"account": f"{sheet.money.account.code} {sheet.money.account.title}", "month": month_words(sheet.month)}
    return _("%(account)s %(month)s 银行存款余额调节表") % given


def paper_of(sheet: Sheet, estate: Estate) -> dict[str, Any]:
    """What the document is set from; refuses (ValueError) a sheet whose bank balance is not known."""
    sums = sheet.sums
    if sums is None:
        raise ValueError("the bank's balance is not known")
    account = f"{sheet.money.bank} {_('尾号')}{sheet.money.tail}"
    head = [_("账上"), _("金额"), _("银行"), _("金额")]
    in_lines, out_lines = sum(r.amount_fen for r in sums.book_plus), sum(r.amount_fen for r in sums.book_minus)
    in_book, out_book = sum(r.amount_fen for r in sums.bank_plus), sum(r.amount_fen for r in sums.bank_minus)
    rows = [
        [_("账面余额"), fen(sums.book_fen), _("对账单余额"), fen(sums.bank_fen)],
        [_("加：银行已收、账上未收"), fen(in_lines), _("加：账上已收、银行未收"), fen(in_book)],
        [_("减：银行已付、账上未付"), fen(-out_lines), _("减：账上已付、银行未付"), fen(-out_book)],
        [_("调节后余额"), fen(sums.adjusted_book_fen), _("调节后余额"), fen(sums.adjusted_bank_fen)],
    ]
    sections: list[dict[str, Any]] = [
        {
            "paragraphs": [
                _("账户：%(account)s；截止%(day)s。") % {"account": account, "day": cndate(last_day(sheet.month))}
            ],
            "table": {"head": head, "rows": rows},
        }
    ]
    for heading, items in (
        (_("银行已有、账上还没有的"), (*sums.book_plus, *sums.book_minus)),
        (_("账上已有、银行还没有的"), (*sums.bank_plus, *sums.bank_minus)),
    ):
        if items:
            table = {"head": [_("日期"), _("金额")], "rows": [[cndate(one.on), fen(one.amount_fen)] for one in items]}
            sections.append({"heading": heading, "table": table})
    return {"issuer": sheet.money.holder or estate.name, "addressee": _("全体业主"), "sections": sections}
