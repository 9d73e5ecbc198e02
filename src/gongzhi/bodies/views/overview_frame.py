"""How the pages of what stands around bodies carry out an act and answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from gongzhi.bodies.views.offices_frame import place_of_page
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Division, Estate
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm


@dataclass(slots=True)
class Tried:
    """One try of an act from a form: what it returned, or why it was refused; wrong input stands in the form."""

    form: GzForm
    done: Any = None
    refused: Refused | None = None

    @property
    def status(self) -> int:
        """409 refused, 422 wrong input, else 200."""
        if self.refused is not None:
            return 409
        return 422 if self.form.is_bound and self.form.errors else 200


def attempt(request: Entered, form: GzForm, act: Callable[..., Any], **asked: Any) -> Tried:
    """Tries the act with what was sent, as this person and at the instant of the request; on GET nothing is tried."""
    tried = Tried(form)
    if request.method != "POST" or not form.is_valid():
        return tried
    given = form.asked() if hasattr(form, "asked") else plain(form)
    try:
        tried.done = act(**given, **asked, by=request.person, at=request.at, idempotency_key=form.key)
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        tried.refused = error
    return tried


def plain(form: GzForm) -> dict[str, Any]:
    """What a form without a file says."""
    return {name: value for name, value in form.cleaned_data.items() if name != "idempotency_key"}


def show(
    request: Entered, template: str, here: Estate | Division, tried: Tried | None = None, **more: Any
) -> HttpResponse:
    """A desk page of an estate or a division, with the state of its form."""
    context = {
        **place_of_page(here),
        "form": tried.form if tried else None,
        "refused": tried.refused if tried else None,
        **more,
    }
    return render(request, f"bodies/overview/{template}.html", context, status=tried.status if tried else 200)
