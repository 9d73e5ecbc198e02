"""What the pages of income share: their tabs, the choices of their forms, the chart of months, links that lead on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.models import Account, EarlyItem, IncomeContract, MoneyAccount
from gongzhi.fund.queries.assets import BasisNow
from gongzhi.fund.queries.chart import accounts_of
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.schedule import Late, Owed, by_month
from gongzhi.fund.queries.statements import money_accounts
from gongzhi.fund.states import AccountState
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.voting import access as voting
from gongzhi.voting.models import Assembly, Matter
from gongzhi.voting.states import AssemblyState
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered
from gongzhi.web.figures import fen, percent, share_bp
from gongzhi.web.public_tabs import public_tabs
from gongzhi_law.terms import months_after

MONTHS_BACK, MONTHS_AHEAD = 11, 1


def tabs(estate: Estate, active: str, *, public: bool = False) -> list[dict[str, Any]]:
    """The pages of income beside each other."""
    names = {"income": _("应收和实收"), "contracts": _("合同"), "assets": _("资产"), "early": _("前期移交")}
    shown = [name for name in names if not (public and name == "contracts")]
    urls = {name: f"public_{name}" if public else "income_home" if name == "income" else name for name in shown}
    return [
        {"label": names[name], "url": reverse(f"fund:{urls[name]}", args=[estate.code]), "active": name == active}
        for name in shown
    ]


def taking(estate: Estate) -> list[MoneyAccount]:
    """The accounts into which money may come now; what the office holds is none."""
    rows = (row for row in money_accounts(estate) if row.state == AccountState.OPEN)
    return [row for row in rows if row.custody != MoneyAccount.Custody.AGENCY]


def sources(estate: Estate) -> list[Account]:
    """The accounts of income."""
    return accounts_of(estate, Account.Root.INCOME)


def list_page(
    request: Entered, estate: Estate, active: str, template: str = "fund/income_list.html", **context: Any
) -> HttpResponse:
    """A page of the area under its tabs."""
    return render(request, template, {"estate": estate, "tabs": tabs(estate, active), **context})


def row_page(
    request: Entered,
    estate: Estate,
    *,
    crumb: tuple[str, str],
    acts: Iterable[tuple[str, str]],
    facts: Iterable[tuple[str, Any]],
    parts: Iterable[Mapping[str, Any]],
    **context: Any,
) -> HttpResponse:
    """One asset, contract or item: what may be done (the first is the next step), its parts {title, text, table, trail, links}."""
    shown = [part for part in parts if any(part.get(key) for key in ("text", "table", "trail", "links"))]
    listed = [{"label": label, "url": url, "primary": not n} for n, (label, url) in enumerate(acts)]
    return render(
        request,
        "fund/income_row.html",
        {
            "estate": estate,
            "crumb": {"label": crumb[0], "url": crumb[1]},
            "acts": listed,
            "facts": [row for row in facts if row[1] not in ("", None)],
            "parts": shown,
            **context,
        },
    )


def public_frame(request: Entered, estate: Estate, active: str) -> dict[str, Any]:
    """What a public page shows around its content."""
    return {
        "estate": {"name": estate.name, "place": estate.community.name, "url": f"/e/{estate.code}/"},
        "about": estate,
        "nav": public_tabs(estate.code, "fund/"),
        "tabs": tabs(estate, active, public=True),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{request.path}",
    }


def months_chart(rows: Iterable[Owed], *, on: date) -> list[dict[str, Any]]:
    """Bars of the last twelve months (at most since the first instalment) and the next: what fell due, what of it came in, what is late; widths by the greatest."""
    listed = list(rows)
    present = on.replace(day=1)
    begun = min((row.instalment.due_on.replace(day=1) for row in listed), default=present)
    first = max(months_after(present, -MONTHS_BACK), min(begun, present))
    months = by_month(listed, from_on=first, until_on=months_after(present, 1 + MONTHS_AHEAD))
    late: dict[date, int] = {}
    for row in listed:
        if row.late_days(on):
            month = row.instalment.due_on.replace(day=1)
            late[month] = late.get(month, 0) + row.left_fen
    most = max((month.due_fen for month in months), default=0)
    return [
        {
            "label": month_words(month.month),
            "due_fen": month.due_fen,
            "received_fen": month.received_fen,
            "late_fen": late.get(month.month, 0),
            "due_width": percent(share_bp(month.due_fen, most)),
            "received_width": percent(share_bp(month.received_fen, most)),
            "late_width": percent(share_bp(late.get(month.month, 0), most)),
        }
        for month in months
    ]


def letter_url(estate: Estate, *, debtor: str, kind: str, title: str, words: str) -> str:
    """The page that writes a letter (a room above this one: only its address), with what it should say."""
    asked = {"addressee_kind": kind, "addressee": debtor, "title": title[:80], "words": words}
    return f"/desk/e/{estate.code}/official-letters/new/?{urlencode(asked)}"


def late_letter(estate: Estate, one: Late) -> str:
    """A letter that asks for a late instalment; a person's name stands nowhere in it."""
    contract = one.contract
    words = _(
        "根据第 %(serial)s 号合同（%(what)s），第 %(n)s 期应于%(due)s支付%(fen)s，至今尚欠%(left)s，已逾期 %(days)s 天。"
        "请在收到本函后付清；有异议的，请书面说明。"
    ) % {
        "serial": contract.serial,
        "what": contract.words,
        "n": one.instalment.number,
        "due": cndate(one.instalment.due_on),
        "fen": fen(one.instalment.amount_fen),
        "left": fen(one.left_fen),
        "days": one.days,
    }
    title = _("催收%(name)s合同款") % {"name": contract.asset.name}
    debtor = contract.party_shown if contract.party_shown != _("个人") else ""
    return letter_url(estate, debtor=debtor, kind="other", title=title, words=words)


def early_letter(estate: Estate, item: EarlyItem, left_fen: int) -> str:
    """A letter that asks the developer or the early firm for what is missing (L1.3)."""
    words = _("贵单位尚有下列事项没有办结：%(kind)s，%(words)s%(sum)s。请在收到本函后移交；有异议的，请书面说明。") % {
        "kind": item.get_kind_display(),
        "words": item.words,
        "sum": _("，尚欠%(fen)s") % {"fen": fen(left_fen)} if left_fen else "",
    }
    title = _("催要%(kind)s") % {"kind": item.get_kind_display()}
    return letter_url(estate, debtor=item.debtor, kind="developer", title=title, words=words)


def motion_url(person: Person | None, contract: IncomeContract, *, request: Entered) -> tuple[str, str]:
    """Words and address that lead from a contract without basis to a decision: the draft of a motion, else a report."""
    estate = contract.estate
    if not person or not voting.can_convene(person, estate, at=request.at):
        return _("向业委会反映"), f"/e/{estate.code}/issues/new/"
    asked = {
        "matter": Matter.COMMON_PART_USE.value,
        "text": _("利用%(name)s经营：%(words)s。期限%(from)s至%(until)s，收入计入公共收益，按规定公布。")
        % {
            "name": contract.asset.name,
            "words": contract.words,
            "from": cndate(contract.from_on),
            "until": cndate(contract.until_on),
        },
    }
    title = _("同意利用%(name)s经营") % {"name": contract.asset.name}
    draft = Assembly.objects.filter(estate=estate, state=AssemblyState.DRAFT).order_by("-serial").first()
    if draft is not None:
        url = reverse("voting:new_motion", args=[estate.code, draft.serial])
        return _("提出议题"), f"{url}?{urlencode({**asked, 'title': title})}"
    purpose = _("%(name)s的经营还没有业主共同决定，提请业主共同决定。") % {"name": contract.asset.name}
    url = reverse("voting:new_assembly", args=[estate.code])
    return _("提出议题"), f"{url}?{urlencode({**asked, 'motion': title, 'title': title, 'purpose': purpose})}"


def basis_cell(basis: BasisNow) -> dict[str, Any]:
    """What a contract rests on, as a cell of a table."""
    return {"text": basis.label, "badge": _("待业主共同决定") if basis.unseen else "", "badge_kind": "due"}


def late_sentence(rows: Iterable[Late]) -> str:
    """How much is late, as the heading of a page."""
    listed = list(rows)
    if not listed:
        return _("到期的都收到了")
    return _("%(n)s 期没有按时收到，共%(fen)s") % {"n": len(listed), "fen": fen(sum(one.left_fen for one in listed))}


def today(request: Entered) -> date:
    """The day of the request in Beijing."""
    return law_day(request.at)
