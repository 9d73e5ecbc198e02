"""Stop a member's work before the decision on the recall, where local law has it."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment, Suspension
from gongzhi.bodies.queries.recalls import rule_of
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person

SUSPENDED = journal.event(
    "bodies.member.suspended", appointment=Fact.NUMBER, whom=Fact.WORD, from_on=Fact.DAY, ground=Fact.TEXT
)


@act
def suspend_member(*, appointment: Appointment, ground: str, on: date, by: Person, at: datetime) -> Suspension:
    """The committee stops a member's work and makes it public, until the owners decide (for instance 北京46条2款, 青岛40条3款).

    The capacity rests meanwhile. Refuses everyone but the body's other members, and every place whose law does not have it:
    there nobody stops a member before the decision (R19). Wrong input: no ground, a past or future day.
    """
    body, held = lock_seat(appointment)
    access.require_in(by, body.estate, body.division, Capacity.Kind.COMMITTEE, at=at)
    if held.person_id == by.pk:
        raise Refused(Reason(_("不能停止自己的履职。"), remedy=_("可以书面辞职")))
    rule = rule_of(body, on=law_day(at)).suspension
    if rule is None:
        raise Refused(
            Reason(
                _("本地没有罢免决定以前停止履职的规定，决定以前委员照常履职。"),
                cite="《业主大会和业主委员会指导规则》第44条",
                remedy=_("请走罢免程序，由业主大会决定"),
            )
        )
    if not ground.strip() or not held.from_on <= on <= law_day(at):
        raise BadInput(_("停止履职要写明情形和日期。"), {"ground": _("必填"), "on": _("在任职之后、不晚于今天")})
    if held.ended_on is not None or held.suspensions.filter(lifted_on__isnull=True).exists():
        raise Refused(_("此人的任职已经终止，或者已经停止履职。"))
    entry = journal.record(
        SUSPENDED,
        **signed(body, by),
        at=at,
        appointment=held.pk,
        whom=keys.pseudonym(body.estate_id, held.person_id),
        from_on=on,
        ground=ground.strip(),
    )
    for capacity in Capacity.objects.select_for_update().filter(granted_entry=held.entry, until_at__isnull=True):
        capacity.until_at, capacity.ended_entry = max(at, capacity.from_at + timedelta(microseconds=1)), entry.pk
        capacity.save(update_fields=["until_at", "ended_entry"])
    return Suspension.objects.create(
        estate=body.estate,
        appointment=held,
        ground=ground.strip()[:200],
        cite=rule.cites[:120],
        from_on=on,
        entry=entry.pk,
    )
