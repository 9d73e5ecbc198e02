"""The page of one act of shared money."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongzhi.fund import access
from gongzhi.kernel.errors import Refused
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm
from gongzhi.web.trying import attempt

# Acts that are done by whoever keeps the books and by nobody else.
OF_KEEPERS = frozenset(
    (
        "adopt_budget",
        "answer_finding",
        "answer_question",
        "answer_remark",
        "attach_voucher",
        "change_signatories",
        "clear_opening",
        "close_account",
        "close_month",
        "draft_budget",
        "end_asset",
        "end_contract",
        "keep_statement",
        "make_batch",
        "mask_voucher",
        "match_lines",
        "open_account",
        "open_book",
        "propose_account",
        "record_deposit",
        "record_income",
        "record_incomes",
        "record_opening",
        "record_payment",
        "register_asset",
        "register_basis",
        "register_contract",
        "request_payment",
        "return_cash",
        "set_allowance",
        "set_petty_fund",
        "settle_instalment",
        "undo_match",
        "withdraw_request",
    )
)


def barred(request: Entered, act: Callable[..., Any], estate: Estate) -> Refused | None:
    """Why this person need not begin to fill in the form: the act is the bookkeepers' and they are none; told before, not after."""
    if request.method != "GET" or getattr(act, "__name__", "") not in OF_KEEPERS:
        return None
    try:
        access.require_bookkeeper(request.person, estate, at=request.at)
    except Refused as refused:
        return refused
    return None


def act_page(
    request: Entered,
    form: GzForm,
    act: Callable[..., Any],
    /,
    *,
    estate: Estate,
    back: tuple[str, str],
    heading: str,
    word: str,
    sub: str = "",
    cites: tuple[str, ...] = (),
    warns: tuple[str, ...] = (),
    template: str = "fund/act.html",
    more: dict[str, Any] | None = None,
    to: Callable[[Any], str] | None = None,
    of_estate: bool = False,
    **asked: Any,
) -> HttpResponse:
    """The page of one act: its form, what it says before, and the refusal with its article; done, it leads back (or `to`).

    Who cannot do it is told so in the place of the form.

    `back` is the words and the address of the page it came from; `of_estate` hands the estate to the act as well.
    """
    if of_estate:
        asked["estate"] = estate
    tried = attempt(request, form, act, **asked)
    if tried.done is not None:
        return redirect(to(tried.done) if to else back[1])
    context = {
        "estate": estate,
        "form": form,
        "refused": tried.refused,
        "barred": barred(request, act, estate),
        "heading": heading,
        "sub": sub,
        "cites": cites,
        "warns": warns,
        "word": word,
        "crumb": {"label": back[0], "url": back[1]},
        **(more or {}),
    }
    return render(request, template, context, status=tried.status)
