"""The roll: proposed, checked, frozen; at the desk and on the public page."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel import keys
from gongzhi.kernel.area import shown_area
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.actions.discard_roll import discard_roll
from gongzhi.register.actions.freeze_roll import freeze_roll, missing_for_freezing
from gongzhi.register.actions.open_roll_check import check_days, open_roll_check
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.forms import OpenCheckForm, ProposeRollForm
from gongzhi.register.models import Roll, RollEntry
from gongzhi.register.queries.lines import (
    ParkingShare,
    counted,
    line_document,
    lines_now,
    parking_share,
    totals,
)
from gongzhi.register.queries.units import unit_ids, unit_lines
from gongzhi.register.states import RollState
from gongzhi.register.views.frame import desk, page_of, sent_key, tried
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.public_tabs import public_tabs


@door(access.keeper_of, "GET", "POST")
def roll(request: Entered, code: str) -> HttpResponse:
    """Where the roll stands and the one next step; proposing a new one."""
    estate: Estate = request.here
    current = queries.roll_in_preparation(estate)
    lines = lines_now(estate, shown=False)
    form: ProposeRollForm | OpenCheckForm
    if current is None:
        form = ProposeRollForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            parking = form.cleaned_data["parking"]
            if tried(request, form, propose_roll, estate=estate, parking=parking):
                return redirect("register:roll", code=code)
    else:
        rule = check_days(estate, at=request.at)
        form = OpenCheckForm(request.POST or None, initial={"days": rule.number})
        if request.method == "POST" and form.is_valid():
            days = form.cleaned_data["days"]
            if tried(request, form, open_roll_check, roll=current, days=days):
                return redirect("register:roll", code=code)
    parking = current.parking if current else Roll.Parking.NEVER
    checking = current is not None and current.state == RollState.CHECKING
    return desk(
        request,
        "desk/roll",
        estate,
        "roll",
        form=form,
        roll=current,
        checking=checking,
        mine=current is not None and current.opened_by == keys.pseudonym(estate.pk, request.person.pk),
        stations=_stations(current, law_day(request.at)),
        sums=_sums(totals(counted(lines, parking), parking)),
        share=_share(parking_share(lines)),
        rule=check_days(estate, at=request.at),
        against=missing_for_freezing(current, estate, at=request.at) if checking and current else [],
        frozen=queries.frozen_roll(estate),
        merges=queries.open_merges(estate),
    )


@door(access.keeper_of, "POST")
def freeze(request: Entered, code: str, roll_id: int) -> HttpResponse:
    """Freezes the checked roll."""
    freeze_roll(
        roll=access.get_roll_for(request.here, roll_id),
        by=request.person,
        at=request.at,
        idempotency_key=sent_key(request),
    )
    return redirect("register:roll", code=code)


@door(access.keeper_of, "POST")
def discard(request: Entered, code: str, roll_id: int) -> HttpResponse:
    """Discards the roll in preparation."""
    discard_roll(
        roll=access.get_roll_for(request.here, roll_id),
        by=request.person,
        at=request.at,
        idempotency_key=sent_key(request),
    )
    return redirect("register:roll", code=code)


@door(access.estate_public)
def public_roll(request: Entered, code: str) -> HttpResponse:
    """Door, area and masked name of every unit under check, or the lines of the frozen roll.

    Nobody's full name.
    """
    estate: Estate = request.here
    current = queries.latest_roll(estate)
    if current is not None and current.state == RollState.PROPOSED:
        current = queries.frozen_roll(estate)
    frozen = current is not None and current.state == RollState.FROZEN
    search = request.GET.get("door", "").strip()[:30]
    rows: list[list[Any]] = []
    page: Any = None
    if current is not None and frozen:
        entries = RollEntry.objects.filter(roll=current).order_by("line")
        page = page_of(request, entries.filter(doors__icontains=search) if search else entries)
        rows = [[e.doors, e.masked, str(e.line), shown_area(e.area)] for e in page.object_list]
    elif current is not None:
        page = page_of(request, unit_ids(estate, door=search))
        rows = [[u.door, u.owners or _("未登记"), u.kind, shown_area(u.area)] for u in unit_lines(page.object_list)]
    context = {
        "estate": {"name": estate.name, "place": estate.community.name, "url": f"/e/{code}/"},
        "nav": public_tabs(code, "roll/"),
        "code": code,
        "roll": current,
        "frozen": frozen,
        "page": page,
        "door": search,
        "page_url": f"{settings.PUBLIC_ADDRESS}{reverse('register:public_roll', kwargs={'code': code})}",
        "duty_phone": estate.duty_phone,
        "mend_url": reverse(f"register:{'mine' if _speaks(request, estate) else 'claim'}", kwargs={"code": code}),
        "table": {
            "label": _("名册"),
            "columns": [
                _("门牌"),
                _("业主"),
                _("序号") if frozen else _("用途"),
                {"label": _("面积"), "n": True},
            ],
            "rows": rows,
            "empty": {"title": _("没有这个门牌"), "text": _("请只写房号，例如 1503。")},
        },
    }
    return render(request, "register/public/roll.html", context)


@door(access.estate_public)
def roll_lines(request: Entered, code: str) -> JsonResponse:
    """The lines of the frozen roll as they were hashed, so that anyone can compute the hash again."""
    current = queries.frozen_roll(request.here)
    if current is None:
        raise NotHere
    entries = RollEntry.objects.filter(roll=current).order_by("line")
    content = {"hash": current.hash, "lines": [line_document(entry) for entry in entries]}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _speaks(request: Entered, estate: Estate) -> bool:
    """Whether who looks is signed in and speaks for an elector here."""
    person = request.person
    return bool(person) and queries.electors_of(person, estate).exists()


def _stations(current: Roll | None, today: date) -> list[dict[str, Any]]:
    names = [_("提出"), _("第二人核准、开始公示"), _("公示核对满期"), _("冻结")]
    now = 0 if current is None else 1
    notes: list[Any] = ["", "", "", ""]
    if current and current.check_from and current.check_until:
        now = 2 if today <= current.check_until else 3
        notes = ["", cndate(current.check_from), cndate(current.check_until), ""]
    return [
        {"name": name, "note": note, "state": "done" if n < now else "now" if n == now else "next"}
        for n, (name, note) in enumerate(zip(names, notes, strict=True))
    ]


def _sums(sums: Any) -> list[dict[str, str]]:
    heads = f"{sums.heads:,}"
    if sums.heads_min != sums.heads:
        heads = _("%(low)s 至 %(high)s") % {"low": f"{sums.heads_min:,}", "high": heads}
    return [
        {"value": f"{sums.units:,}", "label": _("套（个）")},
        {"value": shown_area(sums.area), "label": _("建筑面积")},
        {"value": heads, "label": _("业主人数")},
    ]


def _share(share: ParkingShare) -> dict[str, Any] | None:
    """The developer's part in words; None where there is no parking on the register."""
    if not share.parking_units:
        return None

    def percent(part: int, whole: int) -> str:
        hundredths = (part * 20000 + whole) // (2 * whole) if whole else 0
        return f"{hundredths // 100}.{hundredths % 100:02d}%"

    return {
        "units": share.parking_units,
        "without": percent(share.without, share.without_total),
        "counted": percent(share.counted, share.counted_total),
    }
