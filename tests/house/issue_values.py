"""What stands in the addresses of issues: one being worked on by committee and firm, and one just received."""

from typing import Any

from gongzhi.documents.tests.photo_samples import told
from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.assign_parties import assign_parties
from gongzhi.issues.actions.publish_words import publish_words
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.voting.tests.made import Made


def issue_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter; the committee has a task, the firm leads."""
    shared: dict[str, Any] = {"by": made.worker, "at": made.now}
    here = {"estate": made.estate, "source": "phone", "number": "13522220000", **shared}
    report = record_issue(words="楼道灯不亮", matter="street_light", photos=(("灯.jpg", told("JPEG")),), **here)
    issue = accept_issue(
        issue=report.issue, issue_class="daily", public_words="楼道灯不亮", matter="street_light", **shared
    )
    assign_parties(issue=issue, tasks={"firm": "换灯", "committee": "核实"}, lead="firm", **shared)
    photo = issue.files.get()
    publish_words(issue=issue, words="楼道灯不亮", photos=[photo.pk], **shared)
    received = record_issue(words="电梯有异响", matter="lift_fault", **here)
    return {
        "issue_number": issue.number,
        "request_number": issue.number,
        "received_number": received.issue.number,
        "link": report.link(),
        "issue_report_id": report.pk,
        "party_id": issue.parties.get(side="committee").pk,
        "photo_id": photo.pk,
    }
