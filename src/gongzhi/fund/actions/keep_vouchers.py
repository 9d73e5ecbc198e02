"""Keep the papers of a transaction as its vouchers; part of the acts that post one."""

from collections.abc import Iterable
from datetime import datetime

from gongzhi.documents.models import StoredFile
from gongzhi.fund.models import Transaction, Voucher
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.places.models import Estate

Paper = tuple[str, bytes]


def keep_papers(estate: Estate, files: Iterable[Paper], *, at: datetime) -> list[StoredFile]:
    """The stored papers (name, content), each once; wrong input: neither a PDF nor a photograph."""
    found = [keep_paper(estate, file_name=name, content=content, at=at) for name, content in files if content]
    return list({one.pk: one for one in found if one is not None}.values())


def keep_vouchers(
    made: Transaction, papers: Iterable[StoredFile], *, kind: str = Voucher.Kind.SLIP, by: str, at: datetime, entry: int
) -> list[Voucher]:
    """The papers as vouchers of the transaction; nobody has masked them yet, so the public does not see them."""
    return Voucher.objects.bulk_create(
        Voucher(estate=made.estate, transaction=made, kind=kind, file_id=paper.pk, by=by, at=at, entry=entry)
        for paper in papers
    )
