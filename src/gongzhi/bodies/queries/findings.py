"""The findings on a body or a slate as a page shows them: mark, strength, the reason written, where it is mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, Slate, WrittenReason
from gongzhi.bodies.queries.composition import facts_of, facts_of_slate, judged
from gongzhi_law.composition import BodyFinding, Facts, Report, check, check_slate
from gongzhi_law.params import Strength

PERSONAL = ("党员", "亲属", "任职", "专业", "兼任")  # what was found then tells of single persons (R20)


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding for a page: the kind and word of its badge, the words of its strength, the newest written reason."""

    finding: BodyFinding
    mark: str
    word: str
    strength: str
    reason: WrittenReason | None

    @property
    def asks_for_a_reason(self) -> bool:
        """What fails and may not block wants a reason in writing (A1.3); one given is enough."""
        return self.finding.passed is False and not self.finding.blocks and self.reason is None

    @property
    def about_persons(self) -> bool:
        """Whether what was found tells something of single persons, which public pages leave out."""
        return any(word in self.finding.expected for word in PERSONAL)


def mark_of(finding: BodyFinding) -> tuple[str, str]:
    """The kind of a finding's badge and its word; what may not block only tells, it is no breach."""
    if finding.passed is False and not finding.blocks:
        return "due", _("与文件不同，只提示")
    return {True: ("done", _("符合")), False: ("urgent", _("不符合")), None: ("due", _("待核"))}[finding.passed]


def strengths() -> dict[Strength, str]:
    """How a rule is known, in a word."""
    return {
        Strength.STATUTE: _("法条原文已核"),
        Strength.BYLAW: _("本小区规则"),
        Strength.SECOND_HAND: _("见于转引"),
        Strength.POLICY: _("政策文件"),
        Strength.RECALLED: _("凭记忆"),
        Strength.PROPOSED: _("建议值"),
    }


def shown(report: Report, reasons: Iterable[WrittenReason] = ()) -> list[Shown]:
    """The findings in the order of concern: failing first, then open, then kept."""
    newest: Mapping[str, WrittenReason] = {row.rule: row for row in sorted(reasons, key=lambda row: row.pk)}
    known = strengths()
    rows = [Shown(f, *mark_of(f), known[f.strength], newest.get(f.rule)) for f in report.findings]
    order = {False: 0, None: 1, True: 2}
    return sorted(rows, key=lambda row: (order[row.finding.passed], not row.finding.blocks))


def reasons_of(of: Body | Slate) -> list[WrittenReason]:
    """The reasons written for a body or a slate, oldest first."""
    rows = WrittenReason.objects.order_by("pk")
    if isinstance(of, Body):
        return list(rows.filter(tenant=of.tenant, body=of))
    return list(rows.filter(estate_id=of.estate_id, slate_id=of.pk))


def findings_of(body: Body, on: date, *, named: bool = True) -> list[Shown]:
    """What the body is found to be on `on`; empty for a kind of which no rule speaks."""
    if not judged(body):
        return []
    facts = facts_of(body, on, named=named)
    return _together(shown(check(facts), reasons_of(body)), facts)


def findings_of_slate(slate: Slate, on: date) -> list[Shown]:
    """What the slate is found to be on `on`."""
    facts = facts_of_slate(slate, on)
    return _together(shown(check_slate(facts), reasons_of(slate)), facts)


def _together(rows: Iterable[Shown], facts: Facts) -> list[Shown]:
    """One line for what is said of several members alike, naming them all."""
    names = sorted((member.name for member in facts.members if member.name), key=len, reverse=True)
    kept: dict[tuple[object, ...], list[tuple[str, Shown]]] = {}
    for row in rows:
        found = row.finding
        who = next((name for name in names if found.actual.startswith(name)), "")
        remedy = found.remedy.replace(who, "") if who else found.remedy
        key = (found.rule, found.expected, row.word, found.actual.removeprefix(who), remedy)
        kept.setdefault(key, []).append((who, row))
    return [_of_members(same) if len(same) > 1 else same[0][1] for same in kept.values()]


def _of_members(same: list[tuple[str, Shown]]) -> Shown:
    one, row = same[0]
    if not one:
        return row
    every = "、".join(who for who, _row in same)
    actual = every + row.finding.actual.removeprefix(one)
    return replace(row, finding=replace(row.finding, actual=actual, remedy=row.finding.remedy.replace(one, every)))


def without_persons(rows: Iterable[Shown]) -> list[Shown]:
    """The rows for readers who may not know of single persons.

    Whether the one chair is a party member is theirs to tell: left out, unless a reason was written about it (R20).
    """
    return [
        row
        for row in rows
        if "主任" not in row.finding.expected or "党员" not in row.finding.expected or row.reason is not None
    ]
