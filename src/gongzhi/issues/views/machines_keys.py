"""Other systems: keys by which they report, webhooks by which they are told or tell us; each secret is shown once."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.actions.add_hook import add_hook
from gongzhi.issues.actions.hook_sending import dead_letters
from gongzhi.issues.actions.issue_api_key import issue_api_key
from gongzhi.issues.actions.resend_hook import resend_hook
from gongzhi.issues.actions.revoke_api_key import revoke_api_key
from gongzhi.issues.actions.stop_hook import stop_hook
from gongzhi.issues.forms.machines import HookInForm, HookOutForm, KeyForm, sender_name
from gongzhi.issues.models import ApiKey, Hook
from gongzhi.issues.queries.hook_wire import EVENT_NAMES
from gongzhi.issues.views.machines_frame import done_by, show
from gongzhi.kernel.errors import NotHere
from gongzhi.kernel.models import Message
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, door

A_PAGE = 30
BADGES = {Message.State.SENT: "done", Message.State.QUEUED: "due", Message.State.DEAD: "urgent"}


@door(access.office_over)
def machines(request: Entered, division: str) -> HttpResponse:
    """Every key and webhook of the division, and how to reach the open interface."""
    here: Division = request.here
    hooks = Hook.objects.filter(division=here).order_by("stopped_at", "-pk")
    return show(
        request,
        "home",
        here,
        keys=ApiKey.objects.filter(division=here).order_by("revoked_at", "-pk"),
        hooks=[{"hook": one, "events": _events(one)} for one in hooks],
        may_issue=access.holds_over(request.person, here, access.K.STREET, at=request.at),
        endpoint=f"{settings.PUBLIC_ADDRESS}/open311/v2",
    )


def _events(hook: Hook) -> str:
    if hook.way == Hook.Way.IN:
        return sender_name(hook.events[0])
    return "、".join(str(EVENT_NAMES[one]) for one in hook.events if one in EVENT_NAMES)


@door(access.office_over, "GET", "POST")
def new_key(request: Entered, division: str) -> HttpResponse:
    """Issues a key and shows it, once."""
    here: Division = request.here
    estates = [(one.code, f"{one.name} {one.community.name}") for one in access.estates_below(here)]
    form, refused = KeyForm(request.POST or None, estates=estates), None
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("client", "estates")}
        made, refused = done_by(request, issue_api_key, form, division=here, **given)
        if made is not None:
            facts = [(_("给谁用"), made.client), (_("接口地址"), f"{settings.PUBLIC_ADDRESS}/open311/v2")]
            return _once(request, here, _("密钥只显示这一次"), made.shown_once, "api_key", facts)
    heading, word = _("发一个密钥"), _("发密钥")
    return show(request, "new", here, form=form, refused=refused, heading=heading, word=word)


@door(access.get_key_for, "POST")
def revoke_key(request: Entered, division: str, key_id: int) -> HttpResponse:
    """Takes a key back."""
    return _pressed(request, division, revoke_api_key, key=request.here)


@door(access.office_over, "GET", "POST")
def new_hook(request: Entered, division: str, way: str) -> HttpResponse:
    """Registers a webhook and shows its secret, once."""
    here: Division = request.here
    if way not in Hook.Way.values:
        raise NotHere
    out = way == Hook.Way.OUT
    form, refused = (HookOutForm if out else HookInForm)(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "idempotency_key"}
        made, refused = done_by(request, add_hook, form, division=here, way=way, **given)
        if made is not None:
            where = made.address or settings.PUBLIC_ADDRESS + reverse("issues:hook_in", args=[made.slug])
            facts = [(_("哪个系统"), made.name), (_("地址"), where)]
            return _once(request, here, _("签名密钥只显示这一次"), made.shown_once, "secret", facts)
    heading = _("把进展告诉别的系统") if out else _("收别的系统的工单")
    return show(request, "new", here, form=form, refused=refused, heading=heading, word=_("登记"), way=way)


def _once(
    request: Entered, here: Division, heading: str, secret: str, name: str, facts: list[tuple[str, Any]]
) -> HttpResponse:
    return show(request, "once", here, heading=heading, secret=secret, name=name, facts=facts)


@door(access.get_hook_for)
def hook(request: Entered, division: str, hook_id: int) -> HttpResponse:
    """What was sent to an address, and what could not be delivered."""
    one: Hook = request.here
    rows = one.sent.select_related("message").order_by("-pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = [
        {
            "at": row.at,
            "kind": str(EVENT_NAMES.get(row.message.kind, row.message.kind)),
            "state": str(Message.State(row.message.state).label),
            "badge": BADGES[Message.State(row.message.state)],
            "attempts": row.message.attempts,
            "error": row.message.error,
        }
        for row in page.object_list
    ]
    here_url = settings.PUBLIC_ADDRESS + reverse("issues:hook_in", args=[one.slug])
    return show(
        request,
        "hook",
        one.division,
        hook=one,
        events=_events(one),
        lines=lines,
        page=page,
        dead=dead_letters(one),
        address=one.address or here_url,
        taken=one.seen.count() if one.way == Hook.Way.IN else 0,
    )


@door(access.get_hook_for, "POST")
def stop(request: Entered, division: str, hook_id: int) -> HttpResponse:
    """Stops a webhook."""
    return _pressed(request, division, stop_hook, hook=request.here)


@door(access.get_hook_for, "POST")
def resend(request: Entered, division: str, hook_id: int) -> HttpResponse:
    """Sends again what could not be delivered."""
    return _pressed(request, division, resend_hook, hook=request.here)


def _pressed(request: Entered, division: str, act: Any, **asked: Any) -> HttpResponse:
    """A button: done, it leads back to the list; a refusal is shown as everywhere."""
    key = request.POST.get("idempotency_key") or None
    act(**asked, by=request.person, at=request.at, idempotency_key=key)
    return redirect("issues:machines", division)
