"""The pages: a resident without an account from the first word to the confirmation, the desk, and what strangers see."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.tests.photo_samples import told
from gongzhi.issues.actions.ask_again import ask_all_again
from gongzhi.issues.actions.publish_words import publish_words
from gongzhi.issues.models import Issue, IssueFile
from gongzhi.issues.tests.issues_world import NAME, PHONE, PUBLIC, WORDS, Desk, link_in
from gongzhi.register.tests.conftest import code_in, sent

pytestmark = pytest.mark.django_db
SECRETS = (NAME, PHONE, PHONE[-4:], "都湿了", "1202")


@pytest.fixture
def now(here: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    pin(monkeypatch, here.at)
    return here


def words_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


@pytest.mark.clause("A10.3", "B3.1")
def test_a_stranger_reports_with_a_code_and_photographs_and_follows_it(now: Desk) -> None:
    client, base = Client(), f"/e/{now.estate.code}/issues/new/"
    first = words_of(client, base)
    assert "先看这里" in first
    assert "tel:119" in first
    looked = client.post(base, {"words": "电梯关人了，困在里面", "look": "1"}).content.decode()
    assert "先保安全" in looked
    assert 'value="lift_trapped"' in looked
    wrong = client.post(base, {"words": "", "number": "12"})
    assert wrong.status_code == 422
    told_of = {"words": WORDS, "matter": "roof_leak", "name": NAME, "number": PHONE, "spot": "三单元电梯厅"}
    assert client.post(base, told_of).url == f"{base}send/"
    assert WORDS not in str(dict(client.session))
    code = code_in(sent("code.report")[0][1])
    bad = client.post(f"{base}send/", {"code": "000000" if code != "000000" else "111111"})
    assert bad.status_code == 422
    photo = SimpleUploadedFile("厅.jpg", told("JPEG"), content_type="image/jpeg")
    done = client.post(f"{base}send/", {"code": code, "photos": [photo]})
    assert done.status_code == 302
    issue = Issue.objects.get()
    assert issue.files.count() == 1
    receipt = words_of(client, done.url)
    assert issue.number in receipt
    assert "都湿了" in receipt
    assert words_of(Client(), base.replace("new/", "")).count("等社区看过") <= 1
    assert client.get(f"{base}send/").url == base


def test_a_photograph_that_is_none_is_named_and_the_code_still_works_once(now: Desk) -> None:
    client, base = Client(), f"/e/{now.estate.code}/issues/new/"
    client.post(base, {"words": WORDS, "number": PHONE})
    fake = SimpleUploadedFile("a.jpg", b"%PDF-1.4", content_type="image/jpeg")
    code = code_in(sent("code.report")[0][1])
    refused = client.post(f"{base}send/", {"code": code, "photos": [fake]})
    assert refused.status_code == 422
    assert "PDF" in refused.content.decode()
    assert not Issue.objects.exists()
    assert client.post(f"{base}send/", {"code": code}).status_code == 302


@pytest.mark.clause("A10.3")
def test_what_may_be_the_same_is_shown_while_typing_without_the_reporters_words(now: Desk) -> None:
    issue = now.accepted(now.reported(place="1202 室"))
    now.reported(matter="dogs", words="狗没牵绳", number="13511113333")
    url = f"/e/{now.estate.code}/issues/new/suggest/"
    found = Client().post(url, {"words": "电梯厅渗水", "matter": "roof_leak"}).content.decode()
    assert issue.number in found
    assert "2026-0002" not in found
    assert not [secret for secret in SECRETS if secret in found]
    assert issue.number not in Client().post(url, {"words": "狗没牵绳"}).content.decode()


@pytest.mark.clause("B4.1")
def test_a_stranger_finds_no_name_on_any_public_page(now: Desk, settings: object) -> None:
    report = now.reported(place="3 栋 1202", photos=(("厅.jpg", told("JPEG")),))
    home = f"/e/{now.estate.code}/issues/"
    url = f"{home}{report.issue.number}/"
    client = Client()
    before = words_of(client, url) + words_of(client, home)
    assert not [secret for secret in (*SECRETS, "三单元电梯厅") if secret in before]
    issue = now.done(now.working(now.accepted(report)))
    photo = IssueFile.objects.get(issue=issue)
    assert client.get(f"{url}photos/{photo.pk}/").status_code == 404
    publish_words(issue=issue, words=PUBLIC, photos=[photo.pk], by=now.worker, at=now.at)
    board = words_of(client, f"/e/{now.estate.code}/")
    assert PUBLIC in board
    after = words_of(client, url) + words_of(client, f"{home}?only=all") + board
    assert PUBLIC in after
    assert "止水阀已更换" in after
    assert not [secret for secret in SECRETS if secret in after]
    picture = client.get(f"{url}photos/{photo.pk}/")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    for number in ("2026-9999", "zz", "2026-0001x"):
        words_of(client, f"{home}{number}/", 404)


def test_the_list_of_issues_costs_the_same_for_one_and_for_many(
    now: Desk, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(client: Client, url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            words_of(client, url)
        return len(seen)

    now.working()
    pages = [(Client(), f"/e/{now.estate.code}/issues/"), (client_of(now.worker), f"/desk/e/{now.estate.code}/issues/")]
    few = [cost(*page) for page in pages]
    for n in range(3):
        now.working(now.accepted(now.reported(number=f"1352222000{n}")))
    assert [cost(*page) for page in pages] == few


def test_the_reporter_confirms_and_reopens_by_the_link(now: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    report = now.reported()
    token = link_in(sent("issue.received")[0][1])
    client, base = Client(), f"/i/{token}/"
    assert "加照片" in words_of(client, base)
    answer = client.get(base)
    assert ("no-store" in answer["Cache-Control"], answer["X-Robots-Tag"]) == (True, "noindex")
    assert client.post(f"{base}hide/").status_code == 302
    report.refresh_from_db()
    assert report.hide_from_parties
    photo = SimpleUploadedFile("厅.png", told("PNG"), content_type="image/png")
    assert client.post(f"{base}photos/", {"photos": [photo]}).status_code == 302
    shot = IssueFile.objects.get()
    assert client.get(f"{base}photos/{shot.pk}/").status_code == 200
    assert client.post(f"{base}confirm/", {"words": ""}).status_code == 409
    issue = now.done(now.working(now.accepted(report)))
    assert "解决了吗" in words_of(client, base)
    assert client.post(f"{base}reopen/", {"words": ""}).status_code == 422
    assert client.post(f"{base}reopen/", {"words": "还在滴"}).status_code == 302
    inside, outside = (
        f"/desk/e/{now.estate.code}/issues/{issue.number}/",
        f"/e/{now.estate.code}/issues/{issue.number}/",
    )
    assert "还在滴" in words_of(client_of(now.worker), inside)
    assert "还在滴" in words_of(client, base)
    public = words_of(Client(), outside)
    assert ("还在滴" in public, "办完自己的任务" in public) == (False, True)
    now.done(issue)
    assert client.post(f"{base}confirm/", {"words": "好了"}).status_code == 302
    ask_all_again(at=now.later(days=28))
    pin(monkeypatch, now.later(days=28))
    assert "现在还好吗" in words_of(client, base)
    words_of(Client(), "/i/not-a-link/", 404)


def test_whoever_signs_in_with_the_phone_finds_their_own_reports(now: Desk) -> None:
    from gongzhi.people.models import Person

    report = now.reported()
    mine = words_of(client_of(Person.objects.get(pk=report.person_id)), "/home/issues/")
    assert report.issue.number in mine
    assert report.issue.number not in words_of(client_of(now.world.stranger), "/home/issues/")


@pytest.mark.clause("B3.1", "B3.9", "A10.1")
def test_the_desk_takes_an_issue_from_the_call_to_the_end(now: Desk) -> None:
    client, base = client_of(now.worker), f"/desk/e/{now.estate.code}/issues/"
    recorded = client.post(
        f"{base}new/", {"source": "phone", "words": "路灯不亮，赵小满来电", "matter": "street_light"}
    )
    assert recorded.status_code == 302
    url = recorded.url
    assert "受理" in words_of(client, url)
    assert client.post(f"{url}accept/", {"issue_class": "daily"}).status_code == 422
    accept = {"issue_class": "daily", "public_words": "西门路灯不亮", "matter": "street_light"}
    assert client.post(f"{url}accept/", accept).status_code == 302
    proposed = words_of(client, f"{url}parties/")
    assert "department:城管" in proposed
    nobody = client.post(f"{url}parties/", {"task": "换灯"})
    assert nobody.status_code == 422
    assert client.post(f"{url}parties/", {"sides": ["firm"], "lead": "firm", "task": "换灯"}).status_code == 302
    assert client.post(f"{url}class/", {"issue_class": "major", "reason": "多盏"}).status_code == 302
    assert client.post(f"{url}note/", {"words": "已报修", "public": "on"}).status_code == 302
    assert client.post(f"{url}finish/", {"outcome": "好了"}).status_code == 409
    firm = client_of(now.firm)
    task = re.search(r"parties/(\d+)/take/", words_of(firm, url))[1]
    assert firm.post(f"{url}parties/{task}/take/").status_code == 302
    assert firm.post(f"{url}parties/{task}/done/", {"outcome": "已换"}).status_code == 302
    assert firm.post(f"{url}finish/", {"outcome": "路灯已换"}).status_code == 302
    assert client.post(f"{url}seen/", {"words": "看过，亮了"}).status_code == 302
    assert Issue.objects.get().state == "closed"
    assert "路灯已换" in words_of(client, url)


@pytest.mark.clause("A10.3")
def test_the_firm_sees_no_word_of_a_hidden_reporter_and_a_look_needs_a_reason(now: Desk) -> None:
    report = now.reported(hide_from_parties=True, place="1202")
    issue = now.working(now.accepted(report))
    url = f"/desk/e/{now.estate.code}/issues/{issue.number}/"
    page = words_of(client_of(now.firm), url)
    assert not [secret for secret in SECRETS if secret in page]
    assert client_of(now.firm).get(f"{url}reports/{report.pk}/").status_code == 404
    worker = client_of(now.worker)
    assert "都湿了" in words_of(worker, url)
    assert NAME not in words_of(worker, f"{url}reports/{report.pk}/")
    assert worker.post(f"{url}reports/{report.pk}/", {"reason": ""}).status_code == 422
    assert NAME in worker.post(f"{url}reports/{report.pk}/", {"reason": "约入户"}).content.decode()
    track = words_of(Client(), f"/i/{link_in(sent('issue.received')[0][1])}/")
    assert "写明理由后看过" in track


@pytest.mark.clause("B3.5")
def test_the_street_names_the_lead_on_the_page_that_says_why(now: Desk) -> None:
    issue = now.working(committee="配合")
    url = f"/desk/e/{now.estate.code}/issues/{issue.number}/"
    for who, side in ((now.firm, "firm"), (now.member, "committee")):
        back = f"{url}parties/{now.party(issue, side).pk}/back/"
        assert client_of(who).post(back, {"reason": "不归我"}).status_code == 302
    street = client_of(now.street)
    assert "到限" in words_of(street, url)
    assert (
        client_of(now.worker).post(f"{url}lead/", {"side": "firm", "task": "修", "reason": "到限"}).status_code == 409
    )
    assert street.post(f"{url}lead/", {"side": "firm", "task": "三日修好", "reason": "到限"}).status_code == 302
    assert "街道指定" in words_of(street, url)


def test_every_desk_page_of_an_issue_opens(now: Desk) -> None:
    issue = now.working(now.accepted(now.reported(matter="title_legacy"), issue_class="legacy"))
    url = f"/desk/e/{now.estate.code}/issues/{issue.number}/"
    client = client_of(now.worker)
    for page in ("accept", "class", "merge", "answer", "explain", "public", "step", "note", "finish", "seen", "lead"):
        words_of(client, f"{url}{page}/")
    explain = {"words": "已报街道", "told_street_on": "2026-03-01"}
    assert client.post(f"{url}explain/", explain).status_code == 302
    assert client.post(f"{url}step/", {"step": "reflect", "words": "报街道", "public": "on"}).status_code == 302
    assert client.post(f"{url}public/", {"words": "产权证历史遗留"}).status_code == 302
    assert "已报街道" in words_of(Client(), f"/e/{now.estate.code}/issues/{issue.number}/")
    other = now.reported(number="13511113333").issue
    target = f"/desk/e/{now.estate.code}/issues/{other.number}/"
    assert client.post(f"{target}merge/", {"into": "2026-9999"}).status_code == 422
    assert client.post(f"{target}answer/", {"words": "归市政"}).status_code == 302
    assert Client().get(url).status_code == 302
    assert client_of(now.world.stranger).get(url).status_code == 404
