"""What people really send: huge photographs, those of every phone, what is none; and years nobody announced."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongzhi.bodies.tests.overview_world import pin
from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tests import photo_samples as made
from gongzhi.issues.models import Issue, Party, Report
from gongzhi.issues.tests.issues_world import PHONE, WORDS, Desk
from gongzhi.kernel.clock import BEIJING
from gongzhi.register.tests.conftest import code_in, sent

pytestmark = pytest.mark.django_db
UNANNOUNCED = datetime(2035, 12, 27, 10, 0, tzinfo=BEIJING)


def sending(here: Desk, number: str = PHONE) -> tuple[Client, str, str]:
    """A stranger at the last step of the public form: client, address, code."""
    client, base = Client(), f"/e/{here.estate.code}/issues/new/"
    assert client.post(base, {"words": WORDS, "matter": "roof_leak", "number": number}).status_code == 302
    return client, f"{base}send/", code_in(sent("code.report")[-1][1])


def shot(name: str, content: bytes) -> SimpleUploadedFile:
    """A photograph as a browser sends it; phones name the type as they like."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


@pytest.mark.clause("A10.3", "B4.1")
def test_photographs_of_every_phone_come_in_small_and_say_nothing(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, here.at)
    client, url, code = sending(here)
    huge = made.large()
    photos = [
        shot("IMG_0001.JPG", huge),
        shot("IMG_0002.HEIC", made.told("HEIF")),
        shot("微信图片.jpg", made.told("JPEG", orientation=6)),
        shot("截图.png", made.told("PNG")),
    ]
    assert client.post(url, {"code": code, "photos": photos}).status_code == 302
    kept = [file_content(StoredFile.objects.get(pk=one.file_id)) for one in Issue.objects.get().files.order_by("pk")]
    assert len(huge) > 15_000_000
    assert len(kept) == 4
    assert all(content.startswith(b"\xff\xd8") and len(content) * 5 < len(huge) for content in kept)
    assert not [secret for secret in made.SECRETS for content in kept if secret in content]


@pytest.mark.parametrize(
    ("photos", "said"),
    [
        ([("IMG_0001.HEIC", made.told("HEIF")[:400])], "认不出"),
        ([("好.jpg", made.saved("JPEG")), ("IMG_0002.HEIC", b"no")], "第 2 张（IMG_0002.HEIC）"),
        ([("大.jpg", b"\xff\xd8\xff" + b"\0" * (25 * 1024 * 1024))], "25"),
        ([("空.jpg", b"")], "空"),
        ([("视频.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 400)], "视频"),
        ([("炸.png", made.png_of(60_000, 60_000))], "像素太多"),
        ([(f"{n}.jpg", made.saved("JPEG")) for n in range(7)], "6"),
    ],
    ids=["broken", "second", "too-large", "empty", "film", "bomb", "seven"],
)
def test_a_photograph_that_cannot_be_kept_is_said_beside_it_and_nothing_is_lost(
    here: Desk, monkeypatch: pytest.MonkeyPatch, photos: list[tuple[str, bytes]], said: str
) -> None:
    pin(monkeypatch, here.at)
    client, url, code = sending(here)
    answer = client.post(url, {"code": code, "photos": [shot(*one) for one in photos]})
    assert answer.status_code == 422
    assert said in answer.context["form"].errors["photos"].as_text()
    assert not Issue.objects.exists()
    assert not StoredFile.objects.exists()
    assert client.post(url, {"code": code}).status_code == 302  # the code is good until something was kept
    assert Report.objects.get().text() == WORDS


@pytest.mark.clause("B3.9")
def test_days_in_a_year_without_an_official_calendar_are_counted_and_said_to_be_a_guess(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.world.at = UNANNOUNCED
    pin(monkeypatch, UNANNOUNCED)
    issue = here.working()
    party = Party.objects.get(issue=issue)
    assert issue.due_on is not None
    assert party.due_on is not None
    assert (issue.due_exact, party.due_exact) == (False, False)
    url = f"/e/{here.estate.code}/issues/{issue.number}/"
    assert "暂按周一至周五计" in Client().get(url).content.decode()
    assert (
        "暂按周一至周五计" in Client().get(f"/api/estates/{here.estate.code}/issues/{issue.number}").json()["due_note"]
    )
    found = Client().get("/open311/v2/requests.json", {"jurisdiction_id": here.estate.code}).json()
    assert "暂按周一至周五计" in found[0]["service_notice"]
    assert found[0]["expected_datetime"] is not None
