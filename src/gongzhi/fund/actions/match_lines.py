"""Confirm which lines of the bank are which entries of the book (A5.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.lock_money import lock_money
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import BankLine, Match, MatchLine, MatchPosting, MoneyAccount, Posting
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.figures import fen

MATCHED = journal.event(
    "fund.lines.matched",
    account=Fact.WORD,
    how=Fact.WORD,
    groups=Fact.NUMBER,
    lines=Fact.NUMBER,
    postings=Fact.NUMBER,
    amount_fen=Fact.NUMBER,
    words=Fact.TEXT,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines and entries by number that are the same money; both sides have one at least."""

    lines: tuple[int, ...]
    postings: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.lines}:{self.postings}"


@act
@official
def match_lines(
    *,
    money: MoneyAccount,
    groups: Sequence[Group],
    how: str = Match.How.HAND,
    words: str = "",
    by: Person,
    at: datetime,
) -> Match:
    """Matches each group, all or none; returns the last. `how` is proposed (a proposal was confirmed) or hand.

    Refuses everyone but who keeps the books, and what is matched already. Wrong input: no group, a side empty, a line or
    entry twice or of another account, sums that differ.
    """
    book, money = lock_money(money)
    access.require_bookkeeper(by, book.estate, at=at)
    lines, postings = _found(money, groups)
    if how not in (Match.How.PROPOSED, Match.How.HAND):
        raise BadInput(_("勾对方式不对。"), {"how": _("请重选")})
    wrong = next((one for one in groups if _sum(one.lines, lines) != _sum(one.postings, postings)), None)
    if wrong is not None:
        given = {"bank": fen(_sum(wrong.lines, lines)), "book": fen(_sum(wrong.postings, postings))}
        text = _("两边金额不相等：银行 %(bank)s，账上 %(book)s") % given
        raise BadInput(_("没有勾对。"), {"groups": text})
    _refuse_matched(money, lines, postings)
    pseudonym = keys.pseudonym(book.estate.pk, by.pk)
    entry = journal.record(
        MATCHED,
        ref=f"account:{money.account.code}",
        estate_id=book.estate.pk,
        by=pseudonym,
        at=at,
        account=money.account.code,
        how=how,
        groups=len(groups),
        lines=sorted(lines),
        postings=sorted(postings),
        amount_fen=sum(_sum(one.lines, lines) for one in groups),
        words=words.strip(),
    )
    return write_matches(money, groups, how=how, words=words, entry=entry.pk, by=pseudonym, at=at)


def write_matches(
    money: MoneyAccount, groups: Sequence[Group], *, how: str, words: str = "", entry: int, by: str, at: datetime
) -> Match:
    """The matches as journaled by `entry`; part of every act that matches. Returns the last."""
    estate = money.estate
    made = Match.objects.bulk_create(
        Match(estate=estate, money=money, how=how, words=words.strip()[:200], by=by, at=at, entry=entry) for _ in groups
    )
    pairs = list(zip(made, groups, strict=True))
    MatchLine.objects.bulk_create(
        MatchLine(estate=estate, match=match, line_id=pk) for match, group in pairs for pk in group.lines
    )
    MatchPosting.objects.bulk_create(
        MatchPosting(estate=estate, match=match, posting_id=pk) for match, group in pairs for pk in group.postings
    )
    return made[-1]


def _sum(numbers: Sequence[int], known: dict[int, int]) -> int:
    return sum(known[number] for number in numbers)


def _found(money: MoneyAccount, groups: Sequence[Group]) -> tuple[dict[int, int], dict[int, int]]:
    """Sums in fen of the lines and entries named, by number."""
    named = [pk for one in groups for pk in one.lines]
    booked = [pk for one in groups for pk in one.postings]
    if not groups or any(not one.lines or not one.postings for one in groups):
        raise BadInput(_("没有勾对。"), {"groups": _("银行流水和账上分录两边都要选")})
    if len(set(named)) < len(named) or len(set(booked)) < len(booked):
        raise BadInput(_("没有勾对。"), {"groups": _("同一笔只能选一次")})
    rows = BankLine.objects.filter(estate=money.estate, money=money, pk__in=named, neutral=False)
    lines = dict(rows.values_list("pk", "amount_fen"))
    entries = Posting.objects.filter(estate=money.estate, account_id=money.account_id, pk__in=booked)
    postings = dict(entries.exclude(transaction__kind="opening").values_list("pk", "amount_fen"))
    if len(lines) < len(named) or len(postings) < len(booked):
        raise BadInput(_("没有勾对。"), {"groups": _("有的不是这个账户的，请重选")})
    return lines, postings


def _refuse_matched(money: MoneyAccount, lines: dict[int, int], postings: dict[int, int]) -> None:
    taken = MatchLine.objects.filter(estate=money.estate, line_id__in=lines, live=True).exists()
    if taken or MatchPosting.objects.filter(estate=money.estate, posting_id__in=postings, live=True).exists():
        raise Refused(
            Reason(
                _("选的流水或者分录已经勾对过了。"),
                cite=BOOKS,
                remedy=_("刷新再看"),
                remedy_url=f"/desk/e/{money.estate.code}/fund/bank/{money.account.code}/match/",
            )
        )
