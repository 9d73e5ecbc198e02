"""A leak at night from the call to the reporter's last word: whistle, three forces, reopened, decided, done, confirmed."""

from datetime import timedelta

import pytest
from django.test import Client

from gongzhi.bodies.tests.overview_world import pin
from gongzhi.issues.actions.arrive_call import arrive_call
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.actions.close_whistle import close_whistle
from gongzhi.issues.actions.confirm_issue import confirm_issue
from gongzhi.issues.actions.escalate_call import escalate_all
from gongzhi.issues.actions.rate_call import rate_call
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.reopen_issue import reopen_issue
from gongzhi.issues.actions.report_call import report_call
from gongzhi.issues.actions.topic_from_issue import topic_from_issue
from gongzhi.issues.models import Force
from gongzhi.issues.queries.forces import acting_for
from gongzhi.issues.tests.issues_world import NAME, PHONE, WORDS
from gongzhi.issues.tests.whistle_world import Called
from gongzhi.kernel.models import Entry
from gongzhi.meetings.queries.agreed import of_basis
from gongzhi.register.tests.conftest import check_constraints

pytestmark = pytest.mark.django_db


@pytest.mark.clause("A10.2", "B3.4", "B3.3", "B3.11")
def test_a_leak_at_night(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = called.desk
    night = desk.at.replace(hour=23, minute=40)
    report = desk.reported(at=night, matter="pipe_burst", urgent=True)
    school = register_force(
        division=desk.estate.community,
        kind=Force.Kind.SOCIAL_ORGANISATION,
        code="yigong",
        name="邻里义工队",
        officer="邱宁",
        number="13800066666",
        by=desk.worker,
        at=desk.at,
    )
    officers = {desk.fire: desk.fireman, desk.water: desk.plumber, school: acting_for(school, at=night).get().person}
    whistle = blow_whistle(
        issue=report.issue,
        kind="grid",
        why="夜间爆管",
        tasks={force.pk: "到场处置" for force in officers},
        urgent=True,
        by=desk.worker,
        at=night + timedelta(minutes=5),
    )
    assert escalate_all(at=night + timedelta(minutes=20)) == 0
    for call in whistle.calls.select_related("force", "whistle__issue__estate"):
        by = officers[call.force]
        arrive_call(call=call, by=by, at=night + timedelta(minutes=30))
        report_call(call=call, words=f"{WORDS}，已关阀", by=by, at=night + timedelta(hours=1))
        rate_call(call=call, rating=5, by=desk.worker, at=night + timedelta(hours=9))
    close_whistle(whistle=whistle, outcome="已止水", by=desk.worker, at=night + timedelta(hours=9))
    issue = desk.working(desk.accepted(report, "major"))
    issue = desk.done(issue)
    reopen_issue(report=report, words="又漏了", by=None, at=desk.later(days=2))
    issue.refresh_from_db()
    assert (issue.state, issue.reopened) == ("working", 1)
    topic = topic_from_issue(
        issue=issue, business="disputes", title="更换立管", words="反复爆管", by=desk.worker, at=desk.later(days=3)
    )
    item = called.agreed(issue, topic)
    item.state, item.done_at = "done", desk.later(days=20)
    item.save(update_fields=["state", "done_at"])
    assert of_basis(f"issue:{issue.pk}").items == (item,)
    desk.done(issue)
    confirm_issue(report=report, by=None, at=desk.later(days=21))
    issue.refresh_from_db()
    assert issue.state == "closed"
    pin(monkeypatch, desk.later(days=22))
    base = f"/e/{desk.estate.code}/issues"
    seen = [f"{base}/{issue.number}/", f"{base}/", f"/api/estates/{desk.estate.code}/issues/{issue.number}"]
    for url in seen:
        page = Client().get(url)
        assert page.status_code == 200, url
        for secret in (NAME, PHONE, "都湿了"):
            assert secret not in page.content.decode(), url
    journal = " ".join(bytes(entry.body).decode() for entry in Entry.objects.filter(act__startswith="issues."))
    assert NAME not in journal
    assert "都湿了" not in journal
    check_constraints()
