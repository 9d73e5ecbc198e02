"""Note a fact of a seconded cadre's service, or what the person says of it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.models import Appointment, ServiceNote
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

NOTED = journal.event("bodies.service.noted", whom=Fact.WORD, own=Fact.TRUTH, words=Fact.TEXT, on=Fact.DAY)


@act
def note_service(*, appointment: Appointment, words: str, on: date, by: Person, at: datetime) -> ServiceNote:
    """A fact of service in a seat held as 下沉党员干部 (B1.8); written by the person it is their own statement (B5.10).

    Facts only, no score. Refuses everyone but community and street of the place and the person, and a seat of nobody
    seconded. Wrong input: nothing said, a day before the seat or to come.
    """
    appointment = Appointment.objects.select_related("estate__community", "body").get(pk=appointment.pk)
    if not appointment.seconded_from or appointment.estate is None:
        raise Refused(Reason(_("这个任职没有标记为下沉党员干部。"), remedy=_("任职登记时写明派出单位")))
    own = appointment.person_id == by.pk
    if not own:
        access.require_in(by, appointment.estate, None, *upkeep_access.UPKEEPERS, at=at)
    if not words.strip() or not appointment.from_on <= on <= law_day(at):
        raise BadInput(_("请写明做了什么、哪一天。"), {"words": _("必填"), "on": _("在任职之后、不晚于今天")})
    estate = appointment.estate
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        NOTED,
        ref=f"body:{appointment.body_id}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        whom=keys.pseudonym(estate.pk, appointment.person_id),
        own=own,
        words=words.strip(),
        on=on,
    )
    return ServiceNote.objects.create(
        estate=estate,
        appointment=appointment,
        words=words.strip(),
        own=own,
        on=on,
        by=pseudonym,
        entry=entry.pk,
    )
