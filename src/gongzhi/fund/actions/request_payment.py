"""Ask to pay: whom, how much, for what, from which account, on which ground (A5.3)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.documents.models import StoredFile
from gongzhi.fund import access
from gongzhi.fund.actions.asking_payment import (
    Asked,
    Payee,
    must_be_an_allowance,
    must_be_held,
    papers_of,
    warnings_of,
    wrong_in,
)
from gongzhi.fund.actions.keeping_papers import WORDS, Paper, keep_all
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.repair_grounds import must_be_of_project
from gongzhi.fund.actions.standing_grounds import (
    hold_basis,
    hold_line,
    must_be_payable,
    must_carry,
    must_fit,
    must_go,
    must_stand,
)
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import (
    Account,
    BudgetLine,
    MoneyAccount,
    RequestFile,
    Side,
    SpendBasis,
    SpendRequest,
    Transaction,
)
from gongzhi.fund.queries.approving import needed_for
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.payees import payee_index, shown_payee
from gongzhi.fund.queries.serials import next_serial
from gongzhi.fund.states import GIVEN_UP, AccountState, RequestState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.sealed import seal
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi_law.fund import Ground, SpendMatter

ASKED = journal.event(
    "fund.payment.requested",
    request=Fact.NUMBER,
    account=Fact.WORD,
    matter=Fact.WORD,
    ground=Fact.WORD,
    amount_fen=Fact.NUMBER,
    files=Fact.HASH,
    warnings=Fact.NUMBER,
    related=Fact.TRUTH,
    attempt=Fact.NUMBER,
    approvals=Fact.NUMBER,
    second_by=Fact.WORD,
    words=Fact.TEXT,
)
TABLE = "fund_spendrequest"


@act
@official
def request_payment(
    *,
    money: MoneyAccount,
    matter: str,
    amount_fen: int,
    words: str,
    ground: str,
    category: Account | None = None,
    to_money: MoneyAccount | None = None,
    payee: Payee | None = None,
    basis: SpendBasis | None = None,
    line: BudgetLine | None = None,
    returns: Transaction | None = None,
    project_id: int | None = None,
    seat: Appointment | None = None,
    month: date | None = None,
    related: bool = False,
    related_words: str = "",
    papers: Sequence[Paper] = (),
    warnings_seen: bool = False,
    by: Person,
    at: datetime,
) -> SpendRequest:
    """Asks to pay `amount_fen` on a ground that carries it; approvals by others follow (A5.3, A5.4).

    With `to_money` it moves money within the estate. Refuses everyone but who keeps the books, an account that does not pay
    this, a ground that is not enough, a basis that is suspended or used up, an allowance that the owners did not set.
    Wrong input: what is not filled in, no basis of the ground's kind, warnings not seen.
    """
    book = lock_book(money.estate)
    money = MoneyAccount.objects.select_related("account").get(estate=book.estate, pk=money.pk)
    money.estate = book.estate
    access.require_bookkeeper(by, book.estate, at=at)
    if matter not in set(SpendMatter):
        raise BadInput(_("请选择付什么。"), {"matter": _("请选择")})
    if ground not in set(Ground):
        raise BadInput(_("请选择凭什么付。"), {"ground": _("请选择")})
    asked = Asked(
        money,
        SpendMatter(matter),
        amount_fen,
        words,
        Ground(ground),
        category,
        to_money,
        payee,
        basis,
        line,
        returns,
        seat,
        month.replace(day=1) if month else None,
        related,
        related_words,
        tuple(papers),
    )
    must_be_payable(money)
    if asked.ground is Ground.PETTY:
        raise Refused(
            Reason(
                _("用备用金付的不用申请，由保管人在备用金里直接登记。"),
                cite=FUND_RULES,
                remedy=_("去登记备用金支出"),
                remedy_url=f"/desk/e/{book.estate.code}/fund/petty/",
            )
        )
    if amount_fen < 1:
        raise BadInput(_("申请还没有写全。"), {"amount_fen": _("要大于零")})
    finding = must_carry(money, matter, amount_fen, asked.ground, at=at)
    if wrong := wrong_in(asked):
        raise BadInput(_("申请还没有写全。"), wrong)
    if to_money is not None and to_money.state != AccountState.OPEN:
        raise Refused(Reason(_("收款的账户还没有启用。"), cite=FUND_RULES, remedy=_("先登记开户")))
    must_be_of_project(money, project_id, basis)
    hold_basis(basis)
    hold_line(line)
    must_go(money, to_money, matter, at=at)
    must_fit(basis, asked.matter, money)
    must_stand(basis, line, amount_fen, at=at)
    must_carry(money, matter, amount_fen, asked.ground, basis=basis, at=at)
    if asked.matter is SpendMatter.ALLOWANCE:
        must_be_an_allowance(asked)
    if returns is not None:
        Transaction.objects.select_for_update().get(estate=book.estate, pk=returns.pk)
        must_be_held(asked)
    kept = keep_all(book.estate, papers_of(asked), at=at)
    warns = warnings_of(asked, finding, [stored.sha256 for _paper, stored in kept], at=at)
    if warns and not warnings_seen:
        words = _("有 %(n)s 条提示，请看过后勾选“已经看过提示”再提交：%(all)s")
        raise BadInput(words % {"n": len(warns), "all": "".join(warns)}, {"warnings_seen": " ".join(warns)})
    return _written(asked, kept, project_id, len(warns), by=by, at=at)


def _written(
    asked: Asked,
    kept: Sequence[tuple[Paper, StoredFile]],
    project_id: int | None,
    warns: int,
    *,
    by: Person,
    at: datetime,
) -> SpendRequest:
    money, payee = asked.money, asked.payee
    estate = money.estate
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    serial = next_serial(SpendRequest, estate)
    needed = needed_for(money, asked.matter.value, asked.amount_fen, at=at)
    attempt = _attempt(estate, asked.seat, asked.month) if asked.seat is not None and asked.month is not None else 1
    entry = journal.record(
        ASKED,
        ref=f"request:{serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=basis_entry_of(asked.basis, asked.line, asked.returns),
        request=serial,
        account=money.account.code,
        matter=asked.matter.value,
        ground=asked.ground.value,
        amount_fen=asked.amount_fen,
        files=[stored.sha256 for _paper, stored in kept],
        warnings=warns,
        related=asked.related,
        attempt=attempt,
        approvals=needed.count,
        second_by=list(needed.second),
        words=asked.words.strip(),
    )
    made = SpendRequest.objects.create(
        estate=estate,
        serial=serial,
        money=money,
        to_money=asked.to_money,
        category=asked.category,
        matter=asked.matter.value,
        amount_fen=asked.amount_fen,
        words=asked.words.strip()[:200],
        payee=seal(estate.pk, TABLE, "payee", payee.name.strip()) if payee else None,
        payee_shown=_shown(asked)[:80],
        payee_index=payee_index(estate, payee.name) if payee else None,
        payee_bank=payee.bank.strip() if payee else "",
        payee_number=seal(estate.pk, TABLE, "payee_number", payee.digits) if payee else None,
        ground=asked.ground.value,
        basis=asked.basis,
        line=asked.line,
        returns=asked.returns,
        project_id=project_id,
        seat=asked.seat,
        month=asked.month,
        attempt=attempt,
        related=asked.related,
        related_words=asked.related_words.strip(),
        state=RequestState.ASKED,
        side=Side.OWNERS if access.is_owners_side(by, estate, at=at) else Side.FIRM,
        person_id=by.pk,
        by=pseudonym,
        at=at,
        approvals_needed=needed.count,
        second_by=",".join(needed.second),
        entry=entry.pk,
    )
    RequestFile.objects.bulk_create(
        RequestFile(
            estate=estate,
            request=made,
            kind=paper.kind,
            words=paper.words.strip()[:WORDS],
            file_id=stored.pk,
            clear=paper.clear,
            by=pseudonym,
            at=at,
            entry=entry.pk,
        )
        for paper, stored in kept
    )
    return made


def _shown(asked: Asked) -> str:
    """What everyone reads of the payee: an account of the estate, the post of an allowance, a company, no person's name."""
    if asked.to_money is not None:
        return f"{asked.to_money.account.code} {asked.to_money.account.title}"
    if asked.seat is not None:
        return _("%(role)s（津贴）") % {"role": asked.seat.get_role_display()}
    assert asked.payee is not None  # noqa: S101  (wrong_in asked for one)
    return shown_payee(asked.payee.name, person=asked.payee.person)


def _attempt(estate: Estate, seat: Appointment, month: date) -> int:
    """Which time the seat's allowance for the month is asked for: again only once the bank gave the payment back.

    Refuses a second one while the first is on its way or paid (the database holds it too).
    """
    rows = SpendRequest.objects.filter(estate=estate, seat=seat, month=month).exclude(state__in=GIVEN_UP)
    returned = rows.filter(payments__transaction__reversals__isnull=False)
    first = rows.exclude(pk__in=returned).first()
    if first is not None:
        raise Refused(
            Reason(
                _("这位委员%(month)s的津贴已经申请过（第 %(n)s 号）。")
                % {"month": month_words(month), "n": first.serial},
                cite=FUND_RULES,
                remedy=_("一个月只付一次；银行退回的，先把退回的那笔登记入账，再重新申请"),
                remedy_url=f"/desk/e/{estate.code}/fund/spending/{first.pk}/",
            )
        )
    return returned.distinct().count() + 1


def basis_entry_of(basis: SpendBasis | None, line: BudgetLine | None, returns: Transaction | None) -> int | None:
    """The journal entry on which a request rests; None where only its own papers show what is due."""
    if basis is not None:
        return int(basis.basis_entry)
    if line is not None:
        entry: int | None = line.budget.basis_entry
        return entry
    return int(returns.entry) if returns is not None else None
