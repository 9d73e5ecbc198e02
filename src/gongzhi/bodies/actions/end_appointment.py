"""End an appointment on a natural ground or with its body; the capacity ends in the same act."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.revoke_delegation import take_back
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.natural_ends import grounds_of, ways_of
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person

ENDED = journal.event("bodies.seat.vacated", way=Fact.WORD, whom=Fact.WORD, ended_on=Fact.DAY, note=Fact.TEXT)
E = Appointment.End
RECALL = "《业主大会和业主委员会指导规则》第44条"


@act
def end_appointment(
    *, appointment: Appointment, way: str, note: str, on: date, by: Person, at: datetime
) -> Appointment:
    """Ends a seat's appointment for a natural ground: 辞职, 不再是业主, 丧失行为能力 … (R19); recall has an act of its own.

    Refuses whoever may not record the body (a resignation also comes from the member), a ground that the place does not list,
    and ending twice. Wrong input: no note of
    the evidence, a day before the appointment began or to come.
    """
    body = (
        Body.objects.select_for_update(of=("self",))
        .select_related("estate__community", "division")
        .get(pk=appointment.body_id)
    )
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if not (way == E.RESIGNED and appointment.person_id == by.pk):
        access.may_record(by, body, at=at, ended_too=True)
    if way not in ways_of(body, on=law_day(at)):
        raise Refused(
            Reason(
                _("这不是任职自行终止的情形。罢免由业主大会或者它授权的业委会决定，社区和街道只能提议。"),
                cite=next((g.cite for g in grounds_of(body, on=law_day(at))), RECALL),
                remedy=_("请走罢免程序"),
            )
        )
    if not note.strip() or not appointment.from_on <= on <= law_day(at):
        raise BadInput(_("终止任职要写明凭据和日期。"), {"note": _("必填"), "on": _("在任职之后、不晚于今天")})
    return vacate(appointment=appointment, body=body, way=way, note=note, on=on, by=by, at=at)


@official
def vacate(
    *, appointment: Appointment, body: Body, way: str, note: str, on: date, by: Person, at: datetime
) -> Appointment:
    """The part that acts ending a seat share: journal, the row's end, the end of its capacity and of what it handed on.

    What the member showed of themselves on the public page goes with the office (R23).
    """
    if appointment.ended_on is not None:
        raise Refused(_("这个任职已经终止。"))
    entry = journal.record(
        ENDED,
        **signed(body, by),
        at=at,
        way=way,
        whom=keys.pseudonym(body.estate_id, appointment.person_id),
        ended_on=on,
        note=note.strip(),
    )
    appointment.ended_on, appointment.end_way, appointment.end_note = on, way, note.strip()[:200]
    appointment.ended_entry = entry.pk
    appointment.shown_phone, appointment.party_shown = "", False
    appointment.save(update_fields=["ended_on", "end_way", "end_note", "ended_entry", "shown_phone", "party_shown"])
    for given in appointment.delegations.select_for_update().filter(revoked_on__isnull=True):
        take_back(delegation=given, body=body, reason=_("委托人的任职已终止"), on=law_day(at), by=by, at=at)
    for held in Capacity.objects.select_for_update().filter(granted_entry=appointment.entry, until_at__isnull=True):
        held.until_at, held.ended_entry = max(at, held.from_at + timedelta(microseconds=1)), entry.pk
        held.save(update_fields=["until_at", "ended_entry"])
    return appointment
