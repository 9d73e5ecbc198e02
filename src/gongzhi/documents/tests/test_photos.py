"""Photographs lose everything but the picture; what is no photograph is refused with one sentence."""

import io
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from gongzhi.documents.actions.store_photo import store_photo
from gongzhi.documents.models import StoredFile
from gongzhi.documents.photos import LIMIT, SIDE, UnreadablePhoto, photo
from gongzhi.documents.queries import file_content
from gongzhi.documents.tests import photo_samples as made
from gongzhi.kernel.errors import BadInput

FORMS = ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"]
AT = datetime(2026, 6, 26, 2, 0, tzinfo=UTC)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def is_red(image: Image.Image, x: int, y: int) -> bool:
    red, green, blue = image.getpixel((x, y))
    return red > 180 and green < 70 and blue < 70


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_left_but_the_picture(form: str) -> None:
    content = made.told(form)
    assert any(secret in content for secret in made.SECRETS)
    kept = photo(content, "a.heic")
    assert not [secret for secret in made.SECRETS if secret in kept.content]
    image = opened(kept.content)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", made.SIZE)
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert is_red(image, 20, 20)
    assert not is_red(image, 380, 220)
    assert (kept.width, kept.height, kept.content_type) == (*made.SIZE, "image/jpeg")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(3, (380, 220)), (6, (220, 20)), (8, (20, 380))],
)
def test_a_photo_stands_upright(form: str, orientation: int, corner: tuple[int, int]) -> None:
    image = opened(photo(made.told(form, orientation), "x").content)
    width, height = made.SIZE
    assert image.size == ((width, height) if orientation == 3 else (height, width))
    assert is_red(image, *corner)


def test_twenty_megabytes_become_small() -> None:
    content = made.large()
    size = len(content)
    assert 15_000_000 < size < LIMIT
    kept = photo(content, "IMG_0001.JPG")
    assert (kept.width, kept.height) == (SIDE, 1536)
    assert len(kept.content) * 5 < size


@pytest.mark.parametrize("form", FORMS)
def test_the_same_photo_gives_the_same_bytes(form: str) -> None:
    content = made.told(form)
    assert photo(content, "x").content == photo(content, "x").content


@pytest.mark.parametrize(
    "content",
    [
        made.saved("PNG", made.picture("RGBA")),
        made.saved("PNG", made.picture("P")),
        made.saved("JPEG", made.picture("CMYK")),
    ],
    ids=["RGBA", "P", "CMYK"],
)
def test_other_kinds_of_colour_are_read(content: bytes) -> None:
    assert is_red(opened(photo(content, "x").content), 20, 20)


@pytest.mark.parametrize(
    "content",
    [
        made.profiled("LAB"),
        made.profiled("sRGB"),
        made.profiled("sRGB", "PNG", "RGBA"),
        made.profiled("sRGB", "WEBP"),
        made.profiled("sRGB", "PNG", "LA"),
    ],
    ids=["useless", "jpeg", "clear png", "webp", "of colours on a grey one"],
)
def test_no_profile_is_kept(content: bytes) -> None:
    image = opened(photo(content, "x").content)
    assert "icc_profile" not in image.info
    assert image.getpixel((380, 220)) == pytest.approx((120, 120, 120), abs=2)


def test_colours_of_another_space_are_shown_as_they_were_seen() -> None:
    assert is_red(opened(photo(made.swapped(), "x").content), 20, 20)


def test_what_is_clear_lies_on_white() -> None:
    image = made.picture("RGBA")
    image.paste((0, 0, 0, 0), (200, 100, 400, 240))
    assert opened(photo(made.saved("PNG", image), "x").content).getpixel((300, 200)) == (255, 255, 255)


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    image = Image.new("I;16", (100, 100), 30_000)
    shade, *_same = opened(photo(made.saved("PNG", image), "x").content).getpixel((50, 50))
    assert 110 <= shade <= 120


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (b"\xff\xd8\xff" + b"\0" * LIMIT, "最多 25 MB"),
        (b"%PDF-1.7\n" + b"\0" * 100, "是 PDF，不是照片"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 100, "是视频"),
        (b"\0\0\0\x14ftypqt  " + b"\0" * 100, "是视频"),
        (b"hello", "认不出"),
        (made.saved("GIF"), "认不出"),
        (made.saved("BMP"), "认不出"),
        (made.moving("WEBP"), "动图"),
        (made.moving("PNG"), "动图"),
        (made.moving("AVIF"), "动图"),
        (made.png_of(30_000, 30_000), "像素太多"),
        (made.png_of(9_000, 9_000), "像素太多"),
        (made.jpeg_of(60_000, 60_000), "像素太多"),
        (made.many_passes(), "认不出"),
        (made.png_of(10, 10), "打不开"),
    ],
    ids=[
        "empty", "huge", "pdf", "mp4", "mov", "text", "gif", "bmp", "webp", "apng", "avif", "bomb", "big", "jpeg bomb",
        "passes", "no picture",
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(UnreadablePhoto, match=words) as refusal:
        photo(content, "漏水.jpg")
    assert refusal.value.text.endswith("。")


@pytest.mark.parametrize("form", FORMS)
def test_a_photo_cut_off_is_refused(form: str) -> None:
    content = made.told(form)
    for share in (3, 2):
        with pytest.raises(UnreadablePhoto):
            photo(content[: len(content) - len(content) // share], "x")


@pytest.mark.parametrize("form", FORMS)
def test_bytes_changed_on_the_way_give_a_photo_or_one_sentence(form: str) -> None:
    content, chance = made.told(form), random.Random(7)
    read, said = [], []
    for _turn in range(80):
        changed = bytearray(content)
        for _byte in range(chance.choice((1, 2, 20))):
            changed[chance.randrange(min(chance.choice((64, 600, 99_999)), len(changed)))] = chance.randrange(256)
        try:
            read.append(photo(bytes(changed), "x").content[:3])
        except UnreadablePhoto as refusal:
            said.append(refusal.text[-1])
    assert len(read) + len(said) == 80
    assert set(said) == {"。"}
    assert set(read) <= {b"\xff\xd8\xff"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("IMG_2033.HEIC", "IMG_2033.jpg"),
        ("C:\\Users\\zhang\\漏水.png", "漏水.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("a\u202egnp.exe", "agnp.jpg"),
        ("", "照片.jpg"),
        ("x" * 300 + ".jpg", "x" * 100 + ".jpg"),
    ],
)
def test_the_name_is_a_plain_one(name: str, kept: str) -> None:
    assert photo(made.saved("JPEG"), name).name == kept


@pytest.mark.django_db
def test_only_the_stripped_photo_is_kept(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    content = made.told("HEIF")
    stored = store_photo(estate_id=700002, name="漏水.HEIC", content=content, personal=True, at=AT)
    assert (stored.name, stored.content_type, stored.personal) == ("漏水.jpg", "image/jpeg", True)
    assert file_content(stored) == photo(content, "x").content
    above = store_photo(division="510107061004", name="漏水.HEIC", content=content, personal=False, at=AT)
    assert (above.scope, above.sha256) == ("office:510107061004", stored.sha256)
    with pytest.raises(BadInput, match="PDF") as refusal:
        store_photo(estate_id=700002, name="x.jpg", content=b"%PDF-1.4", personal=True, at=AT)
    assert list(refusal.value.fields) == ["photo"]
    assert StoredFile.objects.filter(estate_id=700002).count() == 1
