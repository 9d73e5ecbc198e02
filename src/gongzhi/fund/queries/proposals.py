"""Which lines could be which entries: proposals for a person to confirm (A5.2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from gongzhi.fund.matching import Proposal, propose
from gongzhi.fund.models import BankLine, MoneyAccount, Posting
from gongzhi.fund.queries.bank_lines import open_lines, open_postings, written_line, written_postings

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
    """What is open on both sides of an account, and what could belong together."""

    lines: Mapping[int, BankLine]
    postings: Mapping[int, Posting]
    proposed: list[Proposed]

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
    """Everything open on the account with the proposals of `fund.matching`, the same whatever the order of rows."""
    lines = {row.pk: row for row in open_lines(money)}
    postings = {row.pk: row for row in open_postings(money)}
    found = propose([written_line(row) for row in lines.values()], written_postings(list(postings.values())))
    proposed = [
        Proposed(one, [lines[int(pk)] for pk in one.lines], [postings[int(pk)] for pk in one.postings]) for one in found
    ]
    return Waiting(lines, postings, proposed)
