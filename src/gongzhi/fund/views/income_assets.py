"""The register of assets on the desk (R12)."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, income_access
from gongzhi.fund.actions.end_asset import end_asset
from gongzhi.fund.actions.register_asset import register_asset
from gongzhi.fund.cites import COMMON_INCOME
from gongzhi.fund.forms.income import AssetForm, EndForm
from gongzhi.fund.models import Asset
from gongzhi.fund.queries.assets import assets_of, bases_now, contracts_of, needs_ground, runs, title_law
from gongzhi.fund.views.income_contracts import contracts_table
from gongzhi.fund.views.income_frame import list_page, row_page, today
from gongzhi.fund.views.trying import act_page
from gongzhi.places.models import Building, Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import form_for


def _back(code: str) -> tuple[str, str]:
    return _("资产"), reverse("fund:assets", args=[code])


@door(access.reader_of)
def assets(request: Entered, code: str) -> HttpResponse:
    """Every asset with whose it is, and how many contracts run on it."""
    estate: Estate = request.here
    on = today(request)
    running: dict[int, int] = {}
    for contract in contracts_of(estate):
        if runs(contract, on=on):
            running[contract.asset_id] = running.get(contract.asset_id, 0) + 1
    rows = assets_of(estate)
    table = {
        "label": _("资产"),
        "columns": [_("资产"), _("归谁"), _("凭什么"), {"label": _("在用合同"), "n": True}],
        "rows": [
            {
                "cells": [
                    {
                        "text": f"{row.serial} {row.name}",
                        "url": reverse("fund:asset", args=[code, row.serial]),
                        "note": row.place,
                        "badge": _("已停止") if row.ended_on else "",
                        "badge_kind": "line",
                    },
                    {
                        "text": row.get_title_display(),
                        "badge": _("收入归属要写明理由") if needs_ground(row) else "",
                        "badge_kind": "due",
                    },
                    row.evidence,
                    str(running.get(row.pk, 0)),
                ]
            }
            for row in rows
        ],
        "empty": {"title": _("还没有登记资产"), "text": _("广告位、车位、用房、场地等，先登记，再登记合同。")},
    }
    keeps = access.is_bookkeeper(request.person, estate, at=request.at)
    return list_page(
        request,
        estate,
        "assets",
        heading=_("能带来收入的资产"),
        sub=_("只有业主共有的，收入才当然计入公共收益。"),
        cite=COMMON_INCOME,
        table=table,
        new={"label": _("登记资产"), "url": reverse("fund:new_asset", args=[code])} if keeps else None,
    )


@door(access.reader_of, "GET", "POST")
def new(request: Entered, code: str) -> HttpResponse:
    """Enters an asset."""
    estate: Estate = request.here
    form = form_for(request, AssetForm, buildings=Building.objects.filter(estate=estate).order_by("name"))
    on = today(request)
    laws = [title_law(title, on=on, place=estate.place) for title in Asset.Title.values]
    return act_page(
        request,
        form,
        register_asset,
        estate=estate,
        of_estate=True,
        back=_back(code),
        heading=_("登记资产"),
        word=_("登记"),
        sub=_("任何人都能看到清单；证明材料只给看账的人看。"),
        template="fund/income_asset_new.html",
        more={"laws": list(zip(Asset.Title.labels, laws, strict=True))},
        to=lambda made: reverse("fund:asset", args=[code, made.serial]),
    )


@door(income_access.get_asset_for)
def asset(request: Entered, code: str, asset_serial: int) -> HttpResponse:
    """One asset: whose it is, on which evidence, its contracts."""
    row: Asset = request.here
    estate = row.estate
    on = today(request)
    law = title_law(row.title, on=on, place=estate.place)
    contracts = contracts_of(estate, asset=row)
    keeps = access.is_bookkeeper(request.person, estate, at=request.at) and row.ended_on is None
    acts = [
        (_("登记合同"), f"{reverse('fund:new_contract', args=[code])}?asset={row.pk}"),
        (_("停止登记"), reverse("fund:end_asset", args=[code, row.serial])),
    ]
    files = [(_("证明材料"), f"/desk/e/{code}/files/{row.file_id}/")] if row.file_id else []
    return row_page(
        request,
        estate,
        crumb=_back(code),
        heading=row.name,
        badge_text=_("已停止") if row.ended_on else row.get_title_display(),
        badge_kind="line" if row.ended_on else "done" if not needs_ground(row) else "due",
        tips=[{"text": law.sentence, "kind": "" if not needs_ground(row) else "due", "cite": law.cite}],
        acts=acts if keeps else [],
        facts=[
            (_("编号"), row.serial),
            (_("哪一类"), row.get_kind_display()),
            (_("在哪里"), row.place),
            (_("在哪一栋"), row.building.name if row.building else ""),
            (_("停止"), cndate(row.ended_on) if row.ended_on else ""),
            (_("原因"), row.ended_for),
        ],
        parts=[
            {"title": _("凭什么"), "text": row.evidence, "links": [{"label": a, "url": b} for a, b in files]},
            {"title": _("合同"), "table": contracts_table(estate, contracts, bases_now(estate, contracts), on=on)},
        ],
    )


@door(income_access.get_asset_for, "GET", "POST")
def end(request: Entered, code: str, asset_serial: int) -> HttpResponse:
    """Ends its entry."""
    row: Asset = request.here
    return act_page(
        request,
        form_for(request, EndForm, initial={"on": today(request)}),
        end_asset,
        estate=row.estate,
        back=(row.name, reverse("fund:asset", args=[code, row.serial])),
        heading=_("停止登记这项资产"),
        word=_("停止登记"),
        sub=_("清单里仍然看得到，写明停止的原因。"),
        asset=row,
    )
