"""The file that tells the bank several payments at once: as .csv in GB18030 and as .xlsx, with count and sum."""

import csv
import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext as _

from gongzhi.fund.models import MoneyAccount, PayBatch, PaymentSlip
from gongzhi.fund.queries.slips import payee_of
from gongzhi.fund.states import RequestState
from gongzhi_law.amounts import hundredths

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain(text: str) -> str:
    """Text that no table program takes for a formula: a sign that begins one gets an apostrophe before it."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(STARTS) else line


def rows_of(slips: Iterable[PaymentSlip]) -> list[list[str]]:
    """Heading, one row a slip, and the control row: how many, how much in yuan."""
    rows = [[_("序号"), _("付款单号"), _("收款人"), _("开户银行"), _("账号"), _("金额（元）"), _("用途")]]
    total = 0
    for number, slip in enumerate(slips, 1):
        request = slip.request
        name, bank, digits = payee_of(request)
        total += request.amount_fen
        rows.append(
            [
                str(number),
                str(slip.serial),
                plain(name),
                plain(bank),
                digits,
                hundredths(request.amount_fen),
                plain(request.words),
            ]
        )
    rows.append([_("合计"), _("%(n)s 笔") % {"n": len(rows) - 1}, "", "", "", hundredths(total), ""])
    return rows


def batch_csv(rows: list[list[str]]) -> bytes:
    """The rows as .csv in GB18030, as banks in China take them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("gb18030")


def batch_xlsx(rows: list[list[str]]) -> bytes:
    """The rows as .xlsx, every cell as text: account numbers keep their digits and nothing is a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, text = book.add_worksheet(), book.add_format({"num_format": "@"})
    for line, cells in enumerate(rows):
        for column, words in enumerate(cells):
            sheet.write_string(line, column, words, text)
    book.close()
    return out.getvalue()


def slips_of(batch: PayBatch) -> list[PaymentSlip]:
    """The slips of a batch in their order."""
    rows = PaymentSlip.objects.filter(estate=batch.estate_id, batch=batch)
    return list(rows.select_related("request__to_money").order_by("serial"))


def slips_to_send(money: MoneyAccount) -> list[PaymentSlip]:
    """Slips of the account that are issued, not paid, and in no file yet."""
    rows = PaymentSlip.objects.filter(
        estate=money.estate_id, request__money=money, request__state=RequestState.ISSUED, batch__isnull=True
    )
    return list(rows.select_related("request__to_money").order_by("serial"))
