"""Hand some of one's powers to another person for a while."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment, Delegation
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import day_start, law_day
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Capacity, Person
from gongzhi_law.powers import POWER_NAMES, Power

GIVEN = journal.event(
    "bodies.power.delegated",
    appointment=Fact.NUMBER,
    powers=Fact.WORD,
    whom=Fact.WORD,
    from_on=Fact.DAY,
    until_on=Fact.DAY,
    limit=Fact.TEXT,
    ground=Fact.TEXT,
)


@act
def delegate_power(
    *,
    appointment: Appointment,
    name: str,
    number: str,
    powers: Sequence[str],
    limit_words: str = "",
    basis: str,
    from_on: date,
    until_on: date,
    by: Person,
    at: datetime,
) -> Delegation:
    """The person of this number may do what the member may do of `powers`, on `[from_on, until_on)`, and no more.

    The capacity 受托办理人 begins and ends with it. Not there for anyone but the member. Refuses an alternate, a suspended or
    ended seat, a power the body does not have today, and handing on beyond the term. Wrong input: no power, no basis,
    a past day, oneself.
    """
    body, held = lock_seat(appointment)
    if held.person_id != by.pk or body.estate is None:
        raise NotHere
    today = law_day(at)
    wrong = {f: _("必填") for f, value in (("name", name), ("number", number), ("basis", basis)) if not value.strip()}
    if not powers or any(power not in set(Power) for power in powers):
        wrong["powers"] = _("请选择委托哪几项")
    if not today <= from_on < until_on:
        wrong["until_on"] = _("从今天或者以后开始，并写明哪一天终止")
    if wrong:
        raise BadInput(_("委托要写明给谁、哪几项、到哪一天、凭什么。"), wrong)
    if not access.sits_in(by, body, at=at, seat=held):
        raise Refused(Reason(_("您在这个席位上现在不能行使权限，不能委托。"), remedy=_("先核对任职和身份")))
    limits = [day for day in (held.term.until_on, held.term.ended_on) if day] if held.term else []
    if any(day > today and until_on > day for day in limits):
        raise BadInput(_("委托不能长过任期。"), {"until_on": _("不晚于任期届满")})
    grants = [access.grant_of(body, Power(power), at=at) for power in powers]
    if refused := [g for g in grants if not g.granted]:
        raise Refused(*(Reason(g.sentence, cite=g.cite, remedy=_("自己没有的权限不能委托")) for g in refused))
    person = know_person(name=name.strip(), number=number, at=at)
    if person.pk == by.pk:
        raise BadInput(_("不能委托给自己。"), {"number": _("请写受托人的手机号")})
    kept = sorted(set(powers), key=list(POWER_NAMES).index)  # type: ignore[arg-type]
    entry = journal.record(
        GIVEN,
        **signed(body, by),
        at=at,
        appointment=held.pk,
        powers=kept,
        whom=keys.pseudonym(body.estate_id, person.pk),
        from_on=from_on,
        until_on=until_on,
        limit=limit_words.strip(),
        ground=basis.strip(),
    )
    made = Delegation.objects.create(
        estate=body.estate,
        body=body,
        appointment=held,
        to_person_id=person.pk,
        powers=kept,
        limit_words=limit_words.strip()[:200],
        basis=basis.strip()[:200],
        from_on=from_on,
        until_on=until_on,
        entry=entry.pk,
    )
    Capacity.objects.create(
        person=person,
        kind=Capacity.Kind.DELEGATE,
        estate=body.estate,
        from_at=max(at, day_start(from_on)),
        until_at=day_start(until_on),
        granted_entry=entry.pk,
    )
    return made
