"""换届争议: the public page with both sides, and the desk pages that mark, state and clear it."""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.clear_dispute import clear_dispute
from gongzhi.bodies.actions.mark_dispute import mark_dispute
from gongzhi.bodies.actions.state_in_dispute import state_in_dispute
from gongzhi.bodies.forms.offices import ClearForm, DisputeForm, StatementForm
from gongzhi.bodies.models import Body, Dispute
from gongzhi.bodies.queries.caretaking import grants
from gongzhi.bodies.queries.standing import REPRESENTING
from gongzhi.bodies.queries.standings import standings
from gongzhi.bodies.states import BodyState
from gongzhi.bodies.views.offices_body import power_table
from gongzhi.bodies.views.offices_frame import act_page, address, place_of_page
from gongzhi.kernel.clock import law_day
from gongzhi.people.access import desk_of_estate
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public
from gongzhi.web.door import Entered, door
from gongzhi.web.public_tabs import public_tabs


def sides_of(dispute: Dispute) -> list[dict[str, object]]:
    """What each side put forward, sides in the order in which they first spoke, the newest statement first."""
    found: dict[str, list[object]] = {}
    for row in dispute.statements.order_by("pk"):
        found.setdefault(row.side, []).insert(0, row)
    return [{"side": side, "rows": rows} for side, rows in found.items()]


def _meanwhile(estate: Estate, at: datetime) -> list[dict[str, object]]:
    on = law_day(at)
    rows = list(
        Body.objects.filter(estate=estate, kind__in=REPRESENTING, state=BodyState.STANDING).select_related(
            "estate__community", "division"
        )
    )
    known = standings(rows, on=on)
    return [
        {"body": body, "standing": known[body.pk], "table": power_table(known[body.pk], on=on)}
        for body in rows
        if grants(known[body.pk], on=on)
    ]


@door(estate_public)
def dispute(request: Entered, code: str) -> HttpResponse:
    """Everyone: what is in dispute, both sides on one page, what may be done meanwhile; earlier ones below."""
    estate: Estate = request.here
    rows = list(Dispute.objects.filter(estate=estate).order_by("-pk"))
    now = next((row for row in rows if row.cleared_on is None), None)
    home = f"/e/{code}/"
    context = {
        "estate": {"name": estate.name, "place": estate.community.name, "url": home},
        "nav": public_tabs(code, "who/"),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{reverse('bodies:dispute', args=[code])}",
        "now": now,
        "sides": sides_of(now) if now else [],
        "meanwhile": _meanwhile(estate, request.at) if now else [],
        "past": [{"row": row, "sides": sides_of(row)} for row in rows if row.cleared_on is not None],
    }
    return render(request, "bodies/offices/dispute.html", context)


@door(desk_of_estate, "GET", "POST")
def mark(request: Entered, code: str) -> HttpResponse:
    """The street marks a dispute; while one is open the page leads to what may be done with it."""
    estate: Estate = request.here
    now = Dispute.objects.filter(estate=estate, cleared_on__isnull=True).first()
    if now is not None and request.method == "GET":
        context = {
            **place_of_page(estate),
            "now": now,
            "sides": sides_of(now),
            "street": access.holds_in(request.person, access.K.STREET, estate, None, at=request.at),
        }
        return render(request, "bodies/offices/dispute_desk.html", context)
    return act_page(
        request,
        DisputeForm(request.POST or None, request.FILES or None),
        mark_dispute,
        here=estate,
        back=(_("组织和任职"), address(estate, "bodies")),
        heading=_("标记换届争议"),
        sub=_("由街道凭文书标记。期间只维持小区运转，双方材料在同一页公开，直到解除。"),
        word=_("标记争议"),
        done=reverse("bodies:desk_dispute", args=[code]),
        estate=estate,
    )


@door(desk_of_estate, "GET", "POST")
def state(request: Entered, code: str) -> HttpResponse:
    """One side puts forward its material."""
    estate: Estate = request.here
    return act_page(
        request,
        StatementForm(request.POST or None, request.FILES or None),
        state_in_dispute,
        here=estate,
        back=(_("换届争议"), reverse("bodies:desk_dispute", args=[code])),
        heading=_("提交一方的材料"),
        sub=_("材料公开，和另一方的在同一页。请写事实和凭据，不写别人的电话、证件号和房号。"),
        word=_("提交并公开"),
        estate=estate,
    )


@door(desk_of_estate, "GET", "POST")
def clear(request: Entered, code: str) -> HttpResponse:
    """The street clears the dispute."""
    estate: Estate = request.here
    return act_page(
        request,
        ClearForm(request.POST or None),
        clear_dispute,
        here=estate,
        back=(_("换届争议"), reverse("bodies:desk_dispute", args=[code])),
        heading=_("解除换届争议"),
        sub=_("凭文书或者裁判解除；双方材料仍然公开。"),
        word=_("解除"),
        done=address(estate, "bodies"),
        estate=estate,
    )
