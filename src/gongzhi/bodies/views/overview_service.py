"""Service of seconded cadres (desk and the person's own page), and the quality director's notes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import upkeep_access
from gongzhi.bodies.actions.answer_inquiry import answer_inquiry
from gongzhi.bodies.actions.certify_service import certify_service
from gongzhi.bodies.actions.note_quality import note_quality
from gongzhi.bodies.actions.note_service import note_service
from gongzhi.bodies.actions.record_inquiry import record_inquiry
from gongzhi.bodies.forms.overview import InquiryForm, QualityForm, ServiceNoteForm
from gongzhi.bodies.models import Appointment, QualityNote
from gongzhi.bodies.queries.papers import cite_of
from gongzhi.bodies.queries.service import (
    certificate_pdf,
    certificates_of,
    inquiries_of,
    micro_grids,
    notes_of,
    seconded,
    service_of_person,
)
from gongzhi.bodies.views.overview_estate import keeps
from gongzhi.bodies.views.overview_frame import Tried, attempt, show
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import desk_of_estate, signed_in
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door


@door(desk_of_estate)
def services(request: Entered, code: str) -> HttpResponse:
    """Every seconded cadre who holds or held a seat in the estate; the record opens for those who keep it."""
    estate: Estate = request.here
    rows, keeper = list(seconded(estate)), keeps(request, estate)
    names = {p.pk: p.shown_name() for p in Person.objects.filter(pk__in={row.person_id for row in rows})}
    table = {
        "label": _("下沉党员干部"),
        "columns": [{"label": _("姓名")}, {"label": _("派出单位")}, {"label": _("任职")}, {"label": _("期间")}],
        "rows": [{"cells": _line(row, names, _record_url(request, row, code, keeper=keeper))} for row in rows],
        "empty": {
            "title": _("还没有下沉党员干部任职"),
            "text": _("登记任职时写明派出单位，这里就会列出来。"),
            "url": reverse("bodies:desk_bodies", args=[code]),
            "action": _("去组织和任职"),
        },
    }
    n = sum(1 for row in rows if row.ended_on is None)
    heading = _("下沉党员干部 %(n)s 人在任") % {"n": n} if n else _("没有在任的下沉党员干部")
    return show(request, "services", estate, heading=heading, table=table, cite=cite_of("B1.8"))


def _record_url(request: Entered, row: Appointment, code: str, *, keeper: bool) -> str:
    """Where the record opens for this person: their own page, the desk of those who keep it, or nowhere."""
    if row.person_id == request.person.pk:
        return reverse("bodies:own_service", args=[code, row.pk])
    return reverse("bodies:service", args=[code, row.pk]) if keeper else ""


def _line(row: Appointment, names: dict[int, str], url: str) -> list[Any]:
    return [
        {"text": names.get(row.person_id, ""), "url": url},
        row.seconded_from,
        f"{row.body.name} {row.get_role_display()}",
        span(row),
    ]


def span(row: Appointment) -> str:
    """From when until when a seat was held."""
    until = cndate(row.ended_on) if row.ended_on else _("今")
    return _("%(a)s 至 %(b)s") % {"a": cndate(row.from_on), "b": until}


def _record(row: Appointment, on: Any) -> dict[str, Any]:
    """What both pages show of a service: facts of the seat, notes, letters, certificates."""
    facts = [
        (_("派出单位"), row.seconded_from),
        (_("组织和职务"), f"{row.body.name} {row.get_role_display()}"),
        (_("期间"), span(row)),
        (_("产生依据"), row.basis),
    ]
    inquiries, grids = inquiries_of(row), micro_grids(row, on=on)
    if grids:
        facts.append((_("微网格"), "、".join(grids)))
    return {
        "row": row,
        "facts": facts,
        "notes": notes_of(row),
        "inquiries": inquiries,
        "waiting": any(one.answered_on is None for one in inquiries),
        "certificates": certificates_of(row),
        "cite": cite_of("B5.10"),
    }


@door(upkeep_access.get_service_for, "GET", "POST")
def service(request: Entered, code: str, service_id: int) -> HttpResponse:
    """One cadre's record on the desk: a note, the letters of the unit, the certificates."""
    row: Appointment = request.here
    on = law_day(request.at)
    if row.person_id == request.person.pk:
        return redirect("bodies:own_service", code, row.pk)
    tried = _noted(request, row)
    if tried.done:
        return redirect("bodies:service", code, row.pk)
    assert row.estate is not None  # noqa: S101  (found by its estate)
    return show(
        request,
        "service",
        row.estate,
        tried,
        heading=Person.objects.get(pk=row.person_id).shown_name(),
        crumb={"label": _("下沉党员干部"), "url": reverse("bodies:services", args=[code])},
        **_record(row, on),
    )


def _noted(request: Entered, row: Appointment) -> Tried:
    form = ServiceNoteForm(request.POST or None, initial={"on": law_day(request.at)})
    return attempt(request, form, note_service, appointment=row)


@door(upkeep_access.get_service_for, "GET", "POST")
def own_service(request: Entered, code: str, service_id: int) -> HttpResponse:
    """The person's own page: what was noted, who asked, and the own statement (B5.10)."""
    row: Appointment = request.here
    if row.person_id != request.person.pk:
        raise NotHere
    tried = _noted(request, row)
    if tried.done:
        return redirect("bodies:own_service", code, row.pk)
    context = {
        "back": {"url": reverse("bodies:own_services"), "label": _("我的履职")},
        "estate": row.estate,
        "form": tried.form,
        "refused": tried.refused,
        **_record(row, law_day(request.at)),
    }
    return render(request, "bodies/overview/own_service.html", context, status=tried.status)


@door(signed_in)
def own_services(request: Entered) -> HttpResponse:
    """The seats the person holds or held as a seconded cadre."""
    rows = [
        {"text": f"{row.body.name} {row.get_role_display()}", "note": span(row), "url": _own_url(row)}
        for row in service_of_person(request.person)
    ]
    context = {"rows": rows, "back": {"url": reverse("desk:owner"), "label": _("我的小区")}}
    return render(request, "bodies/overview/own_services.html", context)


def _own_url(row: Appointment) -> str:
    assert row.estate is not None  # noqa: S101  (services are of estates)
    return reverse("bodies:own_service", args=[row.estate.code, row.pk])


@door(upkeep_access.get_service_for, "POST")
def certify(request: Entered, code: str, service_id: int) -> HttpResponse:
    """Issues a certificate at the person's request."""
    certify_service(
        appointment=request.here,
        by=request.person,
        at=request.at,
        idempotency_key=request.POST.get("idempotency_key") or None,
    )
    return redirect("bodies:service", code, service_id)


@door(upkeep_access.get_service_for, "GET", "POST")
def new_inquiry(request: Entered, code: str, service_id: int) -> HttpResponse:
    """Records the letter of the sending unit."""
    row: Appointment = request.here
    assert row.estate is not None  # noqa: S101  (found by its estate)
    initial = {"received_on": law_day(request.at), "unit": row.seconded_from}
    form = InquiryForm(request.POST or None, request.FILES or None, initial=initial)
    tried = attempt(request, form, record_inquiry, appointment=row)
    if tried.done:
        return redirect("bodies:service", code, row.pk)
    return show(
        request,
        "end",
        row.estate,
        tried,
        heading=_("登记派出单位的来函"),
        sub=_("登记后本人会收到短信，可以补充说明。"),
        word=_("登记来函"),
        cite=cite_of("B5.10"),
        crumb={"label": _("履职记录"), "url": reverse("bodies:service", args=[code, row.pk])},
    )


@door(upkeep_access.get_service_for, "POST")
def answer(request: Entered, code: str, service_id: int, inquiry_id: int) -> HttpResponse:
    """Answers a letter with a certificate of the facts."""
    answer_inquiry(
        inquiry=upkeep_access.get_inquiry_for(request.here, inquiry_id),
        by=request.person,
        at=request.at,
        idempotency_key=request.POST.get("idempotency_key") or None,
    )
    return redirect("bodies:service", code, service_id)


@door(upkeep_access.get_service_for)
def certificate(request: Entered, code: str, service_id: int, certificate_id: int) -> HttpResponse:
    """The whole certificate as PDF: for the person, and for community and street who hand it to the unit."""
    document = next((d for d in certificates_of(request.here) if d.pk == certificate_id), None)
    if document is None:
        raise NotHere
    response = HttpResponse(certificate_pdf(document), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="service-{document.year}-{document.serial}.pdf"'
    return response


@door(upkeep_access.quality_of, "GET", "POST")
def own_quality(request: Entered, code: str) -> HttpResponse:
    """The quality director's phone page: one note with a photo, and the last ones (B1.7)."""
    seat: Appointment = request.here
    assert seat.estate is not None  # noqa: S101  (found by its estate)
    on = law_day(request.at)
    form = QualityForm(request.POST or None, request.FILES or None, initial={"on": on})
    tried = attempt(request, form, note_quality, estate=seat.estate)
    if tried.done:
        return redirect("bodies:own_quality", code)
    context = {
        "estate": seat.estate,
        "back": {"url": reverse("desk:owner"), "label": _("我的小区")},
        "form": form,
        "refused": tried.refused,
        "notes": _notes(seat.estate)[:10],
    }
    return render(request, "bodies/overview/own_quality.html", context, status=tried.status)


@door(desk_of_estate)
def quality(request: Entered, code: str) -> HttpResponse:
    """What the quality directors of the estate noted."""
    estate: Estate = request.here
    rows = _notes(estate)
    heading = _("义务质量总监记了 %(n)s 次") % {"n": len(rows)} if rows else _("还没有巡查和评价")
    mine = holds(request.person, Capacity.Kind.QUALITY, estate, at=request.at)
    return show(request, "quality", estate, heading=heading, notes=rows, cite=cite_of("B1.7"), mine=mine)


def _notes(estate: Estate) -> list[QualityNote]:
    return list(QualityNote.objects.filter(estate=estate).order_by("-on", "-pk"))
