"""How far a body in the making has come: its steps with day, doer and source, its sides, the guidance it got (A3.1, A3.4)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, Formation, FormationSide, Guidance
from gongzhi.bodies.states import FormationState
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.web.dates import cnday
from gongzhi_law import formation as law
from gongzhi_law.bodies import BodyKind
from gongzhi_law.offices import formation_days

A, F, K = FormationSide.Answer, FormationState, Capacity.Kind
RECORD = "《物业管理条例》第16条"
LIST = "《小区业主委员会规范组建运行十项措施》第一条（三）"


@dataclass(frozen=True, slots=True)
class FormationStep:
    """One step: `state` is done, now or next; `due_on` its last day where one is set, `who` the office that does it."""

    key: str
    name: str
    note: str
    state: str
    who: str
    cite: str
    due_on: date | None = None


def open_formations(estate_ids: list[int]) -> list[Formation]:
    """The bodies in the making of these estates, with sides and guidance read."""
    rows = Formation.objects.filter(estate__in=estate_ids, state__in=[F.DRAFTED, F.GUIDANCE, F.ANNOUNCED])
    return list(rows.select_related("estate__community").prefetch_related("sides", "guidance").order_by("pk"))


def public_lists(estate: Estate) -> list[Formation]:
    """The bodies in the making of an estate whose list of members is public now, the newest first."""
    rows = Formation.objects.filter(estate=estate, state=F.ANNOUNCED)
    return list(rows.order_by("-serial"))


def steps_of_formation(formation: Formation, *, on: date) -> list[FormationStep]:
    """The steps from trigger to filing in their order, the first open one marked as the one to do now."""
    office = str(K.STREET.label) if formation.kind == Body.Kind.INTERIM else str(K.COMMUNITY.label)
    rows = [_opened(formation, office), _asked(formation, office)]
    if formation.kind == Body.Kind.INTERIM:
        rows.append(_guided(formation, office, on))
    rows += [_listed(formation, office, on), _formed(formation, office)]
    if formation.state == F.ABANDONED:
        return [row for row in rows if row.state == "done"]
    first = next((n for n, row in enumerate(rows) if row.state != "done"), None)
    return [row if row.state == "done" or n != first else replace(row, state="now") for n, row in enumerate(rows)]


def guidance_line(formation: Formation, *, on: date) -> str:
    """What is publicly said of the guidance: asked when, given by whom, or none within its period; it never blocks (A3.4)."""
    if formation.kind != Body.Kind.INTERIM:
        return ""
    if formation.guidance_on is None or formation.guidance_until is None:
        return _("组建方案没有报部门指导。")
    given = _departments(formation)
    asked = law.guidance(formation.guidance_on, formation.estate.place).departments
    silent = [name for name in asked if name not in given]
    words = _("已于%(day)s报%(to)s指导。") % {"day": cnday(formation.guidance_on), "to": "、".join(asked)}
    if given:
        words += _("%(who)s已提出指导意见。") % {"who": "、".join(given)}
    if silent and on > formation.guidance_until:
        words += _("%(who)s逾期未提出指导意见。") % {"who": "、".join(silent)}
    elif silent:
        words += _("%(who)s可在%(day)s前提出指导意见。") % {
            "who": "、".join(silent),
            "day": cnday(formation.guidance_until),
        }
    return words


def side_line(formation: Formation) -> str:
    """Which sides were asked and did not come, as the public page says it: nobody's absence blocks (R7, 青岛23条)."""
    rows = list(formation.sides.all())
    came = {row.side for row in rows if row.answer == A.JOINED}
    absent = sorted({row.side for row in rows if row.answer == A.ABSENT} - came)
    refused = sorted({row.side for row in rows if row.answer == A.REFUSED} - came)
    words = []
    if absent:
        words.append(_("%(who)s未答复") % {"who": "、".join(absent)})
    if refused:
        words.append(_("%(who)s不参加") % {"who": "、".join(refused)})
    return "，".join(words) + _("，不影响组建。") if words else ""


def _opened(formation: Formation, office: str) -> FormationStep:
    return FormationStep("open", _("核对条件"), cnday(formation.opened_on), "done", office, formation.trigger_cite)


def _asked(formation: Formation, office: str) -> FormationStep:
    rows = list(formation.sides.all())
    waiting = [row for row in rows if row.answer == A.ASKED]
    come = sum(1 for row in rows if row.answer == A.JOINED)
    note = _("%(n)s 人参加") % {"n": come} if rows else ""
    done = (bool(rows) and not waiting and come > 0) or formation.announced_on is not None
    return FormationStep("sides", _("邀请各方"), note, "done" if done else "next", office, LIST)


def _guided(formation: Formation, office: str, on: date) -> FormationStep:
    until = formation.guidance_until
    guide = law.guidance(formation.guidance_on or formation.opened_on, formation.estate.place)
    name = _("部门指导")
    if formation.guidance_on is None or until is None:
        skipped = formation.announced_on is not None
        return FormationStep(
            "send", name, _("没有报") if skipped else "", "done" if skipped else "next", office, guide.cite
        )
    given = set(_departments(formation))
    over = on > until or given.issuperset(guide.departments) or formation.announced_on is not None
    who = "、".join(one for one in guide.departments if one not in given) or office
    note = _("到%(day)s") % {"day": cnday(until)}
    return FormationStep("guide", name, note, "done" if over else "next", who, guide.cite, until)


def _listed(formation: Formation, office: str, on: date) -> FormationStep:
    until = formation.announced_until
    if until is None:
        return FormationStep("announce", _("名单公示"), "", "next", office, LIST)
    done = on > until or formation.state == F.FORMED
    note = _("到%(day)s") % {"day": cnday(until)}
    return FormationStep("wait", _("名单公示"), note, "done" if done else "next", office, LIST, until)


def _formed(formation: Formation, office: str) -> FormationStep:
    name = _("成立并备案") if formation.kind == Body.Kind.INTERIM else _("成立")
    done = formation.state == F.FORMED
    until = formation.announced_until
    kind, opened = BodyKind(formation.kind), formation.opened_on
    rule = formation_days(kind, opened, formation.estate.place)[0]
    due = opened + timedelta(days=rule.number) if rule else until + timedelta(days=1) if until else None
    return FormationStep("complete", name, "", "done" if done else "next", office, rule.cites if rule else RECORD, due)


def _departments(formation: Formation) -> list[str]:
    rows: list[Guidance] = list(formation.guidance.all())
    return list(dict.fromkeys(row.department for row in rows))
