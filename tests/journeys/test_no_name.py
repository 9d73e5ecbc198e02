"""A stranger follows every public link, asks the API and Open311 and opens every paper: nobody who reported is in them."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from gongzhi.bodies.tests.overview_world import client_of
from gongzhi.documents.models import Document
from gongzhi.documents.tests.photo_samples import SECRETS
from gongzhi.issues.models import Gathering, Issue, Letter
from gongzhi.issues.tests.issues_world import PUBLIC
from tests.house.addresses import addresses
from tests.house.matrix import MATRIX
from tests.journeys.full_estate import NAMES, SAID, Full, full
from tests.journeys.pages import sound

pytestmark = pytest.mark.journey
LINK = re.compile(r'(?:href|src|hx-get)="(/[^"#]*)|"(?:https?://[^/"]+)?(/(?:api|open311|d|e|c)/[^"]*)"')
MOBILE = re.compile(r"(?<![0-9A-Za-z_-])1[3-9]\d{9}(?![0-9A-Za-z_-])")
ASIDE = ("/static/", "/law/", "/api/law/", "/api/matters", "/look/", "/i18n/", "/gallery/", "/find/", "/api/openapi")
ELSEWHERE = re.compile(r"/c/\d{6,9}/issues/list/")  # of street and county: the same page as the community's
MANY = 400


def words_of(url: str, content: bytes) -> str:
    """What can be read in an answer: the text of a PDF, every part of a Word file or a sheet, else the answer itself."""
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        return "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    if content.startswith(b"\xff\xd8"):
        assert not any(secret in content for secret in SECRETS), url
        return ""
    text = content.decode()
    return json.dumps(json.loads(text), ensure_ascii=False) if text[:1] in "[{" else text


def open_to_all(values: dict[str, Any]) -> Iterator[str]:
    """Every address that lets a stranger in, as the matrix of permissions says, as far as the values go."""
    for address in addresses():
        row = MATRIX["addresses"].get(address.route, {}).get("GET")
        profile = row if isinstance(row, str) else (row or {}).get("profile")
        if profile == "everyone" and set(address.parameters) <= set(values):
            yield address.path(values)


def seeds(made: Full) -> list[str]:
    """Where the stranger starts: the matrix, Open311, each issue by its number, each paper, and doors that are shut."""
    estate = made.here.estate
    values: dict[str, Any] = {"code": estate.code, "division": estate.community_id}
    values["gathering_serial"], values["letter_serial"] = Gathering.objects.get().serial, Letter.objects.get().serial
    found = list(open_to_all(values))
    asked = f"?jurisdiction_id={estate.code}"
    found += [f"/open311/v2/{name}.json{asked}" for name in ("services", "requests", "services/roof_leak")]
    for issue in Issue.objects.all():
        own = issue.number
        found += [f"/e/{estate.code}/issues/{own}/", f"/api/estates/{estate.code}/issues/{own}"]
        found += [f"/open311/v2/requests/{own}.json{asked}", f"/desk/e/{estate.code}/issues/{own}/"]
        found += [f"/e/{estate.code}/issues/{own}/photos/{photo.pk}/" for photo in issue.files.all()]
    for document in Document.objects.values_list("pk", flat=True):
        found += [f"/d/{document}/", f"/d/{document}.pdf", f"/d/{document}.docx", f"/api/documents/{document}"]
    found += [f"/e/{estate.code}/issues/?only={only}" for only in ("all", "open", "done", "late")]
    found += [f"/api/estates/{estate.code}/desk/issues", "/home/issues/", f"/desk/e/{estate.code}/mediations/"]
    return found


def crawled(client: Client, start: list[str]) -> dict[str, str]:
    """Every address that can be reached from there, with what a stranger reads at it; shut doors say nothing at all."""
    seen: dict[str, str] = {}
    waiting = [url for url in dict.fromkeys(start) if not url.startswith(ASIDE)]
    while waiting:
        url = waiting.pop()
        answer = client.get(url)
        assert answer.status_code in (200, 302, 400, 401, 404, 405), url
        content = b"".join(answer) if answer.streaming else answer.content
        seen[url] = (
            words_of(url, content) + str(answer.headers) if answer.status_code == 200 else answer.content.decode()
        )
        if answer.status_code == 200:
            links = {one or other for one, other in LINK.findall(content.decode(errors="replace"))}
            links = {link.replace("&amp;", "&") for link in links if not link.startswith(ASIDE)}
            links = {link for link in links if not ELSEWHERE.match(link)}
            waiting += sorted(links - seen.keys() - set(waiting))
        assert len(seen) < MANY, "the links go on for ever"
    return seen


@pytest.mark.clause("B4.1", "A10.3", "B8.7")
def test_a_stranger_finds_no_name_anywhere(on_phone: BrowserContext) -> None:
    made = full()
    code, community = made.here.estate.code, made.here.estate.community_id
    seen = crawled(Client(), seeds(made))
    found = {url: [secret for secret in made.secrets if secret in text] for url, text in seen.items()}
    assert {url: words for url, words in found.items() if words} == {}
    assert {url: MOBILE.findall(text) for url, text in seen.items() if MOBILE.search(text)} == {}
    for ending, least in ((".pdf", 3), (".docx", 3), (".xlsx", 1), (".csv", 1), (".json", 14)):
        assert len([url for url, text in seen.items() if url.split("?")[0].endswith(ending) and text]) >= least, ending
    everything = "".join(seen.values())
    for words in (PUBLIC, "更换三单元立管", "止水阀已更换", "历史遗留，已报街道", "请清通道", "停车怎么管"):
        assert words in everything, words

    desk = client_of(made.here.worker).get(f"/desk/e/{code}/issues/{made.reports[1].issue.number}/")
    assert all(words in desk.content.decode() for words in (SAID, NAMES[1]))  # who may read it does

    page = on_phone.new_page()
    number = made.reports[4].issue.number
    for url in (f"/e/{code}/issues/?only=all", f"/e/{code}/issues/{number}/", f"/c/{community}/issues/"):
        page.goto(url)
        sound(page)
        assert not [secret for secret in made.secrets if secret in page.content()]
