"""From one body to the next: a committee's renewal step by step, ending a body of passage, renovations of old estates."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.conclude_interim import conclude_interim, state_names
from gongzhi.bodies.actions.let_residents_committee_act import let_residents_committee_act
from gongzhi.bodies.actions.record_failed_election import record_failed_election
from gongzhi.bodies.actions.register_renovation import register_renovation
from gongzhi.bodies.actions.report_renewal import report_renewal
from gongzhi.bodies.forms.formation import ConcludeForm, RenovationForm, StepForm
from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.handing_over import proposals, receiver_of
from gongzhi.bodies.queries.renewal import RenewalRow, passage_of, rows_of
from gongzhi.bodies.queries.standing import body_of, governing, latest_term
from gongzhi.bodies.queries.standings import standing
from gongzhi.bodies.views.formation_frame import given_page
from gongzhi.bodies.views.offices_frame import act_page, address, place_of_page
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import desk_of_estate
from gongzhi.places.models import Estate, Renovation
from gongzhi.web.door import Entered, door
from gongzhi.web.due import duty_line
from gongzhi_law import estates as estates_law
from gongzhi_law import formation as law
from gongzhi_law.bodies import Status

STEPS = {
    "report": report_renewal,
    "failed": record_failed_election,
    "acting": let_residents_committee_act,
}


def _titles() -> dict[str, tuple[str, str]]:
    return {
        "report": (_("书面报告换届"), _("报告送出就算完成，不用等批复。")),
        "failed": (_("登记选举未成"), _("写明哪一天、差在哪里：参与不足，还是没有人过半。")),
        "acting": (_("由居委会代行"), _("选举多次未成、又没有组建物管会的，街道可以让居委会代行。")),
    }


@door(desk_of_estate)
def renewal(request: Entered, code: str) -> HttpResponse:
    """The steps of the renewal, each with its day, who and source; what may be recorded now; a word where there is no committee."""
    estate: Estate = request.here
    on = law_day(request.at)
    formations_url = reverse("bodies:desk_formations", args=[code])
    body = body_of(estate, Body.Kind.COMMITTEE)
    if body is None:
        context = {**place_of_page(estate), "formations_url": formations_url}
        return render(request, "bodies/formation/no_committee.html", context)
    passage = passage_of(body, on=on)
    rows = rows_of(passage, on=on) if passage is not None else []
    now = standing(body, on=on)
    first = next((row for row in rows if row.state == "now"), None)
    titles = _titles() if now.term is not None else {}
    context = {
        **place_of_page(estate),
        "body": body,
        "standing": now,
        "rows": [(row, *_badge(row, on)) for row in rows],
        "expired": now.status == Status.EXPIRED,
        "steps": [{"name": row.name, "note": "", "state": _station(row, first)} for row in rows],
        "crumb": {"label": body.name, "url": address(body, "body")},
        "links": [(title, reverse("bodies:renewal_step", args=[code, key])) for key, (title, _sub) in titles.items()],
        "formations_url": formations_url,
    }
    return render(request, "bodies/formation/renewal.html", context)


def _badge(row: RenewalRow, on: date) -> tuple[str, str]:
    """The words and the kind of a step's badge: 已办, 逾期 n 天, 现在要办, or none."""
    if row.state == "done":
        return _("已办"), "done"
    if row.late(on):
        line = duty_line(row, on)
        return line.badge, line.badge_kind
    return (_("现在要办"), "due") if row.state == "now" else ("", "")


def _station(row: RenewalRow, first: RenewalRow | None) -> str:
    """One station is the one to do now, whatever else is due beside it."""
    return row.state if row is first or row.state == "done" else "next"


@door(access.committee_of_desk, "GET", "POST")
def renewal_step(request: Entered, code: str, step: str) -> HttpResponse:
    """Records one step of the renewal."""
    body: Body = request.here
    term = latest_term(body, on=law_day(request.at))
    if step not in STEPS or term is None:
        raise NotHere
    title, sub = _titles()[step]
    return act_page(
        request,
        StepForm(request.POST or None, initial={"on": law_day(request.at)}),
        STEPS[step],
        here=body.estate,  # type: ignore[arg-type]
        back=(_("换届"), reverse("bodies:renewal", args=[code])),
        heading=title,
        sub=sub,
        word=_("登记"),
        term=term,
    )


@door(access.get_passage_body, "GET", "POST")
def conclude(request: Entered, code: str, body_id: int) -> HttpResponse:
    """Hands over item by item and ends a body of passage."""
    body: Body = request.here
    estate = body.estate
    assert estate is not None  # noqa: S101  (the door asks for a code)
    on = law_day(request.at)
    receiver = receiver_of(estate, instead_of=body)
    proposal = next((one for one in proposals([estate.pk], on=on) if one.body.pk == body.pk), None)
    form = ConcludeForm(
        request.POST or None,
        items=[(ground.id, ground.words) for ground in law.handover_items(on, estate.place)],
        states=state_names().items(),
        receiver=receiver.name if receiver else "",
        initial={"on": on, "reason": _("%(name)s已经备案") % {"name": proposal.committee.name} if proposal else ""},
    )
    context = {
        "body": body,
        "receiver": receiver,
        "proposal": proposal,
        "rows": [(form[key], form[f"{key}_note"]) for key, _name in form.asked],
        "crumb": {"label": body.name, "url": address(body, "body")},
    }
    return given_page(
        request,
        form,
        conclude_interim,
        "bodies/formation/conclude.html",
        here=estate,
        done=lambda handover: address(handover.body, "body"),
        context=context,
        body=body,
    )


@door(desk_of_estate, "GET", "POST")
def renovations(request: Entered, code: str) -> HttpResponse:
    """Registers a renovation; where nobody governs the estate it says 先自治后整治, and never stops it (A2.2)."""
    estate: Estate = request.here
    on = law_day(request.at)
    governed = governing(estate, at=request.at) is not None
    rows = list(Renovation.objects.filter(estate=estate).order_by("-from_on", "-pk"))
    context = {
        "rows": rows,
        "warning": estates_law.renovation(on=on, place=estate.place, governed=governed),
        "formations_url": reverse("bodies:desk_formations", args=[code]),
        "crumb": {"label": _("组建"), "url": reverse("bodies:desk_formations", args=[code])},
    }
    return given_page(
        request,
        RenovationForm(request.POST or None, initial={"from_on": on}),
        register_renovation,
        "bodies/formation/renovations.html",
        here=estate,
        done=lambda _made: reverse("bodies:renovations", args=[code]),
        context=context,
        estate=estate,
    )
