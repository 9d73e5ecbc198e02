"""Say how a finding of an audit was put right (A7.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.cites import AUDITS
from gongzhi.fund.models import AuditFinding
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

ANSWERED = journal.event(
    "fund.audit.answered", serial=Fact.NUMBER, number=Fact.NUMBER, answer=Fact.TEXT, file=Fact.HASH
)


@act
def answer_finding(
    *,
    finding: AuditFinding,
    answer: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> AuditFinding:
    """What was done about a finding, with the paper that shows it; once.

    Refuses everyone but who keeps the books, a finding that was answered or closed. Wrong input: no words.
    """
    audit = finding.audit
    finding = AuditFinding.objects.select_for_update().get(estate=audit.estate, pk=finding.pk)
    finding.audit, finding.estate = audit, audit.estate
    access.require_bookkeeper(by, audit.estate, at=at)
    if finding.answered_at is not None or finding.closed_at is not None:
        raise Refused(Reason(_("这个问题已经回复或者了结。"), cite=AUDITS, remedy=_("看回复")))
    if not answer.strip():
        raise BadInput(_("请写明整改情况。"), {"answer": _("必填")})
    paper = keep_paper(audit.estate, file_name=file_name, content=content, at=at)
    entry = journal.record(
        ANSWERED,
        ref=f"audit:{audit.serial}",
        estate_id=audit.estate_id,
        by=keys.pseudonym(audit.estate_id, by.pk),
        at=at,
        basis=finding.entry,
        serial=audit.serial,
        number=finding.number,
        answer=answer.strip(),
        file=[paper.sha256] if paper else [],
    )
    finding.answer, finding.answered_at, finding.answered_entry = answer.strip(), at, entry.pk
    finding.file_id = paper.pk if paper else None
    finding.save(update_fields=["answer", "answered_at", "answered_entry", "file_id"])
    return finding
