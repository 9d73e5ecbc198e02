"""Draw up a repair: what, where, how much, how the money is held, divided among its flats at once (B4.8, R15, R16)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import divide
from gongzhi.fund.models import Allocation, MoneyAccount, RepairProject
from gongzhi.fund.queries.repair_law import plan_findings
from gongzhi.fund.queries.scope import areas_in, scope_name
from gongzhi.fund.queries.serials import next_serial
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register.queries.parts import check_scope
from gongzhi_law.fund_repair import PART_NAMES, allocate, emergency_types, excluded_costs

PLANNED = journal.event(
    "fund.repair.planned",
    repair=Fact.NUMBER,
    part=Fact.WORD,
    custody=Fact.WORD,
    emergency=Fact.WORD,
    warranty=Fact.WORD,
    budget_fen=Fact.NUMBER,
    units=Fact.NUMBER,
    warnings=Fact.NUMBER,
    title=Fact.TEXT,
    why=Fact.TEXT,
    plan=Fact.TEXT,
    scope=Fact.TEXT,
)


@act
@official
def plan_repair(
    *,
    estate: Estate,
    title: str,
    part: str,
    why: str,
    plan: str,
    budget_fen: int,
    parts: Sequence[tuple[str, str]] = (),
    money: MoneyAccount | None = None,
    emergency: str = "",
    warranty: str = RepairProject.Warranty.UNKNOWN,
    excluded: Sequence[str] = (),
    warnings_seen: bool = False,
    by: Person,
    at: datetime,
) -> RepairProject:
    """A project with its planned division by area. `parts` are (building, stair) by name, none is the whole estate.

    `money` is the account of the repair fund; none, or one that the office holds, is 代管. Refuses everyone but firm,
    owners' body and community worker, in an emergency who may not apply there, and costs that a text read in full
    excludes. Wrong input: what is not written, warnings not seen.
    """
    serial = next_serial(RepairProject, estate)
    on = law_day(at)
    if emergency:
        repair_access.require_applicant(by, estate, at=at)
    else:
        repair_access.require_planner(by, estate, at=at)
    asked = {"title": title, "why": why, "plan": plan}
    wrong = {name: _("必填") for name, text in asked.items() if not text.strip()}
    if part not in set(PART_NAMES):
        wrong["part"] = _("请选择")
    if warranty not in RepairProject.Warranty.values:
        wrong["warranty"] = _("请选择")
    if budget_fen < 1:
        wrong["budget_fen"] = _("要大于零")
    if emergency and emergency not in {one.id for one in emergency_types(on, estate.place)}:
        wrong["emergency"] = _("当地的规定里没有这一种紧急情况")
    if money is not None and (money.estate_id != estate.pk or money.account.fund != "repair"):
        wrong["money"] = _("请选维修资金的账户")
    known = {one.id: one for one in excluded_costs(on, estate.place)}
    if not set(excluded) <= set(known):
        wrong["excluded"] = _("请从列出的里面选")
    if wrong:
        raise BadInput(_("维修方案还没有写全。"), wrong)
    scope = check_scope(estate, parts) if parts else []
    areas = areas_in(estate, scope)
    if not areas:
        raise BadInput(_("清册里没有这个范围的房屋，不能分摊。"), {"parts": _("先导入房屋清册")})
    if shut := [known[one] for one in excluded if known[one].blocks]:
        raise Refused(
            *(Reason(_("%(cost)s不得从维修资金列支。") % {"cost": c.words}, c.cite, _("从方案里去掉")) for c in shut)
        )
    findings = plan_findings(estate, part, warranty, excluded, scope, on=on)
    if findings and not warnings_seen:
        told = [f"{words}（{cite}）" if cite else words for words, cite in findings]
        words = _("有 %(n)s 条提示，请看过后勾选“已经看过提示”再提交：%(all)s")
        raise BadInput(words % {"n": len(told), "all": "".join(told)}, {"warnings_seen": " ".join(told)})
    agency = money is None or money.custody == MoneyAccount.Custody.AGENCY
    custody = RepairProject.Custody.AGENCY if agency else RepairProject.Custody.TRANSFERRED
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        PLANNED,
        ref=f"repair:{serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        repair=serial,
        part=part,
        custody=custody,
        emergency=emergency,
        warranty=warranty,
        budget_fen=budget_fen,
        units=len(areas),
        warnings=len(findings),
        title=title.strip(),
        why=why.strip(),
        plan=plan.strip(),
        scope=scope_name(scope),
    )
    made = RepairProject.objects.create(
        estate=estate,
        serial=serial,
        title=title.strip()[:80],
        part=part,
        why=why.strip(),
        plan=plan.strip(),
        scope=scope,
        custody=custody,
        emergency=emergency,
        warranty=warranty,
        excluded=list(excluded),
        budget_fen=budget_fen,
        money=money,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
    divide(made, Allocation.Kind.PLANNED, allocate(budget_fen, areas), areas, entry=entry.pk, at=at)
    return made
