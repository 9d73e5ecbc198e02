"""Numbers of a place, each with its list; the plan of an estate; sheets and superiors' tables; the regular report."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.models import Document
from gongzhi.documents.tables import read_table
from gongzhi.documents.tests.table_samples import xlsx
from gongzhi.issues.actions.add_layout import add_layout
from gongzhi.issues.actions.draft_env_report import draft_env_report
from gongzhi.issues.actions.drop_layout import drop_layout
from gongzhi.issues.actions.edit_env_report import edit_env_report
from gongzhi.issues.actions.issue_api_key import issue_api_key
from gongzhi.issues.actions.send_env_report import send_env_report
from gongzhi.issues.machine_access import issues_below
from gongzhi.issues.models import ApiKey, EnvReport, Hook, Issue
from gongzhi.issues.queries.ledger import MARKS
from gongzhi.issues.queries.tallies import AGES, NONE, age, buildings, narrowed, tally
from gongzhi.issues.tests.issues_world import NAME, PHONE, PUBLIC, Desk
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.queries.minutes import digest_of
from gongzhi.people.models import Person
from gongzhi.places.models import Building, Division
from gongzhi.register.tests.conftest import sent

SECRETS = (NAME, PHONE, PHONE[-4:], "都湿了")
TEMPLATE = [["{{区划}} 接诉即办（{{今天}}）共 {{件数}} 件"], ["编号", "内容"], ["{{编号}}", "{{公开内容}}"]]


@pytest.fixture
def now(here: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    pin(monkeypatch, here.at)
    return here


def community(here: Desk) -> Division:
    return here.estate.community


@pytest.mark.clause("A10.1", "A10.3")
def test_a_place_is_counted_and_each_number_is_the_length_of_its_list(here: Desk) -> None:
    here.working()
    here.reported(number="13511113333", matter="")
    done = here.done(here.working(here.accepted(here.reported(number="13511114444", matter="street_light"))))
    done.state, done.closed_at = "closed", here.at
    done.save()
    Issue.objects.filter(state="working").update(due_on="2026-02-10", due_at=None)
    rows = issues_below(community(here))
    found = tally(rows, here.at, below=community(here))
    assert found.totals == {"open": 2, "late": 1, "urgent": 0, "done": 1, "all": 3}
    assert [(part.key, part.open, part.late) for part in found.leads] == [("firm", 1, 1), (NONE, 1, 0)]
    assert [(part.key, part.open) for part in found.places] == [(here.estate.code, 2)]
    charts = {"class": found.classes, "age": found.ages, "lead": found.leads, "matter": found.matters}
    charts |= {"source": found.sources, "place": found.places}
    for name, parts in charts.items():
        assert sum(part.open for part in parts) == 2, name
        for part in parts:
            for only, count in (("open", part.open), ("late", part.late)):
                listed, kept = narrowed(rows, {name: part.key, "only": only}, here.at)
                assert listed.count() == count, (name, part.key, only)
                assert kept[name] == part.key
    street = tally(rows, here.at, below=community(here).parent)
    assert [(part.key, part.open, part.late) for part in street.places] == [(community(here).pk, 2, 1)]


def test_every_age_is_in_one_bucket(here: Desk) -> None:
    here.reported()
    for days in (0, 3, 4, 7, 8, 15, 16, 30, 31, 90, 91, 4000):
        fitting = [key for key in AGES if Issue.objects.filter(age(key, here.later(days=days))).exists()]
        assert len(fitting) == 1, days
    assert fitting == ["more"]


def test_what_is_unknown_in_a_filter_is_passed_over(here: Desk) -> None:
    here.reported()
    odd = {"only": "x", "class": "x", "age": "x", "lead": "x:y", "matter": "x", "source": "x", "place": "小区"}
    listed, kept = narrowed(issues_below(community(here)), odd, here.at)
    assert (listed.count(), kept) == (1, {"only": "open"})


def test_the_numbers_cost_the_same_however_many_there_are(here: Desk, django_assert_max_num_queries: Any) -> None:
    for n in range(4):
        here.working(here.accepted(here.reported(number=f"1351111{n:04d}")))
    with django_assert_max_num_queries(6):
        tally(issues_below(community(here)), here.at, below=community(here))


@pytest.mark.clause("B4.1")
def test_everyone_sees_the_numbers_the_lists_and_the_plan_and_nobody(now: Desk) -> None:
    building = Building.objects.create(estate=now.estate, name="3栋")
    now.working(now.accepted(now.reported(building=building, place="3栋2单元501")))
    blocks = buildings(now.estate, now.at)
    assert [(one.name, one.open) for one in blocks] == [("3栋", 1), ("公共区域和没有写楼栋的", 0)]
    place, code = now.estate.community_id, now.estate.code
    urls = [
        f"/c/{place}/issues/",
        f"/c/{place[:9]}/issues/",
        f"/c/{place[:6]}/issues/",
        f"/c/{place}/issues/list/?only=open&lead=firm",
        f"/e/{code}/issues/map/",
        f"/e/{code}/issues/map/?building={building.pk}",
        f"/e/{code}/issues/ledger.csv",
        f"/e/{code}/issues/ledger.xlsx",
        f"/e/{code}/issues/",
        f"/e/{code}/issues/2026-0001/",
        f"/open311/v2/requests.json?jurisdiction_id={code}",
        f"/open311/v2/requests/2026-0001.json?jurisdiction_id={code}",
    ]
    for url in urls:
        answer = Client().get(url)
        assert answer.status_code == 200, url
        content = answer.content
        if url.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist())
        text = content.decode()
        assert not any(word in text for word in (*SECRETS, "501")), url
    assert PUBLIC in Client().get(urls[3]).content.decode()
    assert Client().get(f"/c/{place[:4]}/issues/").status_code == 404


def test_a_cell_that_looks_like_a_formula_stays_words(now: Desk) -> None:
    now.accepted(public_words="=HYPERLINK(1)")
    base = f"/e/{now.estate.code}/issues/ledger"
    assert "'=HYPERLINK(1)" in Client().get(f"{base}.csv").content.decode()
    with zipfile.ZipFile(io.BytesIO(Client().get(f"{base}.xlsx").content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.clause("L6.1")
def test_a_superiors_table_is_kept_and_filled_by_one_click(now: Desk) -> None:
    client, base = client_of(now.worker), f"/desk/d/{now.estate.community_id}/issues/layouts/"
    now.accepted()
    given = {"file_name": "月报.xlsx", "content": xlsx(("月报", TEMPLATE)), "by": now.worker, "at": now.at}
    layout = add_layout(division=community(now), name="区月报", **given)
    answer = client.get(f"{base}{layout.pk}/filled.xlsx?only=all")
    rows = read_table(answer.content, "x.xlsx").sheets[0].rows
    assert rows[0][0] == f"{community(now).name} 接诉即办（2026-03-02）共 1 件"
    assert rows[2] == ["2026-0001", PUBLIC]
    assert "区月报" in client.get(base).content.decode()
    assert "{{公开内容}}" in client.get(base).content.decode()
    other = add_layout(division=community(now), name="区月报", **given)
    layout.refresh_from_db()
    assert layout.ended_at is not None
    drop_layout(layout=other, by=now.street, at=now.at)
    assert client.get(f"{base}{other.pk}/filled.xlsx").status_code == 404


def test_a_table_with_unknown_marks_or_none_is_not_kept(here: Desk) -> None:
    def kept(rows: list[list[str]], by: Person) -> Any:
        content = xlsx(("表", rows))
        return add_layout(division=community(here), name="x", file_name="x.xlsx", content=content, by=by, at=here.at)

    for rows in ([["{{报事人}}", "{{编号}}"]], [["没有标记"]], [["{{区划}}"]]):
        with pytest.raises(BadInput) as wrong:
            kept(rows, here.worker)
        assert wrong.value.fields["file"]
    with pytest.raises(Refused):
        kept([["{{编号}}"]], here.member)
    assert not any("报事人" in mark or "电话" in mark or "姓名" in mark for mark in MARKS)


@pytest.mark.clause("B8.7")
def test_the_regular_report_is_drafted_from_issues_edited_and_sent(here: Desk) -> None:
    for n in range(3):
        here.reported(number=f"1351111{n:04d}", at=here.at - timedelta(days=5))
    late = here.working(here.accepted(here.reported(at=here.at - timedelta(days=4))))
    Issue.objects.filter(pk=late.pk).update(due_on="2026-02-27", due_at=None)
    report = draft_env_report(division=community(here), period="2026-02", by=here.worker, at=here.at)
    text = str(report.sections)
    assert "本期收到 4 件：业主反馈 4 件" in text
    assert "其中逾期 1 件" in text
    assert late.number in text
    assert "反复出现" in text
    assert not any(word in text for word in SECRETS)
    sections = [*report.sections, {"heading": "补充", "paragraphs": ["已与物业约谈"], "items": []}]
    edited = edit_env_report(
        report=report, sections=sections, seen=digest_of(report.sections), by=here.worker, at=here.at
    )
    with pytest.raises(Refused, match="别人刚刚改过"):
        edit_env_report(report=edited, sections=report.sections, seen="0" * 64, by=here.worker, at=here.at)
    done = send_env_report(report=edited, by=here.worker, at=here.at)
    document = Document.objects.get(pk=done.document_id)
    assert document.number.endswith("环物委报〔2026〕1号")
    assert document.data["addressee"].endswith("居民委员会")
    assert any("已与物业约谈" in str(section) for section in document.data["sections"])
    assert sent("issues.env_report")
    for act in (send_env_report, edit_env_report):
        more = {"sections": sections, "seen": ""} if act is edit_env_report else {}
        with pytest.raises(Refused, match="已经报送"):
            act(report=done, by=here.worker, at=here.at, **more)


def test_a_report_waits_for_the_end_of_its_period(here: Desk) -> None:
    report = draft_env_report(division=community(here), period="2026-Q1", by=here.worker, at=here.at)
    with pytest.raises(Refused, match="才结束"):
        send_env_report(report=report, by=here.worker, at=here.at)
    again = draft_env_report(division=community(here), period="2026-Q1", by=here.worker, at=here.at)
    assert EnvReport.objects.get() == again
    for period in ("2026-04", "2026-13", "2026-Q5", "x"):
        with pytest.raises(BadInput):
            draft_env_report(division=community(here), period=period, by=here.worker, at=here.at)
    with pytest.raises(Refused):
        draft_env_report(division=community(here), period="2026-02", by=here.member, at=here.at)
    words = [{"heading": "一", "paragraphs": ["找 13511112222"], "items": []}]
    with pytest.raises(BadInput):
        edit_env_report(report=again, sections=words, seen=digest_of(again.sections), by=here.worker, at=here.at)


def test_the_pages_of_a_division_draw_for_its_officers_and_for_nobody_else(now: Desk) -> None:
    now.working()
    place = now.estate.community_id
    street = community(now).parent
    key = issue_api_key(division=street, client="区平台", by=now.street, at=now.at)
    pages = [
        "issues/",
        "issues/list/",
        "issues/list.xlsx",
        "issues/sheets/",
        "issues/layouts/",
        "issues/reports/",
        "machines/",
    ]
    pages += ["machines/hooks/new/in/", "machines/hooks/new/out/", "machines/keys/new/"]
    for page in pages:
        url = f"/desk/d/{place}/{page}"
        assert client_of(now.worker).get(url).status_code == 200, url
        assert client_of(now.member).get(url).status_code == 404, url
        assert Client().get(url).status_code == 302, url
    home = client_of(now.street).get(f"/desk/d/{street.pk}/machines/").content.decode()
    assert "区平台" in home
    assert key.shown_once not in home


def test_secrets_are_shown_once_and_the_rest_is_done_by_pages(now: Desk) -> None:
    street, worker = client_of(now.street), client_of(now.worker)
    base = f"/desk/d/{now.estate.community_id}/"
    given = {"client": "区平台", "estates": [now.estate.code], "idempotency_key": "k1"}
    first = street.post(f"{base}machines/keys/new/", given).content.decode()
    assert "gz_" in first
    assert "gz_" not in street.post(f"{base}machines/keys/new/", given).content.decode()
    assert worker.post(f"{base}machines/keys/new/", given).status_code == 409
    wrong = worker.post(f"{base}machines/hooks/new/out/", {"name": "x", "address": "http://a", "events": "issue.done"})
    assert wrong.status_code == 422
    assert "https" in wrong.content.decode()
    made = worker.post(f"{base}machines/hooks/new/in/", {"name": "12345", "source": "hotline"}).content.decode()
    assert "whsec_" in made
    assert "/hooks/" in made
    hook, key = Hook.objects.get(), ApiKey.objects.get()
    assert worker.get(f"{base}machines/hooks/{hook.pk}/").status_code == 200
    assert worker.post(f"{base}machines/hooks/{hook.pk}/stop/").status_code == 302
    assert street.post(f"{base}machines/keys/{key.pk}/revoke/").status_code == 302


def test_a_sheet_goes_through_the_pages(now: Desk) -> None:
    client, base = client_of(now.worker), f"/desk/d/{now.estate.community_id}/issues/sheets/"
    head = ["工单编号", "受理时间", "小区", "内容"]
    rows = [["A1", "2026-03-01", "桂溪苑", "漏水"], ["A2", "2026-03-01", "不存在苑", "漏水"]]
    file = SimpleUploadedFile("工单.xlsx", xlsx(("表", [head, *rows])))
    url = client.post(base, {"source": "hotline", "file": file}).url
    page = client.get(url).content.decode()
    assert "不存在苑" in page
    assert "这里没有这个小区" in page
    assert client.post(f"{url}import/").status_code == 409
    assert (
        client.post(
            url, {"column_A": "ref", "column_B": "received", "column_C": "estate", "column_D": "words"}
        ).status_code
        == 302
    )
    assert client.post(f"{url}import/", {"leave_out": "yes"}).status_code == 302
    assert "导入了 1 件" in client.get(url).content.decode()
    bad = client.post(base, {"source": "hotline", "file": SimpleUploadedFile("x.xlsx", b"no")})
    assert bad.status_code == 422


def test_a_report_goes_through_the_pages(now: Desk) -> None:
    client, base = client_of(now.worker), f"/desk/d/{now.estate.community_id}/issues/reports/"
    url = client.post(base, {"period": "2026-02"}).url
    page = client.get(url)
    assert page.status_code == 200
    seen = digest_of(EnvReport.objects.get().sections)
    saved = client.post(
        url, {"seen": seen, "heading_0": "情况", "lines_0": "一句\n两句", "heading_1": "", "lines_1": ""}
    )
    assert saved.status_code == 302
    assert EnvReport.objects.get().sections == [{"heading": "情况", "paragraphs": ["一句", "两句"], "items": []}]
    wrong = client.post(url, {"seen": seen, "heading_0": "", "lines_0": "没有标题", "heading_1": "", "lines_1": ""})
    assert wrong.status_code in (409, 422)
    assert "没有标题" in wrong.content.decode()
    assert client.post(f"{url}send/").status_code == 302
    assert "环物委报" in client.get(url).content.decode()
    assert client.post(f"{url}send/").status_code == 409
