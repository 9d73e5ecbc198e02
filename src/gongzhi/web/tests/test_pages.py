"""Pages of the look: switching without script, the gallery's pages, and what went wrong in words."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.forms import CharField
from django.test import Client, RequestFactory

from gongzhi.web.forms import GzForm
from gongzhi.web.gallery import gallery_page_context
from gongzhi.web.views import server_error

pytestmark = pytest.mark.urls("gongzhi.web.tests.urls")
PAGES = [
    "desk",
    "vote",
    "confirm",
    "receipt",
    "result",
    "public",
    "refused",
    "bad-input",
    "not-found",
    "error",
]


class Outline(HTMLParser):
    """Ids, buttons and headings of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.primary = 0
        self.h1 = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        self.primary += "btn-primary" in (values.get("class") or "").split()
        self.h1 += tag == "h1"


@pytest.fixture
def client():
    return Client()


@pytest.mark.parametrize("sample", PAGES)
def test_sample_pages_have_one_title_one_main_button_and_no_id_twice(client, sample):
    answer = client.get(f"/gallery/{sample}/")
    assert answer.status_code == gallery_page_context(sample)[2]
    outline = Outline(answer.content.decode())
    assert outline.h1 == 1
    assert outline.primary <= 1
    assert len(outline.ids) == len(set(outline.ids))


def test_a_test_instance_says_so_on_every_page(client):
    for page in ("", *(f"{name}/" for name in PAGES)):
        assert "没有法律效力" in client.get(f"/gallery/{page}").content.decode(), page


def test_the_look_is_remembered_and_leads_back(client):
    answer = client.get("/look/", {"mode": "elder", "next": "/gallery/vote/?x=1"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/gallery/vote/?x=1"
    page = client.get("/gallery/vote/").content.decode()
    assert 'data-mode="elder"' in page
    client.post("/look/", {"theme": "dark", "mode": "normal"})
    page = client.get("/gallery/vote/").content.decode()
    assert 'data-bs-theme="dark"' in page
    assert "data-mode" not in page


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "evil"])
def test_the_look_never_leads_away(client, address):
    answer = client.get("/look/", {"theme": "dark", "next": address})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("asked", [{}, {"mode": "huge"}, {"theme": "dark", "mode": "x"}, {"next": "/"}])
def test_an_unknown_look_is_refused_and_changes_nothing(client, asked):
    answer = client.get("/look/", asked)
    assert answer.status_code == 422
    assert not {"gz_theme", "gz_mode"} & set(answer.cookies)


def test_pages_speak_chinese_whatever_the_browser_prefers(client):
    page = client.get("/gallery/", headers={"accept-language": "en-US,en;q=0.9"}).content.decode()
    assert '<html lang="zh-CN"' in page


def test_the_switch_speaks_english_and_back(client):
    client.post("/i18n/setlang/", {"language": "en", "next": "/gallery/"})
    page = client.get("/gallery/vote/")
    assert '<html lang="en"' in page.content.decode()
    assert page.headers["Content-Language"] == "en"
    client.post("/i18n/setlang/", {"language": "zh-hans", "next": "/gallery/"})
    assert '<html lang="zh-CN"' in client.get("/gallery/vote/").content.decode()


def test_the_policy_allows_no_inline_script_or_style(client):
    answer = client.get("/gallery/")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*src=)|\sstyle=|<style", page)


def test_a_form_without_its_token_is_told_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/i18n/setlang/", {"language": "en"})
    assert answer.status_code == 403
    assert "没有提交" in answer.content.decode()


def test_an_address_nobody_has_says_so_to_people_and_programs(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()
    answer = client.get("/nowhere/", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (404, {"error": "not found"})


def test_what_is_too_large_or_for_another_host_is_told_in_chinese(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = client.post("/look/", "mode=" + "elder" * 9, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "太大" in answer.content.decode()
    answer = client.get("/look/?mode=elder", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer.content.decode() == "发来的内容太大，或者不完整。"


@pytest.mark.parametrize("text", ["\x00水", "水\u202e", "水\x1b"])
def test_forms_take_no_text_that_hides_something(text):
    class Sample(GzForm):
        name = CharField(max_length=4)

    assert list(Sample({"name": text}).errors) == ["name"]
    assert Sample({"name": "水" * 5}).errors["name"] == ["最多 4 个字，现在有 5 个"]
    assert Sample({"name": "水\n水"}).is_valid()


def test_a_fault_says_that_nothing_was_written():
    request = RequestFactory().get("/x/", headers={"accept": "text/html"})
    answer = server_error(request)
    assert answer.status_code == 500
    assert "没有写下任何东西" in answer.content.decode()
    answer = server_error(RequestFactory().get("/api/x/"))
    assert answer.status_code == 500
    assert "error" in json.loads(answer.content)


def test_a_page_that_is_not_there_says_so(client):
    answer = client.get("/gallery/unicorn/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/assemblies/3/?x=1", 'href="/assemblies/3/?x=1"'),
        ("https://evil.example/assemblies/3/", None),
        ("", None),
    ],
)
def test_wrong_input_leads_back_to_our_own_page_only(client, referer, back):
    page = client.get("/look/", {"mode": "huge"}, headers={"referer": referer}).content.decode()
    assert (back or 'href="/look/"') in page
    assert "evil.example" not in page
