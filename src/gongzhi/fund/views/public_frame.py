"""What the public pages of shared money share: their frame, their tabs, statements as tables, the period that is shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from gongzhi.fund.models import Account, Book
from gongzhi.fund.public_access import is_asker
from gongzhi.fund.queries.charts import Columns, months_chart
from gongzhi.fund.queries.flows import flows
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.publications import Span, spans
from gongzhi.fund.queries.statements import Statement
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered
from gongzhi.web.figures import fen
from gongzhi.web.public_tabs import public_tabs
from gongzhi_law.fund import FundKind
from gongzhi_law.terms import months_after

BACK = 11


def public_frame(request: Entered, estate: Estate) -> dict[str, Any]:
    """What a public page shows around its content; `claim_url` where a person is signed in who owns nothing here (yet)."""
    outside = bool(request.person) and not is_asker(request.person, estate)
    return {
        "claim_url": f"/e/{estate.code}/claim/" if outside else "",
        "estate": {"name": estate.name, "place": estate.community.name, "url": f"/e/{estate.code}/"},
        "about": estate,
        "code": estate.code,
        "nav": public_tabs(estate.code, "fund/"),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{request.path}",
    }


def more_pages(code: str) -> list[tuple[str, str, str]]:
    """The other public pages of the money that exist: words, address, what is there."""
    names = {
        "public_publications": (_("历次公示"), _("每期一份文件，可下载 PDF 和表格")),
        "public_income": (_("应收和实收"), _("合同款该来的、来了的、晚了的")),
        "public_assets": (_("资产和合同"), _("归谁、凭什么、谁决定的")),
        "public_early": (_("前期移交"), _("建设单位和前期物业该交的")),
        "public_budgets": (_("预算"), _("每项用了多少、还剩多少")),
        "public_allowances": (_("津贴标准"), _("哪个职务每月多少、谁决定的")),
        "public_repairs": (_("维修项目"), _("方案、表决、施工、决算")),
        "public_questions": (_("业主询问和监察意见"), _("问了什么、答了什么、谁还没答")),
        "public_modes": (_("管理方式和账"), _("包干、酬金、信托、自管，账里各有哪些钱")),
    }
    return _there(names, code)


def own_pages(code: str) -> list[tuple[str, str, str]]:
    """What an owner may look at besides."""
    names = {
        "public_home": (_("看账户和每一笔"), _("余额、每个月、依据和凭证")),
        "public_questions": (_("别人问了什么"), _("问题和答复")),
        "own_repair_shares": (_("我家的维修资金"), _("每次维修分摊多少")),
    }
    return _there(names, code)


def _there(names: Mapping[str, tuple[str, str]], code: str) -> list[tuple[str, str, str]]:
    found = []
    for name, (words, note) in names.items():
        try:
            found.append((words, reverse(f"fund:{name}", args=[code]), note))
        except NoReverseMatch:
            continue
    return found


def chart_of(
    book: Book, *, at: datetime, account: Account | None = None, without: Collection[FundKind] = ()
) -> tuple[Columns, dict[str, Any]]:
    """The last twelve months as a picture, and the same as a table; of all accounts, of one, or without kinds of funds."""
    until = next_month(month_of(law_day(at)))
    first = max(months_after(until, -BACK - 1), month_of(book.from_on))
    rows = flows(book.estate, from_on=first, until_on=until, account=account, without=without)
    table = {
        "label": _("每月收入和支出"),
        "stack": False,
        "columns": [{"label": _("月份")}, {"label": _("收入"), "n": True}, {"label": _("支出"), "n": True}],
        "rows": [[month_words(month), fen(income), fen(expense)] for month, income, expense in rows],
    }
    return months_chart(rows), table


def periods_to_show(book: Book, *, at: datetime, months: Iterable[int]) -> list[Span]:
    """Every period that may be shown, the newest first: the running month, months, and the longer ones of the place."""
    today = law_day(at)
    until = next_month(month_of(today))
    found = spans(book.from_on, until, 1)
    for step in sorted(set(months) - {1}):
        found += spans(book.from_on, month_of(today), step)
    return sorted(found, key=lambda span: (span.until_on, span.months), reverse=True)


def value_of(span: Span) -> str:
    """A period as an address says it: 2026-10.1, its first month and how many."""
    return f"{span.from_on:%Y-%m}.{span.months}"


def chosen(asked: str, known: Sequence[Span], *, today: date) -> Span:
    """The period that was asked for, else the last month that is over, else the running one."""
    for span in known:
        if value_of(span) == asked:
            return span
    over = [span for span in known if span.months == 1 and span.until_on <= today]
    return over[0] if over else known[0]


def sum_words(row: Statement) -> str:
    """期初＋收入－支出＝期末, as a line of figures."""
    return f"{fen(row.opening_fen)} + {fen(row.income_fen)} − {fen(row.expense_fen)} = {fen(row.closing_fen)}"


def statement_table(rows: Sequence[Statement], *, label: str, code: str, total: bool = True) -> dict[str, Any]:
    """Accounts of one period as a table; each leads to its lines."""
    heads = [_("期初"), _("收入"), _("支出"), _("期末")]
    table: dict[str, Any] = {
        "label": label,
        "columns": [{"label": _("账户")}, *({"label": head, "n": True} for head in heads)],
        "rows": [
            [
                {
                    "text": f"{row.account.code} {row.account.title}",
                    "url": lines_url(code, row.account, Span(row.from_on, row.until_on)),
                    "note": _("%(n)s 笔") % {"n": row.lines},
                },
                *(fen(one) for one in (row.opening_fen, row.income_fen, row.expense_fen, row.closing_fen)),
            ]
            for row in rows
        ],
    }
    if total and len(rows) > 1:
        table["foot"] = [
            _("合计"),
            fen(sum(row.opening_fen for row in rows)),
            fen(sum(row.income_fen for row in rows)),
            fen(sum(row.expense_fen for row in rows)),
            fen(sum(row.closing_fen for row in rows)),
        ]
    return table


def lines_url(code: str, account: Account, span: Span) -> str:
    """The lines of an account in a period."""
    return reverse("fund:public_lines", args=[code, account.code]) + f"?period={value_of(span)}"
