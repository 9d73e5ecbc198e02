"""Close an audit: what it found was put right, the auditor's seat ends (A7.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.lock_audit import lock_audit
from gongzhi.fund.cites import AUDITS
from gongzhi.fund.models import Audit
from gongzhi.fund.oversight_access import require_opener
from gongzhi.fund.states import AuditState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person

CLOSED = journal.event("fund.audit.closed", serial=Fact.NUMBER, findings=Fact.NUMBER)


@act
def close_audit(*, audit: Audit, by: Person, at: datetime) -> Audit:
    """The audit is over, and with it the auditor's seat, unless another audit of the same person still runs.

    Refuses everyone but the offices (an audit without findings: whoever commissions one), an audit without report, and
    one with a finding that is not put right.
    """
    audit = lock_audit(audit)
    if audit.findings.exists():
        access.require_office(by, audit.estate, at=at)
    else:
        require_opener(by, audit.estate, at=at)
    if audit.state != AuditState.REPORTED:
        words = _("这次审计现在是“%(state)s”，不能了结。") % {"state": audit.get_state_display()}
        raise Refused(Reason(words, cite=AUDITS, remedy=_("出了报告、整改完再了结")))
    left = audit.findings.filter(closed_at__isnull=True).count()
    if left:
        words = _("还有 %(n)s 个问题没有整改完。") % {"n": left}
        raise Refused(Reason(words, cite=AUDITS, remedy=_("先认定每个问题已经整改")))
    entry = journal.record(
        CLOSED,
        ref=f"audit:{audit.serial}",
        estate_id=audit.estate_id,
        by=keys.pseudonym(audit.estate_id, by.pk),
        at=at,
        basis=audit.reported_entry,
        serial=audit.serial,
        findings=audit.findings.count(),
    )
    audit.state, audit.closed_at, audit.closed_entry = AuditState.CLOSED, at, entry.pk
    audit.save(update_fields=["state", "closed_at", "closed_entry"])
    others = Audit.objects.filter(estate=audit.estate, capacity_id=audit.capacity_id, closed_at__isnull=True)
    if audit.capacity_id is not None and not others.exists():
        Capacity.objects.filter(pk=audit.capacity_id, until_at__isnull=True).update(until_at=at, ended_entry=entry.pk)
    return audit
