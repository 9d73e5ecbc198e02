"""Where an assembly stands, as a line of stations with dates, and the reports that came before it."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.voting.models import Assembly, Report
from gongzhi.voting.queries import reports_of
from gongzhi.voting.queries.notice import opinion_line
from gongzhi.voting.states import AssemblyState, Phase
from gongzhi.web.dates import cnday

S = AssemblyState


def stations_of(assembly: Assembly, *, at: datetime) -> list[dict[str, str]]:
    """The seven stations of a noticed assembly: name, day or period, done, now or next."""
    phase = assembly.phase(at)
    now = _now(assembly, phase)
    sent = [r.sent_at for r in reports_of(assembly)]
    roll = assembly.roll
    notes = [
        cnday(min(sent)) if sent else "",
        _span(roll.check_from, roll.check_until) if roll and roll.check_from else "",
        cnday(assembly.noticed_at) if assembly.noticed_at else "",
        _span(law_day(assembly.opens_at), law_day(assembly.closes_at)) if assembly.opens_at else "",
        _counting(assembly),
        _("到 %(day)s") % {"day": cnday(assembly.objections_until)} if assembly.objections_until else "",
        cnday(assembly.decided_on) if assembly.decided_on else "",
    ]
    names = [
        _("报告与介入"),
        _("名册公示"),
        _("公告"),
        _("表决"),
        _("计票"),
        _("结果公示"),
        _("生效"),
    ]
    return [
        {"name": name, "note": note, "state": "done" if n < now else "now" if n == now else "next"}
        for n, (name, note) in enumerate(zip(names, notes, strict=True))
    ]


def _now(assembly: Assembly, phase: Phase | None) -> int:
    """Number of the station at which the assembly is; past the last one when it is final, none ahead when withdrawn."""
    by_state = {S.COUNTING: 4, S.PRELIMINARY: 5, S.FINAL: 7, S.WITHDRAWN: 3}
    by_phase = {Phase.BEFORE: 3, Phase.OPEN: 3, Phase.CLOSED: 4}
    return by_phase[phase] if phase else by_state[S(assembly.state)]


def _counting(assembly: Assembly) -> str:
    return cnday(assembly.counted_at) if assembly.counted_at else ""


def _span(first: date, last: date | None) -> str:
    return f"{cnday(first)}—{cnday(last)}" if last and last != first else cnday(first)


def report_rows(assembly: Assembly, *, at: datetime) -> list[dict[str, Any]]:
    """Each report or invitation with its public line; silence is said, an opinion stands in full."""
    return [
        {
            "title": f"{r.get_what_display()}：{r.get_to_display()}",
            "line": opinion_line(r, at=at),
            "opinion": r.opinion,
            "stance": r.get_stance_display() if r.stance else "",
            "against": r.stance == Report.Stance.AGAINST,
            "cite": r.cite,
        }
        for r in reports_of(assembly)
    ]
