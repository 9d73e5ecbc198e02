"""What stands in the addresses of mediation, visits, gatherings, letters and replies to complaints."""

from datetime import timedelta
from typing import Any

from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.announce_gathering import announce_gathering
from gongzhi.issues.actions.answer_complaint import answer_complaint
from gongzhi.issues.actions.assign_parties import assign_parties
from gongzhi.issues.actions.change_matter import change_matter
from gongzhi.issues.actions.draft_letter import draft_letter
from gongzhi.issues.actions.open_mediation import open_mediation
from gongzhi.issues.actions.publish_letter import publish_letter
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.actions.record_visit import record_visit
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.send_letter import send_letter
from gongzhi.issues.models import ComplaintReply, Force, Report
from gongzhi.kernel.clock import law_day
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity
from gongzhi.places.models import Division
from gongzhi.voting.tests.made import Made
from gongzhi_law import issues as law
from tests.norms.made import administrator


def talking_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter; the letter is to the school whose people are tellers, and public."""
    shared: dict[str, Any] = {"estate": made.estate, "by": made.worker, "at": made.now}
    told = {"about": "漏水赔偿", "parties": "两户", "mediator_name": "调委会", "opened_on": law_day(made.now)}
    mediation = open_mediation(mediator_kind="people_committee", **told, **shared)
    visit = record_visit(on=law_day(made.now), cause="违建", forces="城管", handling="停工", **shared)
    starts = made.now + timedelta(days=3)
    gathering = announce_gathering(form="talk", title="停车", place="会议室", starts_at=starts, **shared)
    school = Force.objects.get(division=made.estate.community, code="xuexiao")
    wrote = {"by": made.committee[0], "at": made.now}
    paper = ("图.pdf", b"%PDF-1.4 plan")
    draft = draft_letter(
        estate=made.estate, addressee_kind="other", force=school, title="函", words="请错峰", files=(paper,), **wrote
    )
    letter = send_letter(letter=draft, way="platform", **wrote)
    publish_letter(letter=letter, public_words="请错峰", names_checked=True, **wrote)
    reply, link = _complaint(made)
    return {
        "mediation_serial": mediation.serial,
        "visit_serial": visit.serial,
        "gathering_serial": gathering.serial,
        "letter_serial": letter.serial,
        "letter_file": letter.files.get().file_id,
        "complaint_number": reply.issue.number,
        "reply_id": reply.pk,
        "complaint_link": link,
        "matter_change_id": _change(made),
    }


def _change(made: Made) -> int:
    """A period of one matter that waits for a second person, so that it is in force nowhere."""
    on = law_day(made.now)
    division = Division.objects.get(pk=made.estate.place)
    period = {"step": "resolve", "number": 9, "unit": "workdays"}
    paper = {"instrument": "区清单", "quote": "九个工作日", "from_on": on, "periods": [period]}
    by = administrator("51", "13800510019", at=made.now)
    return int(change_matter(division=division, matter="termites", by=by, at=made.now, **paper).pk)


def _complaint(made: Made) -> tuple[ComplaintReply, str]:
    """A complaint with its reply, and the link of whoever complained."""
    county = Division.objects.get(pk=made.estate.place)
    if not Force.objects.filter(division=county, code="zhujian").exists():
        kind = Force.Kind.DEPARTMENT
        register_force(
            division=county, kind=kind, code="zhujian", name="住建局", word="住建", by=made.street, at=made.now
        )
    given = {"name": "岑一", "number": f"1380001{made.estate.pk % 10000:04d}", "document": "1号", "department": "住建"}
    officer = appoint_officer(division=county, kind=Capacity.Kind.DEPARTMENT, at=made.now, **given).person
    told = {"source": "desk", "number": "13522220000", "words": "收费不公示", "matter": law.complaints()[0].id}
    by = {"by": made.worker, "at": made.now}
    report = record_issue(estate=made.estate, **told, **by)
    issue = accept_issue(
        issue=report.issue, issue_class="daily", public_words="收费不公示", matter=report.issue.matter, **by
    )
    assign_parties(issue=issue, tasks={"department:住建": "处理"}, lead="department:住建", **by)
    said = {"found": "属实", "opinion": "限期公示", "remedy": "可以申请复议"}
    reply = answer_complaint(issue=issue, **said, by=officer, at=made.now)
    return reply, Report.objects.get(pk=report.pk).link()
