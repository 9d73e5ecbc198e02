"""How a page of the rule base carries out an act and answers: whatever the answer, nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm


class Attempt:
    """One try of an act from a form: `done` is what it returned, `refused` why not; input errors stand in the form."""

    def __init__(self, form: GzForm) -> None:
        self.form = form
        self.done: Any = None
        self.refused: Refused | None = None

    @property
    def status(self) -> int:
        """409 refused, 422 wrong input, else 200."""
        if self.refused is not None:
            return 409
        return 422 if self.form.is_bound and self.form.errors else 200


def attempt(request: Entered, form: GzForm, act: Callable[..., Any], **asked: Any) -> Attempt:
    """Tries `act` with what was sent, as this person and at the instant of the request; on GET nothing is tried."""
    tried = Attempt(form)
    if request.method != "POST" or not form.is_valid():
        return tried
    try:
        tried.done = act(**asked, by=request.person, at=request.at, idempotency_key=form.key)
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        tried.refused = error
    return tried


def show(
    request: Entered, template: str, tried: Attempt | None = None, *, estate: Estate | None = None, **more: Any
) -> HttpResponse:
    """A page of the rule base, with the state of its form where it has one."""
    context = {"form": tried.form if tried else None, "refused": tried.refused if tried else None, **more}
    if estate is not None:
        context["estate"] = estate
    return render(request, f"norms/{template}.html", context, status=tried.status if tried else 200)
