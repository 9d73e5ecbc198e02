"""Change which sides and posts sign for an account; who holds a post changes by itself (A5.1)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.account_notice import keep_account_paper, publish_account_notice
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.propose_account import Signer, checked_signers
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import AccountPaper, MoneyAccount, Signatory
from gongzhi.fund.queries.ledger_accounts import sides_of
from gongzhi.fund.queries.ledger_bases import stopped_at
from gongzhi.fund.states import AccountState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

CHANGED = journal.event(
    "fund.signatories.changed",
    code=Fact.WORD,
    before=Fact.WORD,
    after=Fact.WORD,
    words=Fact.TEXT,
    file=Fact.HASH,
)


@act
@official
def change_signatories(
    *,
    money: MoneyAccount,
    signers: Sequence[Signer],
    basis_words: str,
    basis_entry: int | None = None,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> MoneyAccount:
    """From today these posts sign; those that stay keep their day, and every owner is told by a notice.

    Needs a basis: a decision of the estate, or words with a paper. Refuses everyone but who keeps the books, a closed
    account and a decision that does not hold. Wrong input: one side alone, nothing changed, no basis.
    """
    book = lock_book(money.estate)
    money = MoneyAccount.objects.select_for_update(of=("self",)).select_related("account").get(pk=money.pk)
    money.estate = book.estate
    access.require_bookkeeper(by, book.estate, at=at)
    if money.state == AccountState.CLOSED:
        raise Refused(Reason(_("账户已经销户。"), cite=FUND_RULES, remedy=_("看在用的账户")))
    now = {(row.side, row.body_id, row.role): row for row in sides_of(money)}
    then = {(one.side, one.body.pk if one.body else None, one.role): one for one in signers}
    wrong = {}
    if text := checked_signers(signers, book.estate, money.custody):
        wrong["signers"] = text
    elif now.keys() == then.keys():
        wrong["signers"] = _("和现在一样，没有变化")
    if not basis_words.strip():
        wrong["basis_words"] = _("必填")
    elif basis_entry is None and not content:
        wrong["file"] = _("没有选决定的，请附依据的文件")
    if wrong:
        raise BadInput(_("签字安排还没有写全。"), wrong)
    if basis_entry is not None and (stopped := stopped_at(book.estate, basis_entry, at=at)):
        raise Refused(stopped)
    on, pseudonym = law_day(at), keys.pseudonym(book.estate.pk, by.pk)
    stored = keep_paper(book.estate, file_name=file_name, content=content, at=at)
    made = journal.record(
        CHANGED,
        ref=f"account:{money.account.code}",
        estate_id=book.estate.pk,
        by=pseudonym,
        at=at,
        basis=basis_entry if basis_entry is not None else money.entry,
        code=money.account.code,
        before=sorted(_word(*key) for key in now),
        after=sorted(_word(*key) for key in then),
        words=basis_words.strip(),
        file=stored.sha256 if stored else None,
    )
    for key, row in now.items():
        if key not in then:
            row.until_on, row.ended_entry = on, made.pk
            row.save(update_fields=["until_on", "ended_entry"])
    Signatory.objects.bulk_create(
        Signatory(estate=book.estate, money=money, side=side, body_id=body, role=role, from_on=on, entry=made.pk)
        for (side, body, role) in then
        if (side, body, role) not in now
    )
    keep_account_paper(money, stored, kind=AccountPaper.Kind.SIGNERS, entry=made.pk, at=at)
    if money.state == AccountState.OPEN:
        publish_account_notice(
            money,
            title=_("%(estate)s%(account)s签字安排变更公告")
            % {"estate": book.estate.name, "account": money.account.title},
            lead=_("本小区下列账户的签字安排自%(day)s起变更，现予公告。") % {"day": cndate(on)},
            on=on,
            basis_words=basis_words.strip(),
            by=pseudonym,
            at=at,
        )
    return money


def _word(side: str, body: int | None, role: str) -> str:
    """A post as the journal names it."""
    return f"{side}:{body or ''}:{role}"
