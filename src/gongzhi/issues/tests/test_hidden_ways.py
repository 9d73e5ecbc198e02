"""Ways round that could tell who reported: the open journal, refusals, suggestions, answers, spots, others' photographs."""

import json

import pytest
from django.test import Client

from gongzhi.documents.tests.photo_samples import told
from gongzhi.issues.actions.add_photos import add_photos
from gongzhi.issues.actions.answer_issue import answer_issue
from gongzhi.issues.actions.confirm_issue import confirm_issue
from gongzhi.issues.actions.finish_party import finish_party
from gongzhi.issues.actions.hide_reporter import hide_reporter
from gongzhi.issues.actions.merge_issues import merge_issues
from gongzhi.issues.actions.note_progress import note_progress
from gongzhi.issues.actions.publish_words import publish_words
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.actions.report_issue import report_issue
from gongzhi.issues.models import Report
from gongzhi.issues.queries import ledger
from gongzhi.issues.queries.georeport import asked_of, requests, requests_of
from gongzhi.issues.queries.similar import similar_to
from gongzhi.issues.tests.issues_world import NAME, PUBLIC, Desk
from gongzhi.issues.views.tracking import _may_see
from gongzhi.kernel import keys
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.models import Entry

pytestmark = pytest.mark.django_db


def by_of(act: str, *, ref: str = "") -> list[str]:
    rows = Entry.objects.filter(act=act)
    return list((rows.filter(ref=ref) if ref else rows).order_by("pk").values_list("by", flat=True))


@pytest.mark.clause("A10.3", "B4.1")
def test_the_open_journal_joins_a_reporter_to_nothing_else_they_do(here: Desk) -> None:
    """A committee member's pseudonym stands beside their seat in the journal: under it no report may stand."""
    given = {"estate": here.estate, "words": "楼道灯不亮", "at": here.at}
    first = report_issue(by=here.member, **given)
    second = report_issue(by=here.member, **given)
    hide_reporter(report=first, hidden=True, by=here.member, at=here.at)
    names = {*by_of("issues.issue.received"), *by_of("issues.report.hidden")}
    assert keys.pseudonym(here.estate.pk, here.member.pk) not in names
    assert len(names) == 2, "one name an issue, the same for all that the reporter does there"
    assert first.by != second.by


@pytest.mark.clause("B3.1")
def test_a_reporter_confirms_under_no_name_of_the_worker_who_wrote_it_down(here: Desk) -> None:
    report = record_issue(estate=here.estate, source="phone", words="漏水", name=NAME, by=here.worker, at=here.at)
    here.done(here.working(here.accepted(report)))
    report.refresh_from_db()
    confirm_issue(report=report, by=here.member, at=here.at)
    (by,) = by_of("issues.issue.confirmed")
    assert by not in {keys.pseudonym(here.estate.pk, one.pk) for one in (here.worker, here.member)}
    assert by_of("issues.issue.received") == [keys.pseudonym(here.estate.pk, here.worker.pk)]


@pytest.mark.clause("A10.3")
@pytest.mark.parametrize("guess", [NAME, "钱大同"])
def test_a_refusal_tells_the_firm_nothing_of_a_hidden_reporter(here: Desk, guess: str) -> None:
    report = here.reported(hide_from_parties=True)
    issue = here.working(here.accepted(report))
    words = f"已联系{guess}"
    assert note_progress(issue=issue, words=words, by=here.firm, at=here.at).words == words
    assert finish_party(party=here.party(issue), outcome=words, by=here.firm, at=here.at).outcome == words


def test_whoever_may_know_the_reporter_is_stopped_from_naming_them(here: Desk) -> None:
    issue = here.working(here.accepted(here.reported()))
    with pytest.raises(BadInput) as wrong:
        note_progress(issue=issue, words=f"已联系{NAME}", by=here.firm, at=here.at)
    assert set(wrong.value.fields) == {"words"}
    hide_reporter(report=issue.reports.get(), hidden=True, by=None, at=here.at)
    with pytest.raises(BadInput):
        note_progress(issue=issue, words=f"已联系{NAME}", by=here.worker, at=here.at)


@pytest.mark.parametrize("number", ["13811112222", "138 1111 2222", "138-1111-2222", "１３８１１１１２２２２"])
def test_a_mobile_number_is_found_however_it_is_written(here: Desk, number: str) -> None:
    issue = here.working(here.accepted())
    with pytest.raises(BadInput) as wrong:
        note_progress(issue=issue, words=f"电话{number}，下午到", by=here.firm, at=here.at)
    assert "手机号" in wrong.value.fields["words"]
    note_progress(issue=issue, words="2026-11-22 19:30 到场，编号 20261122001", by=here.firm, at=here.at)


@pytest.mark.clause("A10.3")
def test_a_stranger_cannot_guess_what_was_written_by_asking_for_suggestions(here: Desk) -> None:
    secret = "我是三栋二单元五零一的赵小满，门口渗水"
    issue = here.reported(words=secret, matter="", spot="").issue
    assert similar_to(here.estate, secret, told=True, at=here.at) == [issue], "the worker sees the likeness"
    assert similar_to(here.estate, secret, at=here.at) == []
    publish_words(issue=issue, words="门口渗水", by=here.worker, at=here.at)
    for words in ("口渗水", "口渗水赵小满", "口渗水三栋二单元五零一的赵小满"):
        assert similar_to(here.estate, words, at=here.at) == [], words


@pytest.mark.clause("B3.5", "B4.1")
def test_the_answer_sent_to_a_reporter_is_in_no_output_for_others(here: Desk) -> None:
    issue = here.reported().issue
    answer_issue(issue=issue, words=f"{NAME}您好，请到 3 栋 1202 的原单位办理", by=here.worker, at=here.at)
    rows = requests_of(here.estate, asked_of({}, here.at))
    outputs = [json.dumps(requests(here.estate, rows, here.at), ensure_ascii=False)]
    outputs.append(str(ledger.lines(ledger.ready(rows), here.at)))
    outputs.append(Client().get(f"/api/estates/{here.estate.code}/issues/{issue.number}").content.decode())
    assert all(issue.number in text for text in outputs)
    assert not [text for text in outputs if NAME in text or "1202" in text]


def test_a_spot_that_names_the_reporter_is_sealed_when_words_become_public(here: Desk) -> None:
    issue = here.reported(spot=f"1202 {NAME}家", place="三单元").issue
    publish_words(issue=issue, words=PUBLIC, by=here.worker, at=here.at)
    issue.refresh_from_db()
    assert (issue.spot, issue.full_place()) == ("", f"三单元 1202 {NAME}家")


@pytest.mark.clause("A10.3")
def test_reporters_of_a_merged_issue_see_no_photograph_of_each_other(here: Desk) -> None:
    """Both written down by the same worker: whose photograph it is does not hang on who wrote it down."""

    def taken(words: str, number: str) -> Report:
        shot = (("门口.jpg", told("JPEG", orientation=1 if number.endswith("1") else 6)),)
        return record_issue(
            estate=here.estate, source="desk", words=words, number=number, photos=shot, by=here.worker, at=here.at
        )

    into, other = taken("渗水", "13511112221"), taken("还在渗水", "13511112222")
    merge_issues(issue=other.issue, into=into.issue, by=here.worker, at=here.at)
    other.refresh_from_db()
    into.refresh_from_db()
    photo = into.issue.files.get()
    assert (_may_see(photo, into), _may_see(photo, other)) == (True, False)
    add_photos(report=other, photos=(("又一张.jpg", told("PNG")),), by=None, at=here.at)
    added = into.issue.files.exclude(pk=photo.pk).get()
    assert (_may_see(added, into), _may_see(added, other)) == (False, True)
