"""Repairs for tests: flats in two buildings, an account of the repair fund, a plan and its way in one line each."""

from datetime import timedelta
from typing import Any

from gongzhi.bodies.tests.ground import ON
from gongzhi.fund.actions.agree_plan import agree_plan
from gongzhi.fund.actions.confirm_emergency import confirm_emergency
from gongzhi.fund.actions.draft_repair_vote import draft_repair_vote
from gongzhi.fund.actions.note_evidence import note_evidence
from gongzhi.fund.actions.plan_repair import plan_repair
from gongzhi.fund.actions.take_resolution import take_resolution
from gongzhi.fund.actions.voice_plan import voice_plan
from gongzhi.fund.models import MoneyAccount, RepairProject, SpendRequest
from gongzhi.fund.tests.made import NOW, TODAY, Purse, account
from gongzhi.fund.tests.spending_made import PDF, asked, expense
from gongzhi.places.models import Building
from gongzhi.register.models import Unit
from gongzhi.voting.models import Assembly, Motion, Resolution
from gongzhi.voting.states import ResolutionState

BUDGET = 10_000_003
DELIVERED = ON - timedelta(days=20 * 365)


def flats(p: Purse, areas: tuple[tuple[str, int], ...] = (("1幢", 9000), ("1幢", 8800), ("2幢", 12345))) -> list[Unit]:
    """Flats by building and area, delivered long ago."""
    found = []
    for n, (name, area) in enumerate(areas, 1):
        building, _new = Building.objects.get_or_create(estate=p.g.estate, name=name)
        found.append(
            Unit.objects.create(
                estate=p.g.estate,
                building=building,
                stair="1单元",
                room=f"{n}01",
                door=f"{name}1单元{n}01",
                kind="住宅",
                area=area,
                delivered_on=DELIVERED,
            )
        )
    return found


def repair_account(p: Purse, *, custody: str = "joint", by_unit: bool = False) -> MoneyAccount:
    """An account of the repair fund: `joint` is 已划转, `agency` 代管."""
    return account(p, "维修资金", fund="repair", number="6222000000000099", custody=custody, by_unit=by_unit)


def planned(p: Purse, **changed: Any) -> RepairProject:
    """A plan of the chair for the whole estate, or what `changed` says."""
    if not Unit.objects.filter(estate=p.g.estate).exists():
        flats(p)
    asked: dict[str, Any] = {
        "title": "更换电梯曳引机",
        "part": "installation",
        "why": "电梯频繁停运。",
        "plan": "更换曳引机和钢丝绳，质保两年。",
        "budget_fen": BUDGET,
        "warranty": "out",
        "by": p.chair,
        "at": NOW,
        **changed,
    }
    return plan_repair(estate=p.g.estate, **asked)


def agreed(p: Purse, project: RepairProject) -> RepairProject:
    """All three parties agree."""
    for person in (p.chair, p.manager, p.g.worker):
        voice_plan(project=project, agrees=True, by=person, at=NOW)
    return agree_plan(project=project, by=p.chair, at=NOW)


def resolution_of(assembly: Assembly, entry: int, state: str = ResolutionState.EFFECTIVE) -> Resolution:
    """What the assembly decided on its one motion."""
    return Resolution.objects.create(
        estate=assembly.estate,
        motion=Motion.objects.get(assembly=assembly),
        state=state,
        passed=True if state == ResolutionState.EFFECTIVE else None,
        in_effect=state == ResolutionState.EFFECTIVE,
        decided_on=ON,
        entry_id=entry,
    )


def decided(p: Purse, project: RepairProject) -> RepairProject:
    """Agreed to by the parties and by the owners."""
    project = agreed(p, project)
    assembly = draft_repair_vote(project=project, by=p.chair, at=NOW)
    resolution = resolution_of(assembly, p.g.seats[0].entry)
    return take_resolution(project=project, resolution=resolution, by=p.chair, at=NOW)


def proof(p: Purse, project: RepairProject, words: str = "停运通知或者现场照片") -> None:
    """A paper that proves the emergency."""
    note_evidence(
        project=project, on=TODAY, words=words, file_name="通知.pdf", content=PDF + words.encode(), by=p.manager, at=NOW
    )


def confirmed(p: Purse, project: RepairProject, confirmer: str, by: Any) -> RepairProject:
    """One confirmation of the emergency."""
    return confirm_emergency(project=project, confirmer=confirmer, on=TODAY, words="现场核实", by=by, at=NOW)


def spend(p: Purse, project: RepairProject, fen: int, **changed: Any) -> SpendRequest:
    """A request to pay under the project's own basis from its own account."""
    return asked(
        p,
        fen,
        **{
            "money": project.money,
            "matter": "big_repair",
            "ground": "resolution",
            "category": expense(p, "big_repair"),
            "basis": project.basis,
            "project_id": project.pk,
            **changed,
        },
    )
