"""Only in a demo instance: sign in as anybody with one tap, and read every phone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import person
from gongzhi.kernel import outbox
from gongzhi.kernel.errors import NotHere
from gongzhi.kernel.models import Instance, Message
from gongzhi.people.models import Person
from gongzhi.people.views import enter
from gongzhi.places.models import Estate
from gongzhi.register.models import Claim
from gongzhi.web.door import door, open_to_strangers

ROWS = 30


@open_to_strangers
def demo_only(who: Any, *, at: Any, **where: Any) -> None:
    """The door of the demonstration: nothing is here in a test or production instance."""
    if not Instance.objects.filter(kind=Instance.Kind.DEMO).exists():
        raise NotHere


@door(demo_only)
def players(request: HttpRequest) -> HttpResponse:
    """Who can be played, and where to look."""
    owners = [
        {"claim": claim, "estate": Estate.objects.get(pk=claim.estate_id)}
        for estate in Estate.objects.order_by("pk")
        if (claim := Claim.objects.filter(estate=estate, until_at__isnull=True).order_by("pk").first())
    ]
    context = {"players": cast.PLAYERS, "owners": owners, "estates": Estate.objects.order_by("pk")}
    return render(request, "demo/players.html", context)


@door(demo_only, "POST")
def play(request: HttpRequest) -> HttpResponse:
    """Signs in as a player, or as the owner of a claim."""
    key = request.POST.get("player", "")
    found = next((p for p in cast.PLAYERS if p.key == key), None)
    if found is not None:
        enter(request, person(found))
        return redirect("desk:officer")
    claim = Claim.objects.filter(pk=int(key) if key.isdigit() else 0, until_at__isnull=True).first()
    if claim is None:
        raise NotHere
    enter(request, Person.objects.get(pk=claim.person_id))
    return redirect("desk:home")


@door(demo_only)
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest messages that left by the outbox: the only place where a code of this instance can be read."""
    wanted = request.GET.get("number", "")
    messages = []
    for message in Message.objects.order_by("-pk").iterator(chunk_size=200):
        address, text = outbox.opened(message)
        if wanted in address:
            words, _sep, link = text.partition("http")
            messages.append({"to": address, "text": words, "link": "http" + link if link else "", "row": message})
        if len(messages) == ROWS or (wanted and message.pk % 5000 == 0):
            break
    title = _("演示信箱：最近 %(n)s 条") % {"n": len(messages)}
    return render(request, "demo/mailbox.html", {"messages": messages, "number": wanted, "title": title})
