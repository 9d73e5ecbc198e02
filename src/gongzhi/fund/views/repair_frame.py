"""What the pages of repairs share: stations, tables, the step that comes next and who may take it."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.models import Allocation, RepairProject, RepairStep
from gongzhi.fund.queries.repair_law import confirmers_of, evidence_missing, unconfirmed
from gongzhi.fund.queries.repair_sides import present_sides, voices_now
from gongzhi.fund.queries.repairs import assembly_of, resolutions_of, steps_of
from gongzhi.fund.queries.shares import by_building
from gongzhi.fund.states import RepairState
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi.web.figures import area, fen

R, K = RepairState, RepairStep.Kind
Acts = list[tuple[str, str]]
BEFORE_WORK = (R.PLANNED, R.AGREED, R.DECIDED, R.APPLIED, R.GRANTED)


def url_of(project: RepairProject, name: str = "repair") -> str:
    """The address of one of its pages."""
    return reverse(f"fund:{name}", args=[project.estate.code, project.serial])


def crumb(code: str) -> tuple[str, str]:
    """Words and address of the first page."""
    return _("维修资金"), reverse("fund:repair_home", args=[code])


def badge_of(project: RepairProject) -> str:
    """The colour of its state."""
    return {R.PUBLISHED: "done", R.DROPPED: "line"}.get(RepairState(project.state), "due")


def stations_of(project: RepairProject) -> list[dict[str, Any]]:
    """The way of this custody and kind as stations: what was done by its days, then what is still to be done."""
    days = {row.kind: row.on for row in steps_of(project)}
    names: list[tuple[str, tuple[str, ...]]] = [(_("制定方案"), ())]
    if project.emergency:
        names += [(_("证据"), (K.EVIDENCE,)), (_("核实确认"), (K.CONFIRMED, K.REVIEWED, K.FILED))]
    else:
        names += [(_("三方商定"), (K.AGREED,)), (_("业主表决"), (K.DECIDED,))]
    office = [(_("申请"), (K.APPLIED,)), (_("核准"), (K.GRANTED,)), (_("划转"), (K.TRANSFERRED,))]
    work = [(_("施工"), (K.STARTED,)), (_("验收"), (K.ACCEPTED,))]
    agency = project.custody == RepairProject.Custody.AGENCY
    if agency and not project.emergency:
        names += [*office[:2], *work, office[2]]
    else:
        names += [*work, *(office if agency else [])]
    names += [(_("决算"), (K.SETTLED,)), (_("公示"), (K.PUBLISHED,))]
    if project.emergency:
        names.append((_("报告业主大会"), (K.REPORTED,)))
    done: list[tuple[date, str]] = []
    still: list[tuple[date | None, str]] = []
    for words, kinds in names:
        day = next((days[kind] for kind in kinds if kind in days), None if kinds else law_day(project.at))
        if day is None or (words == _("核实确认") and project.basis_id is None):
            still.append((day, words))
        else:
            done.append((day, words))
    now = 0 if project.state != R.DROPPED else None
    return [
        *({"name": words, "note": cndate(day), "state": "done"} for day, words in sorted(done, key=lambda one: one[0])),
        *(
            {"name": words, "note": cndate(day) if day else "", "state": "now" if n == now else "next"}
            for n, (day, words) in enumerate(still)
        ),
    ]


def next_acts(project: RepairProject, person: Person | None, *, at: datetime) -> Acts:
    """What this person may do with it now, the next step first; what is not offered the act refuses with its reason."""
    estate, state = project.estate, project.state
    plans = repair_access.plans(person, estate, at=at)
    owns = repair_access.conducts(person, estate, at=at)
    agency = project.custody == RepairProject.Custody.AGENCY
    found: list[tuple[bool, str, str]] = []
    if state == R.PLANNED and project.emergency:
        confirms = repair_access.may_confirm(person, estate, [one.id for one in unconfirmed(project, at=at)], at=at)
        proof = (plans and project.basis_id is None, _("上传证据"), "repair_evidence")
        word = (bool(confirms), _("核实确认"), "repair_confirm")
        found += [
            *((proof, word) if evidence_missing(project, at=at) else (word, proof)),
            (owns and project.basis_id is not None, _("登记开工"), "repair_start"),
            (owns and project.basis_id is not None and agency, _("提交申请"), "repair_apply"),
        ]
    elif state == R.PLANNED:
        sides = repair_access.sides_of(person, estate, at=at)
        said = voices_now(project)
        silent = [side for side in sides if side in present_sides(estate, at=at) and side not in said]
        found += [
            (bool(silent), _("表态"), "repair_voice"),
            (owns, _("商定完成，提请表决"), "repair_agree"),
            (bool(sides) and not silent, _("改变表态"), "repair_voice"),
        ]
    elif state == R.AGREED:
        linked = project.assembly_id is not None
        found += [
            (owns and not linked, _("起草表决"), "repair_draft"),
            (owns and not linked, _("关联已有的会议"), "repair_link"),
            (owns and bool(resolutions_of(project)), _("登记表决结果"), "repair_decide"),
        ]
    elif state == R.DECIDED:
        found += [
            (owns and agency, _("提交申请"), "repair_apply"),
            (owns and not agency, _("登记开工"), "repair_start"),
        ]
    elif state == R.APPLIED:
        found.append((plans, _("登记受理、核准、退回"), "repair_office"))
    elif state == R.GRANTED:
        found += [(owns, _("登记开工"), "repair_start"), (plans, _("登记主管部门办理"), "repair_office")]
    elif state == R.WORKING:
        found.append((owns, _("登记验收"), "repair_accept"))
    elif state == R.ACCEPTED:
        found += [(owns, _("决算"), "repair_settle"), (owns, _("登记结算审核"), "repair_audit")]
    elif state == R.SETTLED:
        found.append((owns, _("公示决算"), "repair_publish"))
    elif state == R.PUBLISHED and project.emergency and not project.steps.filter(kind=K.REPORTED).exists():
        found.append((owns, _("登记向业主大会报告"), "repair_report"))
    if agency and state in (R.WORKING, R.ACCEPTED, R.SETTLED, R.PUBLISHED):
        told = {*project.steps.values_list("kind", flat=True)}
        applied = K.APPLIED in told and not (state == R.PUBLISHED and K.TRANSFERRED in told)
        found.append(
            (
                owns and not applied and bool(project.emergency) and state in (R.WORKING, R.ACCEPTED),
                _("提交申请"),
                "repair_apply",
            )
        )
        found.append((plans and applied, _("登记主管部门办理"), "repair_office"))
    if not agency and project.basis_id is not None and state in (R.DECIDED, R.WORKING, R.ACCEPTED):
        found.append((owns, _("提出支出申请"), "repair_pay"))
    early = state in (R.PLANNED, R.AGREED)
    shown: Acts = []
    assembly = assembly_of(project) if state == R.AGREED and owns else None
    if assembly is not None and not resolutions_of(project):
        shown = [(_("看表决进度"), reverse("voting:desk_assembly", args=[estate.code, assembly.serial]))]
    found += [
        (plans and state in BEFORE_WORK, _("加一份报价"), "repair_quote"),
        (plans and early and not project.emergency, _("邀请街道、社区"), "repair_invite"),
        (owns and state in BEFORE_WORK, _("不再进行"), "repair_drop"),
    ]
    return shown + [(words, url_of(project, name)) for may, words, name in found if may]


def share_table(allocation: Allocation | None, label: str) -> dict[str, Any] | None:
    """A division by building; no flat stands in it."""
    if allocation is None:
        return None
    rows = by_building(allocation)
    return {
        "label": label,
        "columns": [
            {"label": _("楼栋")},
            {"label": _("户数"), "n": True},
            {"label": _("面积"), "n": True},
            {"label": _("分摊"), "n": True},
        ],
        "rows": [{"cells": [row.building, row.units, area(row.area), fen(row.amount_fen)]} for row in rows],
        "foot": [
            _("合计"),
            sum(row.units for row in rows),
            area(sum(row.area for row in rows)),
            fen(allocation.total_fen),
        ],
    }


def trail_of(project: RepairProject, *, files: bool) -> list[dict[str, Any]]:
    """Everything that happened, newest last; papers only for those who read the books."""
    told = {one.id: one.words for one in confirmers_of(project, at=project.at)}
    found = []
    for row in steps_of(project):
        day = cndate(row.on) if row.on != law_day(row.at) else ""
        said = row.words.rstrip("。") if row.amount_fen else row.words
        words = [day, row.document_number, said, fen(row.amount_fen) if row.amount_fen else ""]
        item = {
            "title": told.get(row.what) or str(row.get_kind_display()),
            "text": "，".join(filter(None, words)),
            "at": row.at,
            "state": "done",
        }
        if row.document_id:
            item["url"] = f"/d/{row.document_id}/"
        elif files and row.file_id:
            item["url"] = f"/desk/e/{project.estate.code}/files/{row.file_id}/"
        found.append(item)
    return found


def quote_table(project: RepairProject, *, files: bool) -> dict[str, Any] | None:
    """Offers, the lowest first; None where there are none and it is too late for one."""
    code = project.estate.code
    rows = list(project.quotes.order_by("amount_fen", "pk"))
    if not rows and project.state not in BEFORE_WORK:
        return None
    return {
        "label": _("报价"),
        "columns": [{"label": _("单位")}, {"label": _("报价"), "n": True}],
        "rows": [
            {
                "cells": [
                    {"text": row.bidder, "url": f"/desk/e/{code}/files/{row.file_id}/"}
                    if files and row.file_id
                    else row.bidder,
                    fen(row.amount_fen),
                ]
            }
            for row in rows
        ],
        "empty": {"title": _("还没有报价"), "text": _("一般请三家报价，比较以后再定。")},
    }


def voice_table(project: RepairProject, *, at: datetime) -> dict[str, Any]:
    """The parties with what they said."""
    said = voices_now(project)
    rows: list[list[Any]] = []
    for side in present_sides(project.estate, at=at):
        voice = said.get(side)
        words = _("还没有表态") if voice is None else _("同意") if voice.agrees else _("不同意")
        kind = "line" if voice is None else "done" if voice.agrees else "urgent"
        rows.append([str(side.label), {"text": "", "badge": words, "badge_kind": kind}, voice.words if voice else ""])
    width = 3 if any(row[2] for row in rows) else 2
    return {
        "label": _("三方意见"),
        "columns": [_("哪一方"), _("意见"), _("说明")][:width],
        "rows": [{"cells": row[:width]} for row in rows],
    }
