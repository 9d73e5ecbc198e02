"""The money of an estate as everyone reads it: the picture first, then every account, then what for (A5.5, A6.2)."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.fund.models import Book, MoneyAccount, Publication
from gongzhi.fund.public_access import public_estate
from gongzhi.fund.queries.assets import bases_now, contracts_of, runs
from gongzhi.fund.queries.categories import Category, categories, moved_within
from gongzhi.fund.queries.charts import bars
from gongzhi.fund.queries.ledger_lines import unchecked_fen
from gongzhi.fund.queries.mirror import latest
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.public_statement import notes_on
from gongzhi.fund.queries.publications import (
    BLOCKS,
    Span,
    accounts_in,
    block_names,
    block_of,
    blocks_of,
    late_words,
    rule_for,
    waiting,
)
from gongzhi.fund.queries.questions import questions_of, remarks_of, shown, shown_remarks
from gongzhi.fund.queries.schedule import late
from gongzhi.fund.queries.statements import Statement, over, statements
from gongzhi.fund.views.public_frame import (
    chart_of,
    chosen,
    more_pages,
    periods_to_show,
    public_frame,
    statement_table,
    value_of,
)
from gongzhi.kernel.clock import law_day
from gongzhi.norms.queries.adopted import bylaws_of
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi_law.fund import FUND_NAMES, FundKind, mode_rule

ASKED = 5


@door(public_estate)
def home(request: Entered, code: str) -> HttpResponse:
    """Balances, this month, twelve months; then the statement of a period in its blocks, and who answers for what."""
    estate: Estate = request.here
    on = law_day(request.at)
    mode = mode_rule(estate.management, on=on, place=estate.place)
    book = Book.objects.filter(estate=estate).first()
    context: dict[str, Any] = {
        **public_frame(request, estate),
        "mode": mode,
        "mode_name": estate.get_management_display(),
        "more": more_pages(code),
        "book": book,
    }
    if book is None:
        return render(request, "fund/public_home.html", {**context, "heading": _("还没有建账")})
    book.estate = estate
    accounts = accounts_in(estate)
    until = next_month(month_of(on))
    rows = statements(estate, until=until, accounts=[row.account for row in accounts])
    adopted = bylaws_of(estate, on=on)
    rules = {fund: rule_for(estate, fund, on=on, adopted=adopted) for fund in {row.account.fund for row in accounts}}
    known = periods_to_show(book, at=request.at, months=[rule.months for rule in rules.values()])
    span = chosen(request.GET.get("period", ""), known, today=on)
    now = {row.account.pk: row for row in rows if row.until_on == until}
    chart, chart_table = chart_of(book, at=request.at, without=BLOCKS["repair"])
    open_months = waiting(book, at=request.at)
    blocks = blocks_of(over(rows, from_on=span.from_on, until_on=span.until_on))
    kinds = categories(estate, from_on=span.from_on, until_on=span.until_on)
    within = moved_within(estate, from_on=span.from_on, until_on=span.until_on)
    questions = list(questions_of(estate)[:ASKED])
    remarks = list(remarks_of(estate)[:ASKED])
    context |= {
        "heading": _("各账户现有 %(sum)s") % {"sum": fen(sum(row.closing_fen for row in now.values()))},
        "month": chart.columns[-1] if chart.columns else None,
        "repair_apart": any(row.account.fund in BLOCKS["repair"] for row in accounts),
        "bars": _bars(accounts, now, code),
        "chart": chart,
        "chart_table": chart_table,
        "unchecked": unchecked_fen(estate),
        "late": [(late_words(row, on=on), "urgent" if row.due_on < on else "due") for row in open_months],
        "periods": [(value_of(one), one.words, one == span) for one in known],
        "span": span,
        "running": span.until_on > on,
        "blocks": _blocks(blocks, kinds, within, code),
        "contracts": _contracts(estate, at=request.at),
        "nothing_here": not any(blocks.values()),
        "service_words": "" if blocks["service"] or mode.mode.value in ("trust", "remuneration") else mode.sentence,
        "published": _published(estate, span),
        "rules": [(_(FUND_NAMES[FundKind(fund)]), rule) for fund, rule in sorted(rules.items())],
        "questions": shown(questions, estate, at=request.at),
        "remarks": shown_remarks(remarks, estate, at=request.at),
    }
    return render(request, "fund/public_home.html", context)


def _contracts(estate: Estate, *, at: datetime) -> list[tuple[str, str]]:
    """What everyone should know of contracts: those without a decision of the owners, and what is late."""
    rows = [row for row in contracts_of(estate) if runs(row, on=law_day(at))]
    unseen = sum(one.unseen for one in bases_now(estate, rows).values())
    waiting = late({estate.pk: estate}, at)[estate.pk]
    found = []
    if unseen:
        words = _("%(n)s 份利用共有部分的合同未见业主共同决定") % {"n": unseen}
        found.append((words, reverse("fund:public_assets", args=[estate.code])))
    if waiting:
        words = _("%(n)s 期合同款没有按时收到，共%(sum)s") % {
            "n": len(waiting),
            "sum": fen(sum(one.left_fen for one in waiting)),
        }
        found.append((words, reverse("fund:public_income", args=[estate.code])))
    return found


def _bars(accounts: list[MoneyAccount], now: dict[int, Statement], code: str) -> list[Any]:
    """The balance of every account in use; of one that the office keeps, what its newest list says."""
    found = []
    for money in accounts:
        row = now.get(money.account_id)
        if money.closed_on is not None and row is None:
            continue
        words = _("本月收%(income)s，支%(expense)s") % {
            "income": fen(row.income_fen if row else 0),
            "expense": fen(row.expense_fen if row else 0),
        }
        kind = _(FUND_NAMES[FundKind(money.account.fund)])
        held = row.closing_fen if row else 0
        mirror = latest(money) if money.custody == MoneyAccount.Custody.AGENCY else None
        if mirror is not None:
            held += mirror.total_fen
            words = _("主管部门代管，%(day)s的分户余额，不在本账里") % {"day": cndate(mirror.as_of)}
        url = reverse("fund:public_account", args=[code, money.account.code])
        found.append((f"{money.account.code} {money.account.title}", f"{kind}{_('，')}{words}", held, url))
    return bars(found)


def _blocks(
    blocks: dict[str, list[Statement]], kinds: list[Category], within: dict[str, tuple[int, int]], code: str
) -> list[dict[str, Any]]:
    names = block_names()
    found = []
    for name, rows in blocks.items():
        if not rows:
            continue
        mine = [one for one in kinds if block_of(one.fund) == name]
        found.append(
            {
                "name": names[name],
                "table": statement_table(rows, label=names[name], code=code),
                "sides": [
                    (words, bars([(one.title, "", one.fen, "") for one in mine if one.came_in is side]))
                    for side, words in ((True, _("收入从哪来")), (False, _("支出到哪去")))
                    if any(one.came_in is side for one in mine)
                ],
                "notes": notes_on(name, rows, within),
            }
        )
    return found


def _published(estate: Estate, span: Span) -> Document | None:
    """The document of this period that counts."""
    rows = Publication.objects.filter(
        estate=estate, from_on=span.from_on, until_on=span.until_on, replaced_by__isnull=True
    )
    last = rows.order_by("-pk").first()
    return Document.objects.filter(pk=last.document_id).first() if last else None
