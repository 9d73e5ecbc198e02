"""What the pages of the bank share: where they lead back to, lines and entries as rows."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.models import MoneyAccount, Posting
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered
from gongzhi.web.figures import fen, percent, share_bp

A_PAGE = 50


def title_of(money: MoneyAccount) -> str:
    """A1 公共收益账户."""
    return f"{money.account.code} {money.account.title}"


def back_to(money: MoneyAccount, name: str = "bank_account") -> tuple[str, str]:
    """Words and address of the account's own page, or of the page `name` of it."""
    return title_of(money), reverse(f"fund:{name}", args=[money.estate.code, money.account.code])


def page_of(request: Entered, rows: Any, size: int = A_PAGE) -> Page[Any]:
    """The page of a long list that the address asks for."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def entry_words(row: Posting) -> str:
    """An entry in one line: day, sum, words."""
    return f"{cndate(row.transaction.on)} {fen(row.amount_fen)} {row.transaction.words}"


def share(part: int, whole: int) -> str:
    """How wide the bar of a part is."""
    return percent(min(share_bp(part, whole), 10_000)) if whole else "0%"


def frame(money: MoneyAccount, crumb: str = "") -> dict[str, Any]:
    """What every page of an account tells its template."""
    code, account = money.estate.code, money.account.code
    return {
        "estate": money.estate,
        "money": money,
        "account": account,
        "title": title_of(money),
        "home_url": reverse("fund:bank_home", args=[code]),
        "account_url": reverse("fund:bank_account", args=[code, account]),
        "crumb": {"label": crumb or _("银行流水"), "url": reverse("fund:bank_account", args=[code, account])},
    }
