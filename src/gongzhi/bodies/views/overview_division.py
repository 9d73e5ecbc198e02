"""The desk above estates: cross-posts, 四有一化 and party coverage rolled up, micro-grids of a division."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.models import Body, FourOnes, PartyCoverage
from gongzhi.bodies.queries.cross_posts import Matrix, matrix_of
from gongzhi.bodies.queries.findings import mark_of
from gongzhi.bodies.queries.four_ones import Line, roll_up
from gongzhi.bodies.queries.micro_grids import Share, servers_of, shares
from gongzhi.bodies.queries.papers import cite_of
from gongzhi.bodies.queries.party import Coverage, communities_without_env, coverage_of, estates_under
from gongzhi.bodies.views.overview_frame import show
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Division
from gongzhi.places.queries import grids_below
from gongzhi.web.door import Entered, door, opens


def _to_grids(request: Entered) -> dict[str, str]:
    """The way to the page of grids, for the community that keeps it."""
    url = reverse("register:grids")
    here = opens(request.person, url, at=request.at)
    return {"url": url, "action": _("去网格页")} if here else {}


@door(access.lists_of_division)
def cross_posts(request: Entered, division: str) -> HttpResponse:
    """Who holds several posts, by person and by body, with what the law says against it (B1.7, B7.4)."""
    here: Division = request.here
    found = matrix_of(here, on=law_day(request.at))
    n, against = len(found.people), sum(1 for w in found.warnings if w.finding.passed is False)
    heading = _("%(n)s 人交叉任职") % {"n": n} if n else _("没有人交叉任职")
    if against:
        heading = _("%(n)s 处任职要调整") % {"n": against}
    return show(
        request,
        "cross_posts",
        here,
        heading=heading,
        found=found,
        warnings=[(one, *mark_of(one.finding)) for one in found.warnings],
        people=_by_person(found),
        matrix=_matrix(found),
        cite=cite_of("B1.7"),
        links=links_of(here),
    )


def _by_person(found: Matrix) -> dict[str, Any]:
    return {
        "label": _("按人"),
        "columns": [{"label": _("姓名")}, {"label": _("任职")}, {"label": _("处数"), "n": True}],
        "rows": [
            {
                "cells": [
                    name or _("没有写姓名"),
                    "；".join(f"{p.appointment.body.name} {p.appointment.get_role_display()}" for p in posts),
                    len(posts),
                ]
            }
            for name, posts in found.people
        ],
        "empty": {
            "title": _("没有人在两个组织任职"),
            "text": _("社区两委、小区党组织成员依法兼任业委会委员或者义务质量总监，登记任职后会列在这里。"),
        },
    }


def _matrix(found: Matrix) -> dict[str, Any]:
    """By body: its members who sit elsewhere too, and where."""
    rows = []
    for body in found.bodies:
        members = []
        for name, posts in found.people:
            if any(p.appointment.body_id == body.pk for p in posts):
                others = "、".join(p.appointment.body.name for p in posts if p.appointment.body_id != body.pk)
                members.append(_("%(name)s（兼 %(others)s）") % {"name": name, "others": others or "–"})
        rows.append({"cells": [{"text": body.name, "url": _desk_url(body)}, "；".join(members), len(members)]})
    return {
        "label": _("按组织"),
        "columns": [{"label": _("组织")}, {"label": _("兼职的成员")}, {"label": _("人数"), "n": True}],
        "rows": rows,
    }


def _desk_url(body: Body) -> str:
    if body.estate is not None:
        return reverse("bodies:desk_body", args=[body.estate.code, body.pk])
    return reverse("bodies:desk_division_body", args=[body.division_id, body.pk])


def links_of(here: Division) -> list[dict[str, str]]:
    """The pages of the same division."""
    names = (
        ("bodies:desk_division_bodies", _("组织和任职")),
        ("bodies:cross_posts", _("交叉任职")),
        ("bodies:four_ones_below", _("四有一化")),
        ("bodies:party_below", _("党组织覆盖")),
        ("bodies:micro_grids_below", _("微网格")),
    )
    rows = [{"label": label, "url": reverse(name, args=[here.pk])} for name, label in names]
    return [*rows, {"label": _("到期表"), "url": reverse("bodies:expiry")}]


@door(access.lists_of_division)
def four_ones_below(request: Entered, division: str) -> HttpResponse:
    """四有一化 below a division: community → street → county, each line opening the next (A1.1)."""
    here: Division = request.here
    lines, whole = roll_up(here, on=law_day(request.at))
    heading = _("%(n)s 个小区中 %(m)s 个五项都做到") % {"n": whole.estates, "m": whole.whole}
    return show(
        request,
        "rolled",
        here,
        title=_("四有一化"),
        heading=heading,
        sub=_("数字是缺这一项的小区数，点名称往下看。"),
        cite=cite_of("A1.1"),
        tables=[(_("各处"), _rolled(lines, whole))],
        links=links_of(here),
        up=_up(request, here, "four_ones_below"),
    )


def _up(request: Entered, here: Division, name: str) -> dict[str, str] | None:
    """The division above, for those whose desk it is."""
    above = here.parent
    overseers = upkeep_access.OVERSEERS
    if above is None or not access.holds_any_in(request.person, overseers, None, above, at=request.at):
        return None
    return {"label": above.name, "url": reverse(f"bodies:{name}", args=[above.pk])}


def _rolled(lines: list[Line], whole: Line) -> dict[str, Any]:
    items = FourOnes.Item
    return {
        "label": _("四有一化"),
        "columns": [
            {"label": _("名称")},
            {"label": _("小区"), "n": True},
            {"label": _("五项都有"), "n": True},
            *({"label": str(items(item).label), "n": True} for item in items.values),
        ],
        "rows": [{"cells": _rolled_cells(line)} for line in lines],
        "foot": [_("合计"), *_rolled_cells(whole)[1:]] if lines else [],
        "empty": {"title": _("这里还没有小区"), "text": _("登记小区以后，会列在这里。")},
    }


def _rolled_cells(line: Line) -> list[Any]:
    url = reverse("bodies:four_ones" if line.estate else "bodies:four_ones_below", args=[line.key])
    return [{"text": line.name, "url": url}, line.estates, line.whole, *line.lacking.values()]


@door(access.lists_of_division)
def party_below(request: Entered, division: str) -> HttpResponse:
    """Party coverage below a division: what should be built and is not, forms, communities without 环物委."""
    here: Division = request.here
    rows = coverage_of(estates_under(here), on=law_day(request.at))
    due = [row for row in rows if row.due]
    bare = communities_without_env(here)
    return show(
        request,
        "party_below",
        here,
        heading=_("%(n)s 个小区应建未建党组织") % {"n": len(due)} if due else _("没有应建未建的"),
        forms=_forms(rows),
        due=_due(due),
        unknown=[row for row in rows if row.row is None],
        bare=bare,
        all_table=_coverage(rows),
        cite=cite_of("B1.1"),
        env_cite=cite_of("B1.2"),
        links=links_of(here),
        up=_up(request, here, "party_below"),
    )


def _forms(rows: list[Coverage]) -> list[dict[str, Any]]:
    """How many estates are covered in which form."""
    counts = {form: sum(1 for row in rows if row.row and row.row.form == form) for form in PartyCoverage.Form.values}
    found = [{"value": counts[form], "label": str(PartyCoverage.Form(form).label)} for form in counts]
    return [*found, {"value": sum(1 for row in rows if row.row is None), "label": _("没有登记")}]


def _due(rows: list[Coverage]) -> dict[str, Any]:
    cells = []
    for row in rows:
        name = {"text": row.estate.name, "url": reverse("bodies:party", args=[row.estate.code])}
        for who, judged in ((_("业主委员会"), row.committee), (_("物业企业"), row.firm)):
            if judged is not None and judged.due:
                cells.append({"cells": [name, who, judged.sentence]})
    return {
        "label": _("应建未建"),
        "columns": [{"label": _("小区")}, {"label": _("哪一个")}, {"label": _("情况")}],
        "rows": cells,
        "empty": {"title": _("没有应建未建的"), "text": _("登记了人数的业委会和物业企业，都没有达到条件而未建的。")},
    }


def _coverage(rows: list[Coverage]) -> dict[str, Any]:
    return {
        "label": _("各小区"),
        "columns": [{"label": _("小区")}, {"label": _("覆盖形式")}, {"label": _("党组织")}],
        "rows": [
            {
                "cells": [
                    {"text": row.estate.name, "url": reverse("bodies:party", args=[row.estate.code])},
                    str(row.row.get_form_display()) if row.row else {"badge": _("没有登记"), "badge_kind": "due"},
                    row.row.organisation if row.row else "–",
                ]
            }
            for row in rows
        ],
        "empty": {"title": _("这里还没有小区"), "text": _("登记小区以后，会列在这里。")},
    }


@door(access.lists_of_division)
def micro_grids_below(request: Entered, division: str) -> HttpResponse:
    """Micro-grids below a division: who is responsible for each, the share of committee members serving (A1.4)."""
    here: Division = request.here
    on = law_day(request.at)
    estates = estates_under(here)
    servers = servers_of(estates, on=on)
    grids = [grid for grid in grids_below([here.pk]) if grid.micro]
    by_grid: dict[int, list[str]] = {}
    for server in servers:
        by_grid.setdefault(server.duty.grid_id, []).append(server.name)
    bare = sum(1 for grid in grids if grid.pk not in by_grid)
    found = shares(estates, on=on)
    total = Share(sum(s.serving for s in found.values()), sum(s.seated for s in found.values()))
    heading = _("%(n)s 个微网格没有人负责") % {"n": bare} if bare else _("每个微网格都有人负责")
    return show(
        request,
        "rolled",
        here,
        title=_("微网格"),
        heading=heading if grids else _("还没有划微网格"),
        sub=_("业委会委员 %(all)s 人，其中 %(n)s 人担任微网格员。") % {"all": total.seated, "n": total.serving},
        cite=cite_of("A1.4"),
        tables=[
            (
                _("每个微网格由谁负责"),
                {
                    "label": _("微网格"),
                    "columns": [{"label": _("微网格")}, {"label": _("谁负责")}],
                    "rows": [
                        {
                            "cells": [
                                {"text": f"{grid.code} {grid.name}", "note": grid.community.name},
                                "、".join(by_grid[grid.pk])
                                if grid.pk in by_grid
                                else {"badge": _("没有人"), "badge_kind": "due"},
                            ]
                        }
                        for grid in grids
                    ],
                    "empty": {
                        "title": _("还没有划微网格"),
                        "text": _("社区在网格页划好以后，会列在这里。"),
                        **_to_grids(request),
                    },
                },
            ),
            (
                _("各小区业委会委员兼任"),
                {
                    "label": _("各小区"),
                    "columns": [
                        {"label": _("小区")},
                        {"label": _("担任微网格员"), "n": True},
                        {"label": _("委员"), "n": True},
                    ],
                    "rows": [
                        {
                            "cells": [
                                {"text": e.name, "url": reverse("bodies:micro_grids", args=[e.code])},
                                found[e.pk].serving,
                                found[e.pk].seated,
                            ]
                        }
                        for e in estates
                        if e.pk in found
                    ],
                    "empty": {"title": _("这里还没有业委会"), "text": _("业委会成立并登记委员以后，会列在这里。")},
                },
            ),
        ],
        links=links_of(here),
        up=_up(request, here, "micro_grids_below"),
    )
