"""What an estate takes over, item by item, and the striking off of one that ended."""

from django.http import HttpResponse
from django.shortcuts import redirect

from gongzhi.people.access import desk_of_estate
from gongzhi.places import queries as places
from gongzhi.places.states import ItemState
from gongzhi.register import access
from gongzhi.register.actions.confirm_succession import confirm_succession
from gongzhi.register.actions.record_deregistration import record_deregistration
from gongzhi.register.forms.grounds import DeregisterForm, ItemForm
from gongzhi.register.views.frame import tried
from gongzhi.register.views.ground_frame import ground
from gongzhi.web.door import Entered, door
from gongzhi_law import estates as law


@door(desk_of_estate)
def succession(request: Entered, code: str) -> HttpResponse:
    """Where the estate came from and went, and how far the taking over has come."""
    estate = request.here
    end = places.end_of(estate)
    links = places.predecessors_of(estate)
    rows = estate.succession_items.select_related("succession__from_estate")
    return ground(
        request,
        "succession",
        estate,
        came_from=[{"link": link, "items": [i for i in rows if i.succession_id == link.pk]} for link in links],
        went_to=[{"link": link, "items": list(link.items.all())} for link in places.successors_of(estate)],
        end=end,
        rule=law.deregistration(ended_on=end.on, place=estate.place) if end else None,
    )


@door(access.worker_of, "GET", "POST")
def item(request: Entered, code: str, item_id: int) -> HttpResponse:
    """Confirms one item."""
    estate = request.here
    one = access.get_item_for(estate, item_id)
    form = ItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {"note": form.cleaned_data["note"], "nothing": form.cleaned_data["nothing"]}
        if tried(request, form, confirm_succession, item=one, **asked):
            return redirect("register:succession", code=code)
    return ground(request, "item", estate, form=form, one=one, open=one.state == ItemState.OPEN)


@door(access.street_of, "GET", "POST")
def deregister(request: Entered, code: str) -> HttpResponse:
    """Records the striking off of the assembly and committee of an estate that ended."""
    estate = request.here
    form = DeregisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {"on": form.cleaned_data["on"], "document_number": form.cleaned_data["document_number"]}
        if tried(request, form, record_deregistration, estate=estate, **asked):
            return redirect("register:succession", code=code)
    end = places.end_of(estate)
    rule = law.deregistration(ended_on=end.on, place=estate.place) if end else None
    return ground(request, "deregister", estate, form=form, rule=rule)
