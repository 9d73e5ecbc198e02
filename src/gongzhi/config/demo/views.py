"""Only in a demo instance: sign in as anybody with one tap, and read every phone."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import person
from gongzhi.config.demo.homes import plain_owners
from gongzhi.kernel import outbox
from gongzhi.kernel.errors import NotHere
from gongzhi.kernel.models import Instance, Message
from gongzhi.people.models import Person
from gongzhi.people.queries import person_by_phone
from gongzhi.people.views import enter
from gongzhi.places.models import Estate
from gongzhi.register.models import Claim
from gongzhi.voting.models import Assembly, Ballot, Delivery
from gongzhi.voting.states import AssemblyState
from gongzhi.web.door import Entered, door, open_to_strangers

ROWS = 30


@open_to_strangers
def demo_only(who: Any, *, at: Any, **where: Any) -> None:
    """The door of the demonstration: nothing is here in a test or production instance."""
    if not Instance.objects.filter(kind=Instance.Kind.DEMO).exists():
        raise NotHere


@door(demo_only)
def players(request: Entered) -> HttpResponse:
    """Who can be played, and where to look."""
    owners = [
        {"claim": claim, "estate": Estate.objects.get(pk=claim.estate_id)}
        for estate in Estate.objects.order_by("pk")
        if (claim := plain_owners(estate).first())
    ]
    groups = [(name, [one for one in players if person_by_phone(one.number)]) for name, players in cast.GROUPS]
    context = {"groups": groups, "owners": owners, "estates": Estate.objects.order_by("pk")}
    return render(request, "demo/players.html", context)


@door(demo_only, "POST")
def play(request: Entered) -> HttpResponse:
    """Signs in as a player, or as the owner of a claim."""
    key = request.POST.get("player", "")
    found = next((p for p in cast.PLAYERS if p.key == key), None)
    if found is not None:
        enter(request, person(found))
        return redirect("desk:home")
    claim = Claim.objects.filter(pk=int(key) if key.isdigit() else 0, until_at__isnull=True).first()
    if claim is None:
        raise NotHere
    enter(request, Person.objects.get(pk=claim.person_id))
    return redirect("desk:home")


@door(demo_only)
def mailbox(request: Entered) -> HttpResponse:
    """The newest messages that left by the outbox: the only place where a code of this instance can be read."""
    wanted, links = request.GET.get("number", "").strip(), request.GET.get("show") == "links"
    rows = Message.objects.order_by("-pk")
    if links:
        rows = rows.filter(pk__in=unused_links(request.at))
    messages = []
    for message in rows.iterator(chunk_size=200):
        address, text = outbox.opened(message)
        if wanted in address:
            words, _sep, link = text.partition("http")
            path = (
                "/" + link.split("/", 3)[3] if link else ""
            )  # the demo may be served at another port than it was made
            messages.append({"to": address, "text": words, "path": path, "row": message})
        if len(messages) == ROWS:
            break
    title = _("演示信箱：%(n)s 条") % {"n": len(messages)}
    context = {"messages": messages, "number": wanted, "links": links, "title": title}
    return render(request, "demo/mailbox.html", context)


def unused_links(at: datetime) -> QuerySet[Delivery, int | None]:
    """The messages whose link leads to a ballot that is open now and not cast yet."""
    open_now = Assembly.objects.filter(state=AssemblyState.NOTICED, opens_at__lte=at, closes_at__gt=at)
    cast = Ballot.objects.filter(assembly=OuterRef("assembly"), elector=OuterRef("elector"))
    sent = Delivery.objects.filter(~Exists(cast), assembly__in=open_now, message_id__isnull=False)
    return sent.values_list("message_id", flat=True)
