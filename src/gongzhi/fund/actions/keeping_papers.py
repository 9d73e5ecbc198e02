"""Contracts, invoices, bank receipts and photos that come with money; part of the acts that take them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.fund.models import Transaction, Voucher
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.places.models import Estate

WORDS = 120


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: a `Voucher.Kind`, its bytes, what it is; `clear` of personal data it is shown to everyone."""

    kind: str
    file_name: str
    content: bytes
    words: str = ""
    clear: bool = False


def keep_all(estate: Estate, papers: Sequence[Paper], *, at: datetime) -> list[tuple[Paper, StoredFile]]:
    """The papers that hold something, kept. Wrong input: an unknown kind, no PDF and no photograph."""
    found = []
    for paper in papers:
        if not paper.content:
            continue
        if paper.kind not in Voucher.Kind.values:
            raise BadInput(_("请选择凭证的种类。"), {"kind": _("请选择")})
        stored = keep_paper(estate, file_name=paper.file_name, content=paper.content, at=at, personal=not paper.clear)
        assert stored is not None  # noqa: S101  (there is content)
        found.append((paper, stored))
    return found


def keep_files(estate: Estate, files: Iterable[tuple[str, bytes]], kind: str, *, at: datetime) -> list[StoredFile]:
    """Files (name, content) of one kind, kept as papers that nobody has masked."""
    return [stored for _paper, stored in keep_all(estate, [Paper(kind, *file) for file in files], at=at)]


def attach_files(
    made: Transaction, files: Iterable[StoredFile], kind: str, *, entry: int, by: str, at: datetime
) -> list[Voucher]:
    """The kept files as vouchers of the transaction; the public does not see them before they are masked."""
    return attach(made, [(kind, "", file.pk, False) for file in files], entry=entry, by=by, at=at)


def attach(
    made: Transaction, kept: Sequence[tuple[str, str, int, bool]], *, entry: int, by: str, at: datetime
) -> list[Voucher]:
    """Vouchers of a transaction from `(kind, words, file number, clear)`; the same file stands once."""
    rows: dict[int, Voucher] = {}
    for kind, words, file_id, clear in kept:
        rows.setdefault(
            file_id,
            Voucher(
                estate_id=made.estate_id,
                transaction=made,
                kind=kind,
                words=words[:WORDS],
                file_id=file_id,
                clear=clear,
                by=by,
                at=at,
                entry=entry,
            ),
        )
    return Voucher.objects.bulk_create(rows.values())
