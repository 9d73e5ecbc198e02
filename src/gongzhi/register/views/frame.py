"""What every desk page of the register shows around its content, and how it carries out an act."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import BadInput
from gongzhi.places.models import Estate
from gongzhi.register import queries
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm

R = TypeVar("R")
A_PAGE = 30


def page_of(request: Entered, rows: Sequence[Any]) -> Page[Any]:
    """The page of a long list that the address asks for; a number out of range is the nearest page."""
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


def tried(request: Entered, form: GzForm, act: Callable[..., R], **asked: Any) -> R | None:
    """Carries out the act with what the valid form says.

    Wrong input stands in the form, a refusal bubbles.
    """
    try:
        return act(by=request.person, at=request.at, idempotency_key=form.key, **asked)
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
        return None


def sent_key(request: Entered) -> str | None:
    """The idempotency key of a form of one button."""
    return request.POST.get("idempotency_key") or None


def desk(
    request: Entered, template: str, estate: Estate, active: str, *, form: GzForm | None = None, **more: Any
) -> HttpResponse:
    """A desk page of one estate with the tabs of its register; 422 where its form has errors."""
    context = {
        "estate": {
            "name": estate.name,
            "code": estate.code,
            "place": estate.community.name,
            "url": f"/desk/e/{estate.code}/",
        },
        "nav": tabs(estate, active),
        "form": form,
        **more,
    }
    wrong = form is not None and form.is_bound and bool(form.errors)
    return render(request, f"register/{template}.html", context, status=422 if wrong else 200)


def tabs(estate: Estate, active: str) -> list[dict[str, Any]]:
    """The tabs of the register, with how many wait behind each."""
    waiting = {"merges": queries.open_merges(estate), "corrections": queries.undecided_corrections(estate)}
    names = {
        "rosters": _("清册导入"),
        "units": _("房屋"),
        "electors": _("表决权人"),
        "merges": _("同名合并"),
        "corrections": _("更正"),
        "roll": _("公示与冻结"),
        "letters": _("密封通知单"),
    }
    return [
        {
            "label": label,
            "url": reverse(f"register:{name}", kwargs={"code": estate.code}),
            "active": name == active,
            "count": waiting.get(name, 0),
        }
        for name, label in names.items()
    ]
