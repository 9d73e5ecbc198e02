"""Report an audit: its conclusion and paper, published for all owners (A7.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import OFFICIAL
from gongzhi.fund.actions.lock_audit import lock_audit
from gongzhi.fund.models import Audit
from gongzhi.fund.oversight_access import must_be_open, require_auditor
from gongzhi.fund.queries.audits import result_paper
from gongzhi.fund.states import AuditState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

REPORTED = journal.event(
    "fund.audit.reported",
    serial=Fact.NUMBER,
    conclusion=Fact.TEXT,
    report=Fact.HASH,
    document=Fact.HASH,
    findings=Fact.NUMBER,
    samples=Fact.NUMBER,
)
LONGEST = 2000


@act
@official
def report_audit(
    *, audit: Audit, conclusion: str, file_name: str = "", content: bytes = b"", by: Person, at: datetime
) -> Audit:
    """The conclusion with the report as a file; a numbered document tells the owners the result, for as long as the place says.

    Refuses everyone but the auditor, and a second report. Wrong input: no conclusion, no report.
    """
    audit = lock_audit(audit)
    require_auditor(by, audit, at=at)
    must_be_open(audit)
    wrong = {}
    if not conclusion.strip() or len(conclusion.strip()) > LONGEST:
        wrong["conclusion"] = _("写 1 到 %(n)s 个字") % {"n": LONGEST}
    if not content:
        wrong["file"] = _("请附审计报告")
    if wrong:
        raise BadInput(_("审计报告还没有写全。"), wrong)
    paper = keep_paper(audit.estate, file_name=file_name, content=content, at=at)
    assert paper is not None  # noqa: S101  (there is content)
    who = keys.pseudonym(audit.estate_id, by.pk)
    audit.conclusion = conclusion.strip()
    findings, samples = audit.findings.count(), audit.samples.count()
    document = publish_document(
        estate_id=audit.estate_id,
        kind="audit",
        mark=_("%(estate)s审计") % {"estate": audit.estate.name},
        title=_("%(estate)s第%(n)s号审计结果公告") % {"estate": audit.estate.name, "n": audit.serial},
        template=OFFICIAL,
        data=result_paper(audit, at=at),
        ref=f"audit:{audit.serial}",
        by=who,
        at=at,
    )
    entry = journal.record(
        REPORTED,
        ref=f"audit:{audit.serial}",
        estate_id=audit.estate_id,
        by=who,
        at=at,
        basis=audit.entry,
        serial=audit.serial,
        conclusion=audit.conclusion,
        report=paper.sha256,
        document=document.sha256,
        findings=findings,
        samples=samples,
    )
    audit.state, audit.report_file_id, audit.reported_at = AuditState.REPORTED, paper.pk, at
    audit.document_id, audit.reported_entry = document.pk, entry.pk
    audit.save(update_fields=["conclusion", "state", "report_file_id", "reported_at", "document_id", "reported_entry"])
    return audit
