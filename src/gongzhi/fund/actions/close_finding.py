"""Hold that a finding of an audit was put right (A7.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund.cites import AUDITS
from gongzhi.fund.models import AuditFinding
from gongzhi.fund.oversight_access import require_judge
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

CLOSED = journal.event("fund.audit.finding_closed", serial=Fact.NUMBER, number=Fact.NUMBER)


@act
def close_finding(*, finding: AuditFinding, by: Person, at: datetime) -> AuditFinding:
    """Put right, as the auditor or an office holds. Refuses everyone else, a finding without an answer, and a second time."""
    audit = finding.audit
    finding = AuditFinding.objects.select_for_update().get(estate=audit.estate, pk=finding.pk)
    finding.audit, finding.estate = audit, audit.estate
    require_judge(by, audit, at=at)
    if finding.closed_at is not None:
        raise Refused(Reason(_("这个问题已经了结。"), cite=AUDITS, remedy=_("看整改情况")))
    if finding.answered_at is None:
        raise Refused(Reason(_("被审计的一方还没有写整改情况。"), cite=AUDITS, remedy=_("等他们回复，或者催办")))
    entry = journal.record(
        CLOSED,
        ref=f"audit:{audit.serial}",
        estate_id=audit.estate_id,
        by=keys.pseudonym(audit.estate_id, by.pk),
        at=at,
        basis=finding.answered_entry,
        serial=audit.serial,
        number=finding.number,
    )
    finding.closed_at, finding.closed_entry = at, entry.pk
    finding.save(update_fields=["closed_at", "closed_entry"])
    return finding
