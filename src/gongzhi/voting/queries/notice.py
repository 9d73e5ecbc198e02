"""What the notice says, and what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason
from gongzhi.norms.queries.shown import words_of
from gongzhi.register.queries import frozen_roll
from gongzhi.voting.models import Assembly, Report
from gongzhi.voting.queries.assemblies import motions_of, reports_of
from gongzhi.voting.queries.rule_base import bylaws_for, pins
from gongzhi.voting.queries.rules import CHOSEN
from gongzhi.voting.queries.scope import scope_answers, scope_obstacles
from gongzhi.voting.states import AssemblyState
from gongzhi.web.dates import cndate
from gongzhi_law import assembly as law
from gongzhi_law.params import Answer, NoLawInForce, get, lookup, offered
from gongzhi_law.voting import Matter, required_tests

OPENER = ("named",)  # rules that open the votes by door may be kept closed by a notice; never the other way
SUPPLIED = ("assembly/objection_days", "assembly/decided_day")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the convener settles for the notice; every value the law leaves open is confirmed here, none is assumed."""

    opens_at: datetime
    closes_at: datetime
    channel: str
    change_rule: str
    conflict_rule: str
    disclosure: str
    objection_days: int
    special: bool = False


def law_or_offer(name: str, *, at: datetime, place: str, bylaws: Mapping[str, object] | None = None) -> Answer:
    """The rule in force or adopted, else the value offered for the convener to confirm; raises NoLawInForce without."""
    on = law_day(at)
    try:
        return lookup(name, on=on, place=place, bylaws=bylaws)
    except NoLawInForce:
        found = offered(name, on=on, place=place)
        if found is None:
            raise
        return found


def obstacles(assembly: Assembly, plan: Plan | None, *, at: datetime) -> tuple[list[Reason], list[Reason]]:
    """What refuses the notice now, and what only warns; each with citation and the place to mend it.

    Without a plan, what can be said before dates are chosen. Statute blocks; papers and the unsettled only warn (R3).
    """
    blocks: list[Reason] = []
    warns: list[Reason] = []
    estate, on = assembly.estate, law_day(at)
    bylaws = bylaws_for(assembly, at=at)
    where = [estate.code, assembly.serial]
    motions = motions_of(assembly)
    if not motions:
        blocks.append(
            Reason(_("还没有议题。"), "《物业管理条例》第12条", _("去写议题"), reverse("voting:new_motion", args=where))
        )
    if frozen_roll(estate) is None:
        blocks.append(
            Reason(
                _("名册还没有公示核对并冻结，谁有权表决、各占多少面积还不确定。"),
                "《民法典》第278条第2款",
                _("去核对并冻结名册"),
                reverse("register:roll", args=[estate.code]),
            )
        )
    if assembly.state == AssemblyState.DRAFT:
        blocks.append(
            Reason(
                _("议题还在起草：送达报告和邀请以后才能公告。"),
                "《物业管理条例》第14条第2款",
                _("去送达"),
                reverse("voting:send_reports", args=where),
            )
        )
    of_part = scope_obstacles(assembly, motions, at=at)
    blocks, warns = [*blocks, *of_part[0]], [*warns, *of_part[1]]
    reports = reports_of(assembly)
    told = {(r.to, r.what) for r in reports}
    large = any(m.large for m in motions if m.matter == Matter.REPAIR_FUND_USE)
    duties = law.report_duties(
        [Matter(m.matter) for m in motions], on=on, place=estate.place, large_repair=large, bylaws=bylaws
    )
    for duty in duties:
        if (duty.to, duty.act) not in told:
            reason = Reason(
                _("还没有%(act)s%(to)s。") % {"act": Report.What(duty.act).label, "to": Report.To(duty.to).label},
                str(duty.answer.cite),
                _("一键送达"),
                reverse("voting:send_reports", args=where),
            )
            (blocks if duty.blocks_notice else warns).append(reason)
    warns += [waiting for r in reports if (waiting := _waiting(r, at)) is not None]
    warns += [_against(r) for r in reports if r.stance == Report.Stance.AGAINST]
    channel = law.online_check(estate.place, on)
    if plan is None or plan.channel == "own":
        _add(channel, blocks, warns, _("改为使用官方系统，或者用纸质表决"), "")
    if plan is not None:
        _check_dates(assembly, plan, at, blocks, warns)
        blocks += _against_the_rules(assembly, plan, at, bylaws)
        if plan.disclosure == "anonymous":
            blocks.append(
                Reason(
                    _("线上的票要能由本人核对、由计票人复核，开箱后仍与表决权人对应；这里不能承诺任何人都对应不起来。"),
                    "《个人信息保护法》第6条第1款",
                    _("议事规则规定无记名选举的，请用纸质无记名票"),
                )
            )
        allowed = law_or_offer("voting/disclosure", at=at, place=estate.place, bylaws=bylaws).text
        if plan.disclosure != allowed and not (allowed in OPENER and plan.disclosure == "panel"):
            blocks.append(
                Reason(
                    _("按房号公开或者无记名，都要本小区已通过的议事规则写明；这里还没有录入这样的规则。"),
                    "《个人信息保护法》第6条第1款",
                    _("改选建议的一级，或者先录入议事规则"),
                    reverse("norms:rules_desk", args=[estate.code]),
                )
            )
    return blocks, warns


def _against_the_rules(assembly: Assembly, plan: Plan, at: datetime, bylaws: Mapping[str, object]) -> list[Reason]:
    """Where the plan departs from what the estate's rules, or a local rule seen in full, have settled."""
    found = []
    chosen = {name: getattr(plan, field) for field, name in CHOSEN.items() if field != "disclosure"}
    for name, value in {**chosen, "assembly/objection_days": plan.objection_days}.items():
        rule = law_or_offer(name, at=at, place=assembly.estate.place, bylaws=bylaws)
        if rule.blocks and value != rule.value:
            found.append(
                Reason(
                    _("“%(what)s”已经约定为%(value)s，这次公告要照写。")
                    % {"what": rule.meaning, "value": words_of(get(name), rule.value)},
                    str(rule.cite),
                    _("改成规则约定的"),
                    reverse("norms:rules", args=[assembly.estate.code]),
                )
            )
    return found


def _check_dates(assembly: Assembly, plan: Plan, at: datetime, blocks: list[Reason], warns: list[Reason]) -> None:
    place, on = assembly.estate.place, law_day(at)
    opens_on, closes_on = law_day(plan.opens_at), law_day(plan.closes_at)
    bylaws = bylaws_for(assembly, at=at)
    verdicts = [law.notice_check(on, opens_on, on=on, place=place, special=plan.special, bylaws=bylaws)]
    verdicts += law.voting_period_check(opens_on, closes_on, on=on, place=place, bylaws=bylaws)
    for verdict in verdicts:
        _add(verdict, blocks, warns, _("改表决的日期"), "")


def _add(verdict: law.Verdict, blocks: list[Reason], warns: list[Reason], remedy: str, url: str) -> None:
    reason = Reason(verdict.sentence, str(verdict.answer.cite), remedy, url)
    if verdict.level is law.Level.BLOCK:
        blocks.append(reason)
    elif verdict.level is law.Level.WARN:
        warns.append(reason)


def opinion_line(report: Report, *, at: datetime) -> str:
    """The public line of an invitation: waiting until, answered on, or silent after the period."""
    sent, given = law_day(report.sent_at), report.opinion_at
    if report.what == Report.What.TELL or not report.days:
        return _("已于%(day)s送达。") % {"day": cndate(sent)}
    return law.opinion_line(sent, report.days, opinion_on=law_day(given) if given else None, on=law_day(at))


def _waiting(report: Report, at: datetime) -> Reason | None:
    if not report.days or report.opinion_at is not None:
        return None
    if law_day(at) > law.opinion_due(law_day(report.sent_at), report.days):
        return None
    return Reason(
        _("%(to)s的意见期还没有过：%(line)s可以等，也可以先公告，意见到了再随议题公开。")
        % {"to": report.get_to_display(), "line": opinion_line(report, at=at)},
        report.cite,
    )


def _against(report: Report) -> Reason:
    return Reason(
        _("%(to)s提出反对意见：%(text)s（随议题公开，不影响业主依法表决）")
        % {"to": report.get_to_display(), "text": report.opinion},
        report.cite,
    )


def pinned(assembly: Assembly, plan: Plan, *, at: datetime) -> dict[str, Any]:
    """The versions of every legal parameter the notice rests on, and the values the convener confirmed."""
    place, on = assembly.estate.place, law_day(plan.closes_at)
    answers = {
        test.rule.name: test.rule
        for motion in motions_of(assembly)
        for test in required_tests(Matter(motion.matter), on=on, place=place)
    }
    channel = law.online_channel(place, law_day(at))
    answers[channel.name] = channel
    answers |= scope_answers(assembly, motions_of(assembly), on=on)
    bylaws = bylaws_for(assembly, at=at)
    for name in (*SUPPLIED, *CHOSEN.values()):
        answers[name] = law_or_offer(name, at=at, place=place, bylaws=bylaws)
    said = {name: {"version": a.version, "cite": str(a.cite), "strength": a.strength} for name, a in answers.items()}
    return said | pins(assembly, at=at)
