"""The law's answers for one repair: warranty, excluded costs, emergency, audit, excess, the way and where it stands (R16)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.queries.scope import Scope, last_delivery
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi_law.fund_repair import (
    PART_NAMES,
    Confirmer,
    Custody,
    EmergencyType,
    Part,
    Step,
    emergency_confirmers,
    emergency_types,
    excluded_costs,
    over_budget,
    repair_steps,
    settlement_audit,
    warranty,
)
from gongzhi_law.meeting_rules import Finding

W, K = RepairProject.Warranty, RepairStep.Kind
WARRANTY = "《建设工程质量管理条例》第40条、《物业管理条例》第31条"


def plan_findings(
    estate: Estate, part: str, declared: str, excluded: Sequence[str], scope: Scope, *, on: date
) -> list[tuple[str, str]]:
    """What to look at before a plan is put forward, with its article: a warranty that may run, costs not to be paid."""
    found: list[tuple[str, str]] = []
    if declared == W.IN:
        name = PART_NAMES[Part(part)]
        words = _("%(part)s还在保修期内：由建设单位维修，不使用维修资金。") % {"part": name}
        found.append((words, WARRANTY))
    elif (since := last_delivery(estate, scope)) is not None and since <= on:
        finding = warranty(part, since, on)
        if finding is not None and (declared == W.UNKNOWN or finding.passed is False):
            found.append((finding.sentence, finding.cite))
    elif declared == W.UNKNOWN:
        found.append((_("清册里没有交付日期，不能判断保修期，请核对。"), WARRANTY))
    known = {one.id: one for one in excluded_costs(on, estate.place)}
    for one in (known[key] for key in excluded if key in known):
        found.append((_("方案里有“%(cost)s”：不应从维修资金列支。") % {"cost": one.words}, one.cite))
    return found


def findings_of(project: RepairProject, *, at: datetime) -> list[tuple[str, str]]:
    """The same for a project that stands."""
    return plan_findings(
        project.estate, project.part, project.warranty, project.excluded, project.scope, on=law_day(at)
    )


def kind_of(project: RepairProject, *, at: datetime) -> EmergencyType | None:
    """The kind of emergency as the place describes it on the day of the plan."""
    types = emergency_types(law_day(project.at), project.estate.place)
    return next((one for one in types if one.id == project.emergency), None)


def emergency_name(project: RepairProject, *, at: datetime) -> str:
    """The kind of emergency in words; empty for an ordinary repair."""
    found = kind_of(project, at=at)
    return found.words if found else ""


def evidence_missing(project: RepairProject, *, at: datetime) -> list[str]:
    """Evidence that the place's text asks for and nobody kept; where no text was seen any paper will do."""
    kind = kind_of(project, at=at)
    rows = RepairStep.objects.filter(estate=project.estate_id, project=project, kind=K.EVIDENCE)
    kept = set(rows.values_list("words", flat=True))
    if kind is None or kind.proposed or not kind.evidence:
        return [] if kept else [_("现场照片或者检测、整改文书")]
    return [words for words in kind.evidence if words not in kept]


def confirmers_of(project: RepairProject, *, at: datetime) -> tuple[Confirmer, ...]:
    """Who verifies or confirms the emergency there."""
    return emergency_confirmers(law_day(project.at), project.estate.place)


def unconfirmed(project: RepairProject, *, at: datetime) -> list[Confirmer]:
    """Those of them whose word is missing; none for an ordinary repair."""
    if not project.emergency:
        return []
    rows = RepairStep.objects.filter(estate=project.estate_id, project=project).exclude(what="")
    given = set(rows.values_list("what", flat=True))
    return [one for one in confirmers_of(project, at=at) if one.id not in given]


def audit_of(project: RepairProject, actual_fen: int, *, at: datetime) -> Finding | None:
    """Whether a settlement of that sum is audited there."""
    return settlement_audit(actual_fen, law_day(at), project.estate.place, emergency=bool(project.emergency))


def over_of(project: RepairProject, actual_fen: int, *, at: datetime) -> Finding:
    """Whether that sum stays within what was planned."""
    return over_budget(project.budget_fen, actual_fen, law_day(at), project.estate.place)


def way_of(project: RepairProject) -> tuple[Step, ...]:
    """Every step that the law names for this custody and kind, with its article."""
    custody: Custody = "agency" if project.custody == RepairProject.Custody.AGENCY else "transferred"
    on = law_day(project.at)
    return repair_steps(custody, bool(project.emergency), on=on, place=project.estate.place)
