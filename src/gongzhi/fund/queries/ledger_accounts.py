"""Who signs for an account today, and what still moves through it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body, Suspension
from gongzhi.bodies.queries.holders import names_of
from gongzhi.bodies.queries.standing import appointments
from gongzhi.bodies.states import BodyState
from gongzhi.fund.models import IncomeContract, MoneyAccount, PettyFund, Side, Signatory, SpendRequest
from gongzhi.fund.states import ON_THE_WAY, AccountState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.models import Entry
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi_law.fund import FundKind, Holder, account_rule
from gongzhi_law.meeting_rules import Finding

OWNERS = (Body.Kind.COMMITTEE, Body.Kind.INTERIM, Body.Kind.SELF_MANAGED)
OFFICES = {Side.RESIDENTS: Capacity.Kind.COMMUNITY, Side.STREET: Capacity.Kind.STREET}


@dataclass(frozen=True, slots=True)
class Signing:
    """One side of an account: by which post, and who holds that post today (nobody: the side cannot sign)."""

    row: Signatory
    side: str
    post: str
    names: tuple[str, ...]


def sides_of(money: MoneyAccount) -> list[Signatory]:
    """The sides in force, owners first."""
    order = list(Side.values)
    rows = money.signatories.filter(until_on__isnull=True).select_related("body")
    return sorted(rows, key=lambda row: (order.index(row.side), row.role))


def post_of(row: Signatory) -> str:
    """The post that signs, in words and without a name: 桂溪苑业委会主任."""
    if row.body is None:
        return str(Side(row.side).label)
    if not row.role:
        return _("%(body)s任一成员") % {"body": row.body.name}
    return f"{row.body.name}{Appointment.Role(row.role).label}"


def signing_now(money: MoneyAccount, *, at: datetime) -> list[Signing]:
    """Every side with who signs for it at `at`: the seats are read today, so a change of seats is a change here (A5.1)."""
    found = []
    for row in sides_of(money):
        people = _holders(row, at=at)
        names = names_of(people)
        found.append(Signing(row, str(Side(row.side).label), post_of(row), tuple(names[one] for one in people)))
    return found


def _holders(row: Signatory, *, at: datetime) -> list[int]:
    """Who may sign in this post at `at`: with the capacity of the seat, and not suspended."""
    if row.body is None:
        length = 12 if row.side == Side.RESIDENTS else 9
        where = {"kind": OFFICES[Side(row.side)], "division_id": row.estate.community_id[:length], "from_at__lte": at}
        held = Capacity.objects.filter(**where).exclude(until_at__lte=at)
        return list(dict.fromkeys(held.order_by("pk").values_list("person_id", flat=True)))
    if row.body.state != BodyState.STANDING:
        return []
    on = law_day(at)
    seats = [seat for seat in appointments(row.body, on=on).filter(seat__alternate=False) if _is(row, seat.role)]
    stopped = set(
        Suspension.objects.filter(appointment__in=seats, lifted_on__isnull=True, from_on__lte=on).values_list(
            "appointment", flat=True
        )
    )
    able = set(
        Capacity.objects.filter(granted_entry__in=[seat.entry for seat in seats], from_at__lte=at)
        .exclude(until_at__lte=at)
        .values_list("person_id", flat=True)
    )
    return [seat.person_id for seat in seats if seat.pk not in stopped and seat.person_id in able]


def _is(row: Signatory, role: str) -> bool:
    return not row.role or row.role == role


def vacant_posts(estates: Iterable[Estate], *, on: date) -> list[Signatory]:
    """Posts that sign for an open account and that nobody holds on `on`, or whose body is gone: nothing can be paid there."""
    rows = Signatory.objects.filter(
        estate__in=list(estates), until_on__isnull=True, body__isnull=False, money__state=AccountState.OPEN
    ).select_related("body", "money__account")
    posts = list(rows.order_by("pk"))
    now = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    seats = Appointment.objects.filter(
        now, body__in={row.body_id for row in posts}, from_on__lte=on, seat__alternate=False
    ).values_list("body", "role")
    held = set(seats)
    bodies = {body for body, _role in held}
    return [
        row
        for row in posts
        if row.body is not None
        and (
            row.body.state != BodyState.STANDING
            or row.body_id not in bodies
            or (row.role != "" and (row.body_id, row.role) not in held)
        )
    ]


def holder_rule(money: MoneyAccount, *, on: date) -> Finding | None:
    """What the place says of keeping that money in that name; None where the name was not entered by its kind."""
    entry = Entry.objects.filter(pk=money.entry, estate_id=money.estate_id).first()
    kind = json.loads(bytes(entry.body))["facts"].get("holder") if entry else None
    if kind not in set(Holder):
        return None
    return account_rule(FundKind(money.account.fund), Holder(kind), on=on, place=money.estate.place)


def possible_posts(estate: Estate, money: MoneyAccount | None = None) -> list[tuple[str, Side, Body | None, str, str]]:
    """Every post that may sign in this estate, and those that sign for `money` now: key, side, body, role, words."""
    rows: list[tuple[str, Side, Body | None, str, str]] = []
    bodies = Body.objects.filter(estate=estate, state=BodyState.STANDING)
    for body in bodies.filter(kind__in=OWNERS).order_by("pk"):
        for role in ("", Appointment.Role.CHAIR, Appointment.Role.VICE, Appointment.Role.LEADER):
            if not role or body.appointments.filter(role=role, ended_on__isnull=True).exists():
                rows.append(_post(Side.OWNERS, body, str(role)))
    for body in bodies.filter(kind=Body.Kind.PROJECT).order_by("pk"):
        rows.append(_post(Side.FIRM, body, str(Appointment.Role.MANAGER)))
    rows += [_post(Side.RESIDENTS, None, ""), _post(Side.STREET, None, "")]
    now = sides_of(money) if money else []
    rows += [_post(Side(row.side), row.body, row.role) for row in now]
    return list({row[0]: row for row in rows}.values())


def _post(side: Side, body: Body | None, role: str) -> tuple[str, Side, Body | None, str, str]:
    key = f"{side.value}:{body.pk if body else ''}:{role}"
    words = post_of(Signatory(side=side, body=body, role=role))
    return key, side, body, role, words


def holds_back(money: MoneyAccount, *, on: date) -> list[str]:
    """What still moves through the account on `on`, so that it cannot be closed."""
    found = []
    requests = SpendRequest.objects.filter(estate=money.estate, state__in=ON_THE_WAY)
    count = (requests.filter(money=money) | requests.filter(to_money=money)).distinct().count()
    if count:
        found.append(_("有 %(n)s 笔支出申请还没有办完。") % {"n": count})
    running = IncomeContract.objects.filter(estate=money.estate, money=money, ended_on__isnull=True)
    contracts = running.filter(until_on__gte=on).count()
    if contracts:
        found.append(_("有 %(n)s 份收益合同还约定收款到这个账户。") % {"n": contracts})
    if PettyFund.objects.filter(estate=money.estate, money=money, until_on__isnull=True).exists():
        found.append(_("备用金还没有收回停用。"))
    return found
