"""The 环境和物业管理委员会 of a community on its desk: forming it, its steps, its term beside that of the 居委会."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access, slate_access
from gongzhi.bodies.actions.form_env_committee import form_env_committee
from gongzhi.bodies.actions.mark_large_estate import mark_large_estate
from gongzhi.bodies.forms.slates import EnvForm, LargeForm
from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.declarations import declared_for
from gongzhi.bodies.queries.env import Pair, hearings_of, pairs_over
from gongzhi.bodies.queries.large_estates import marked_in
from gongzhi.bodies.queries.standing import appointments
from gongzhi.bodies.views.offices_frame import act_page, address, place_of_page
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Capacity
from gongzhi.places.models import Division, Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi_law.bodies import BodyKind
from gongzhi_law.offices import natural_ends

PAPER = "《社区党组织领导下的“三方联动”机制实施方案》附件2第一条"
NOBODY = Pair(None, None, None, None)


@door(access.lists_of_division)
def env(request: Entered, division: str) -> HttpResponse:
    """How far the committee is: hearings, the word of the party organisation, the decision, seats, declarations, its term."""
    place: Division = request.here
    on = law_day(request.at)
    pair = pairs_over([str(place.code)], on=on).get(str(place.code), NOBODY)
    marked = marked_in(str(place.code))
    estates = Estate.objects.filter(community=place, ended_on__isnull=True).order_by("name")
    works = access.holds_in(request.person, Capacity.Kind.COMMUNITY, None, place, at=request.at)
    context = {
        **place_of_page(place),
        "place": place,
        "pair": pair,
        "steps": _steps(pair, on),
        "terms": [
            (_("居委会"), _until(pair.residents_term)),
            (_("环物委"), _until(pair.env_term)),
        ],
        "paper": PAPER,
        "grounds": natural_ends(BodyKind.ENV_COMMITTEE, on, str(place.code)[:6]),
        "estates": [
            {
                "estate": estate,
                "mark": marked.get(estate.pk),
                "url": reverse("bodies:mark_large", args=[estate.code]) if works else "",
            }
            for estate in estates
        ],
        "may_form": works and pair.env is None and place.level == Division.Level.COMMUNITY,
        "body_url": address(pair.env, "body") if pair.env else "",
        "checks_url": address(pair.env, "checks") if pair.env else "",
    }
    return render(request, "bodies/slates/env.html", context)


def _until(term: Any) -> str:
    if term is None:
        return _("没有登记任期")
    return _("到%(day)s") % {"day": cndate(term.last_on)} if term.last_on else _("没有届满日")


def _steps(pair: Pair, on: date) -> list[dict[str, str]]:
    body = pair.env
    heard = hearings_of(body) if body else {}
    seated = list(appointments(body, on=on)) if body else []
    people = {row.person_id for row in seated}
    said = declared_for(body, people) if body else {}
    willing = sum(1 for pk in people if pk in said and said[pk].voluntary)
    found = [
        (_("组建"), cndate(body.formed_on) if body and body.formed_on else "", body is not None),
        (_("征求意见"), _("%(n)s 人") % {"n": len(heard)}, bool(people) and people <= set(heard)),
        (_("居民代表会议决定、到任"), _("%(n)s 人在任") % {"n": len(people)}, bool(people)),
        (_("自愿无偿声明"), _("%(n)s 人") % {"n": willing}, bool(people) and willing == len(people)),
    ]
    now = next((n for n, row in enumerate(found) if not row[2]), len(found))
    return [
        {"name": name, "note": note, "state": "done" if done else "now" if n == now else "next"}
        for n, (name, note, done) in enumerate(found)
    ]


@door(access.lists_of_division, "GET", "POST")
def new_env(request: Entered, division: str) -> HttpResponse:
    """Forms the committee with its first term."""
    place: Division = request.here
    form = EnvForm(request.POST or None, initial={"name": _("%(name)s环境和物业管理委员会") % {"name": place.name}})
    return act_page(
        request,
        form,
        form_env_committee,
        here=place,
        back=(_("环物委"), reverse("bodies:env", args=[division])),
        heading=_("组建%(name)s环物委") % {"name": place.name},
        sub=_("人选由居委会征求各方意见后提出，社区党组织把关，居民代表会议决定；任期和居委会一致。"),
        cite=PAPER,
        word=_("组建"),
        done=_body_url,
        division=place,
    )


def _body_url(body: Body) -> str:
    return address(body, "checks")


@door(slate_access.marker_of, "GET", "POST")
def mark_large(request: Entered, code: str) -> HttpResponse:
    """Says whether an estate counts as large (B7.4)."""
    estate: Estate = request.here
    return act_page(
        request,
        LargeForm(request.POST or None),
        mark_large_estate,
        here=estate,
        back=(_("环物委"), reverse("bodies:env", args=[estate.community_id])),
        heading=_("%(name)s算不算规模较大的小区") % {"name": estate.name},
        sub=_("环物委成员应覆盖辖区所有规模较大的住宅小区；文件没有写数字，由社区认定并留痕。"),
        cite=PAPER,
        word=_("认定"),
        estate=estate,
    )
