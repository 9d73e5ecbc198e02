"""Set up petty cash: a cash box, who keeps it, what a month and a voucher may cost (§3.4)."""

from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import MoneyAccount, PettyFund
from gongzhi.fund.queries.bases import stopped
from gongzhi.fund.queries.grounds import caps_of, grounds_for
from gongzhi.fund.states import AccountState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.models import Decision
from gongzhi.meetings.queries.decisions import amount_of
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution
from gongzhi.web.figures import fen
from gongzhi_law.fund import FundKind, Ground, SpendMatter
from gongzhi_law.params import Strength

SET = journal.event(
    "fund.petty.set",
    account=Fact.WORD,
    keeper=Fact.WORD,
    month_cap_fen=Fact.NUMBER,
    each_cap_fen=Fact.NUMBER,
    by_rules=Fact.TRUTH,
)


@act
def set_petty_fund(
    *,
    money: MoneyAccount,
    keeper: Appointment,
    month_cap_fen: int,
    each_cap_fen: int,
    resolution: Resolution | None = None,
    decision: Decision | None = None,
    by: Person,
    at: datetime,
) -> PettyFund:
    """Petty cash from today, in place of the one before; its caps stay within the adopted rules (A5.7).

    Where the rules say nothing, a resolution, or a committee's decision whose sum covers a month, sets them. Refuses
    everyone but who keeps the books, no cash box, what already sets another box in use, caps above the rules, a place
    where the committee may not decide alone, a decision that is stopped (R2). Wrong input: a keeper without a seat, caps that do not fit each other.
    """
    book = lock_book(money.estate, closing=True)  # the caps of all boxes are summed
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    money = (
        MoneyAccount.objects.select_for_update(of=("self",)).select_related("account").get(estate=estate, pk=money.pk)
    )
    if money.custody != MoneyAccount.Custody.CASH or money.state != AccountState.OPEN:
        raise Refused(Reason(_("备用金要先开一个现金账户。"), cite=FUND_RULES, remedy=_("去开设“备用金”账户")))
    on = law_day(at)
    wrong = {}
    if keeper.estate_id != estate.pk or keeper.from_on > on or (keeper.ended_on is not None and keeper.ended_on <= on):
        wrong["keeper"] = _("请选现任的成员")
    if each_cap_fen < 1:
        wrong["each_cap_fen"] = _("要大于零")
    if month_cap_fen < each_cap_fen:
        wrong["month_cap_fen"] = _("不能小于每笔的上限")
    if wrong:
        raise BadInput(_("备用金还没有写全。"), wrong)
    by_rules = _rules_allow(money, month_cap_fen, each_cap_fen, at=at)
    named = resolution or decision
    _must_set_one_box(money, resolution, decision)
    if not by_rules or named is not None:
        _must_be_decided(estate, resolution, decision, month_cap_fen, by_rules=by_rules, at=at)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    basis = resolution.entry_id if resolution is not None else decision.entry if decision is not None else None
    entry = journal.record(
        SET,
        ref=f"account:{money.account.code}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=basis,
        account=money.account.code,
        keeper=keys.pseudonym(estate.pk, keeper.person_id),
        month_cap_fen=month_cap_fen,
        each_cap_fen=each_cap_fen,
        by_rules=by_rules,
    )
    PettyFund.objects.filter(estate=estate, money=money, until_on__isnull=True).update(
        until_on=on, ended_entry=entry.pk
    )
    return PettyFund.objects.create(
        estate=estate,
        money=money,
        keeper=keeper,
        month_cap_fen=month_cap_fen,
        each_cap_fen=each_cap_fen,
        basis_entry=basis or entry.pk,
        resolution=resolution,
        decision=decision,
        from_on=on,
        entry=entry.pk,
    )


def _must_set_one_box(money: MoneyAccount, resolution: Resolution | None, decision: Decision | None) -> None:
    """Refuses what already sets the caps of another box in use: decided once, it fills one box, not two."""
    if resolution is None and decision is None:
        return
    rows = PettyFund.objects.filter(
        estate=money.estate, until_on__isnull=True, resolution=resolution, decision=decision
    )
    other = rows.exclude(money=money).select_related("money__account").first()
    if other is not None:
        words = _("这一项已经用来设定%(box)s，那份备用金还在用。") % {"box": other.money.account.title}
        page = f"/desk/e/{money.estate.code}/fund/petty/?all=1"
        raise Refused(
            Reason(words, cite=FUND_RULES, remedy=_("先把那份备用金交回银行、停用，或者另作决定"), remedy_url=page)
        )


def _rules_allow(money: MoneyAccount, month_fen: int, each_fen: int, *, at: datetime) -> bool:
    """Whether the estate's rules set the caps; refuses what is above them, the month's for all boxes together."""
    caps = caps_of(money.estate, at=at)
    if caps.each_fen is None or caps.month_fen is None:
        return False
    others = PettyFund.objects.filter(estate=money.estate, until_on__isnull=True).exclude(money=money)
    elsewhere = int(others.aggregate(n=Sum("month_cap_fen"))["n"] or 0)
    for asked, most, what in (
        (each_fen, caps.each_fen, _("每笔")),
        (month_fen + elsewhere, caps.month_fen, _("每月（几份备用金合计）") if elsewhere else _("每月")),
    ):
        if asked > most:
            words = _("小区规则约定备用金%(what)s不超过%(most)s。") % {"what": what, "most": fen(most)}
            raise Refused(Reason(words, cite=caps.cites or FUND_RULES, remedy=_("在规则的上限以内设定")))
    return True


def _must_be_decided(
    estate: Estate,
    resolution: Resolution | None,
    decision: Decision | None,
    month_fen: int,
    *,
    by_rules: bool,
    at: datetime,
) -> None:
    """Refuses caps that nobody decided: the owners, or the committee where nothing forbids it."""
    named = resolution or decision
    if named is None:
        caps = caps_of(estate, at=at)
        raise Refused(
            Reason(
                caps.sentence,
                cite=caps.cites or FUND_RULES,
                remedy=_("由业主大会通过资金管理办法，或者凭一项决议、决定设定"),
            )
        )
    if named.estate_id != estate.pk or (resolution is not None and decision is not None):
        raise BadInput(_("请选择一项决议或者决定。"), {"of": _("请重选")})
    if reason := stopped(resolution, decision, at=at):
        raise Refused(reason)
    if decision is None or by_rules:
        return
    finding = grounds_for(estate, FundKind.COMMON_INCOME, SpendMatter.ROUTINE, month_fen, at=at)
    why = finding.refused.get(Ground.COMMITTEE)
    if why is not None and why.strength is not Strength.PROPOSED:
        raise Refused(Reason(why.sentence, cite=why.cite or FUND_RULES, remedy=_("提交业主大会表决")))
    if (amount_of(decision) or 0) < month_fen:
        words = _("这项决定写的金额不够一个月的上限%(month)s。") % {"month": fen(month_fen)}
        raise Refused(Reason(words, cite=FUND_RULES, remedy=_("按决定的金额设定，或者重新上会")))
