"""What notice, pages and API say about the rules of a vote: one wording, in words that can be translated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongzhi.kernel.clock import law_day
from gongzhi.voting.models import Assembly, Condition, Motion
from gongzhi.voting.queries.assemblies import motions_of
from gongzhi.voting.queries.rule_base import bylaws_for, law_of
from gongzhi.voting.queries.scope import basis_rows
from gongzhi.web.figures import comparison_words
from gongzhi_law.assembly import online_channel
from gongzhi_law.overlay import as_of
from gongzhi_law.params import get
from gongzhi_law.scope import rules_of
from gongzhi_law.voting import Matter, required_tests

CHOSEN = {"change_rule": "voting/change", "conflict_rule": "voting/double_vote", "disclosure": "voting/disclosure"}
SILENCE = gettext_noop(
    "本小区议事规则约定：打开过表决页或者当面收到通知、到截止没有投票的业主，计入参与并并入已表决的多数；选举和多选一的事项不适用，四分之三的事项两种结果都列出。"
)
OF_LAW = (  # sentences that live in gongzhi_law and are shown to voters: a test holds the two together
    gettext_noop("投出后不可更改。"),
    gettext_noop("投出后在截止前可以更改一次。"),
    gettext_noop("截止前可以更改，以最后一次为准。"),
    gettext_noop("同一业主纸质与线上意见不一致的，以签署时间在后的为准。"),
    gettext_noop("同一业主纸质与线上意见不一致的，以线上经本人核验的为准。"),
    gettext_noop("结果只公布合计；您的选择只有您本人、计票人和依公告产生的复核小组可以看到，每次查看都有记录。"),
    gettext_noop("本小区议事规则规定记名公开：表决后，经核验的业主可以按房号看到每一户的选择。"),
    gettext_noop("本次选举依议事规则无记名：任何人都不能把选择与您对应起来。"),
)


@dataclass(frozen=True, slots=True)
class Needed:
    """What one motion needs to pass, in a sentence, with the articles."""

    text: str
    cites: tuple[Any, ...]

    @property
    def whole(self) -> str:
        """The sentence with its articles, for paper and programs."""
        return f"{self.text}（{'、'.join(map(str, self.cites))}）"


def needed(motion: Motion, *, at: datetime, place: str, pin: int | None = None, scope: Sequence[object] = ()) -> Needed:
    """Who must take part and who must agree, by the law of the day of `at`, as known when `pin` was the newest change.

    With a `scope` the owners of that part are meant, and a second rule that somebody holds is named (R15).
    """
    parts, cites = [], []
    taking_part = _("要有范围内业主的%(share)s参与") if scope else _("要有全体业主的%(share)s参与")
    with as_of(pin):
        tests = required_tests(Matter(motion.matter), on=law_day(at), place=place)
        others = rules_of(Matter(motion.matter), on=law_day(at), place=place)[1:] if scope else ()
    for test in tests:
        share = comparison_words(test.rule.share, test.rule.compare)
        share = share.lower() if parts else share
        if test.part == "took_part":
            parts.append(taking_part % {"share": share})
        elif test.whole == "roll":
            parts.append(_("要有全体业主的%(share)s同意") % {"share": share})
        else:
            parts.append(_("参与的业主中%(share)s同意") % {"share": share})
        cites += [cite for cite in (test.rule.cite,) if cite not in cites]
    text = _("%(parts)s，才通过；人数和面积都要达到。") % {"parts": _("，").join(parts)}
    for rule in (test.rule for other in others for test in other.tests):
        share = comparison_words(rule.share, rule.compare)
        text += _("也有主管部门要求范围内全体业主的%(share)s同意：两种都算，结论不同的以书面答复为准。") % {
            "share": share
        }
        cites.append(rule.cite)
    return Needed(text, tuple(cites))


def terms_of(
    chosen: Mapping[str, str], objection_days: int, channel: str, *, silence: bool = False
) -> list[tuple[str, str]]:
    """Label and sentence of each rule of a vote, by the chosen values and the law's answer on the on-line channel.

    `silence`: the estate's rules count owners who were reached and did not vote, and the notice must say so (R9).
    """
    said = {field: _(get(name).sentences[chosen[field]]) for field, name in CHOSEN.items()}
    open_choice = channel == "official_preferred"
    way = (
        _("在本系统线上表决，用验证码确认本人。当地没有规定只能用官方系统，由召集人选定并在公告写明。")
        if open_choice
        else _("在本系统线上表决，用验证码确认本人。")
    )
    return [
        (_("谁能看到您的票"), said["disclosure"]),
        (_("能不能改"), said["change_rule"]),
        (_("两次意见不一致"), said["conflict_rule"]),
        (_("表决方式"), way),
        (_("异议"), _("初步结果公布后%(n)s日内可以提出异议，异议会书面答复。") % {"n": objection_days}),
        *([(_("不投票的后果"), _(SILENCE))] if silence else []),
    ]


def terms(assembly: Assembly) -> list[tuple[str, str]]:
    """The rules that were fixed by the notice of this assembly; refuses a draft, which has none."""
    if assembly.noticed_at is None or assembly.objection_days is None:
        raise ValueError("a draft has no rules yet")
    channel = online_channel(assembly.estate.place, law_day(assembly.noticed_at)).text
    rows = terms_of(
        {field: getattr(assembly, field) for field in CHOSEN},
        assembly.objection_days,
        channel,
        silence=bylaws_for(assembly, at=assembly.noticed_at).get("voting/silent") == "counted",
    )
    if assembly.scope and assembly.closes_at:
        with law_of(assembly):
            rows += basis_rows(assembly, motions_of(assembly), at=assembly.closes_at)
    return rows


def condition_words(motion: Motion) -> str:
    """When the motion counts; empty for a motion that always does."""
    parts = [_condition(c) for c in motion.conditions.all()]
    if not parts:
        return ""
    return _("这一项只在%(all)s时才算数。") % {"all": _("，并且").join(parts)}


def _condition(condition: Condition) -> str:
    n = condition.of.number
    if condition.option and condition.passed:
        return _("第 %(n)s 项“%(option)s”通过") % {"n": n, "option": condition.option.title}
    if condition.option:
        return _("第 %(n)s 项“%(option)s”没有通过") % {"n": n, "option": condition.option.title}
    if condition.passed:
        return _("第 %(n)s 项有选项通过") % {"n": n}
    return _("第 %(n)s 项的选项都没有通过") % {"n": n}
