"""Set what a post is paid a month, as the owners decided (L1.4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import DECIDES
from gongzhi.fund.models import AllowanceRule, SpendBasis
from gongzhi.fund.queries.bases import stops_basis
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.voting.queries.sums_decided import wrong_reading

SET = journal.event(
    "fund.allowance.set", role=Fact.WORD, month_fen=Fact.NUMBER, since=Fact.DAY, ended=Fact.NUMBER, quote=Fact.TEXT
)
ROLES = (Appointment.Role.CHAIR, Appointment.Role.VICE, Appointment.Role.MEMBER)


@act
def set_allowance(
    *, basis: SpendBasis, role: str, month_fen: int, quote: str, from_on: date, by: Person, at: datetime
) -> AllowanceRule:
    """The monthly allowance of a post from the first of a month, read from the sentence of the resolution that says it.

    It ends the one before. Refuses everyone but who keeps the books, a basis that is no resolution of the owners (业委会不能
    自己定津贴) or that is stopped. Wrong input: a sum or sentence that is not in the resolution, a day that is no first.
    """
    book = lock_book(basis.estate)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    basis = SpendBasis.objects.select_for_update().get(estate=estate, pk=basis.pk)
    if basis.resolution is None:
        raise Refused(
            Reason(
                _("委员津贴、补助的标准由业主大会决定，业委会不能自己定。"),
                cite=DECIDES,
                remedy=_("提交业主大会表决，通过后登记那一项决议"),
            )
        )
    if reason := stops_basis(basis, at=at):
        raise Refused(reason)
    wrong = wrong_reading(basis.resolution, month_fen, quote)
    if "amount_fen" in wrong:
        wrong["month_fen"] = wrong.pop("amount_fen")
    if role not in ROLES:
        wrong["role"] = _("请选择")
    if from_on.day != 1:
        wrong["from_on"] = _("填某个月的1日")
    last = AllowanceRule.objects.filter(estate=estate, role=role, until_on__isnull=True).first()
    if last is not None and last.from_on >= from_on:
        wrong["from_on"] = _("要晚于现行标准开始的那个月")
    if wrong:
        raise BadInput(_("津贴标准要照决议登记。"), wrong)
    entry = journal.record(
        SET,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=basis.basis_entry,
        role=role,
        month_fen=month_fen,
        since=from_on,
        ended=last.pk if last else 0,
        quote=quote.strip(),
    )
    if last is not None:
        last.until_on, last.ended_entry = from_on, entry.pk
        last.save(update_fields=["until_on", "ended_entry"])
    return AllowanceRule.objects.create(
        estate=estate, basis=basis, role=role, month_fen=month_fen, from_on=from_on, entry=entry.pk
    )
