"""Which lines could be which entries: proposals for a person to confirm (A5.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from gongzhi.fund.matching import Proposal, propose
from gongzhi.fund.models import BankLine, MoneyAccount, Posting
from gongzhi.fund.queries.bank_lines import open_lines, open_postings, written_line, written_postings

AT_ONCE, AHEAD = 300, timedelta(days=62)
REASONS = {"reference": _("编号相符"), "name": _("户名相符"), "near": _("日期相近"), "days": _("只有金额相同")}


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal with its lines and entries."""

    proposal: Proposal
    lines: list[BankLine]
    postings: list[Posting]

    @property
    def key(self) -> str:
        """Lines and entries as a form sends them: 3,4:7."""
        sides = (self.proposal.lines, self.proposal.postings)
        return ":".join(",".join(str(one) for one in side) for side in sides)

    @property
    def reasons(self) -> list[str]:
        """Why, in words."""
        return [str(REASONS[name]) for name in self.proposal.reasons if name in REASONS]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is open on both sides of an account, the oldest first, and what could belong together.

    `more` lines wait behind these until some of them are matched.
    """

    lines: Mapping[int, BankLine]
    postings: Mapping[int, Posting]
    proposed: list[Proposed]
    more: int = 0

    @property
    def left_lines(self) -> list[BankLine]:
        """Lines in no proposal."""
        taken = {pk for one in self.proposed for pk in one.proposal.lines}
        return [row for pk, row in self.lines.items() if pk not in taken]

    @property
    def left_postings(self) -> list[Posting]:
        """Entries in no proposal."""
        taken = {pk for one in self.proposed for pk in one.proposal.postings}
        return [row for pk, row in self.postings.items() if pk not in taken]


def proposals_of(money: MoneyAccount) -> Waiting:
    """What is open on the account with the proposals of `fund.matching`, the same whatever the order of rows.

    At most the oldest `AT_ONCE` lines, with the entries up to `AHEAD` after the last of them.
    """
    all_lines = open_lines(money)
    lines = {row.pk: row for row in all_lines[:AT_ONCE]}
    opened = open_postings(money)
    if len(all_lines) > AT_ONCE:
        last = all_lines[AT_ONCE - 1].on + AHEAD
        opened = [row for row in opened if row.transaction.on <= last][: 3 * AT_ONCE]
    postings = {row.pk: row for row in opened}
    found = propose([written_line(row) for row in lines.values()], written_postings(opened))
    proposed = [
        Proposed(one, [lines[int(pk)] for pk in one.lines], [postings[int(pk)] for pk in one.postings]) for one in found
    ]
    return Waiting(lines, postings, proposed, len(all_lines) - len(lines))
