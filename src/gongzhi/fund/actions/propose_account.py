"""Propose an account for the estate's money: on which ground, in whose name, who signs (A5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.models import Account, MoneyAccount, Side, Signatory
from gongzhi.fund.queries.ledger_bases import stopped_at
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi_law.fund import FUND_NAMES, FundKind, Holder, account_rule

PROPOSED = journal.event(
    "fund.account.proposed",
    code=Fact.WORD,
    fund=Fact.WORD,
    custody=Fact.WORD,
    holder=Fact.WORD,
    sides=Fact.WORD,
    words=Fact.TEXT,
    file=Fact.HASH,
)
C = MoneyAccount.Custody


@dataclass(frozen=True, slots=True)
class Signer:
    """Who will sign: a side, for owners and firm the body and (or any member: empty) the post."""

    side: str
    body: Body | None = None
    role: str = ""


def checked_signers(signers: Sequence[Signer], estate: Estate, custody: str) -> str:
    """What is wrong with who is to sign; empty where nothing is: a joint account has two sides, a body its estate."""
    sides = {signer.side for signer in signers}
    if not sides <= set(Side.values) or len({(s.side, s.role) for s in signers}) < len(signers):
        return _("请重选")
    if custody == C.JOINT and len(sides) < 2:
        return _("共管账户至少要有两方签字")
    if custody == C.OWN and Side.OWNERS not in sides:
        return _("请写明业主方由谁签字")
    if any(signer.body is not None and signer.body.estate_id != estate.pk for signer in signers):
        return _("请重选")
    if any((signer.side in (Side.OWNERS, Side.FIRM)) != (signer.body is not None) for signer in signers):
        return _("请写明是哪个组织")
    return ""


@act
@official
def propose_account(
    *,
    estate: Estate,
    fund: str,
    title: str,
    custody: str,
    holder: str,
    holder_kind: str,
    basis_words: str,
    signers: Sequence[Signer] = (),
    by_unit: bool = False,
    basis_entry: int | None = None,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> MoneyAccount:
    """Enters an account to be opened with its basis and who signs for it; a joint account names two sides or more (共管各方).

    `holder_kind` is a `gongzhi_law.fund.Holder`; the basis is a decision of the estate (`basis_entry`) or words with a
    paper. Refuses everyone but who keeps the books, a holder that the place forbids (杭州60条: no personal account), and
    a decision that does not hold. Wrong input: nothing written, one side alone, a body of another estate.
    """
    book = lock_book(estate, closing=True)  # codes are counted on
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    wrong = {}
    if fund not in set(FundKind):
        wrong["fund"] = _("请选择")
    if custody not in C.values:
        wrong["custody"] = _("请选择")
    if holder_kind not in set(Holder):
        wrong["holder_kind"] = _("请选择")
    for name, text in (("title", title), ("holder", holder), ("basis_words", basis_words)):
        if not text.strip():
            wrong[name] = _("必填")
    if text := checked_signers(signers, estate, custody):
        wrong["signers"] = text
    if Account.objects.filter(estate=estate, root=Account.Root.MONEY, title=title.strip()).exists():
        wrong["title"] = _("已有同名的账户")
    if wrong:
        raise BadInput(_("账户还没有写全。"), wrong)
    rule = account_rule(FundKind(fund), Holder(holder_kind), on=law_day(at), place=estate.place)
    if rule.passed is False and rule.blocks:
        raise Refused(
            Reason(
                rule.sentence, cite=rule.cite, remedy=_("改用%(fund)s允许的户名") % {"fund": FUND_NAMES[FundKind(fund)]}
            )
        )
    if basis_entry is not None and (stopped := stopped_at(estate, basis_entry, at=at)):
        raise Refused(stopped)
    stored = keep_paper(estate, file_name=file_name, content=content, at=at)
    taken = Account.objects.filter(estate=estate, root=Account.Root.MONEY).count()
    code = f"A{taken + 1}"
    entry = journal.record(
        PROPOSED,
        ref=f"account:{code}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=basis_entry,
        code=code,
        fund=fund,
        custody=custody,
        holder=holder_kind,
        sides=sorted({signer.side for signer in signers}),
        words=basis_words.strip(),
        file=stored.sha256 if stored else None,
    )
    account = Account.objects.create(
        estate=estate,
        code=code,
        title=title.strip(),
        root=Account.Root.MONEY,
        fund=fund,
        by_unit=by_unit,
        entry=entry.pk,
    )
    money = MoneyAccount.objects.create(
        estate=estate,
        account=account,
        custody=custody,
        holder=holder.strip(),
        basis_words=basis_words.strip(),
        basis_entry=basis_entry,
        file_id=stored.pk if stored else None,
        entry=entry.pk,
    )
    Signatory.objects.bulk_create(
        Signatory(
            estate=estate,
            money=money,
            side=signer.side,
            body=signer.body,
            role=signer.role,
            from_on=law_day(at),
            entry=entry.pk,
        )
        for signer in signers
    )
    return money
