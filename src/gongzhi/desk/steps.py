"""How far each estate has come, and what its register still wants: read for many estates in a fixed number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import duties as bodies_duties
from gongzhi.fund import duties as fund_duties
from gongzhi.issues import duties as issues_duties
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.meetings import duties as meetings_duties
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.places.queries import obliged
from gongzhi.register import duties as register_duties
from gongzhi.register.models import Claim, Correction, Elector, Merge, Roll, Unit
from gongzhi.register.states import MergeState, RequestState, RollState
from gongzhi.seals import duties as seals_duties
from gongzhi.voting.duties import duties_over
from gongzhi.voting.models import Assembly
from gongzhi.voting.states import AssemblyState
from gongzhi.web.dates import cnday
from gongzhi.web.figures import thousands

K = Capacity.Kind
GOVERNING = (K.COMMITTEE, K.INTERIM, K.SELF_MANAGED)
ROLL = "《民法典》第278条第2款"
CONVENER = "《物业管理条例》第15条第1项"


@dataclass(slots=True)
class Steps:
    """What an estate has: units, electors and how many are claimed, its newest roll, its newest assembly, its people."""

    estate: Estate
    units: int = 0
    electors: int = 0
    claimed: int = 0
    merges: int = 0
    corrections: int = 0
    committee: int = 0
    tellers: int = 0
    roll: Roll | None = None
    assembly: Assembly | None = None
    duties: list[Duty] = field(default_factory=list)


def steps_of(estates: Iterable[Estate], at: datetime) -> list[Steps]:
    """The steps and duties of these estates, in their order."""
    known = {estate.pk: Steps(estate) for estate in estates}
    ids = list(known)
    _fill(known, "units", _counts(Unit.objects.filter(removed_on__isnull=True), ids))
    _fill(known, "electors", _counts(Elector.objects.filter(ended_on__isnull=True), ids))
    _fill(known, "claimed", _counts(Claim.objects.filter(until_at__isnull=True), ids))
    _fill(known, "merges", _counts(Merge.objects.filter(state=MergeState.OPEN), ids))
    waiting = Correction.objects.filter(state__in=[RequestState.OPEN, RequestState.PROPOSED])
    _fill(known, "corrections", _counts(waiting, ids))
    held = Capacity.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=at), from_at__lte=at)
    _fill(known, "committee", _counts(held.filter(kind__in=GOVERNING), ids))
    _fill(known, "tellers", _counts(held.filter(kind=K.TELLER), ids))
    whole = Roll.objects.filter(estate__in=ids, parent__isnull=True)
    for roll in whole.exclude(state=RollState.DISCARDED).order_by("pk"):
        known[roll.estate_id].roll = roll
    for assembly in Assembly.objects.filter(estate__in=ids).exclude(state=AssemblyState.WITHDRAWN).order_by("pk"):
        known[assembly.estate_id].assembly = assembly
    voting = duties_over([s.estate for s in known.values()], at)
    bodies = bodies_duties.duties_over([s.estate for s in known.values()], at)
    issues = issues_duties.duties_over([s.estate for s in known.values()], at)
    meetings = meetings_duties.duties_over([s.estate for s in known.values()], at)
    fund = fund_duties.duties_over([s.estate for s in known.values()], at)
    seals = seals_duties.duties_over([s.estate for s in known.values()], at)
    grounds = register_duties.duties_over([s.estate for s in known.values()], at)
    for steps in known.values():
        pk = steps.estate.pk
        living = (
            []
            if steps.estate.ended_on
            else [*_register(steps, at), *bodies[pk], *meetings[pk], *voting[pk], *fund[pk], *seals[pk], *issues[pk]]
        )
        steps.duties = [*grounds[pk], *living]
    return list(known.values())


def _counts(rows: QuerySet[Any], ids: Sequence[int]) -> dict[int, int]:
    grouped = rows.filter(estate__in=ids).order_by().values("estate_id").annotate(n=Count("pk"))
    return {row["estate_id"]: row["n"] for row in grouped}


def _fill(known: Mapping[int, Steps], name: str, counts: Mapping[int, int]) -> None:
    for pk, number in counts.items():
        setattr(known[pk], name, number)


def _register(steps: Steps, at: datetime) -> list[Duty]:
    """What the register of one estate wants before its owners can be asked anything.

    Corrections are a duty of law at every level; a body begins with L2, the roll with L3 (the vote).
    """
    found = []
    votes = obliged(steps.estate, Estate.Level.L3)
    if votes and not steps.units:
        found.append(_duty(steps, _("导入房屋清册"), None, K.COMMUNITY, ROLL, "register:rosters"))
    if obliged(steps.estate, Estate.Level.L2) and not steps.committee:
        title = _("登记业委会、物管会或者自管组织的成立和成员")
        found.append(_duty(steps, title, None, K.COMMUNITY, CONVENER, "bodies:desk_bodies"))
    if votes and steps.merges:
        title = _("确认 %(n)s 对同名业主是不是同一人") % {"n": steps.merges}
        found.append(
            _duty(
                steps,
                title,
                None,
                K.COMMUNITY,
                "《最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释》第9条",
                "register:merges",
            )
        )
    if steps.corrections:
        title = _("办结 %(n)s 条名册更正") % {"n": steps.corrections}
        found.append(_duty(steps, title, _check_until(steps), K.COMMUNITY, ROLL, "register:corrections"))
    if votes and steps.units:
        found += _roll(steps, at)
    return found


def _roll(steps: Steps, at: datetime) -> list[Duty]:
    roll = steps.roll
    if roll is None:
        return [_duty(steps, _("公示核对名册：第一人提出"), None, K.COMMUNITY, ROLL, "register:roll")]
    if roll.state == RollState.PROPOSED:
        second = K.COMMITTEE if steps.committee else K.COMMUNITY
        return [_duty(steps, _("公示核对名册：第二人核准"), None, second, ROLL, "register:roll")]
    if roll.state == RollState.CHECKING and roll.check_until:
        day = roll.check_until + timedelta(days=1)
        over = law_day(at) >= day
        words = _("核对期满，冻结名册") if over else _("名册正在公示核对，%(day)s起冻结") % {"day": cnday(day)}
        return [_duty(steps, words, day, K.COMMUNITY, ROLL, "register:roll")]
    return []


def _check_until(steps: Steps) -> date | None:
    roll = steps.roll
    return roll.check_until if roll and roll.state == RollState.CHECKING else None


def _duty(steps: Steps, title: str, due_on: date | None, kind: Capacity.Kind, cite: str, page: str) -> Duty:
    return Duty(title, due_on, str(kind.label), cite, reverse(page, args=[steps.estate.code]))


def line_of(steps: Steps, at: datetime, *, keeps: bool) -> list[dict[str, str]]:
    """The estate as a line of stations: public page, roster, claims, roll checked, frozen, assembly.

    Whoever does not keep the register is led to the public roll instead of its desk.
    """
    code = steps.estate.code
    public_roll = reverse("register:public_roll", args=[code])
    roll = steps.roll
    frozen = roll is not None and roll.state == RollState.FROZEN
    checking = roll is not None and roll.state == RollState.CHECKING
    rows = [
        (_("公开页"), cnday(steps.estate.created_at), True, reverse("desk:public", args=[code])),
        (
            _("房屋清册"),
            _("%(n)s 个专有部分") % {"n": thousands(steps.units)} if steps.units else _("还没有导入"),
            steps.units > 0,
            reverse("register:rosters", args=[code]) if keeps else public_roll,
        ),
        (
            _("业主认领"),
            _("%(n)s / %(all)s 户") % {"n": thousands(steps.claimed), "all": thousands(steps.electors)},
            steps.claimed > 0,
            reverse("register:electors", args=[code]) if keeps else public_roll,
        ),
        (
            _("名册核对"),
            _("到%(day)s") % {"day": cnday(roll.check_until)} if roll and roll.check_until else "",
            frozen or (checking and law_day(at) > roll.check_until),  # type: ignore[union-attr, operator]
            reverse("register:roll", args=[code]) if keeps else public_roll,
        ),
        (
            _("名册冻结"),
            cnday(roll.frozen_at) if roll and roll.frozen_at else "",
            frozen,
            reverse("register:roll", args=[code]) if keeps else public_roll,
        ),
        (
            _("业主大会"),
            steps.assembly.title if steps.assembly else "",
            steps.assembly is not None and steps.assembly.state == AssemblyState.FINAL,
            reverse("voting:desk_assemblies", args=[code]),
        ),
    ]
    now = next((n for n, row in enumerate(rows) if not row[2] and n != CLAIMS), len(rows))
    return [
        {"name": name, "note": note, "state": "done" if done else "now" if n == now else "next", "url": url}
        for n, (name, note, done, url) in enumerate(rows)
    ]


CLAIMS = 2  # owners may claim at any time: nothing waits for it
