"""The street merges and splits estates; the keepers register the mode of management that the owners decided."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongzhi.places.models import Building, Division, Estate
from gongzhi.register.access import keeper_of, street_of
from gongzhi.register.actions.carry_register import figures_of
from gongzhi.register.views.frame import tried
from gongzhi.register.views.ground_frame import ground
from gongzhi.voting.actions.change_management import DECIDING, change_management, not_deciding
from gongzhi.voting.actions.merge_estates import merge_estates
from gongzhi.voting.actions.split_estate import split_estate
from gongzhi.voting.forms.redrawing import ManagementForm, MergeForm, SplitForm
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.redrawing import obstacles_to_redraw
from gongzhi.web.door import Entered, door

STREET = 9


@door(street_of, "GET", "POST")
def merge(request: Entered, code: str) -> HttpResponse:
    """Merges this estate with others of the street."""
    estate: Estate = request.here
    others = list(
        Estate.objects.filter(community__code__startswith=estate.community_id[:STREET], ended_on__isnull=True)
        .exclude(pk=estate.pk)
        .select_related("community")
        .order_by("community_id", "name")
    )
    communities = Division.objects.filter(code__in={estate.community_id, *(o.community_id for o in others)})
    form = MergeForm(
        request.POST or None,
        request.FILES or None,
        others=others,
        communities=communities.order_by("code"),
        initial={"community": estate.community_id, "management": estate.management},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = [estate, *(one for one in others if one.code in data["others"])]
        made = tried(
            request,
            form,
            merge_estates,
            estates=chosen,
            name=data["name"],
            community=next(c for c in communities if c.code == data["community"]),
            management=data["management"],
            boundary=data["boundary"],
            resolutions=_decisions(chosen),
            **form.figures(),
        )
        if made:
            return redirect("register:succession", code=made.code)
    blocks, warns = obstacles_to_redraw([estate], _decisions([estate]), at=request.at)
    title, word = _("与别的小区合并"), _("合并，建立新小区")
    return _page(request, estate, form, title, word, blocks=blocks, warns=warns)


@door(street_of, "GET", "POST")
def split(request: Entered, code: str) -> HttpResponse:
    """Splits this estate by its buildings."""
    estate: Estate = request.here
    buildings = list(Building.objects.filter(estate=estate).order_by("pk"))
    form = SplitForm(request.POST or None, request.FILES or None, buildings=buildings)
    if request.method == "POST" and form.is_valid():
        done = tried(
            request,
            form,
            split_estate,
            estate=estate,
            parts=form.parts(),
            resolutions=_decisions([estate]),
            **form.figures(),
        )
        if done:
            return redirect("register:succession", code=code)
    blocks, warns = obstacles_to_redraw([estate], _decisions([estate]), at=request.at)
    return _page(request, estate, form, _("分成几个小区"), _("分立，建立新小区"), blocks=blocks, warns=warns)


def _page(
    request: Entered, estate: Estate, form: MergeForm | SplitForm, title: str, word: str, **more: object
) -> HttpResponse:
    return ground(request, "redraw", estate, form=form, page_title=title, word=word, figures=figures_of(estate), **more)


@door(keeper_of, "GET", "POST")
def management(request: Entered, code: str) -> HttpResponse:
    """Registers the mode of management that a resolution in effect decided."""
    estate: Estate = request.here
    rows = [r for r in _decisions([estate]) if not_deciding(r) is None]
    form = ManagementForm(request.POST or None, resolutions=rows)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        resolution = next(r for r in rows if str(r.pk) == data["resolution"])
        asked = {"resolution": resolution, "mode": data["mode"], "from_on": data["from_on"]}
        if tried(request, form, change_management, estate=estate, **asked):
            return redirect("register:ground", code=code)
    return ground(request, "management", estate, form=form, decisions=rows)


def _decisions(estates: list[Estate]) -> list[Resolution]:
    """What the owners of these estates decided about who manages, or about another major matter, newest first."""
    rows = Resolution.objects.filter(estate__in=estates, motion__matter__in=DECIDING, in_effect=True)
    return list(rows.select_related("motion", "option").order_by("-decided_on", "-pk"))
