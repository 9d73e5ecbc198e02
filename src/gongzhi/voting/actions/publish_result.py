"""Publish a result notice, preliminary or final, as a numbered document."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import Document
from gongzhi.kernel.area import parse_area, shown_area
from gongzhi.voting.counting import ABSTAIN, AGAINST, FOR, VOID
from gongzhi.voting.models import Assembly, Motion, Objection, Result, RuleAnswer
from gongzhi.voting.queries.results import answer_of, outcome, results_of
from gongzhi.voting.queries.scope import addressee, scope_words
from gongzhi.web.dates import cndate
from gongzhi_law.finding import COMPARE_NAMES

VERDICT = {True: gettext_lazy("通过"), False: gettext_lazy("未通过"), None: gettext_lazy("不能判断")}


def publish_result(assembly: Assembly, *, final: bool, by: str, at: datetime) -> Document:
    """The result notice: every check with both numbers, percent, requirement and article; no name of an owner.

    That of a part says whose vote it was, shows the outcome under every rule, and which one the authority applies (R15).
    """
    estate = assembly.estate
    rows = outcome(results_of(assembly))
    if final:
        tail = [_("以上为最终结果。%(o)s") % {"o": _objections(assembly)}]
    else:
        tail = [
            _("以上为初步结果，%(day)s前业主可以提出异议，异议会书面答复；异议不影响已经作出的决定的效力。")
            % {"day": cndate(assembly.objections_until or at)}
        ]
    tail = [*_answered(assembly), *tail]
    return publish_document(
        estate_id=assembly.estate_id,
        kind="result" if final else "preliminary",
        mark=(_("%(estate)s业大结") if final else _("%(estate)s业大初结")) % {"estate": estate.name},
        title=_("%(title)s%(kind)s结果公告") % {"title": assembly.title, "kind": "" if final else _("初步")},
        template="result",
        data={
            "addressee": addressee(assembly),
            "issuer": assembly.convener_name(),
            "lead": [
                _("表决已于%(close)s截止，由两名监票计票人开箱，逐票核对投票时记入日志的指纹后计票。")
                % {"close": cndate(assembly.span()[1])},
                *_of_part(assembly),
            ],
            "results": _results(rows),
            "tail": tail,
            "assembly": f"{estate.code}/{assembly.serial}",
        },
        ref=f"assembly:{assembly.pk}",
        by=by,
        at=at,
    )


def _of_part(assembly: Assembly) -> list[str]:
    if not assembly.scope or assembly.roll is None:
        return []
    return [
        _("这是%(where)s业主的表决：范围内业主%(heads)s人，专有部分面积%(area)s，人数和面积都只算范围内的。")
        % {
            "where": scope_words(assembly),
            "heads": f"{assembly.roll.heads or 0:,}",
            "area": shown_area(assembly.roll.area or 0),
        }
    ]


def _answered(assembly: Assembly) -> list[str]:
    answer = answer_of(assembly)
    if answer is None:
        return []
    words = _("适用哪一种比例，%(issuer)s于%(day)s前书面答复（%(number)s）：%(rule)s。%(text)s 以上结果据此确定。")
    return [
        words
        % {
            "issuer": answer.issuer,
            "day": cndate(answer.at),
            "number": answer.document_number,
            "rule": answer.get_rule_display(),
            "text": answer.text,
        }
    ]


def _objections(assembly: Assembly) -> str:
    rows = list(Objection.objects.filter(estate_id=assembly.estate_id, assembly=assembly))
    if not rows:
        return _("公示期内没有异议。")
    answered = sum(1 for row in rows if row.answered_at)
    return _("公示期内有异议 %(n)s 件，已书面答复 %(a)s 件，到期未答复 %(u)s 件。") % {
        "n": len(rows),
        "a": answered,
        "u": len(rows) - answered,
    }


def title_of(result: Result) -> str:
    """The row's title: the motion, and for a choice the option."""
    return f"{result.motion.title}：{result.option.title}" if result.option else result.motion.title


def _results(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One entry a row of the count; under the last row of each motion what every mark of it got."""
    shown = [_row(row["result"], row["in_effect"]) for row in rows]
    for entry, row, then in zip(shown, rows, [*rows[1:], None], strict=True):
        result = row["result"]
        if then is None or then["result"].motion_id != result.motion_id:
            entry["notes"].append(marks_line(result.motion, result.sums))
    return shown


def _row(result: Result, counts: bool) -> dict[str, Any]:
    found = result.finding
    verdict = str(VERDICT[result.passed])
    if result.passed and not counts:
        verdict = _("通过，条件未成就，不生效")
    several = bool(found["readings"])
    notes = [found["sentence"]] if several or result.passed is None else []
    notes += [f"{r['words']}：{VERDICT[r['passed']]}" for r in found["readings"]]
    rules = found.get("rules", [])
    if len(rules) > 1:
        notes = [f"{RuleAnswer.Rule(r['rule']).label}：{VERDICT[r['outcome']]}（{r['cites']}）" for r in rules]
        notes += [r["sentence"] for r in rules if r["readings"]]
    return {
        "title": f"{result.motion.number}. {title_of(result)}",
        "outcome": verdict,
        "checks": [_check(c) for one in rules or [found] for c in one["checks"]],
        "notes": notes,
    }


def _check(check: dict[str, Any]) -> dict[str, str]:
    return {
        "name": check["label"],
        "numbers": f"{_figure(check['part'], check)} / {_shown(check['whole'], check)}",
        "percent": f"{check['percent']}%" if check["percent"] else "—",
        "required": f"{COMPARE_NAMES[check['compare']]} {check['required']}",
        "cite": check["cite"],
        "verdict": str({True: _("达到"), False: _("未达到"), None: _("不能判断")}[check["passed"]]),
    }


def _shown(value: int | None, check: dict[str, Any]) -> str:
    if value is None:
        return "—"
    return shown_area(value) if check["unit"] == "area" else _("%(n)s 人") % {"n": f"{value:,}"}


def _figure(value: int | None, check: dict[str, Any]) -> str:
    """The same without its unit, for the left side of part / whole."""
    if value is None:
        return "—"
    return shown_area(value).removesuffix("㎡") if check["unit"] == "area" else f"{value:,}"


def marks_line(motion: Motion, sums: dict[str, Any]) -> str:
    """What every mark of one motion got, in heads and area: options, refusal, abstention, void."""
    names = {option.letter: option.title for option in motion.options.all()}
    names |= {
        FOR: _("同意"),
        AGAINST: _("都不同意") if names else _("不同意"),
        ABSTAIN: _("弃权"),
        VOID: _("无效"),
    }
    got = [
        _("%(name)s %(n)s 人、%(area)s") % {"name": name, "n": f"{mark['heads']:,}", "area": _area(mark["area"])}
        for letter, name in names.items()
        if (mark := sums["marks"].get(letter))
    ]
    return _("得票：%(all)s。") % {"all": "；".join(got)}


def _area(text: str) -> str:
    return shown_area(parse_area(text))
