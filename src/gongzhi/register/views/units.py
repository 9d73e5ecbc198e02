"""Units, electors, and a look at a full name."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.area import shown_area
from gongzhi.register import access, queries
from gongzhi.register.actions.unmask_owner import unmask_owner
from gongzhi.register.forms import UnmaskForm
from gongzhi.register.models import Correction, Unit
from gongzhi.register.queries.corrections import shown_change
from gongzhi.register.queries.masks import masked_name, tail
from gongzhi.register.queries.units import (
    ORDERS,
    buildings_of,
    elector_ids,
    elector_lines,
    unit_ids,
    unit_lines,
)
from gongzhi.register.roster.kinds import SOLD, UNDELIVERED, UNSOLD
from gongzhi.register.views.frame import desk, page_of, tried
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.door import Entered, door


def status_name(status: str) -> str:
    """已售, 未售 or 未交付 as people say it."""
    return {SOLD: _("已售"), UNSOLD: _("未售"), UNDELIVERED: _("已售未交付")}.get(status, "")


@door(access.keeper_of)
def units(request: Entered, code: str) -> HttpResponse:
    """Every unit with masked owners; sorted and filtered by the address."""
    estate = request.here
    asked = request.GET
    building = int(asked["building"]) if asked.get("building", "").isdecimal() else None
    order = asked["sort"] if asked.get("sort") in ORDERS else "door"
    down = asked.get("down") == "1"
    ids = unit_ids(estate, building=building, order=order, down=down, door=asked.get("door", "").strip()[:30])
    page = page_of(request, ids)
    kept = {k: v for k, v in (("building", building), ("door", asked.get("door", ""))) if v}
    rows = [
        [
            {"text": line.door, "url": reverse("register:unit", kwargs={"code": code, "unit_id": line.pk})},
            line.owners or _("未登记"),
            line.kind,
            status_name(line.status),
            shown_area(line.area),
        ]
        for line in unit_lines(page.object_list)
    ]

    def column(label: str, name: str, n: bool = False) -> dict[str, object]:
        now = order == name
        query = urlencode({**kept, "sort": name, "down": "1" if now and not down else "0"})
        return {
            "label": label,
            "n": n,
            "sort_url": f"?{query}",
            "sorted": ("desc" if down else "asc") if now else "",
        }

    return desk(
        request,
        "desk/units",
        estate,
        "units",
        page=page,
        buildings=buildings_of(estate),
        building=building,
        door=asked.get("door", ""),
        query=urlencode({**kept, "sort": order, "down": "1" if down else "0"}),
        table={
            "label": _("房屋"),
            "columns": [
                column(_("门牌"), "door"),
                _("业主"),
                column(_("用途"), "kind"),
                _("状态"),
                column(_("面积"), "area", n=True),
            ],
            "rows": rows,
            "empty": {
                "title": _("没有房屋"),
                "text": _("导入清册，或者换一个条件。"),
                "url": reverse("register:rosters", kwargs={"code": code}),
                "action": _("去导入"),
            },
        },
    )


@door(access.keeper_of)
def unit(request: Entered, code: str, unit_id: int) -> HttpResponse:
    """One unit: its facts, who holds it, who speaks for it, its corrections."""
    estate = request.here
    one = access.get_unit_for(estate, unit_id)
    held = one.holdings.select_related("owner").order_by("until_on", "owner_id")
    elector = queries.elector_of_unit(one)
    claim = queries.claim_of(elector) if elector else None
    corrections = Correction.objects.filter(unit=one).order_by("-pk")[:30]
    return desk(
        request,
        "desk/unit",
        estate,
        "units",
        unit=one,
        facts=_facts(one),
        owners=[
            {
                "pk": holding.owner_id,
                "name": masked_name(holding.owner.kind, holding.owner.shown_name()),
                "tail": tail(holding.owner.number()),
                "from_on": holding.from_on,
                "until_on": holding.until_on,
            }
            for holding in held
        ],
        elector=elector,
        claim=claim,
        whats=[c for c in Correction.What.choices if c[0] != Correction.What.CLAIM],
        corrections=[{"row": c, "shown": shown_change(c)} for c in corrections],
    )


def _facts(one: Unit) -> list[tuple[str, str]]:
    rows = [
        (_("用途"), one.kind),
        (_("建筑面积"), f"{shown_area(one.area)}（{one.get_area_source_display()}）"),
        (_("楼层"), one.floor or "—"),
        (_("状态"), status_name(one.status) or "—"),
    ]
    if one.delivered_on:
        rows.append((_("交付日"), cndate(one.delivered_on)))
    if one.removed_on:
        rows.append((_("已注销"), cndate(one.removed_on)))
    return rows


@door(access.keeper_of, "GET", "POST")
def unmask(request: Entered, code: str, owner_id: int) -> HttpResponse:
    """Shows name and number once, after the reason is written down."""
    owner = access.get_owner_for(request.here, owner_id)
    form = UnmaskForm(request.POST or None)
    seen = None
    if request.method == "POST" and form.is_valid():
        seen = tried(request, form, unmask_owner, owner=owner, reason=form.cleaned_data["reason"])
    return desk(
        request,
        "desk/unmask",
        request.here,
        "units",
        form=form,
        masked=masked_name(owner.kind, owner.shown_name()),
        seen=seen and [(_("姓名"), seen.shown_name()), (_("电话"), seen.number() or _("未登记"))],
    )


@door(access.keeper_of)
def electors(request: Entered, code: str) -> HttpResponse:
    """Every elector with masked names and whether somebody speaks for it."""
    estate = request.here
    page = page_of(request, elector_ids(estate))
    rows = [
        [
            line.doors,
            line.owners or _("未登记"),
            {"text": str(line.units)},
            shown_area(line.area),
            {"text": cndatetime(line.claimed_at), "note": line.way}
            if line.claimed_at
            else {"text": "", "badge": _("未认领"), "badge_kind": "line"},
        ]
        for line in elector_lines(page.object_list)
    ]
    return desk(
        request,
        "desk/electors",
        estate,
        "electors",
        page=page,
        table={
            "label": _("表决权人"),
            "columns": [
                _("门牌"),
                _("业主"),
                {"label": _("套数"), "n": True},
                {"label": _("面积"), "n": True},
                _("认领"),
            ],
            "rows": rows,
            "empty": {
                "title": _("还没有表决权人"),
                "text": _("清册入册以后，系统按产权人合并计算。"),
                "url": reverse("register:rosters", kwargs={"code": code}),
                "action": _("去导入清册"),
            },
        },
    )
