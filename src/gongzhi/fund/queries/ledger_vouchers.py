"""Vouchers: which still wait for somebody to look whether they tell of a person, and squares drawn over a picture."""

import io
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from PIL import Image, ImageDraw

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.fund.models import Match, MatchPosting, Transaction, Voucher
from gongzhi.places.models import Estate

COLUMNS, ROWS = 12, 16
QUALITY = 85
JPEG = b"\xff\xd8\xff"


def hidden(estates: Iterable[Estate]) -> QuerySet[Voucher]:
    """Vouchers that the public cannot see yet: nobody masked them or said that they tell of no person."""
    return Voucher.objects.filter(estate__in=list(estates), clear=False, shown_file_id__isnull=True)


def bare_payments(estates: Iterable[Estate | int]) -> QuerySet[Transaction]:
    """Payments without a single voucher, reversed ones left out; of what was posted from a bank's line the statement is it."""
    stated = MatchPosting.objects.filter(posting__transaction=OuterRef("pk"), live=True, match__how=Match.How.POSTED)
    rows = Transaction.objects.filter(
        estate__in=list(estates), kind=Transaction.Kind.PAYMENT, vouchers__isnull=True, reversals__isnull=True
    )
    return rows.exclude(Exists(stated))


def file_of(voucher: Voucher, *, shown: bool = False) -> StoredFile | None:
    """The stored file of a voucher, or the one that the public sees (None while it sees none)."""
    number = (voucher.shown_file_id or (voucher.file_id if voucher.clear else None)) if shown else voucher.file_id
    return StoredFile.objects.filter(pk=number, estate_id=voucher.estate_id).first() if number else None


def picture_of(voucher: Voucher) -> bytes | None:
    """The bytes of a voucher that is a picture; None for a PDF."""
    stored = file_of(voucher)
    content = file_content(stored) if stored else b""
    return content if content.startswith(JPEG) else None


def blackened(content: bytes, squares: Iterable[int]) -> bytes:
    """The picture with these squares of a grid of 12 by 16 (counted from 0, row by row) drawn black; nothing else is kept of it."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    width, height = image.size
    draw = ImageDraw.Draw(image)
    for number in squares:
        row, column = divmod(number, COLUMNS)
        left, top = column * width // COLUMNS, row * height // ROWS
        right, bottom = (column + 1) * width // COLUMNS - 1, (row + 1) * height // ROWS - 1
        draw.rectangle((left, top, max(right, left), max(bottom, top)), fill="black")
    kept = io.BytesIO()
    Image.frombytes("RGB", image.size, image.tobytes()).save(kept, "JPEG", quality=QUALITY)
    return kept.getvalue()
