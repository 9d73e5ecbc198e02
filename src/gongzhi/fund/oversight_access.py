"""Who decides about warnings, who audits, who hands over; doors of audits, findings, packages and balances."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.bodies.models import Body
from gongzhi.fund import access
from gongzhi.fund.cites import AUDITS, BOOKS, TWO_PERSONS
from gongzhi.fund.models import Audit, AuditFinding, HandoverBalance
from gongzhi.fund.states import AuditState
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people import access as people
from gongzhi.people.models import NO_DESK, Capacity, Person
from gongzhi.people.queries import capacities, holds_any
from gongzhi.places.models import Division, Estate
from gongzhi_law.fund_audit import term_audit

K = Capacity.Kind
OVERSEERS = (K.SUPERVISOR, *access.OFFICES)
# Who makes and opens packages: vouchers are whole in them.
PACKAGED = (*access.OWNERS, K.SUPERVISOR, K.AUDITOR, *access.OFFICES)
# Who commissions an audit, as the texts name them.
BY_LAW = {
    "assembly": (K.COMMITTEE, K.SELF_MANAGED),
    "committee": (K.COMMITTEE, K.SELF_MANAGED),
    "new_committee": (K.COMMITTEE, K.SELF_MANAGED),
    "interim": (K.INTERIM,),
    "residents_committee": (K.COMMUNITY,),
}


def lists_of(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The lists of shared money over a division: its officers, of departments those of owners' money; else not there."""
    found: Division = bodies.lists_of_division(person, at=at, division=division)
    over = [found.pk[:length] for length in (2, 4, 6, 9, 12) if length <= len(found.pk)]
    if person is None or not any(map(may_list, capacities(person, at=at).filter(division_id__in=over))):
        raise NotHere
    return found


def may_list(held: Capacity) -> bool:
    """Whether this capacity opens the lists of shared money over its division."""
    return held.kind not in NO_DESK and (held.kind != K.DEPARTMENT or held.department in access.DEPARTMENTS)


def get_audit_for(person: Person | None, *, at: datetime, code: str, audit_serial: int, **where: Any) -> Audit:
    """An audit by its number, for those who read the books; else not there."""
    estate = access.reader_of(person, at=at, code=code)
    found = Audit.objects.select_related("body").filter(estate=estate, serial=audit_serial).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def get_finding_for(
    person: Person | None, *, at: datetime, code: str, audit_serial: int, finding_number: int, **where: Any
) -> AuditFinding:
    """A finding of an audit by its number, for those who read the books; else not there."""
    audit = get_audit_for(person, at=at, code=code, audit_serial=audit_serial)
    found = AuditFinding.objects.filter(estate=audit.estate, audit=audit, number=finding_number).first()
    if found is None:
        raise NotHere
    found.audit, found.estate = audit, audit.estate
    return found


def get_balance_for(
    person: Person | None, *, at: datetime, code: str, handover_id: int, **where: Any
) -> HandoverBalance:
    """A balance of handing over, for those who read the books; else not there."""
    estate = access.reader_of(person, at=at, code=code)
    found = HandoverBalance.objects.select_related("body").filter(estate=estate, pk=handover_id).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def decides(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person decides about warnings: the owners' supervision and the offices."""
    return person is not None and holds_any(person, OVERSEERS, estate, at=at)


def require_decider(person: Person | None, estate: Estate, actors: Collection[str], *, at: datetime) -> Person:
    """Who decides about a warning: overseers that took no part in what it is about; refuses everyone else (A5.6)."""
    person = access.require_kinds(
        person, estate, OVERSEERS, at=at, remedy=_("经办一方可以写说明，由监督委员会、社区或者街道处理")
    )
    if keys.pseudonym(estate.pk, person.pk) in actors:
        words = _("这一笔您经办过，要由没有经办的人处理。")
        raise Refused(Reason(words, cite=TWO_PERSONS, remedy=_("请监督委员会、社区或者街道的另一位处理")))
    return person


def openers(estate: Estate, *, at: datetime) -> tuple[str, ...]:
    """The capacities that commission an audit there: whom the texts name, and the offices; all who keep the owners' money where none is."""
    rule = term_audit(law_day(at), estate.place)
    named = [kind for by in (rule.commissioned_by if rule else ()) for kind in BY_LAW.get(by, ())]
    return tuple(dict.fromkeys((*(named or access.OWNERS), *access.OFFICES)))


def require_opener(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Who commissions an audit; refuses everyone else with the rule of the place."""
    kinds = openers(estate, at=at)
    if person is None or not holds_any(person, kinds, estate, at=at):
        rule = term_audit(law_day(at), estate.place)
        names = "、".join(str(K(kind).label) for kind in kinds)
        words = _("这件事只能由%(who)s办理。") % {"who": names}
        raise Refused(Reason(words, cite=rule.cite if rule else AUDITS, remedy=_("请有此身份的人办理")))
    people.refuse_ended(estate)
    return person


def is_auditor(person: Person | None, audit: Audit, *, at: datetime) -> bool:
    """Whether the person is the auditor of this audit, and still has the seat."""
    return person is not None and person.pk == audit.person_id and holds_any(person, (K.AUDITOR,), audit.estate, at=at)


def require_auditor(person: Person | None, audit: Audit, *, at: datetime) -> Person:
    """The auditor of this audit; refuses everyone else, also whoever commissioned it."""
    if person is None or not is_auditor(person, audit, at=at):
        words = _("这件事只能由本次审计的审计人员办理。")
        raise Refused(Reason(words, cite=AUDITS, remedy=_("请%(who)s的审计人员办理") % {"who": audit.auditor}))
    return person


def require_judge(person: Person | None, audit: Audit, *, at: datetime) -> Person:
    """Who sees whether a finding was put right: the auditor, the offices; never those who were audited."""
    if person is not None and (
        is_auditor(person, audit, at=at) or holds_any(person, access.OFFICES, audit.estate, at=at)
    ):
        return person
    words = _("这件事只能由审计人员、社区或者街道办理。")
    raise Refused(Reason(words, cite=AUDITS, remedy=_("写明整改情况，请他们认定")))


def must_be_open(audit: Audit) -> None:
    """Refuses what is only done while an audit runs."""
    if audit.state != AuditState.OPEN:
        words = _("这次审计现在是“%(state)s”。") % {"state": audit.get_state_display()}
        raise Refused(Reason(words, cite=AUDITS, remedy=_("看审计报告；另有问题的，另行委托审计")))


def require_leaver(person: Person | None, body: Body, *, at: datetime) -> Person:
    """Who draws up the balance of a leaving body: a member of it, or, from one side, the offices (L4.2); refuses everyone else."""
    estate = body.estate
    if person is not None and estate is not None:
        people.refuse_ended(estate)
        if bodies.sits_in(person, body, at=at) or holds_any(person, access.OFFICES, estate, at=at):
            return person
    words = _("这件事只能由离任组织的成员办理；拒不移交的，由社区或者街道单方编制。")
    raise Refused(Reason(words, cite=BOOKS, remedy=_("请离任组织、社区或者街道办理")))
