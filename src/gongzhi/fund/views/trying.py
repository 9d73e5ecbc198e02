"""How every page of shared money tries an act and answers; nothing that was typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongzhi.fund.forms.fields import given
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm


@dataclass(slots=True)
class Tried:
    """One try of an act: what it returned, or why it was refused; wrong input stands in the form."""

    form: GzForm | None = None
    done: Any = None
    refused: Refused | None = None

    @property
    def status(self) -> int:
        """409 refused, 422 wrong input, else 200."""
        if self.refused is not None:
            return 409
        return 422 if self.form is not None and self.form.is_bound and self.form.errors else 200


def form_for(request: Entered, kind: type[GzForm], *, initial: dict[str, Any] | None = None, **options: Any) -> Any:
    """The form as sent, or with its first values."""
    if request.method == "POST":
        return kind(request.POST, request.FILES, **options)
    return kind(initial=initial, **options)


def attempt(request: Entered, form: GzForm, act: Callable[..., Any], /, **asked: Any) -> Tried:
    """Tries the act with what the form says (`form.asked()` if it has one); on GET nothing is tried."""
    tried = Tried(form)
    if request.method != "POST" or not form.is_valid():
        return tried
    said = form.asked() if hasattr(form, "asked") else given(form)
    try:
        tried.done = act(**said, **asked, by=request.person, at=request.at, idempotency_key=form.key)
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        tried.refused = error
    return tried


def button(request: Entered, act: Callable[..., Any], /, **asked: Any) -> Tried:
    """Tries an act that asks nothing but a press; its refusal is shown on the page it came from."""
    tried = Tried()
    key = request.POST.get("idempotency_key") or None
    try:
        tried.done = act(**asked, by=request.person, at=request.at, idempotency_key=key)
    except Refused as error:
        tried.refused = error
    except BadInput as error:
        tried.refused = Refused(error.text)
    return tried


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
        "heading": heading,
        "sub": sub,
        "cites": cites,
        "warns": warns,
        "word": word,
        "crumb": {"label": back[0], "url": back[1]},
        **(more or {}),
    }
    return render(request, template, context, status=tried.status)
