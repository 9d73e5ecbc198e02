"""How the pages of forming and ending bodies carry out an act and answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, Formation
from gongzhi.bodies.views.offices_frame import act_page, place_of_page
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm


def page_of(formation: Formation, name: str = "desk_formation", *more: Any) -> str:
    """The address of a page of a body in the making."""
    return reverse(f"bodies:{name}", args=[formation.estate.code, formation.serial, *more])


def title_of(formation: Formation) -> str:
    """组建物业管理委员会（第 2 号）."""
    return _("组建%(kind)s（第 %(n)s 号）") % {"kind": formation.get_kind_display(), "n": formation.serial}


def formation_act(
    request: Entered, of: Formation, form: GzForm, act: Callable[..., Any], /, **page: Any
) -> HttpResponse:
    """The page of one act on a body in the making; done, it leads back to its steps."""
    back = (title_of(of), page_of(of))
    return act_page(request, form, act, here=of.estate, back=back, **page)


def given_page(
    request: Entered,
    form: Any,
    act: Callable[..., Any],
    template: str,
    *,
    here: Estate | Body,
    done: Callable[[Any], str],
    context: dict[str, Any],
    **asked: Any,
) -> HttpResponse:
    """The page of an act whose form says by `given()` what the act takes (files, lists)."""
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            result = act(**form.given(), **asked, by=request.person, at=request.at, idempotency_key=form.key)
        except BadInput as error:
            form.refuse(error.fields or {"": error.text})
        except Refused as error:
            refused = error
        else:
            return redirect(done(result))
    wrong = form.is_bound and bool(form.errors)
    values = {**place_of_page(here), "form": form, "refused": refused, **context}
    return render(request, template, values, status=409 if refused else 422 if wrong else 200)
