"""End a contract before its time."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.models import IncomeContract
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ENDED = journal.event("fund.contract.ended", serial=Fact.NUMBER, on=Fact.DAY, reason=Fact.TEXT)


@act
def end_contract(*, contract: IncomeContract, on: date, reason: str, by: Person, at: datetime) -> IncomeContract:
    """The contract ends on `on`; what falls due after that day is owed no more, what was due before stays due.

    Refuses everyone but who keeps the books, and a second ending. Wrong input: no reason, a day to
    come, before it was signed or after it is over; one that has not begun may end.
    """
    estate = contract.estate
    contract = IncomeContract.objects.select_for_update(of=("self",)).select_related("asset").get(pk=contract.pk)
    contract.estate = estate
    access.require_bookkeeper(by, estate, at=at)
    if contract.ended_on is not None:
        raise Refused(Reason(_("这份合同已经登记终止。"), remedy=_("看合同的各期")))
    wrong = {}
    if not reason.strip():
        wrong["reason"] = _("必填")
    if on > law_day(at) or not min(contract.signed_on, contract.from_on) <= on < contract.until_on:
        wrong["on"] = _("要在签订以后、到期以前，不能是将来的日子")
    if wrong:
        raise BadInput(_("请补好再登记。"), wrong)
    entry = journal.record(
        ENDED,
        ref=f"contract:{contract.serial}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=contract.entry,
        serial=contract.serial,
        on=on,
        reason=reason.strip(),
    )
    contract.ended_on, contract.ended_for, contract.ended_entry = on, reason.strip()[:200], entry.pk
    contract.save(update_fields=["ended_on", "ended_for", "ended_entry"])
    return contract
