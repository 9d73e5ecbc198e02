"""Whether the situation that a trigger speaks of is there: what the data can tell, and what has to be attested (A3.1, B8.8)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, RenewalStep
from gongzhi.bodies.queries.caretaking import vacancies
from gongzhi.bodies.queries.standings import Standing, standing
from gongzhi.bodies.states import BodyState
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi_law import formation as law
from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.offices import Ground

UNSERVED = (Estate.Management.NONE, Estate.Management.SELF)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of an estate when a body is to be formed; `committee` is None where there is none."""

    estate: Estate
    on: date
    committee: Standing | None
    failures: int
    self_managed: bool

    @property
    def working(self) -> bool:
        """Whether a committee is in office with enough members to go on."""
        return self.committee is not None and self.committee.status == Status.IN_OFFICE and not self.broken

    @property
    def broken(self) -> bool:
        """Whether the committee is disputed, or so many seats are empty that only a new election helps (B1.5)."""
        if self.committee is None:
            return False
        if self.committee.status == Status.DISPUTED:
            return True
        outcome = vacancies(self.committee, on=self.on)
        return outcome is not None and outcome.course == "re_election"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One situation the rules name: `holds` by the data, None where only people can attest it; `evidence` says why."""

    ground: Ground
    holds: bool | None
    evidence: str


def situation_of(estate: Estate, *, on: date) -> Situation:
    """The committee, its failed elections and the self-managed body of the estate, on that day."""
    rows = Body.objects.filter(estate=estate, kind__in=[Body.Kind.COMMITTEE, Body.Kind.SELF_MANAGED])
    bodies = list(rows.exclude(state=BodyState.ENDED).select_related("estate__community", "division"))
    committee = next((body for body in bodies if body.kind == Body.Kind.COMMITTEE), None)
    now = standing(committee, on=on) if committee is not None else None
    failures = 0
    if now is not None and now.term is not None:
        failures = RenewalStep.objects.filter(term=now.term, kind=RenewalStep.Kind.FAILED, on__lte=on).count()
    return Situation(
        estate=estate,
        on=on,
        committee=now,
        failures=failures,
        self_managed=any(body.kind == Body.Kind.SELF_MANAGED for body in bodies),
    )


def triggers_of(estate: Estate, kind: str, *, on: date) -> list[Trigger]:
    """The situations in which a body of this kind may be formed here, each with what the data says of it."""
    now = situation_of(estate, on=on)
    found = []
    for ground in law.triggers(BodyKind(kind), on, estate.place):
        holds, evidence = JUDGES.get(ground.id, _attested)(now)
        found.append(Trigger(ground, holds, evidence))
    return found


def _attested(now: Situation) -> tuple[bool | None, str]:
    return None, _("系统里没有可以核对的数据，请写明情况和凭据。")


def _without_committee(now: Situation) -> tuple[bool | None, str]:
    if now.committee is None:
        return True, _("系统里没有登记业主委员会。")
    return False, _("%(name)s已经成立。") % {"name": now.committee.body.name}


def _expired(now: Situation) -> tuple[bool | None, str]:
    if now.committee is None:
        return False, _("系统里没有登记业主委员会。")
    if now.committee.status == Status.EXPIRED:
        return True, _("%(name)s任期已满，没有换届。") % {"name": now.committee.body.name}
    return False, _("%(name)s任期未满。") % {"name": now.committee.body.name}


def _ending(now: Situation) -> tuple[bool | None, str]:
    if now.committee is None or now.committee.term is None or now.committee.term.last_on is None:
        return False, _("没有登记业主委员会的任期。")
    if now.on >= law.warned_since(now.committee.term.last_on, now.on, now.estate.place):
        return True, _("任期到%(day)s。") % {"day": cndate(now.committee.term.last_on)}
    return False, _("任期到%(day)s，还早。") % {"day": cndate(now.committee.term.last_on)}


def _broken(now: Situation) -> tuple[bool | None, str]:
    if now.broken:
        return True, _("业主委员会缺额超过一半，或者处于换届争议。")
    if now.committee is not None and now.committee.status == Status.EXPIRED:
        return True, _("%(name)s任期已满，没有换届。") % {"name": now.committee.body.name}
    if now.working:
        return False, _("%(name)s在任，委员没有缺到要重新选举。") % {"name": now.committee.body.name}  # type: ignore[union-attr]
    return False, _("系统里没有登记业主委员会。")


def _not_elected(now: Situation) -> tuple[bool | None, str]:
    if now.working:
        return False, _("%(name)s在任。") % {"name": now.committee.body.name}  # type: ignore[union-attr]
    if now.failures:
        return True, _("已登记 %(n)s 次选举未成。") % {"n": now.failures}
    return None, _("系统里没有登记过未成的选举，请写明是哪一次。")


def _no_conditions(now: Situation) -> tuple[bool | None, str]:
    if now.committee is not None:
        return False, _("%(name)s已经成立。") % {"name": now.committee.body.name}
    return None, _("请写明为什么还不具备条件。")


def _idle(now: Situation) -> tuple[bool | None, str]:
    if now.committee is None:
        return False, _("系统里没有登记业主委员会。")
    if now.broken or now.committee.status == Status.EXPIRED:
        return True, _("业主委员会缺额过半、处于争议或者任期已满。")
    return None, _("请写明从何时起、怎样不履行职责，并附凭据。")


def _unserved(now: Situation) -> tuple[bool | None, str]:
    mode = now.estate.get_management_display()
    return now.estate.management in UNSERVED, _("登记的管理方式是%(mode)s。") % {"mode": mode}


def _self_managed(now: Situation) -> tuple[bool | None, str]:
    if now.self_managed:
        return True, _("小区有物业自管组织。")
    return False, _("小区没有物业自管组织。")


JUDGES: dict[str, Callable[[Situation], tuple[bool | None, str]]] = {
    "no_committee": _without_committee,
    "assembly_not_formed": _no_conditions,
    "no_assembly_condition": _no_conditions,
    "no_conditions": _no_conditions,
    "committee_not_elected": _not_elected,
    "term_expired": _expired,
    "term_ending": _ending,
    "committee_broken": _broken,
    "committee_idle": _idle,
    "not_working": _idle,
    "built_unmanaged": _unserved,
    "unserved": _unserved,
    "self_managed_ready": _self_managed,
}
