"""Which approvals a request needs, which it has, which are lacking: sides of the account, second key, never one alone (A5.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund.models import Approval, MoneyAccount, Side, SpendRequest
from gongzhi.fund.queries.grounds import approvals_of, grounds_of
from gongzhi_law.fund import ApprovalRule

SECOND_KEYS = (Side.RESIDENTS, Side.STREET)


@dataclass(frozen=True, slots=True)
class Needed:
    """Sides that each agree, how many persons at least, and one of whose second keys turns too (empty: none)."""

    sides: tuple[Side, ...]
    count: int
    second: tuple[Side, ...]
    sentence: str
    cites: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """One approval that is still missing: from which sides it may come, in words."""

    sides: tuple[Side, ...]
    second_key: bool
    words: str


def needed_for(money: MoneyAccount, matter: str, amount_fen: int, *, at: datetime) -> Needed:
    """The approvals of a payment: of every side that signs for the account, and of those the law or rules name."""
    joint = money.custody == MoneyAccount.Custody.JOINT
    signing = money.signatories.filter(until_on__isnull=True) if joint else []
    cosign = grounds_of(money, matter, amount_fen, at=at).cosign
    return needed_by(approvals_of(money.estate, at=at), cosign, [row.side for row in signing])


def needed_by(rule: ApprovalRule, cosign: str, signing: Iterable[str]) -> Needed:
    """What a rule asks of an account for which these sides sign together (none: it is no joint account).

    A small body, a caretaker and a body in dispute pay with the second key of street or 居委会 (§3.4, R14).
    """
    sides = {Side(side) for side in (*rule.sides, *signing)}
    keys = tuple(Side(side) for side in rule.second_key_by) if rule.second_key else ()
    second = keys or (SECOND_KEYS if cosign else ())
    words = rule.sentence
    if cosign:
        words += _("现在还须%(who)s会签。") % {"who": cosign}
    return Needed(tuple(side for side in Side if side in sides), rule.count, second, words, rule.cites)


def lacking_of(request: SpendRequest, needed: Needed) -> list[Lacking]:
    """What is still missing, in the order in which it is shown; empty: all have agreed."""
    agreed = Approval.objects.filter(estate=request.estate_id, request=request, agrees=True)
    return lacking_by(agreed, needed, asked=request.side)


def lacking_by(approvals: Iterable[Approval], needed: Needed, *, asked: str) -> list[Lacking]:
    """The same from the approvals that agree; a firm's request is its own word, the owners' needs another member's."""
    agreed = list(approvals)
    sides = {row.side for row in agreed} | ({Side.FIRM.value} if asked == Side.FIRM else set())
    found = [
        Lacking((side,), False, _("%(side)s确认") % {"side": side.label}) for side in needed.sides if side not in sides
    ]
    if needed.second and sides.isdisjoint(needed.second):
        names = _("或者").join(str(side.label) for side in needed.second)
        found.append(Lacking(needed.second, True, _("%(who)s会签") % {"who": names}))
    short = needed.count - len({row.person_id for row in agreed}) - len(found)
    found += [Lacking(needed.sides, False, _("再有一人审批"))] * max(0, short)
    return found


def needed_of(request: SpendRequest, *, at: datetime) -> Needed:
    """The approvals that this request needs now, never fewer than when it was asked (the database holds those)."""
    return at_least(request, needed_for(request.money, request.matter, request.amount_fen, at=at))


def at_least(request: SpendRequest, needed: Needed) -> Needed:
    """What is needed now, with the number and the second key that the request needed when it was asked."""
    asked = tuple(Side(side) for side in request.second_by.split(",") if side)
    both = tuple(side for side in asked if side in needed.second)
    return replace(needed, count=max(needed.count, request.approvals_needed), second=both or asked or needed.second)
