"""What the desk says of an assembly in one sentence, as a line of stations, and as the one thing to do next."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Capacity
from gongzhi.voting.models import Assembly
from gongzhi.voting.states import AssemblyState, Phase
from gongzhi.voting.views.stations import stations_of
from gongzhi.web.dates import cnday

K, A = Capacity.Kind, AssemblyState
BEFORE = (A.DRAFT, A.REPORTED)


def desk_stations(assembly: Assembly, at: datetime, *, reported_at: datetime | None = None) -> list[dict[str, str]]:
    """The stations of the public page, and before the notice the same names with where the draft is."""
    drafted = {"name": _("起草"), "note": cnday(assembly.drafted_at), "state": "done"}
    if assembly.noticed_at is not None:
        return [drafted, *stations_of(assembly, at=at)]
    reported = assembly.state == A.REPORTED
    rows = [
        {**drafted, "state": "done" if reported else "now"},
        {
            "name": _("报告与介入"),
            "note": cnday(reported_at) if reported_at else "",
            "state": "done" if reported else "next",
        },
    ]
    later = (_("名册公示"), _("公告"), _("表决"), _("计票"), _("结果公示"), _("生效"))
    return rows + [
        {"name": name, "note": "", "state": "now" if reported and name == later[1] else "next"} for name in later
    ]


def headline(assembly: Assembly, at: datetime) -> str:
    """The state of an assembly as a sentence that says what matters."""
    phase = assembly.phase(at)
    if phase == Phase.BEFORE:
        return _("已公告，%(day)s开始表决") % {"day": cnday(assembly.opens_at)}  # type: ignore[arg-type]
    if phase == Phase.OPEN:
        return _("正在表决，到%(day)s截止") % {"day": cnday(assembly.closes_at)}  # type: ignore[arg-type]
    if phase == Phase.CLOSED:
        return _("表决已截止，等两名监票计票人开箱")
    if assembly.state == A.PRELIMINARY:
        if window_is_over(assembly, at):
            return _("异议期已满，可以签署最终结果")
        return _("初步结果已公示，异议期到%(day)s") % {"day": cnday(assembly.objections_until)}  # type: ignore[arg-type]
    return {
        A.DRAFT: _("正在起草，还没有报告"),
        A.REPORTED: _("已报告，还没有公告"),
        A.COUNTING: _("正在开箱，等第二名监票计票人"),
        A.FINAL: _("最终结果已签署"),
        A.WITHDRAWN: _("会议已撤回"),
    }[A(assembly.state)]


def window_is_over(assembly: Assembly, at: datetime) -> bool:
    """Whether the last day for objections is past."""
    return assembly.objections_until is not None and law_day(at) > assembly.objections_until


def next_step(
    assembly: Assembly, kinds: set[str], at: datetime, *, motions: int, blocks: int, waiting: int = 0
) -> dict[str, Any] | None:
    """The one thing this person should do now; None where they only wait. `waiting` objections want an answer."""
    where = [assembly.estate.code, assembly.serial]
    found = None
    if assembly.convener in kinds:
        found = _committee_step(assembly, at, motions=motions, blocks=blocks, waiting=waiting)
    if found is None and K.TELLER in kinds:
        found = _teller_step(assembly, at)
    if found is None:
        return None
    title, text, cite, action, page = found
    return {
        "title": title,
        "text": text,
        "cite": cite,
        "action": action,
        "action_url": reverse(f"voting:{page}", args=where),
    }


def rule_step(assembly: Assembly) -> dict[str, Any]:
    """Where two shares gave two outcomes: bring the authority's written answer (R15)."""
    return {
        "title": _("两种比例，两个结论：请主管部门书面答复"),
        "text": _("部分业主表决适用哪一种比例，各地说法不一致。登记答复以后，结果按答复确定。"),
        "cite": "《住宅专项维修资金管理办法》第22条第2项",
        "action": _("去登记答复"),
        "action_url": reverse("voting:settle_rule", args=[assembly.estate.code, assembly.serial]),
    }


def _teller_step(assembly: Assembly, at: datetime) -> tuple[str, str, str, str, str] | None:
    first = assembly.phase(at) == Phase.CLOSED
    if not first and assembly.state != A.COUNTING:
        return None
    return (
        _("开箱：第一人封箱") if first else _("开箱：第二人核对并计票"),
        _("开箱要两个人，前后两步，各用自己的登录。先看清这一步会做什么，再按。"),
        "《业主大会和业主委员会指导规则》第22条",
        _("去开箱"),
        "count",
    )


def _committee_step(
    assembly: Assembly, at: datetime, *, motions: int, blocks: int, waiting: int
) -> tuple[str, str, str, str, str] | None:
    if assembly.state == A.DRAFT and not motions:
        return (
            _("写第一项议题"),
            _("选好属于哪一类法定事项，门槛由法律定。"),
            "《民法典》第278条第1款",
            _("加一项议题"),
            "new_motion",
        )
    if assembly.state == A.DRAFT:
        return (
            _("议题写好后，一次送达报告和邀请"),
            _("告知居委会是公告的前提；社区党组织、街道的意见有期限，逾期不影响继续。"),
            "《物业管理条例》第14条第2款",
            _("去送达"),
            "send_reports",
        )
    if assembly.state == A.REPORTED:
        return (
            _("还差 %(n)s 件，就能公告") % {"n": blocks} if blocks else _("可以公告了"),
            _("公告一发出，名册、议题、规则都固定下来，每户收到自己的表决链接。"),
            "《物业管理条例》第14条第1款",
            _("定日期和规则"),
            "give_notice",
        )
    if waiting:
        return (
            _("有 %(n)s 件异议等书面答复") % {"n": waiting},
            _("异议不影响决定的效力；到期没有答复的会公开写明，并且不能据以付款。"),
            "《民法典》第280条",
            _("去答复"),
            "objections_desk",
        )
    if assembly.state == A.PRELIMINARY and window_is_over(assembly, at):
        return (
            _("签署最终结果"),
            _("签署之日就是作出决定之日，公布、备案等期限从这一天起算。"),
            "《民法典》第280条第1款",
            _("去签署"),
            "sign_result",
        )
    return None
