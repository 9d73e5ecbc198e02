"""Reporting and receiving: who it was stays sealed, the receipt leads back, the same comes once."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tests.photo_samples import SECRETS, told
from gongzhi.issues import access
from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.add_photos import add_photos
from gongzhi.issues.actions.answer_issue import answer_issue
from gongzhi.issues.actions.classify_issue import classify_issue
from gongzhi.issues.actions.hide_reporter import hide_reporter
from gongzhi.issues.actions.merge_issues import merge_issues
from gongzhi.issues.actions.publish_words import publish_words
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.actions.reopen_issue import reopen_issue
from gongzhi.issues.actions.report_issue import report_issue
from gongzhi.issues.actions.unmask_reporter import unmask_reporter
from gongzhi.issues.models import Issue, Report
from gongzhi.issues.tests.issues_world import NAME, PHONE, PUBLIC, WORDS, Desk, desk, link_in
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Entry
from gongzhi.people.models import Person
from gongzhi.register.tests.conftest import check_constraints, sent

pytestmark = pytest.mark.django_db


@pytest.mark.clause("A10.3", "B3.1")
def test_a_resident_reports_by_phone_code_and_gets_a_link(here: Desk) -> None:
    report = here.reported(photos=(("厅.jpg", told("JPEG", orientation=6)),))
    issue = report.issue
    assert (issue.number, issue.source, issue.state, issue.urgent) == ("2026-0001", "owner", "received", False)
    assert here.reported(number="13511113333").issue.number == "2026-0002"
    address, text = sent("issue.received")[0]
    assert address == PHONE
    assert issue.number in text
    assert access.get_report_by_link(None, at=here.at, token=link_in(text)).pk == report.pk
    stored = StoredFile.objects.get(pk=issue.files.get().file_id)
    assert not any(secret in file_content(stored) for secret in SECRETS)
    check_constraints()


@pytest.mark.clause("A10.3")
def test_nothing_of_the_reporter_lies_open_in_the_database(here: Desk) -> None:
    report = here.reported(place="3 栋 1202甲")
    hide_reporter(report=report, hidden=True, by=None, at=here.at)
    with connection.cursor() as cursor:
        rows = []
        for table in ("issues_issue", "issues_report", "kernel_entry", "kernel_message"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")  # noqa: S608
            rows += [row for (row,) in cursor.fetchall()]
    whole = "".join(rows) + "".join(bytes(e.body).decode() for e in Entry.objects.all())
    for secret in (NAME, PHONE, WORDS, "1202甲"):
        assert secret not in whole
        assert secret.encode().hex() not in whole
        assert json.dumps(secret).strip('"') not in whole
    assert (report.shown_name(), report.number(), report.text()) == (NAME, PHONE, WORDS)
    assert report.issue.full_place() == "3 栋 1202甲"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": "  "}, "words"),
        ({"matter": "no_such"}, "matter"),
        ({"photos": (("假.jpg", b"not a photograph"),)}, "photos"),
        ({"photos": (("a.jpg", b""),) * 7}, "photos"),
    ],
)
def test_wrong_input_is_named_by_field_and_changes_nothing(here: Desk, wrong: dict, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        here.reported(**wrong)
    assert field in refused.value.fields
    assert not Issue.objects.exists()


def test_a_code_is_for_one_number_and_one_report(here: Desk) -> None:
    code = here.code()
    given = {"estate": here.estate, "words": WORDS, "by": None, "at": here.at}
    with pytest.raises(Refused, match="对不上"):
        report_issue(number="13511119999", code=code, **given)
    report_issue(number=PHONE, code=code, **given)
    with pytest.raises(Refused, match="已经用过"):
        report_issue(number=PHONE, code=code, **given)
    with pytest.raises(BadInput):
        report_issue(**given)


def test_what_is_urgent_by_the_list_is_urgent_whatever_was_ticked(here: Desk) -> None:
    assert here.reported(matter="lift_trapped").issue.urgent
    assert here.reported(matter="", urgent=True).issue.urgent


@pytest.mark.clause("A10.3")
def test_the_desk_records_for_others_and_a_foreign_number_comes_once(here: Desk) -> None:
    given = {"estate": here.estate, "words": "路灯不亮", "by": here.worker, "at": here.at}
    hotline = record_issue(source="hotline", source_ref="12345-8", **given)
    assert (hotline.issue.source, hotline.channel) == ("hotline", "desk")
    with pytest.raises(Refused, match="已经收过"):
        record_issue(source="hotline", source_ref="12345-8", **given)
    with pytest.raises(BadInput):
        record_issue(source="owner", **given)
    phone = record_issue(source="phone", number=PHONE, **given)
    assert access.own_reports(None).count() == 0
    assert phone.phone_index is not None
    assert len(sent("issue.received")) == 1
    with pytest.raises(Refused):
        record_issue(source="phone", **{**given, "by": here.world.stranger})
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.filter(pk=phone.issue_id).update(state="merged")


@pytest.mark.clause("B3.1")
def test_accepting_classes_the_issue_and_pins_its_day(here: Desk) -> None:
    issue = here.accepted()
    assert (issue.state, issue.issue_class, issue.public_words) == ("accepted", "daily", PUBLIC)
    assert issue.due_on is not None
    assert issue.due_cite
    assert issue.due_strength
    assert not issue.late(here.at)
    assert issue.late(here.later(days=365))
    change = issue.class_changes.get()
    assert (change.was, change.became) == ("", "daily")
    assert "已受理" in sent("issue.accepted")[0][1]
    with pytest.raises(Refused):
        accept_issue(issue=issue, issue_class="daily", public_words=PUBLIC, by=here.worker, at=here.at)


@pytest.mark.parametrize("who", ["member", "firm", "stranger"])
def test_only_community_and_street_accept(here: Desk, who: str) -> None:
    report = here.reported()
    person = here.world.stranger if who == "stranger" else getattr(here, who)
    with pytest.raises(Refused, match="只能由"):
        here.accepted(report, by=person)


def test_accepting_without_class_or_public_words_names_both(here: Desk) -> None:
    with pytest.raises(BadInput) as refused:
        here.accepted(issue_class="big", public_words=" ")
    assert set(refused.value.fields) == {"issue_class", "public_words"}


@pytest.mark.clause("B3.1")
def test_a_change_of_class_stays_with_its_reason(here: Desk) -> None:
    issue = here.accepted()
    before = issue.due_on
    with pytest.raises(BadInput):
        classify_issue(issue=issue, issue_class="major", reason="", by=here.worker, at=here.at)
    issue = classify_issue(issue=issue, issue_class="major", reason="涉及多户", by=here.street, at=here.later(days=1))
    assert issue.issue_class == "major"
    assert issue.due_on >= before
    assert list(issue.class_changes.order_by("pk").values_list("was", "became")) == [("", "daily"), ("daily", "major")]
    assert Entry.objects.filter(act="issues.issue.classed").count() == 1
    with pytest.raises(Refused):
        classify_issue(issue=issue, issue_class="major", reason="再来", by=here.street, at=here.at)


@pytest.mark.clause("A10.3")
def test_reporters_of_a_merged_issue_follow_the_other_one_by_their_own_link(here: Desk) -> None:
    first, second = here.accepted(), here.reported(number="13511113333")
    token = link_in(sent("issue.received")[-1][1])
    into = merge_issues(issue=second.issue, into=first, by=here.worker, at=here.at)
    assert into.reports.count() == 2
    assert access.get_report_by_link(None, at=here.at, token=token).issue_id == first.pk
    second.issue.refresh_from_db()
    assert (second.issue.state, second.issue.merged_into_id) == ("merged", first.pk)
    assert "同一件事" in sent("issue.merged")[0][1]
    with pytest.raises(Refused):
        merge_issues(issue=first, into=second.issue, by=here.worker, at=here.at)
    check_constraints()


def test_issues_of_two_estates_are_never_merged(here: Desk) -> None:
    there = desk("510107061004", serial=1)
    with pytest.raises(NotHere):
        merge_issues(
            issue=here.reported().issue, into=there.reported(number="13511114444").issue, by=here.street, at=here.at
        )


@pytest.mark.clause("B3.5")
def test_what_is_no_business_of_the_estate_gets_a_reply_and_may_come_back(here: Desk) -> None:
    report = here.reported()
    with pytest.raises(BadInput, match="归谁管"):
        answer_issue(issue=report.issue, words="", by=here.worker, at=here.at)
    issue = answer_issue(issue=report.issue, words="归市政，请拨 12345", by=here.worker, at=here.at)
    assert "12345" in sent("issue.answered")[0][1]
    reopen_issue(report=report, words="管道在小区里", by=None, at=here.at)
    issue.refresh_from_db()
    assert (issue.state, issue.reopened) == ("received", 1)
    assert here.accepted(Report.objects.get(pk=report.pk)).state == "accepted"


@pytest.mark.clause("A10.3")
def test_a_hidden_reporter_is_seen_by_community_and_street_alone_and_every_look_stays(here: Desk) -> None:
    report = here.reported()
    here.working(here.accepted(report))
    report = access.get_own_report(Person.objects.get(pk=report.person_id), at=here.at, report_id=report.pk)
    assert access.sees_report(here.firm, report, at=here.at)
    assert not access.sees_report(here.member, report, at=here.at)  # no party of this one
    hidden = hide_reporter(report=report, hidden=True, by=None, at=here.at)
    assert not access.sees_report(here.firm, hidden, at=here.at)
    with pytest.raises(Refused, match="保密"):
        unmask_reporter(report=hidden, reason="想联系", by=here.firm, at=here.at)
    with pytest.raises(BadInput):
        unmask_reporter(report=hidden, reason=" ", by=here.worker, at=here.at)
    unmask_reporter(report=hidden, reason="约时间入户", by=here.street, at=here.at)
    assert Entry.objects.filter(act="issues.report.unmasked", ref=f"report:{report.pk}").count() == 1


def test_photographs_are_public_only_after_somebody_showed_them(here: Desk) -> None:
    report = here.reported()
    add_photos(report=report, photos=(("厅.jpg", told("JPEG")),), by=None, at=here.at)
    issue = here.accepted(report)
    photo = issue.files.get()
    assert not photo.public
    other = here.reported(number="13511113333").issue
    with pytest.raises(BadInput, match="不是这一件"):
        publish_words(issue=other, words="另一件", photos=[photo.pk], by=here.worker, at=here.at)
    publish_words(issue=issue, words=PUBLIC, photos=[photo.pk], by=here.worker, at=here.at)
    assert issue.files.get().public
    publish_words(issue=issue, words=PUBLIC, by=here.worker, at=here.at)
    assert not issue.files.get().public
