"""What stands in the way of calling a meeting, and what only warns: listed at once, by page and act alike (R3, R18)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.access import grant_of
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.standing import status_of
from gongzhi.bodies.queries.standings import ACTING
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Demand
from gongzhi.meetings.queries.committee import estate_of
from gongzhi.meetings.queries.convening import called
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.web.dates import cndatetime
from gongzhi_law.bodies import Status
from gongzhi_law.committee_meetings import Finding
from gongzhi_law.params import Strength
from gongzhi_law.powers import POWER_NAMES, Power

Cause, Kind = CommitteeMeeting.Cause, AgendaItem.Kind
AGENDA = "《业主大会和业主委员会指导规则》第39条"


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One item for the agenda: `power` is what the body makes use of, `candidate` whom an office is for.

    With it what members are to read before: a quotation, a contract (`content`, a PDF or photograph).
    """

    kind: str
    title: str
    words: str = ""
    power: str = ""
    amount_fen: int | None = None
    candidate: Appointment | None = None
    file_name: str = ""
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class CallPlan:
    """What the convener settles: why, when, where or by which link, and what is on the table."""

    cause: str
    begins_at: datetime
    form: str
    place: str
    link: str
    why: str
    demand: Demand | None
    items: Sequence[ItemDraft]


def obstacles(body: Body, plan: CallPlan | None, *, at: datetime) -> tuple[list[Reason], list[Reason]]:
    """What refuses the call and what only warns, each with its article; without a plan, what is known before."""
    blocks: list[Reason] = []
    warns = list(standing_warnings(body, at=at))
    other = called(body, on=law_day(at))
    if other is not None:
        words = _("已有一次会议定在%(when)s，这是另一次；能并在一起的，可以在那一次加议题。")
        warns.append(Reason(words % {"when": cndatetime(other.begins_at)}, AGENDA))
    if plan is None:
        return blocks, warns
    if not plan.items:
        blocks.append(Reason(_("还没有议题，没有可以公告的内容和议程。"), AGENDA, _("写议题")))
    if plan.cause == Cause.DEMANDED and (plan.demand is None or plan.demand.reached_at is None):
        words = _("委员提议还没有达到人数，不能按提议召集；可以由主任召集临时会议。")
        blocks.append(Reason(words, rules_for(body, on=law_day(at)).demand().cite, _("去看提议"), _page(body)))
    for item in plan.items:
        block, item_warns = item_obstacles(body, item, at=at)
        blocks += block
        warns += item_warns
    warns += notice_warnings(body, plan, at=at)
    return blocks, warns


def standing_warnings(body: Body, *, at: datetime) -> list[Reason]:
    """What the standing of the body leaves it: past its term, in dispute, acting for another (R7, R14)."""
    status = status_of(body, on=law_day(at))
    found = []
    if status is Status.EXPIRED:
        grant = grant_of(body, Power.CONVENE_ELECTION, at=at)
        words = _("%(name)s任期已届满，只可以做看守事项；会议可以开，超出看守权限的决定不能据以办理。")
        found.append(Reason(words % {"name": body.name}, grant.cite))
    if status is Status.DISPUTED:
        words = _("街道标记了换届争议，期间只维持小区运转。")
        found.append(Reason(words, "《共治系统操作约定》第9条", _("看双方材料"), f"/e/{_code(body)}/dispute/"))
    if body.kind in ACTING:
        words = _("%(name)s是代行职责：属地没有赋予的事项，只可以组织业主共同决定。")
        found.append(Reason(words % {"name": body.name}, grant_of(body, Power.DECIDE, at=at).cite))
    return found


def item_obstacles(body: Body, item: ItemDraft, *, at: datetime) -> tuple[list[Reason], list[Reason]]:
    """The owners' own matters are not decided by the body (民法典278条, 条例19条); what else it lacks a power for only warns."""
    if item.kind != Kind.DECIDE or not item.power:
        return [], []
    power = Power(item.power)
    grant = grant_of(body, power, at=at)
    if grant.granted:
        said = grant.cosign and _("%(title)s：须%(who)s共同签字。") % {"title": item.title, "who": grant.cosign}
        return [], [Reason(said, grant.cite)] if said else []
    words = _("“%(title)s”：%(why)s") % {"title": item.title, "why": grant.sentence}
    remedy = _("提请业主大会决定")
    reason = Reason(words, grant.cite, remedy, reverse("voting:desk_assemblies", args=[_code(body)]))
    binding = grant.strength in (Strength.STATUTE, Strength.BYLAW)
    return ([reason], []) if power is Power.DECIDE or binding else ([], [reason])


def notice_warnings(body: Body, plan: CallPlan, *, at: datetime) -> list[Reason]:
    """Too short a notice and other days that are missed: they warn, they never stop a meeting (R18)."""
    rules = rules_for(body, on=law_day(at))
    found = rules.notice(
        rules.on,
        law_day(plan.begins_at),
        demanded=plan.cause == Cause.DEMANDED,
        urgent=plan.cause == Cause.URGENT,
        told_on=rules.on,
    )
    reasons = [_reason(one) for one in found if one.passed is False]
    if plan.demand is not None and plan.demand.due_on and law_day(plan.begins_at) > plan.demand.due_on:
        due = rules.meeting_by(law_day(plan.demand.reached_at)) if plan.demand.reached_at else None
        words = _("会议晚于提议要求的最后一天。%(rule)s") % {"rule": due.sentence if due else ""}
        reasons.append(Reason(words, str(due.cite) if due else ""))
    return reasons


def power_choices(body: Body, *, at: datetime) -> list[tuple[str, str]]:
    """What a decision may make use of, as a form offers it: the body's own work first, what it has not is said so."""
    rows = [("", _("本组织自己的工作"))]
    for power in Power:
        grant = grant_of(body, power, at=at)
        mark = _("代行") if grant.granted and grant.acting else "" if grant.granted else _("没有此项权限")
        rows.append((power.value, f"{POWER_NAMES[power]}（{mark}）" if mark else POWER_NAMES[power]))
    return rows


def _reason(finding: Finding) -> Reason:
    return Reason(finding.sentence, finding.cite)


def _code(body: Body) -> str:
    return estate_of(body).code


def _page(body: Body) -> str:
    return reverse("meetings:committee_meetings", args=[_code(body)])
