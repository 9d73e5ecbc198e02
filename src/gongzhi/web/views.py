"""Pages of the look: switching theme and mode, the gallery, and the pages for what went wrong."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.web.door import anyone, door
from gongzhi.web.gallery import gallery_context, gallery_page_context
from gongzhi.web.look import CHOICES, COOKIES, YEAR
from gongzhi.web.middleware import answer_for, wants_json


@door(anyone, "GET", "POST")
@never_cache
def change_look(request: HttpRequest) -> HttpResponse:
    """Remembers theme or mode in a cookie and goes back; refuses an unknown choice or a foreign address."""
    asked = request.POST if request.method == "POST" else request.GET
    wanted = {kind: asked[kind] for kind in CHOICES if kind in asked}
    if not wanted or any(value not in CHOICES[kind] for kind, value in wanted.items()):
        raise BadInput(_("没有这种显示方式"))
    response = HttpResponseRedirect(safe_next(request, asked.get("next", "")))
    for kind, value in wanted.items():
        response.set_cookie(
            COOKIES[kind],
            value,
            max_age=YEAR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
        )
    return response


def safe_next(request: HttpRequest, address: str) -> str:
    """The address to go back to when it is one of ours, else the front page."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address.startswith("/") and ours else "/"


@door(anyone)
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states on one page."""
    return render(request, "web/gallery.html", gallery_context())


@door(anyone)
def gallery_page(request: HttpRequest, page: str) -> HttpResponse:
    """One whole sample page: a phone page, a refusal, an error."""
    found = gallery_page_context(page)
    if found is None:
        raise NotHere
    template, context, status = found
    return render(request, template, context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: nothing was done, and how to do it again."""
    return render(request, "web/csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not yours."""
    return answer_for(request, NotHere()) or HttpResponse(status=404)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent is too large, or no request that can be read."""
    words = _("发来的内容太大，或者不完整。")
    if isinstance(exception, DisallowedHost):  # a page would ask for the host again
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    if wants_json(request):
        return JsonResponse({"error": words, "fields": {}}, status=400, json_dumps_params={"ensure_ascii": False})
    return render(request, "web/bad_input.html", {"error": BadInput(words), "path": "/"}, status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; nothing was written, since an act is written whole or not at all."""
    if wants_json(request):
        words = _("出错了，没有写下任何东西")
        return JsonResponse({"error": words}, status=500, json_dumps_params={"ensure_ascii": False})
    return render(request, "web/error.html", status=500)
