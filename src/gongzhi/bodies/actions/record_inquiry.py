"""Record the letter by which a sending unit asks for the facts of service of one it sent."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.actions.evidence import keep_evidence
from gongzhi.bodies.models import Appointment, UnitInquiry
from gongzhi.bodies.queries.papers import cite_of
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

RECORDED = journal.event(
    "bodies.inquiry.recorded",
    whom=Fact.WORD,
    unit=Fact.TEXT,
    letter=Fact.TEXT,
    document=Fact.HASH,
    received_on=Fact.DAY,
)


@act
@official
def record_inquiry(
    *,
    appointment: Appointment,
    unit: str,
    letter_number: str,
    received_on: date,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> UnitInquiry:
    """The inquiry of the unit that sent the person, by its letter (B5.10); the person is told and may add a statement.

    Refuses everyone but community and street of the place, a unit other than the one that sent the person, and the same
    letter twice. Wrong input: no number of the letter, no letter, a day to come.
    """
    appointment = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("estate__community", "body")
        .get(pk=appointment.pk)
    )
    estate = appointment.estate
    if not appointment.seconded_from or estate is None:
        raise Refused(Reason(_("这个任职没有标记为下沉党员干部。"), remedy=_("任职登记时写明派出单位")))
    access.require_in(by, estate, None, *upkeep_access.UPKEEPERS, at=at)
    wrong = {f: _("必填") for f, given in (("letter_number", letter_number.strip()), ("file", content)) if not given}
    if not appointment.from_on <= received_on <= law_day(at):
        wrong["received_on"] = _("在任职之后、不晚于今天")
    if wrong:
        raise BadInput(_("请写明来函文号、收到日期，并附上来函。"), wrong)
    if unit.strip() != appointment.seconded_from:
        raise Refused(
            Reason(
                _("只有派出单位可以凭函查询，这份任职登记的派出单位是%(unit)s。") % {"unit": appointment.seconded_from},
                cite=cite_of("B5.10"),
                remedy=_("请派出单位来函"),
            )
        )
    if UnitInquiry.objects.filter(estate=estate, appointment=appointment, letter_number=letter_number.strip()).exists():
        raise Refused(_("这份来函已经登记。"))
    stored = keep_evidence(
        estate, file_name=file_name, content=content, content_type=content_type, personal=True, at=at
    )
    entry = journal.record(
        RECORDED,
        ref=f"body:{appointment.body_id}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        whom=keys.pseudonym(estate.pk, appointment.person_id),
        unit=unit.strip(),
        letter=letter_number.strip(),
        document=stored.sha256 if stored else None,
        received_on=received_on,
    )
    made = UnitInquiry.objects.create(
        estate=estate,
        appointment=appointment,
        unit=unit.strip(),
        letter_number=letter_number.strip(),
        received_on=received_on,
        file_id=stored.pk if stored else None,
        entry=entry.pk,
    )
    outbox.put(
        channel="sms",
        kind="service.inquiry",
        address=Person.objects.get(pk=appointment.person_id).number(),
        text=_("【共治】%(unit)s来函查询您在%(estate)s任职履职的事实。登录后可以看到记录，也可以补充说明。")
        % {"unit": made.unit, "estate": estate.name},
        at=at,
        estate_id=estate.pk,
    )
    return made
