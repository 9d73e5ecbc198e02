"""The set that is handed to the office for money it holds: one ZIP, with an index of hashes (R16)."""

import hashlib
import io
import zipfile
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongzhi.documents.models import Document, StoredFile
from gongzhi.documents.queries import file_content, published, typeset
from gongzhi.fund.models import RepairProject
from gongzhi.fund.queries.public_sheet import SAFE
from gongzhi.fund.queries.repairs import assembly_of, basis_words, quote_rows, steps_of
from gongzhi.fund.queries.shares import allocation_of, list_rows

FIXED = (1980, 1, 1, 0, 0, 0)


def package(project: RepairProject, *, at: datetime) -> bytes:
    """Application, vote, list of shares by flat, offers, evidence and the office's papers; the same content the same bytes.

    The list names doors and no owner. Chinese in every language of the page, as it goes to the office.
    """
    with override("zh-hans"):
        files = _files(project)
        told = [_("%(title)s申请材料") % {"title": project.title}, basis_words(project), ""]
        told += [f"{name}  sha256:{hashlib.sha256(content).hexdigest()}" for name, content in files]
        files.append((_("00 目录.txt"), "\n".join(told).encode()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, content in sorted(files):
            info = zipfile.ZipInfo(name, FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(info, content)
    return out.getvalue()


def _files(project: RepairProject) -> list[tuple[str, bytes]]:
    estate_id = project.estate_id
    found = [
        (f"01-{number} {_plain(document.title)}.pdf", typeset(document))
        for number, document in enumerate(published(f"repair:{project.serial}", estate_id), 1)
    ]
    if (assembly := assembly_of(project)) is not None:
        votes = Document.objects.filter(estate_id=estate_id, ref=f"assembly:{assembly.pk}").order_by("pk")
        found += [(f"02-{n} {_plain(document.title)}.pdf", typeset(document)) for n, document in enumerate(votes, 1)]
    found.append((_("03 分摊清册.xlsx"), _sheet(project)))
    offers = dict(project.quotes.exclude(file_id=None).values_list("file_id", "bidder"))
    papers = {row.file_id: str(row.get_kind_display()) for row in steps_of(project) if row.file_id}
    kept = StoredFile.objects.filter(estate_id=estate_id).in_bulk([*offers, *papers])
    for group, kinds in (("04", offers), ("05", papers)):
        for number, (pk, words) in enumerate(kinds.items(), 1):
            found.append((f"{group}-{number} {_plain(f'{words} {kept[pk].name}')}", file_content(kept[pk])))
    return found


def _plain(name: str) -> str:
    """A name that every system takes for a file."""
    return "".join(sign if sign not in '/\\:*?"<>|' else "_" for sign in name)


def _sheet(project: RepairProject) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    book.set_properties({"created": project.at.replace(tzinfo=None)})
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    shares = book.add_worksheet(_("分摊清册"))
    for column, words in enumerate((_("房号"), _("面积（平方米）"), _("分摊（元）"))):
        shares.write_string(0, column, words, bold)
    allocation = allocation_of(project, "planned")
    for n, (door, area, fen) in enumerate(list_rows(allocation) if allocation else [], 1):
        shares.write_string(n, 0, door)
        shares.write_number(n, 1, Decimal(area) / 100, money)
        shares.write_number(n, 2, Decimal(fen) / 100, money)
    quotes = book.add_worksheet(_("报价"))
    for n, (bidder, sum_words) in enumerate(quote_rows(project)):
        quotes.write_string(n, 0, bidder)
        quotes.write_string(n, 1, sum_words)
    book.close()
    return out.getvalue()
