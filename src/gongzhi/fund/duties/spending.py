"""What is due in spending: words that are missing on requests, slips to issue, payments to record, petty cash to check."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.access import CAPACITIES as SEATED
from gongzhi.bodies.models import Body, Dispute, Term
from gongzhi.bodies.queries.bylaws_over import bylaws_over
from gongzhi.bodies.queries.standing import REPRESENTING, status_in
from gongzhi.bodies.states import BodyState
from gongzhi.fund.access import K
from gongzhi.fund.cites import FUND_RULES, TWO_PERSONS
from gongzhi.fund.models import Approval, MoneyAccount, PettyVoucher, Side, Signatory, SpendRequest
from gongzhi.fund.queries.approving import at_least, lacking_by, needed_by
from gongzhi.fund.queries.grounds import Payer
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.periods import month_of
from gongzhi.fund.states import ON_THE_WAY, PettyState, RequestState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.places.models import Estate
from gongzhi_law.bodies import BodyKind
from gongzhi_law.fund import FundKind, SpendMatter, approvals, grounds

OFFICE = {Side.FIRM: K.FIRM, Side.RESIDENTS: K.COMMUNITY, Side.STREET: K.STREET}


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements."""
    known = {pk: one for pk, one in estates.items() if one.ended_on is None}
    found: dict[int, list[Duty]] = defaultdict(list)
    requests = list(
        SpendRequest.objects.filter(estate__in=list(known), state__in=ON_THE_WAY).select_related("money__account")
    )
    petty = list(
        PettyVoucher.objects.filter(estate__in=list(known), state=PettyState.RECORDED, on__lt=month_of(law_day(at)))
        .order_by("on")
        .values_list("estate_id", "petty_id", "on")
    )
    back = list(_owed_back(known))
    if not requests and not petty and not back:
        return found
    on = law_day(at)
    payers = _payers(known, on)
    _approvals(found, known, requests, payers, on)
    _steps(found, known, requests, payers)
    _petty(found, known, petty, back, payers)
    return dict(found)


def _payers(known: Mapping[int, Estate], on: date) -> dict[int, Payer]:
    """Who pays for the owners of each estate, as `queries.grounds.payer_of` says of one."""
    rows = Body.objects.filter(estate__in=list(known), kind__in=REPRESENTING, state=BodyState.STANDING)
    bodies: dict[int, Body] = {}
    for body in sorted(rows, key=lambda row: -REPRESENTING.index(Body.Kind(row.kind))):
        bodies[body.estate_id] = body  # type: ignore[index]
    terms: dict[int, Term] = {}
    for term in Term.objects.filter(body__in=[body.pk for body in bodies.values()], from_on__lte=on).order_by("number"):
        terms[term.body_id] = term
    open_ = Dispute.objects.filter(estate__in=list(known), marked_on__lte=on).exclude(cleared_on__lte=on)
    disputed = set(open_.values_list("estate_id", flat=True))
    found = {}
    for pk in known:
        body = bodies.get(pk)
        if body is None:
            found[pk] = Payer(None, None, None, None)
            continue
        last = terms.get(body.pk)
        status = status_in(body, last, on=on, disputed=pk in disputed)
        found[pk] = Payer(body, BodyKind(body.kind), status, last.set_size if last else None)
    return found


def _approvals(
    found: dict[int, list[Duty]],
    known: Mapping[int, Estate],
    requests: Iterable[SpendRequest],
    payers: Mapping[int, Payer],
    on: date,
) -> None:
    """One line an estate and side: how many requests want its word."""
    rows = [one for one in requests if one.state == RequestState.ASKED]
    agreed: dict[int, list[Approval]] = defaultdict(list)
    for one in Approval.objects.filter(request__in=rows, agrees=True):
        agreed[one.request_id].append(one)
    signing: dict[int, list[str]] = defaultdict(list)
    for row in Signatory.objects.filter(money__in={one.money_id for one in rows}, until_on__isnull=True):
        signing[row.money_id].append(row.side)
    adopted = bylaws_over({one.estate_id for one in rows}, on=on)
    waiting: Counter[tuple[int, Side]] = Counter()
    for one in rows:
        payer, estate = payers[one.estate_id], known[one.estate_id]
        rules = adopted.get(one.estate_id, {})
        rule = approvals(
            payer.kind, set_size=payer.size, mode=estate.management, on=on, place=estate.place, adopted=rules
        )
        finding = grounds(
            SpendMatter(one.matter),
            one.amount_fen,
            fund=FundKind(one.money.account.fund),
            body=payer.kind,
            status=payer.status,
            on=on,
            place=estate.place,
            adopted=rules,
        )
        joint = one.money.custody == MoneyAccount.Custody.JOINT
        needed = at_least(one, needed_by(rule, finding.cosign, signing[one.money_id] if joint else []))
        sides = {missing.sides[0] for missing in lacking_by(agreed[one.pk], needed, asked=one.side)}
        waiting.update((one.estate_id, side) for side in sides)
    for (pk, side), count in sorted(waiting.items()):
        who = K(OFFICE[side]).label if side in OFFICE else _owners(payers[pk])
        title = _("审批 %(n)s 笔支出申请") % {"n": count}
        found[pk].append(
            Duty(title, None, str(who), TWO_PERSONS, reverse("fund:spending_waiting", args=[known[pk].code]))
        )


def _steps(
    found: dict[int, list[Duty]],
    known: Mapping[int, Estate],
    requests: Iterable[SpendRequest],
    payers: Mapping[int, Payer],
) -> None:
    """Slips to issue and payments to record, for who asked for the money."""
    words = {RequestState.APPROVED: _("给 %(n)s 笔支出出付款单"), RequestState.ISSUED: _("登记 %(n)s 笔付款和回单")}
    counts = Counter((one.estate_id, RequestState(one.state), one.side) for one in requests)
    for (pk, state, side), count in sorted(counts.items()):
        if state in words:
            who = K.FIRM.label if side == Side.FIRM else _owners(payers[pk])
            url = reverse("fund:spending_home", args=[known[pk].code])
            found[pk].append(Duty(words[state] % {"n": count}, None, str(who), FUND_RULES, url))


def _petty(
    found: dict[int, list[Duty]],
    known: Mapping[int, Estate],
    rows: Iterable[tuple[int, int, date]],
    back: Iterable[tuple[int, int]],
    payers: Mapping[int, Payer],
) -> None:
    """Months of petty cash that are over and unchecked; rejected money that the keeper has to put back."""
    counts: Counter[tuple[int, int, date]] = Counter((pk, petty, month_of(on)) for pk, petty, on in rows)
    for (pk, petty, month), count in sorted(counts.items()):
        title = _("核对%(month)s的备用金（%(n)s 笔）") % {"month": month_words(month), "n": count}
        url = reverse("fund:petty_review", args=[known[pk].code, petty, f"{month:%Y-%m}"])
        found[pk].append(Duty(title, None, _owners(payers[pk]), TWO_PERSONS, url))
    for pk, count in Counter(pk for pk, _petty in back).items():
        title = _("备用金有 %(n)s 笔被退回，保管人把钱补回去") % {"n": count}
        url = reverse("fund:petty", args=[known[pk].code])
        found[pk].append(Duty(title, None, _owners(payers[pk]), FUND_RULES, f"{url}?all=1"))


def _owed_back(known: Mapping[int, Estate]) -> list[tuple[int, int]]:
    """Rejected vouchers of each fund's last review, as `queries.petty.owed_back` finds them."""
    rows = PettyVoucher.objects.filter(estate__in=list(known), review__isnull=False, petty__until_on__isnull=True)
    last: dict[int, int] = {}
    found: list[tuple[int, int, int, str]] = list(rows.values_list("estate_id", "petty_id", "review_id", "state"))
    for _pk, petty, review, _state in found:
        last[petty] = max(review, last.get(petty, 0))
    return [(pk, petty) for pk, petty, review, state in found if review == last[petty] and state == PettyState.REJECTED]


def _owners(payer: Payer) -> str:
    """The capacity of those who sit in the body, in words; the community worker where no body stands."""
    return str(K(SEATED[Body.Kind(payer.body.kind)] if payer.body else K.COMMUNITY).label)
