"""Accept a proposed correction as the second person; the register changes with it."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.actions.holdings import known_or_new, set_holders
from gongzhi.register.actions.owner_rows import sealed, set_phone
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.actions.release_claim import end_claim
from gongzhi.register.models import Claim, Correction, Owner, Unit
from gongzhi.register.queries.corrections import change_of
from gongzhi.register.states import REQUEST_MOVES, RequestState

ACCEPTED = journal.event(
    "register.correction.accepted", correction=Fact.NUMBER, unit=Fact.WORD, what=Fact.WORD, area=Fact.NUMBER
)
What = Correction.What


@act
@official
def accept_correction(*, correction: Correction, by: Person, at: datetime, answer: str = "") -> Correction:
    """Carries the change out; whoever proposed or asked cannot accept (the database refuses the same person too).

    A frozen roll does not change: what is corrected after it counts from the next roll. Refuses anyone but
    the keepers.
    """
    estate = Estate.objects.select_for_update().get(pk=correction.estate_id)
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    access.require_keeper(by, estate, at=at)
    check_move(REQUEST_MOVES, RequestState(correction.state), RequestState.ACCEPTED)
    actor = keys.pseudonym(estate.pk, by.pk)
    access.require_another(correction.proposed_by, actor)
    access.require_another(correction.asked_by, actor)
    unit = Unit.objects.select_for_update().get(pk=correction.unit_id)
    _carry_out(correction, unit, estate, actor, at)
    correction.state, correction.decided_by, correction.decided_at = RequestState.ACCEPTED, actor, at
    correction.answer = answer.strip() or _("已核实，按此更正。")
    correction.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    journal.record(
        ACCEPTED,
        ref=f"correction:{correction.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        correction=correction.pk,
        unit=keys.alias(estate.pk, "unit", unit.pk),
        what=correction.what,
        area=unit.area,
    )
    return correction


def _carry_out(correction: Correction, unit: Unit, estate: Estate, actor: str, at: datetime) -> None:
    change = change_of(correction)
    match correction.what:
        case What.AREA:
            unit.area, unit.area_source = change["area"], change["source"]
            unit.save(update_fields=["area", "area_source"])
        case What.NAME:
            owner = _owner(correction)
            owner.name = sealed(estate.pk, "name", change["name"])
            owner.save(update_fields=["name"])
        case What.PHONE:
            _change_phone(_owner(correction), change["phone"], estate, unit, at)
        case What.OWNERS:
            _change_owners(unit, change, estate, actor, at)
        case What.CLAIM:
            claim = Claim.objects.select_for_update().get(pk=change["claim"], estate=estate)
            end_claim(claim, cause="correction", by=actor, at=at)


def _owner(correction: Correction) -> Owner:
    owner = Owner.objects.select_for_update().filter(pk=correction.owner_id or 0).first()
    if owner is None:
        raise Refused(Reason(_("这条更正没有指明业主。"), remedy=_("不采纳这一条，重新提出")))
    return owner


def _change_phone(owner: Owner, number: str, estate: Estate, unit: Unit, at: datetime) -> None:
    """Changes the number and tells the old and the new one: nobody's number changes behind their back."""
    before = owner.number()
    set_phone(owner, number)
    owner.save(update_fields=["phone", "phone_index"])
    text = _("【共治】%(estate)s %(door)s 的登记电话已由两位工作人员更正为尾号 %(tail)s。如不是您要求的，请联系社区。")
    words = text % {"estate": estate.name, "door": unit.door, "tail": queries.tail(number)}
    for address in dict.fromkeys(n for n in (before, number) if n):
        outbox.put(channel="sms", kind="phone.told", address=address, text=words, at=at, estate_id=estate.pk)


def _change_owners(unit: Unit, change: dict[str, Any], estate: Estate, actor: str, at: datetime) -> None:
    owners = known_or_new(unit, change["owners"])
    on = min(date.fromisoformat(change["from_on"]), law_day(at))
    set_holders(unit, [owner.pk for owner in owners], on=on)
    rebuild_electors(estate=estate, by=actor, at=at)
