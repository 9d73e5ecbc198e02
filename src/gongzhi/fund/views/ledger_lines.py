"""The ledger as a list: filter, .xlsx, trial balance."""

import io

import xlsxwriter
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.forms.ledger import FilterForm
from gongzhi.fund.models import Account, Book
from gongzhi.fund.queries.chart import accounts_of
from gongzhi.fund.queries.ledger_closing import months_of
from gongzhi.fund.queries.ledger_lines import Line, entries, lines_of, trial_balance
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.views.ledger_tables import entry_table, trial_table
from gongzhi.kernel.clock import law_day
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 30
MOST = 20_000


def _form(request: Entered, book: Book) -> FilterForm:
    accounts = [(row.code, f"{row.code} {row.title}") for row in accounts_of(book.estate, *Account.Root.values)]
    months = [row.month for row in months_of(book, at=request.at)]
    return FilterForm(request.GET or {}, accounts=accounts, months=months)


@door(access.get_book_for)
def ledger(request: Entered, code: str) -> HttpResponse:
    """Every entry, thirty a page."""
    book: Book = request.here
    form = _form(request, book)
    rows = entries(book.estate, **form.asked())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "estate": book.estate,
        "form": form,
        "page": page,
        "query": query.urlencode(),
        "table": entry_table(lines_of(page.object_list), code),
        "crumb": {"label": _("账簿"), "url": reverse("fund:ledger", args=[code])},
    }
    return render(request, "fund/ledger_lines.html", context)


@door(access.get_book_for)
def sheet(request: Entered, code: str) -> HttpResponse:
    """The filtered entries as .xlsx, a line a posting."""
    book: Book = request.here
    rows = lines_of(entries(book.estate, **_form(request, book).asked()).order_by("on", "pk")[:MOST])
    response = HttpResponse(workbook(rows), content_type=XLSX)
    day = law_day(request.at).isoformat()
    response["Content-Disposition"] = f'attachment; filename="ledger-{code}-{day}.xlsx"'
    return response


def workbook(lines: list[Line]) -> bytes:
    """One sheet with a line for each posting; sums are written as text of exact yuan beside whole fen."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(_("账簿")), book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    titles = (
        (_("凭证号"), 8),
        (_("日期"), 12),
        (_("种类"), 12),
        (_("摘要"), 48),
        (_("科目"), 24),
        (_("金额（元）"), 16),
        (_("金额（分）"), 16),
        (_("凭证张数"), 10),
        (_("存证号"), 12),
    )
    for column, (title, width) in enumerate(titles):
        sheet.write_string(0, column, title, bold)
        sheet.set_column(column, column, width)
    number = 0
    for line in lines:
        for posting in line.postings:
            number += 1
            sheet.write_string(number, 0, str(line.made.serial or ""))
            sheet.write_datetime(number, 1, line.made.on, day)
            sheet.write_string(number, 2, str(line.made.get_kind_display()))
            sheet.write_string(number, 3, line.made.words)
            sheet.write_string(number, 4, f"{posting.account.code} {posting.account.title}")
            sheet.write_string(number, 5, fen(posting.amount_fen))
            sheet.write_number(number, 6, posting.amount_fen)
            sheet.write_number(number, 7, line.vouchers)
            sheet.write_number(number, 8, line.made.entry)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


@door(access.get_book_for)
def trial(request: Entered, code: str) -> HttpResponse:
    """The trial balance of one month, or of the year so far."""
    book: Book = request.here
    months = list(months_of(book, at=request.at))
    form = FilterForm(request.GET or {}, accounts=[], months=[row.month for row in months])
    month = form.asked()["month"]
    until = next_month(month or month_of(law_day(request.at)))
    from_on = month or max(book.from_on, until.replace(year=(until.year - (until.month == 1)), month=1, day=1))
    rows = trial_balance(book.estate, from_on=from_on, until_on=until)
    context = {
        "estate": book.estate,
        "form": form,
        "from_on": from_on,
        "until_on": until,
        "table": trial_table(rows),
        "equal": sum(row.debit_fen for row in rows) == sum(row.credit_fen for row in rows),
        "crumb": {"label": _("账簿"), "url": reverse("fund:ledger", args=[code])},
    }
    return render(request, "fund/ledger_trial.html", context)
