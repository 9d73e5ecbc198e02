"""On which ground a payment may rest here and now: the law's answer for this account, body, place and adopted rules (A5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.bylaws_over import bylaws_over
from gongzhi.bodies.queries.standing import governing, latest_term, status_of
from gongzhi.fund.models import MoneyAccount
from gongzhi.kernel.clock import law_day
from gongzhi.norms.queries.adopted import bylaws_of
from gongzhi.places.models import Estate
from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.fund import (
    ApprovalRule,
    FundKind,
    GroundFinding,
    PettyCaps,
    SpendMatter,
    approvals,
    grounds,
    petty_caps,
)


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays for the owners now: the body (None: there is none), its kind, its standing, the size of its set."""

    body: Body | None
    kind: BodyKind | None
    status: Status | None
    size: int | None


def payer_of(estate: Estate, *, at: datetime) -> Payer:
    """The body that stands for the owners at `at`."""
    body = governing(estate, at=at)
    if body is None:
        return Payer(None, None, None, None)
    term = latest_term(body, on=law_day(at))
    return Payer(body, BodyKind(body.kind), status_of(body, on=law_day(at)), term.set_size if term else None)


def grounds_of(money: MoneyAccount, matter: str, amount_fen: int, *, at: datetime) -> GroundFinding:
    """What a payment of that sum for that matter from this account may rest on."""
    return grounds_for(money.estate, money.account.fund, matter, amount_fen, at=at)


def grounds_for(estate: Estate, fund: str, matter: str, amount_fen: int, *, at: datetime) -> GroundFinding:
    """The same for a kind of money (`gongzhi_law.fund.FundKind`)."""
    payer, on = payer_of(estate, at=at), law_day(at)
    return grounds(
        SpendMatter(matter),
        amount_fen,
        fund=FundKind(fund),
        body=payer.kind,
        status=payer.status,
        on=on,
        place=estate.place,
        adopted=bylaws_of(estate, on=on),
    )


def approvals_of(estate: Estate, *, at: datetime) -> ApprovalRule:
    """Who has to approve a payment of this estate (A5.4)."""
    payer, on = payer_of(estate, at=at), law_day(at)
    return approvals(
        payer.kind,
        set_size=payer.size,
        mode=estate.management,
        on=on,
        place=estate.place,
        adopted=bylaws_of(estate, on=on),
    )


def caps_of(estate: Estate, *, at: datetime) -> PettyCaps:
    """What petty cash pays by voucher and by month: adopted, or only proposed."""
    on = law_day(at)
    return petty_caps(on=on, place=estate.place, adopted=bylaws_of(estate, on=on))


def caps_over(estates: Mapping[int, Estate], *, on: date) -> dict[int, PettyCaps]:
    """The same for many estates, by their number."""
    adopted = bylaws_over(estates, on=on)
    return {pk: petty_caps(on=on, place=estate.place, adopted=adopted.get(pk, {})) for pk, estate in estates.items()}
