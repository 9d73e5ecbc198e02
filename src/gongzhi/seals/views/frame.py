"""How the pages of seals carry out an act and answer; nothing that was typed is lost."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import Reason
from gongzhi.places.models import Estate
from gongzhi.seals.models import Seal, SealRequest
from gongzhi.seals.queries.rules import Said
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm
from gongzhi.web.trying import attempt
from gongzhi_law.seals import SEAL_NAMES, USE_NAMES, SealKind, Use


def name_of(seal: Seal) -> str:
    """业主委员会章."""
    return _(SEAL_NAMES[SealKind(seal.kind)])


def use_name(use: str) -> str:
    """合同."""
    return _(USE_NAMES[Use(use)])


def page_of(seal: Seal) -> tuple[str, str]:
    """Name and address of a seal's page on the desk."""
    return name_of(seal), reverse("seals:seal", args=[seal.estate.code, seal.pk])


def request_page(request: SealRequest) -> tuple[str, str]:
    """Name and address of a request's page on the desk."""
    return request.title, reverse("seals:request", args=[request.estate.code, request.pk])


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
    rules: tuple[tuple[str, str], ...] = (),
    warns: tuple[Reason, ...] = (),
    said: Sequence[Said] = (),
    to: Callable[[Any], str] | None = None,
    **asked: Any,
) -> HttpResponse:
    """The page of one act: its form, what the law says of it, the refusal with its article; done, it leads on."""
    tried = attempt(request, form, act, **asked)
    if tried.done is not None:
        return redirect(to(tried.done) if to else back[1])
    context = {
        "estate": estate,
        "form": form,
        "refused": tried.refused,
        "heading": heading,
        "sub": sub,
        "rules": [{"words": words, "cite": cite} for words, cite in rules],
        "warns": warns,
        "said": said,
        "word": word,
        "crumb": None if back[1] == reverse("seals:seals", args=[estate.code]) else {"label": back[0], "url": back[1]},
    }
    return render(request, "seals/act.html", context, status=tried.status)


def pressed(request: Entered, act: Callable[..., Any], /, *, back: tuple[str, str], **asked: Any) -> HttpResponse:
    """A button: done, it leads back; a refusal becomes the page of every refusal."""
    key = request.POST.get("idempotency_key") or None
    act(**asked, by=request.person, at=request.at, idempotency_key=key)
    return redirect(back[1])
