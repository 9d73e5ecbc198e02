"""The facts of a seconded cadre's service, and the certificate made of them (B1.8, B5.10)."""

import json
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, MicroGridDuty, ServiceNote, UnitInquiry
from gongzhi.documents.models import Document, StoredFile
from gongzhi.documents.queries import file_content, published, typeset
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate


def seconded(estate: Estate) -> QuerySet[Appointment]:
    """Every seat of the estate ever held by a seconded cadre, those held now first."""
    found = Appointment.objects.filter(estate=estate).exclude(seconded_from="")
    held_first = F("ended_on").desc(nulls_first=True)
    return found.select_related("estate__community", "body", "seat", "term").order_by(held_first, "from_on", "pk")


def service_of_person(person: Person) -> QuerySet[Appointment]:
    """The person's own seats as a seconded cadre, in every estate."""
    found = Appointment.objects.filter(person_id=person.pk, estate__isnull=False).exclude(seconded_from="")
    return found.select_related("estate", "body", "seat").order_by("-from_on", "pk")


def notes_of(appointment: Appointment) -> list[ServiceNote]:
    """What was noted of the service and what the person said of it, by day."""
    rows = ServiceNote.objects.filter(estate=appointment.estate, appointment=appointment)
    return list(rows.order_by("on", "pk"))


def inquiries_of(appointment: Appointment) -> list[UnitInquiry]:
    """The letters of the sending unit, the newest first."""
    rows = UnitInquiry.objects.filter(estate=appointment.estate, appointment=appointment)
    return list(rows.order_by("-received_on", "-pk"))


def certificates_of(appointment: Appointment) -> list[Document]:
    """The certificates issued of this service, the newest first."""
    return published(certificate_ref(appointment), int(appointment.estate_id or 0), "service")


def certificate_ref(appointment: Appointment) -> str:
    """The name under which a certificate is filed: it leads neither to the seat nor to the person."""
    return f"service:{keys.alias(int(appointment.estate_id or 0), 'service', appointment.pk)}"


def certificate_content(appointment: Appointment, *, occasion: str, at: datetime) -> dict[str, Any]:
    """What a certificate says: who, sent by whom, which seat, from when until when, the facts, the own statements."""
    estate = appointment.estate
    assert estate is not None  # noqa: S101  (asked by the act)
    notes = notes_of(appointment)
    seat = [
        (_("姓名"), Person.objects.get(pk=appointment.person_id).shown_name()),
        (_("派出单位"), appointment.seconded_from),
        (_("任职小区"), f"{estate.community.name} {estate.name}"),
        (_("组织和职务"), f"{appointment.body.name} {appointment.get_role_display()}"),
        (_("产生方式和依据"), f"{appointment.get_way_display()}，{appointment.basis}"),
        (_("任职期间"), _span(appointment)),
    ]
    grids = micro_grids(appointment, on=law_day(at))
    if grids:
        seat.append((_("微网格"), "、".join(grids)))
    return {
        "rows": [{"label": str(label), "value": value} for label, value in seat],
        "facts": [{"on": note.on.isoformat(), "words": note.words} for note in notes if not note.own],
        "own": [{"on": note.on.isoformat(), "words": note.words} for note in notes if note.own],
        "occasion": occasion,
    }


def micro_grids(appointment: Appointment, *, on: date) -> list[str]:
    """The micro-grids the holder of the seat serves in on `on`."""
    lasting = Q(until_on__isnull=True) | Q(until_on__gt=on)
    rows = MicroGridDuty.objects.filter(
        lasting, estate=appointment.estate, person_id=appointment.person_id, from_on__lte=on
    )
    return list(rows.order_by("grid__code").values_list("grid__name", flat=True))


def certificate_pdf(document: Document) -> bytes:
    """The whole certificate as PDF, for those who may read it; fails loudly if the kept text is not what was published."""
    kept = StoredFile.objects.get(estate_id=document.estate_id, sha256=document.data["whole"])
    return typeset(document, whole=json.loads(file_content(kept)))


def _span(appointment: Appointment) -> str:
    until = cndate(appointment.ended_on) if appointment.ended_on else _("今")
    return _("%(a)s至%(b)s") % {"a": cndate(appointment.from_on), "b": until}
