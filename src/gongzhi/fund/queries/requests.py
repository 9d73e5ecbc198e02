"""Requests as pages list them, and what they may rest on."""

from collections.abc import Iterable
from datetime import datetime

from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.holders import names_of
from gongzhi.bodies.queries.standing import appointments, governing
from gongzhi.fund.models import MoneyAccount, SpendRequest
from gongzhi.fund.queries.statements import money_accounts
from gongzhi.fund.states import ON_THE_WAY, AccountState
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate

PATHS = (
    "money__account",
    "to_money__account",
    "category",
    "basis__resolution__motion__assembly",
    "basis__resolution__option",
    "basis__decision__item",
    "line__budget",
    "returns",
)


def requests_of(estate: Estate) -> list[SpendRequest]:
    """Every request of the estate, the newest first."""
    rows = SpendRequest.objects.filter(estate=estate).select_related(*PATHS).order_by("-pk")
    return _placed(estate, rows)


def open_requests(estate: Estate) -> list[SpendRequest]:
    """Requests that are not paid and did not end, the oldest first."""
    rows = SpendRequest.objects.filter(estate=estate, state__in=ON_THE_WAY).select_related(*PATHS).order_by("pk")
    return _placed(estate, rows)


def _placed(estate: Estate, rows: Iterable[SpendRequest]) -> list[SpendRequest]:
    found = list(rows)
    for row in found:
        row.estate = row.money.estate = estate
    return found


def payable(estate: Estate) -> dict[str, MoneyAccount]:
    """The open accounts by code, but for those the office keeps."""
    return {
        row.account.code: row
        for row in money_accounts(estate)
        if row.state == AccountState.OPEN and row.custody != MoneyAccount.Custody.AGENCY
    }


def seats_of(estate: Estate, *, at: datetime) -> dict[str, tuple[Appointment, str]]:
    """Who sits in the owners' body, by number of the appointment, with name and post for a form."""
    body = governing(estate, at=at)
    rows = list(appointments(body, on=law_day(at)).filter(seat__alternate=False)) if body else []
    names = names_of(row.person_id for row in rows)
    return {str(row.pk): (row, f"{names.get(row.person_id, '')}（{row.get_role_display()}）") for row in rows}
