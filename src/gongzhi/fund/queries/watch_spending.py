"""Warnings about what was asked for and paid: split, repeated, at odd hours, round, related (A5.6)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.holders import names_of
from gongzhi.bodies.queries.standing import REPRESENTING
from gongzhi.fund.models import PettyVoucher, SpendRequest
from gongzhi.fund.queries.payees import payee_index
from gongzhi.fund.queries.watch_flags import Evidence, Flag
from gongzhi.fund.states import GIVEN_UP, PettyState
from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cnday
from gongzhi.web.figures import fen
from gongzhi_law.fund import Ground, SpendMatter
from gongzhi_law.fund_watch import Watch, WatchRules, watch_rules

BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _World:
    """What every kind of warning looks at: live requests of the last year by estate, rules by estate, addresses."""

    estates: Mapping[int, Estate]
    rules: Mapping[int, WatchRules]
    requests: Mapping[int, Sequence[SpendRequest]]


def spending_flags(estates: Mapping[int, Estate], at: datetime) -> Iterator[Flag]:
    """The warnings of requests, approvals, payments and petty vouchers of the last year; five statements for all estates."""
    on = law_day(at)
    by_place = {place: watch_rules(on, place) for place in {estate.place for estate in estates.values()}}
    rows = SpendRequest.objects.filter(estate__in=list(estates), at__gt=at - BACK, at__lte=at)
    rows = rows.exclude(state__in=GIVEN_UP).prefetch_related("approvals", "payments").order_by("at", "pk")
    requests: dict[int, list[SpendRequest]] = defaultdict(list)
    for row in rows:
        requests[row.estate_id].append(row)
    world = _World(estates, {pk: by_place[estate.place] for pk, estate in estates.items()}, requests)
    yield from _split(world)
    yield from _repeated(world)
    yield from _odd_hours(world, _petty(estates, at))
    yield from _round(world)
    yield from _related(world)


def _petty(estates: Mapping[int, Estate], at: datetime) -> list[PettyVoucher]:
    rows = PettyVoucher.objects.filter(estate__in=list(estates), at__gt=at - BACK, at__lte=at)
    return list(rows.exclude(state=PettyState.REJECTED).order_by("pk"))


def _evidence(world: _World, rows: Iterable[SpendRequest]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            _("第 %(n)s 号申请，%(day)s，%(fen)s，%(payee)s，%(words)s")
            % {
                "n": row.serial,
                "day": cnday(law_day(row.at)),
                "fen": fen(row.amount_fen),
                "payee": row.payee_shown,
                "words": row.words,
            },
            reverse("fund:spending_request", args=[world.estates[row.estate_id].code, row.pk]),
        )
        for row in rows
    )


def _flag(world: _World, kind: Watch, key: str, words: str, rows: Sequence[SpendRequest]) -> Flag:
    return Flag(
        rows[0].estate_id,
        kind,
        key,
        words,
        max(row.at for row in rows),
        _evidence(world, rows),
        frozenset(name for row in rows for name in _actors(row)),
        sum(row.amount_fen for row in rows),
    )


def _actors(row: SpendRequest) -> list[str]:
    """Who asked, agreed, paid."""
    return [row.by, *(one.by for one in row.approvals.all()), *(one.by for one in row.payments.all())]


def _runs(rows: Iterable[SpendRequest], days: int) -> list[list[SpendRequest]]:
    """Requests in order of time, together as long as they lie within so many days of the first."""
    found: list[list[SpendRequest]] = []
    for row in rows:
        if found and row.at - found[-1][0].at <= timedelta(days=days):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _split(world: _World) -> Iterator[Flag]:
    """Several requests for one payee within days, none of them on a resolution of the owners."""
    for pk, requests in world.requests.items():
        rules = world.rules[pk]
        by_payee: dict[bytes, list[SpendRequest]] = defaultdict(list)
        for row in requests:
            if row.payee_index and row.ground != Ground.RESOLUTION and row.matter != SpendMatter.ALLOWANCE:
                by_payee[bytes(row.payee_index)].append(row)
        for rows in by_payee.values():
            for run in _runs(rows, rules.split_days):
                if len(run) < rules.split_count:
                    continue
                words = _("%(payee)s %(days)s 天内申请了 %(n)s 笔，合计%(sum)s，都不是凭业主大会决议。") % {
                    "payee": run[0].payee_shown,
                    "days": rules.split_days,
                    "n": len(run),
                    "sum": fen(sum(row.amount_fen for row in run)),
                }
                yield _flag(world, Watch.SPLIT, f"split:{run[0].pk}", words, run)


def _repeated(world: _World) -> Iterator[Flag]:
    """The same payee and sum again within days."""
    for pk, requests in world.requests.items():
        days = world.rules[pk].repeat_days
        alike: dict[tuple[bytes, int], list[SpendRequest]] = defaultdict(list)
        for row in requests:
            if row.payee_index and row.matter != SpendMatter.ALLOWANCE:
                alike[bytes(row.payee_index), row.amount_fen].append(row)
        for rows in alike.values():
            for run in _runs(rows, days):
                if len(run) < 2:
                    continue
                words = _("%(days)s 天内 %(n)s 次付给%(payee)s同样的%(each)s。") % {
                    "days": days,
                    "n": len(run),
                    "payee": run[0].payee_shown,
                    "each": fen(run[0].amount_fen),
                }
                yield _flag(world, Watch.REPEATED, f"repeated:{run[0].pk}", words, run)


def _odd(at: datetime, rules: WatchRules) -> bool:
    here = at.astimezone(BEIJING)
    minute = here.hour * 60 + here.minute
    return minute >= rules.odd_from_minute or minute < rules.odd_until_minute


def _odd_hours(world: _World, petty: Iterable[PettyVoucher]) -> Iterator[Flag]:
    """Asked, agreed, paid or recorded at night."""
    for pk, requests in world.requests.items():
        for row in requests:
            moments = [row.at, *(one.at for one in row.approvals.all()), *(one.at for one in row.payments.all())]
            odd = [moment for moment in moments if _odd(moment, world.rules[pk])]
            if odd:
                words = _("第 %(n)s 号申请在%(when)s办理。") % {"n": row.serial, "when": _clock(odd)}
                made = _flag(world, Watch.ODD_HOURS, f"odd:{row.pk}", words, [row])
                yield Flag(pk, made.kind, made.key, words, max(odd), made.rows, made.actors, made.amount_fen)
    for voucher in petty:
        if _odd(voucher.at, world.rules[voucher.estate_id]):
            code = world.estates[voucher.estate_id].code
            words = _("备用金第 %(n)s 号凭证在%(when)s登记。") % {"n": voucher.serial, "when": _clock([voucher.at])}
            evidence = Evidence(
                f"{voucher.words}，{fen(voucher.amount_fen)}",
                reverse("fund:entry", args=[code, voucher.transaction_id]),
            )
            yield Flag(
                voucher.estate_id,
                Watch.ODD_HOURS,
                f"odd_petty:{voucher.pk}",
                words,
                voucher.at,
                (evidence,),
                frozenset((voucher.by,)),
                voucher.amount_fen,
            )


def _clock(moments: Iterable[datetime]) -> str:
    return "、".join(f"{moment.astimezone(BEIJING):%H:%M}" for moment in moments)


def _round(world: _World) -> Iterator[Flag]:
    """Sums that are a whole number of the unit the place watches."""
    for pk, requests in world.requests.items():
        unit = world.rules[pk].round_fen
        for row in requests:
            if unit > 0 and row.to_money_id is None and row.amount_fen % unit == 0:
                words = _("第 %(n)s 号申请是整数%(fen)s。") % {"n": row.serial, "fen": fen(row.amount_fen)}
                yield _flag(world, Watch.ROUND, f"round:{row.pk}", words, [row])


def _related(world: _World) -> Iterator[Flag]:
    """Declared as related, or the payee has the name of a person who holds a post of the owners; kin is never guessed."""
    paid = [pk for pk, rows in world.requests.items() if any(row.payee_index for row in rows)]
    posts = Appointment.objects.filter(estate__in=paid, body__kind__in=REPRESENTING, ended_on__isnull=True)
    seats = [(seat.estate_id, seat.person_id) for seat in posts]
    names = names_of(person for _pk, person in seats)
    held: dict[int, set[bytes]] = defaultdict(set)
    for pk, person in seats:
        if name := names.get(person):
            held[pk].add(payee_index(world.estates[pk], name))
    for pk, requests in world.requests.items():
        for row in requests:
            same = row.payee_index is not None and bytes(row.payee_index) in held[pk]
            same = same and row.seat_id is None
            if not (row.related or same):
                continue
            words = (
                _("第 %(n)s 号申请的收款人和现任委员同名。") if same else _("第 %(n)s 号申请的经办人说明与收款人有关。")
            )
            yield _flag(world, Watch.RELATED, f"related:{row.pk}", words % {"n": row.serial}, [row])
