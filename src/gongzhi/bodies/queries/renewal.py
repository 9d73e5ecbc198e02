"""A committee's way to its next term, step by step: what is done, what is due, by whom, until when (L4.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, Formation, RenewalStep, Term
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.standings import standing
from gongzhi.bodies.states import BodyState, FormationState
from gongzhi.people.models import Capacity
from gongzhi.web.dates import cnday
from gongzhi_law import formation as law
from gongzhi_law import terms
from gongzhi_law.bodies import BodyKind, Status

K, S = Capacity.Kind, RenewalStep.Kind
BEGINNING = ("overdue", "takeover")  # their day is the first on which they may be done
OPEN = (FormationState.DRAFTED, FormationState.GUIDANCE, FormationState.ANNOUNCED)


@dataclass(frozen=True, slots=True)
class Passage:
    """All that is known of one committee's renewal on a day; read at once for many estates by the duties."""

    body: Body
    term: Term
    status: Status
    steps: Sequence[RenewalStep]
    group: Formation | Body | None
    interim: Formation | Body | None

    @property
    def reported(self) -> RenewalStep | None:
        """The written report, once it was made."""
        return next((row for row in self.steps if row.kind == S.REPORTED), None)

    @property
    def failed(self) -> list[RenewalStep]:
        """The elections that failed, in order."""
        return sorted((row for row in self.steps if row.kind == S.FAILED), key=lambda row: row.on)

    @property
    def acting(self) -> RenewalStep | None:
        """Since when the residents' committee acts."""
        return next((row for row in self.steps if row.kind == S.ACTING), None)


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """One line: `state` is done, now or next; `note` says what was done or the law's sentence."""

    key: str
    name: str
    note: str
    state: str
    who: str
    cite: str
    due_on: date | None

    def late(self, on: date) -> bool:
        """Whether its last day is over and nobody has done it; what begins on its day is not late."""
        return self.key not in BEGINNING and self.state != "done" and self.due_on is not None and self.due_on < on


def passage_of(body: Body, *, on: date) -> Passage | None:
    """The renewal of a committee; None for a body of another kind or a term without an end."""
    now = standing(body, on=on)
    if body.kind != Body.Kind.COMMITTEE or now.term is None or now.term.until_on is None or body.estate_id is None:
        return None
    kinds = [Body.Kind.RENEWAL, Body.Kind.INTERIM]
    standing_now = Body.objects.filter(estate_id=body.estate_id, kind__in=kinds, state=BodyState.STANDING)
    making = Formation.objects.filter(estate_id=body.estate_id, kind__in=kinds, state__in=OPEN)
    known: list[Body | Formation] = [*standing_now, *making]
    return Passage(
        body=body,
        term=now.term,
        status=now.status,
        steps=list(RenewalStep.objects.filter(term=now.term).order_by("on", "pk")),
        group=first_of(known, Body.Kind.RENEWAL),
        interim=first_of(known, Body.Kind.INTERIM),
    )


def first_of(known: Iterable[Body | Formation], kind: str) -> Body | Formation | None:
    return next((one for one in known if one.kind == kind), None)


def rows_of(passage: Passage, *, on: date) -> list[RenewalRow]:
    """The steps in their order; those whose time has come and that nobody has done are the ones to do now."""
    until, place = passage.term.last_on, place_of(passage.body)
    assert until is not None  # noqa: S101  (passage_of)
    clock = {step.name: step for step in terms.renewal_clock(BodyKind.COMMITTEE, until, on=on, place=place)}
    rows = []
    if "report" in clock:
        rows.append(_reported(passage, clock["report"], on))
    if "group" in clock or passage.group is not None:
        rows.append(_grouped(passage, clock.get("group"), on, place))
    if "election" in clock:
        step = clock["election"]
        state = "now" if passage.group is not None or passage.status == Status.EXPIRED else "next"
        name = _("召开业主大会，选举新一届")
        rows.append(RenewalRow("election", name, step.sentence, state, _elector(passage), step.cite, step.due_on))
    rows += [_failure(number, row) for number, row in enumerate(passage.failed, 1)]
    if passage.status == Status.EXPIRED and "overdue" in clock:
        step = clock["overdue"]
        done = passage.group is not None or passage.interim is not None or passage.acting is not None
        name = _("届满未换届，组织换届")
        who = str(K.STREET.label)
        rows.append(RenewalRow("overdue", name, step.sentence, "done" if done else "now", who, step.cite, step.due_on))
    rows += _taken_over(passage, on, place)
    return rows


def _reported(passage: Passage, step: terms.Step, on: date) -> RenewalRow:
    done, name = passage.reported, _("书面报告街道")
    if done is not None:
        note = _("%(day)s已报告") % {"day": cnday(done.on)}
        return RenewalRow("report", name, note, "done", str(K.COMMITTEE.label), step.cite, done.on)
    state = "now" if on >= law.warned_since(passage.term.last_on, on, place_of(passage.body)) else "next"  # type: ignore[arg-type]
    return RenewalRow("report", name, step.sentence, state, str(K.COMMITTEE.label), step.cite, step.due_on)


def _grouped(passage: Passage, step: terms.Step | None, on: date, place: str) -> RenewalRow:
    name, who = _("组建换届小组"), str(K.STREET.label)
    cite = step.cite if step else ""
    if isinstance(passage.group, Body):
        return RenewalRow("group", name, _("已成立"), "done", who, cite, passage.group.formed_on)
    due = step.due_on if step else None
    if passage.reported is not None:
        due = law.group_due(passage.reported.on, on, place) or due
    state = "now" if passage.group is not None or passage.reported is not None else "next"
    if passage.status == Status.EXPIRED:
        state = "now"
    note = _("正在组建") if passage.group is not None else step.sentence if step else ""
    return RenewalRow("group", name, note, state, who, cite, due)


def _failure(number: int, row: RenewalStep) -> RenewalRow:
    name = _("第 %(n)s 次选举未成") % {"n": number}
    return RenewalRow("failed", name, row.words, "done", str(K.COMMUNITY.label), "", row.on)


def _taken_over(passage: Passage, on: date, place: str) -> list[RenewalRow]:
    """After so many failed elections: a 物管会 is formed, or the residents' committee acts."""
    need = law.failed_elections(on, place)
    if len(passage.failed) < need.number and passage.acting is None:
        return []
    who, cite = str(K.STREET.label), str(need.cite)
    if passage.acting is not None:
        note = _("%(day)s起") % {"day": cnday(passage.acting.on)}
        return [RenewalRow("acting", _("居委会代行"), note, "done", who, cite, passage.acting.on)]
    name = _("选举 %(n)s 次未成：组建物管会，或者由居委会代行") % {"n": len(passage.failed)}
    if isinstance(passage.interim, Body):
        return [RenewalRow("takeover", name, _("物管会已成立"), "done", who, cite, passage.interim.formed_on)]
    note = _("正在组建物管会") if passage.interim is not None else ""
    return [RenewalRow("takeover", name, note, "now", who, cite, passage.failed[-1].on)]


def _elector(passage: Passage) -> str:
    return str(K.RENEWAL.label if isinstance(passage.group, Body) else K.COMMITTEE.label)
