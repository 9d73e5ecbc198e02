"""审计资料包: everything an audit asks for of a time, in one archive that is the same bytes for the same books (A7.3)."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from gongzhi.documents.models import Document, StoredFile
from gongzhi.documents.queries import file_content, published, typeset
from gongzhi.fund.models import BankLine, BankStatement, Book, Payment, Publication, Reconciliation, SpendBasis, Voucher
from gongzhi.fund.queries.exports import beancount_of
from gongzhi.fund.queries.ledger_lines import entries, lines_of
from gongzhi.fund.queries.package_tables import bank_csv, csv_of, index_html, ledger_book, seals_csv
from gongzhi.fund.queries.statements import money_accounts, statements
from gongzhi.seals.queries.log import seal_log
from gongzhi.web.figures import fen
from gongzhi_law.fund import GROUND_NAMES, Ground

STAMP = (1980, 1, 1, 0, 0, 0)
IN_MEMORY = 16 * 1024 * 1024
PDF = b"%PDF-"
JPEG = b"\xff\xd8\xff"
RESULTS = ("result", "preliminary", "committee_decision")


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the package: where it lies, what it is, its bytes."""

    path: str
    what: str
    words: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """A package: its bytes, their SHA-256, how many files it holds (index and hashes not counted)."""

    content: bytes
    sha256: str
    items: int


def packed(book: Book, *, from_on: date, until_on: date) -> Packed:
    """The package of `[from_on, until_on)`: one file after the other goes into the archive, sorted, without a time of its own."""
    listed: list[tuple[str, str, str, str]] = []
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as out:
        with zipfile.ZipFile(out, "w") as archive:
            for item in _items(book, from_on, until_on):
                listed.append((item.path, item.what, item.words, hashlib.sha256(item.content).hexdigest()))
                _put(archive, item.path, item.content)
            title = _("%(estate)s审计资料包") % {"estate": book.estate.name}
            page = index_html(title, (from_on, until_on), listed)
            sheet = csv_of((_("文件"), _("种类"), _("说明"), "SHA-256"), listed)
            _put(archive, "index.html", page)
            _put(archive, "index.csv", sheet)
            sums = [(digest, path) for path, _what, _words, digest in listed]
            sums += [(hashlib.sha256(page).hexdigest(), "index.html"), (hashlib.sha256(sheet).hexdigest(), "index.csv")]
            _put(archive, "SHA256SUMS", "".join(f"{digest}  {path}\n" for digest, path in sums).encode())
        out.seek(0)
        content = out.read()
    return Packed(content, hashlib.sha256(content).hexdigest(), len(listed))


def _put(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    info = zipfile.ZipInfo(path, STAMP)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    info.compress_type = zipfile.ZIP_STORED if path.endswith((".pdf", ".jpg", ".xlsx")) else zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def _items(book: Book, from_on: date, until_on: date) -> Iterator[Item]:
    estate = book.estate
    rows = entries(estate).filter(on__gte=from_on, on__lt=until_on).order_by("on", "pk")
    lines = lines_of(rows)
    months = [row for row in statements(estate, until=until_on) if row.from_on >= from_on.replace(day=1)]
    accounts = money_accounts(estate)
    yield Item("ledger/ledger.xlsx", _("账簿"), _("分录、各月收支、账户"), ledger_book(estate, lines, months, accounts))
    text = "".join(beancount_of(book)).encode()
    yield Item("ledger/ledger.beancount", _("账簿"), _("全部账目，可以用 beancount 核对"), text)
    yield from _vouchers(book, from_on, until_on)
    yield from _bases(book, from_on, until_on)
    yield from _publications(book, from_on, until_on)
    yield from _bank(book, from_on, until_on)
    log = seals_csv(seal_log(estate, from_on, until_on))
    yield Item("seals/log.csv", _("用印台账"), _("期间内的每一次用印"), log)


def _suffix(stored: StoredFile, content: bytes) -> str:
    if content.startswith(PDF):
        return ".pdf"
    if content.startswith(JPEG):
        return ".jpg"
    return PurePosixPath(stored.name).suffix.lower()[:8] or ".bin"


def _vouchers(book: Book, from_on: date, until_on: date) -> Iterator[Item]:
    """The papers behind the entries, whole: nothing is blackened for an auditor."""
    rows = Voucher.objects.filter(estate=book.estate, transaction__on__gte=from_on, transaction__on__lt=until_on)
    rows = rows.select_related("transaction").order_by("transaction__on", "transaction_id", "pk")
    files = _files(book, [row.file_id for row in rows])
    for row in rows:
        content = file_content(files[row.file_id])
        number = f"{row.transaction.serial:06d}" if row.transaction.serial is not None else f"t{row.transaction_id}"
        path = f"vouchers/{number}-{row.pk}{_suffix(files[row.file_id], content)}"
        words = f"{row.transaction.on} {row.transaction.words} {row.get_kind_display()} {row.words}".strip()
        yield Item(path, _("原始凭证"), words, content)


def _files(book: Book, numbers: list[int]) -> dict[int, StoredFile]:
    return {row.pk: row for row in StoredFile.objects.filter(estate_id=book.estate.pk, pk__in=numbers)}


def _bases(book: Book, from_on: date, until_on: date) -> Iterator[Item]:
    """What was decided and paid under, as published, and the list of payments with their grounds."""
    estate = book.estate
    paid = Payment.objects.filter(estate=estate, transaction__on__gte=from_on, transaction__on__lt=until_on)
    paid = paid.select_related("request__basis", "request__line__budget", "transaction").order_by("paid_on", "pk")
    bases = SpendBasis.objects.filter(estate=estate, requests__payments__in=paid).distinct()
    refs: dict[str, None] = {}
    for basis in bases.select_related("resolution__motion", "decision__item").order_by("pk"):
        if basis.resolution is not None:
            refs[f"assembly:{basis.resolution.motion.assembly_id}"] = None
        if basis.decision is not None:
            refs[f"meeting:{basis.decision.item.meeting_id}"] = None
    documents = {row.pk: row for ref in refs for row in published(ref, estate.pk) if row.kind in RESULTS}
    budgets = {row.request.line.budget.document_id for row in paid if row.request.line is not None}
    for row in Document.objects.filter(estate_id=estate.pk, pk__in=[pk for pk in budgets if pk]):
        documents[row.pk] = row
    for number in sorted(documents):
        yield _set(f"bases/{number}.pdf", _("依据"), documents[number])
    head = (
        _("付款日"),
        _("凭证号"),
        _("金额（分）"),
        _("收款人"),
        _("事由"),
        _("依据"),
        _("依据的存证号"),
        _("申请号"),
    )
    table = [
        (
            row.paid_on.isoformat(),
            row.transaction.serial or "",
            row.amount_fen,
            row.request.payee_name() or row.request.payee_shown,
            row.request.words,
            row.request.basis.quote if row.request.basis is not None else _(GROUND_NAMES[Ground(row.request.ground)]),
            row.transaction.basis_entry or "",
            row.request.serial,
        )
        for row in paid
    ]
    yield Item("bases/payments.csv", _("依据"), _("每一笔付款凭什么"), csv_of(head, table))


def _set(path: str, what: str, document: Document) -> Item:
    return Item(path, what, f"{document.number} {document.title}", typeset(document))


def _publications(book: Book, from_on: date, until_on: date) -> Iterator[Item]:
    rows = Publication.objects.filter(estate=book.estate, from_on__lt=until_on, until_on__gt=from_on)
    numbers = sorted(set(rows.values_list("document_id", flat=True)))
    for document in Document.objects.filter(estate_id=book.estate.pk, pk__in=numbers).order_by("pk"):
        yield _set(f"publications/{document.pk}.pdf", _("收支公示"), document)


def _bank(book: Book, from_on: date, until_on: date) -> Iterator[Item]:
    """Statements as they were handed in, their lines, and the reconciliation of every month."""
    estate = book.estate
    handed = BankStatement.objects.filter(estate=estate, last_on__gte=from_on, first_on__lt=until_on)
    handed = handed.select_related("money__account").order_by("pk")
    files = _files(book, [row.file_id for row in handed])
    for row in handed:
        stored = files[row.file_id]
        name = f"bank/{row.money.account.code}-{row.pk}{PurePosixPath(stored.name).suffix.lower()[:8] or '.bin'}"
        yield Item(name, _("银行对账单"), f"{row.first_on} – {row.last_on} {stored.name}", file_content(stored))
    lines = BankLine.objects.filter(estate=estate, on__gte=from_on, on__lt=until_on)
    lines = lines.select_related("money__account").order_by("money_id", "on", "statement_id", "number")
    yield Item("bank/lines.csv", _("银行流水"), _("期间内的每一行"), bank_csv(lines))
    done = Reconciliation.objects.filter(estate=estate, month__gte=from_on.replace(day=1), month__lt=until_on)
    done = done.select_related("money__account").order_by("month", "money__account__code")
    papers = Document.objects.in_bulk([row.document_id for row in done if row.document_id])
    for row in done:
        if row.document_id is not None:
            path = f"reconciliations/{row.month:%Y-%m}-{row.money.account.code}.pdf"
            yield _set(path, _("银行存款余额调节表"), papers[row.document_id])
    head = (_("账户"), _("月份"), _("银行（分）"), _("账面（分）"), _("编制存证号"), _("核对存证号"), _("账面余额"))
    table = [
        (
            row.money.account.code,
            f"{row.month:%Y-%m}",
            row.bank_fen,
            row.book_fen,
            row.entry,
            row.checked_entry or "",
            fen(row.book_fen),
        )
        for row in done
    ]
    yield Item("reconciliations/reconciliations.csv", _("银行存款余额调节表"), _("每个月的结果"), csv_of(head, table))
