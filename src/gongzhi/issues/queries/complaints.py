"""Complaints about the management of an estate, and their replies as documents (物业管理条例48条)."""

from typing import Any

from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset
from gongzhi.issues.models import ComplaintReply, Issue
from gongzhi.issues.queries.list_of_matters import known_matter, matter_name
from gongzhi.kernel.clock import law_day
from gongzhi_law import issues as law


def is_complaint(issue: Issue) -> bool:
    """Whether the matter of the issue is a complaint by the list."""
    row = known_matter(issue.matter, issue.estate, on=law_day(issue.received_at))
    return row is not None and row.kind is law.Kind.COMPLAINT


def frame(issue: Issue, office: str) -> dict[str, Any]:
    """What everyone may read of a reply by its number: that it was given; its words are for those who complained."""
    words = _("投诉处理答复书已送达投诉人，内容不公开。编号 %(number)s。") % {"number": issue.number}
    return {
        "issuer": office,
        "addressee": _("投诉人"),
        "estate": issue.estate.code,
        "sections": [{"heading": "", "paragraphs": [words]}],
    }


def reply_pdf(reply: ComplaintReply) -> bytes:
    """The reply whole, with the parts that the law's form names."""
    document = Document.objects.get(pk=reply.document_id, estate_id=reply.estate_id)
    about = _("%(number)s %(matter)s") % {"number": reply.issue.number, "matter": matter_name(reply.issue)}
    said = (about, reply.findings(), reply.verdict(), reply.remedy)
    sections = [
        {"heading": heading, "paragraphs": [line for line in words.splitlines() if line.strip()]}
        for heading, words in zip(law.COMPLAINT.parts, said, strict=False)
    ]
    return typeset(document, whole={"sections": sections})


def number_of(reply: ComplaintReply) -> str:
    """The public number of the reply."""
    return Document.objects.values_list("number", flat=True).get(pk=reply.document_id, estate_id=reply.estate_id)
