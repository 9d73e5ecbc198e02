"""What is due where a body is missing, in the making, running out or done with: derived from rows, law and day (A3.1, A3.3, L4.1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, Formation, RenewalStep
from gongzhi.bodies.queries.formations import open_formations, steps_of_formation
from gongzhi.bodies.queries.handing_over import proposals
from gongzhi.bodies.queries.renewal import Passage, first_of, rows_of
from gongzhi.bodies.queries.standing import REPRESENTING
from gongzhi.bodies.queries.standings import Standing, standings
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate, Phase
from gongzhi.register.models import Elector
from gongzhi_law import formation as law
from gongzhi_law import offices, terms
from gongzhi_law.bodies import BodyKind, Status

K, B = Capacity.Kind, Body.Kind
KINDS = (*REPRESENTING, B.PREPARATORY, B.RENEWAL)


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of all estates at once."""

    on: date
    standings: Mapping[int, list[Standing]]
    making: Mapping[int, list[Formation]]
    renewals: Mapping[int, list[RenewalStep]]
    ready: frozenset[int]


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements."""
    on = law_day(at)
    known = _read(estates, on)
    found: dict[int, list[Duty]] = {pk: [] for pk in estates}
    for pk, estate in estates.items():
        if estate.ended_on is not None:
            continue
        found[pk] += [_forming(formation, on) for formation in known.making[pk]]
        found[pk] += _running_out(estate, known)
        found[pk] += _missing(estate, known)
        found[pk] += _first_meeting(estate, known)
    for proposal in proposals(list(estates), on=on):
        body = proposal.body
        estate = estates[body.estate_id]  # type: ignore[index]
        title = _("%(committee)s已备案：%(body)s逐项移交并终止") % {
            "committee": proposal.committee.name,
            "body": body.name,
        }
        cite = proposal.steps[0].cite if proposal.steps else law.handover_items(on, estate.place)[0].cite
        url = reverse("bodies:conclude", args=[estate.code, body.pk])
        found[estate.pk].append(Duty(title, proposal.due_on, _recorder(body), cite, url))
    return found


def _read(estates: Mapping[int, Estate], on: date) -> Known:
    rows = Body.objects.filter(estate__in=estates, kind__in=KINDS).exclude(state=BodyState.ENDED)
    bodies = list(rows.select_related("estate__community", "division").order_by("pk"))
    by_estate: dict[int, list[Standing]] = defaultdict(list)
    for now in standings(bodies, on=on).values():
        by_estate[now.body.estate_id].append(now)  # type: ignore[index]
    making: dict[int, list[Formation]] = defaultdict(list)
    for formation in open_formations(list(estates)):
        making[formation.estate_id].append(formation)
    renewals: dict[int, list[RenewalStep]] = defaultdict(list)
    for step in RenewalStep.objects.filter(estate__in=estates).order_by("on", "pk"):
        renewals[step.term_id].append(step)
    return Known(on, by_estate, making, renewals, _ready(bodies))


def _ready(bodies: Iterable[Body]) -> frozenset[int]:
    """The self-managed estates with several owners and nothing undelivered: they can turn to an assembly (条例10条, B1.4)."""
    ids = [body.estate_id for body in bodies if body.kind == B.SELF_MANAGED]
    several = (
        Elector.objects.filter(estate__in=ids, ended_on__isnull=True)
        .order_by()
        .values("estate_id")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
    )
    undelivered = Phase.objects.filter(estate__in=ids).filter(Q(delivered_on__isnull=True))
    return frozenset(several.values_list("estate_id", flat=True)) - frozenset(
        undelivered.values_list("estate_id", flat=True)
    )


def _forming(formation: Formation, on: date) -> Duty:
    """The one step to do now."""
    step = next((row for row in steps_of_formation(formation, on=on) if row.state == "now"), None)
    url = reverse("bodies:desk_formation", args=[formation.estate.code, formation.serial])
    name = _("组建%(kind)s") % {"kind": formation.get_kind_display()}
    if step is None:
        return Duty(name, None, str(K.STREET.label), formation.trigger_cite, url)
    who = str(K.DEPARTMENT.label) if step.key == "guide" else step.who
    return Duty(_("%(what)s：%(step)s") % {"what": name, "step": step.name}, step.due_on, who, step.cite, url)


def _missing(estate: Estate, known: Known) -> list[Duty]:
    """Nobody governs: a body is to be formed; a self-managed estate that can is to turn to an assembly (A3.1, B1.4)."""
    kinds = {now.body.kind for now in known.standings[estate.pk]}
    if known.making[estate.pk]:
        return []
    url = reverse("bodies:desk_formations", args=[estate.code])
    if kinds.isdisjoint(KINDS):
        grounds = offices.interim_triggers(known.on, estate.place)
        title = _("没有业委会、物管会或者自管组织：组建一个")
        return [Duty(title, None, str(K.STREET.label), grounds[0].cite if grounds else "", url)]
    if B.SELF_MANAGED in kinds and estate.pk in known.ready and kinds.isdisjoint({B.COMMITTEE, B.PREPARATORY}):
        tasks = offices.formation_tasks(BodyKind.SELF_MANAGED, known.on, estate.place)
        title = _("自管组织所在小区可以转入成立业主大会：组建筹备组")
        return [Duty(title, None, str(K.COMMUNITY.label), tasks[-1].cite if tasks else "", url)]
    return []


def _first_meeting(estate: Estate, known: Known) -> list[Duty]:
    """The first assembly that a 筹备组 calls within the place's days from its forming, while there is no committee."""
    bodies = {now.body.kind: now.body for now in known.standings[estate.pk]}
    rule = offices.formation_days(BodyKind.PREPARATORY, known.on, estate.place)[1]
    if B.PREPARATORY not in bodies or B.COMMITTEE in bodies or rule is None:
        return []
    body = bodies[B.PREPARATORY]
    due_on = body.formed_on + timedelta(days=rule.number)
    url = reverse("bodies:desk_body", args=[estate.code, body.pk])
    return [Duty(_("召开首次业主大会会议"), due_on, str(K.PREPARATORY.label), rule.cites, url)]


def _running_out(estate: Estate, known: Known) -> list[Duty]:
    found: list[Duty] = []
    for now in known.standings[estate.pk]:
        if now.term is None or now.term.last_on is None or now.status == Status.ENDED:
            continue
        if known.on < law.warned_since(now.term.last_on, known.on, estate.place):
            continue
        if now.body.kind == B.COMMITTEE:
            found += _renewing(estate, now, known)
        elif now.body.kind == B.INTERIM:
            found += _reforming(estate, now, known)
    return found


def _renewing(estate: Estate, now: Standing, known: Known) -> list[Duty]:
    """The steps of a committee's renewal that are to do now, each with its day and who (L4.1)."""
    assert now.term is not None  # noqa: S101  (_running_out)
    others: list[Body | Formation] = [*(one.body for one in known.standings[estate.pk]), *known.making[estate.pk]]
    passage = Passage(
        body=now.body,
        term=now.term,
        status=now.status,
        steps=known.renewals[now.term.pk],
        group=first_of(others, B.RENEWAL),
        interim=first_of(others, B.INTERIM),
    )
    url = reverse("bodies:renewal", args=[estate.code])
    return [
        Duty(_("换届：%(step)s") % {"step": row.name}, row.due_on, row.who, row.cite, url)
        for row in rows_of(passage, on=known.on)
        if row.state == "now"
    ]


def _reforming(estate: Estate, now: Standing, known: Known) -> list[Duty]:
    """A 物管会 that runs out: an assembly is to be held before, else the street forms it anew (北京58条, 杭州41条)."""
    assert now.term is not None  # noqa: S101  (_running_out)
    assert now.term.last_on is not None  # noqa: S101
    clock = terms.renewal_clock(BodyKind.INTERIM, now.term.last_on, on=known.on, place=estate.place)
    last = clock[-1] if clock else None
    cite = last.cite if last else ""
    title = _("物管会任期将满：推动选举业委会，期满未选出的重新组建")
    if now.status == Status.EXPIRED:
        title = _("物管会任期已满：重新组建，或者终止")
    url = reverse("bodies:desk_formations", args=[estate.code])
    return [Duty(title, now.term.last_on, str(K.STREET.label), cite, url)]


def _recorder(body: Body) -> str:
    return str(K.COMMUNITY.label if body.kind == B.SELF_MANAGED else K.STREET.label)
