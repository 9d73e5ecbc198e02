"""Draw up the budget of a year for one kind of money, line by line (A5.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import Account, Budget, BudgetLine
from gongzhi.fund.queries.serials import hold_register
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi_law.fund import FUND_NAMES, FundKind, Ground, SpendMatter, table_of

DRAFTED = journal.event(
    "fund.budget.drafted",
    budget=Fact.NUMBER,
    year=Fact.NUMBER,
    fund=Fact.WORD,
    lines=Fact.NUMBER,
    total_fen=Fact.NUMBER,
)
MOST = 60


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line to come: the expense account, what for, up to how much in fen."""

    account: Account
    words: str
    amount_fen: int


@act
def draft_budget(
    *, estate: Estate, year: int, fund: str, title: str, lines: Sequence[LineDraft], by: Person, at: datetime
) -> Budget:
    """A budget of this year or the next, as yet without effect; a later one of the same year and money adds to it.

    Refuses everyone but who keeps the books, and money that no budget may spend (维修资金、押金). Wrong input: another year,
    no title or lines, a line without words or sum, the same line twice.
    """
    book = lock_book(estate)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    wrong: dict[str, str] = {}
    if fund not in set(FundKind):
        raise BadInput(_("请选择是哪一种资金的预算。"), {"fund": _("请选择")})
    kind = FundKind(fund)
    if not any(Ground.BUDGET in table_of(matter, kind) for matter in SpendMatter):
        words = _("%(fund)s不能凭年度预算支付。") % {"fund": FUND_NAMES[kind]}
        raise Refused(Reason(words, cite=FUND_RULES, remedy=_("这种资金逐项由业主共同决定")))
    if year not in (law_day(at).year, law_day(at).year + 1):
        wrong["year"] = _("只编今年或者明年的预算")
    if not title.strip():
        wrong["title"] = _("必填")
    wrong |= _wrong_lines(estate, lines)
    if wrong:
        raise BadInput(_("预算还没有写全。"), wrong)
    hold_register(Budget._meta.db_table, estate)
    last = Budget.objects.filter(estate=estate, year=year, fund=fund).aggregate(n=Max("number"))["n"] or 0
    entry = journal.record(
        DRAFTED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        budget=last + 1,
        year=year,
        fund=fund,
        lines=len(lines),
        total_fen=sum(line.amount_fen for line in lines),
    )
    budget = Budget.objects.create(
        estate=estate, year=year, fund=fund, number=last + 1, title=title.strip()[:120], entry=entry.pk
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            estate=estate,
            budget=budget,
            account=line.account,
            words=line.words.strip()[:120],
            amount_fen=line.amount_fen,
        )
        for line in lines
    )
    return budget


def _wrong_lines(estate: Estate, lines: Sequence[LineDraft]) -> dict[str, str]:
    if not lines or len(lines) > MOST:
        return {"lines": _("至少一行，最多 %(n)s 行") % {"n": MOST}}
    wrong = {}
    seen: set[tuple[int, str]] = set()
    for number, line in enumerate(lines):
        same = (line.account.pk, line.words.strip())
        if line.account.estate_id != estate.pk or line.account.root != Account.Root.EXPENSE:
            wrong[f"lines.{number}"] = _("请选择支出科目")
        elif not line.words.strip() or line.amount_fen < 1:
            wrong[f"lines.{number}"] = _("用途和金额都要写")
        elif same in seen:
            wrong[f"lines.{number}"] = _("同一科目、同一用途写了两行，请合并")
        seen.add(same)
    return wrong
