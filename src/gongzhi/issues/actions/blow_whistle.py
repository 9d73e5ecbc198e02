"""吹哨: call departments and other forces to an issue."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.calling import tell_force
from gongzhi.issues.actions.locking import lock_issue, move
from gongzhi.issues.actions.marking import mark_letter
from gongzhi.issues.actions.numbering import next_in
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.stepping import note_step
from gongzhi.issues.cites import RECOMMEND
from gongzhi.issues.models import Call, Force, Issue, Letter, Recommendation, Side, Source, Whistle
from gongzhi.issues.queries.calls import last_instant
from gongzhi.issues.states import CallState, IssueState, LetterState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.dates import cndatetime
from gongzhi_law import issues as law
from gongzhi_law.issues import CallStep

BLOWN = journal.event(
    "issues.whistle.blown",
    serial=Fact.NUMBER,
    kind=Fact.WORD,
    urgent=Fact.TRUTH,
    why=Fact.TEXT,
    without=Fact.TEXT,
    recommendation=Fact.NUMBER,
    forces=Fact.NUMBER,
    letter=Fact.NUMBER,
    confirm_by=Fact.INSTANT,
    report_by=Fact.DAY,
)
RUNS = (IssueState.ACCEPTED, IssueState.WORKING, IssueState.EXPLAINED)
SIDES = {Whistle.Kind.STREET: Side.STREET, Whistle.Kind.COMMUNITY: Side.PARTY_ORG, Whistle.Kind.GRID: Side.RESIDENTS}


@act
@official
def blow_whistle(
    *,
    issue: Issue,
    kind: str,
    why: str,
    tasks: Mapping[int, str],
    urgent: bool = False,
    without: str = "",
    by: Person,
    at: datetime,
) -> Whistle:
    """Calls forces (number → task) to an issue; their days to confirm, arrive and report are pinned (A10.2, B3.4, B3.10).

    An unanswered letter that the issue came from is whistled (L1.2).
    街道吹哨 and 社区吹哨 rest on the newest recommendation; in urgency it follows afterwards, else `without` says why
    there is none. Refuses whoever may not blow this kind, an issue that is over (or only received and not urgent), a force
    that is called already; wrong input: no reason, no force, no task, a force of another place.
    """
    issue = lock_issue(issue)
    if kind not in Whistle.Kind.values:
        raise BadInput(_("请选哪一种哨。"), {"kind": _("必选")})
    access.require_whistler(by, issue.estate, kind, at=at)
    if issue.state not in RUNS and not (urgent and issue.state == IssueState.RECEIVED):
        raise Refused(Reason(_("先受理，再吹哨；紧急的可以先吹。"), remedy=_("受理这一件，或者按紧急吹哨")))
    forces = _forces(issue, why, tasks)
    rests_on = issue.recommendations.order_by("-pk").first() if kind != Whistle.Kind.GRID else None
    _must_rest(rests_on, kind, urgent=urgent, without=without)
    letter = _letter(issue)
    serial = next_in(Whistle, issue.estate)
    place = issue.estate.place
    dues = {step: law.call_due(step, at, urgent=urgent, place=place) for step in CallStep}
    who = pseudonym(issue.estate, by)
    entry = journal.record(
        BLOWN,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=who,
        at=at,
        basis=rests_on.entry if rests_on is not None else None,
        serial=serial,
        kind=kind,
        urgent=urgent,
        why=why.strip(),
        without=without.strip(),
        recommendation=rests_on.pk if rests_on is not None else None,
        forces=len(forces),
        letter=letter.pk if letter is not None else None,
        confirm_by=last_instant(dues[CallStep.CONFIRM]),
        report_by=dues[CallStep.REPORT].day,
    )
    whistle: Whistle = Whistle.objects.create(
        estate=issue.estate,
        issue=issue,
        serial=serial,
        kind=kind,
        why=why.strip()[:300],
        urgent=urgent,
        recommendation=rests_on,
        by=who,
        by_person_id=by.pk,
        entry=entry.pk,
        at=at,
    )
    if letter is not None:
        letter.state, letter.whistle = LetterState.WHISTLED, whistle
        letter.save(update_fields=["state", "whistle"])
    arrive = dues[CallStep.ARRIVE]
    for force in forces:
        Call.objects.create(
            estate=issue.estate,
            whistle=whistle,
            force=force,
            task=tasks[force.pk].strip()[:300],
            called_at=at,
            confirm_by=last_instant(dues[CallStep.CONFIRM]),
            arrive_by=last_instant(arrive),
            report_by=dues[CallStep.REPORT].day,
            due_cite=str(arrive.cite)[:200],
            due_strength=arrive.strength.value,
            due_exact=all(due.exact for due in dues.values()),
            entry=entry.pk,
        )
        words = _(
            "【共治】%(kind)s：%(estate)s %(number)s，请%(force)s%(task)s。宜于%(by)s前确认，登录后报到、反馈。"
        ) % {
            "kind": whistle.get_kind_display(),
            "estate": issue.estate.name,
            "number": issue.number,
            "force": force.name,
            "task": tasks[force.pk].strip(),
            "by": cndatetime(last_instant(dues[CallStep.CONFIRM])),
        }
        tell_force(force, words, kind="issue.call", estate_id=issue.estate_id, at=at)
    if issue.state == IssueState.ACCEPTED:
        move(issue, IssueState.WORKING)
    line = _("%(kind)s（第 %(n)s 号），请%(forces)s报到") % {
        "kind": whistle.get_kind_display(),
        "n": serial,
        "forces": "、".join(force.name for force in forces),
    }
    note_step(issue, "whistle", line, side=SIDES[Whistle.Kind(kind)], by=by, at=at)
    mark_letter(whistle)
    return whistle


def _letter(issue: Issue) -> Letter | None:
    """The unanswered letter for which the issue asks to whistle (L1.2), locked."""
    if issue.source != Source.LETTER or not issue.source_ref:
        return None
    rows = Letter.objects.select_for_update(of=("self",)).filter(estate=issue.estate, number=issue.source_ref)
    return rows.filter(state__in=[LetterState.SENT, LetterState.RECEIVED]).first()


def _forces(issue: Issue, why: str, tasks: Mapping[int, str]) -> list[Force]:
    """The forces that are called, in the order of the register; wrong input named by field."""
    wrong = {}
    if not why.strip():
        wrong["why"] = _("请写明为什么要请外面的力量")
    if not tasks:
        wrong["forces"] = _("至少请一方")
    elif any(not words.strip() for words in tasks.values()):
        wrong["task"] = _("请写明请他们做什么")
    found = list(access.forces_over(issue.estate).filter(pk__in=list(tasks)))
    if len(found) != len(tasks):
        wrong["forces"] = _("有的力量不在这里，请重选")
    if wrong:
        raise BadInput(_("请补好再吹哨。"), wrong)
    live = Call.objects.filter(whistle__issue=issue, force__in=found, estate=issue.estate_id)
    called = live.filter(state__in=[CallState.CALLED, CallState.CONFIRMED, CallState.ARRIVED]).select_related("force")
    if names := "、".join(call.force.name for call in called):
        raise Refused(Reason(_("%(who)s已经被召唤，还没有反馈。") % {"who": names}, remedy=_("等反馈，或者先撤回")))
    return found


def _must_rest(rests_on: Recommendation | None, kind: str, *, urgent: bool, without: str) -> None:
    """Street and community whistle on a recommendation; urgent ones before it, others only saying why there is none."""
    if rests_on is not None or urgent or kind == Whistle.Kind.GRID or without.strip():
        return
    raise Refused(
        Reason(
            _("吹哨以前要有联席会议的建议，紧急的先吹后补。"),
            cite=RECOMMEND,
            remedy=_("先登记建议；紧急的勾选紧急；都不是的，写明为什么没有建议"),
        )
    )
