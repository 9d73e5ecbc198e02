"""Fills the {{marks}} of an .xlsx that somebody else drew: one row with marks becomes a row for each thing, the rest stays.

Pure: bytes in, bytes out. What is filled in stands as text or number in the cell, never as a formula.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from lxml import etree

from gongzhi.documents.tables.sheets import Unreadable, column_index, column_letter
from gongzhi.documents.tables.zipped import BROKEN, look_into

Value = str | int | date | None
MARK = re.compile(r"\{\{\s*([^{}\s][^{}]*?)\s*\}\}")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_REF = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d{1,7})(?::(\$?[A-Z]{1,3}\$?)(\d{1,7}))?(?![\d(A-Za-z_])")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_CHAIN = "xl/calcChain.xml"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def marks_in(content: bytes) -> list[str]:
    """The names of all marks of a template, in the order in which they first stand; raises Unreadable for what is no .xlsx."""
    found: dict[str, None] = {}
    with _opened(content) as archive:
        strings = _strings(archive)
        for name in _sheets(archive):
            for cell in _parsed(archive.read(name)).iter(_q("c")):
                found.update(dict.fromkeys(MARK.findall(_text(cell, strings))))
    return list(found)


def fill_template(
    content: bytes, rows: Sequence[Mapping[str, Value]], whole: Mapping[str, Value], names: Collection[str] = ()
) -> bytes:
    """The template with a row for each of `rows` where a row has marks of them, and `whole` wherever its marks stand.

    Rows below move down; formulas, merged cells and filters follow them. A name that neither knows is left as it is.
    `names` are the marks of a thing; with nothing to list their row stays once, empty. Raises Unreadable for what is no .xlsx.
    """
    names = set(names).union(*rows)
    rows = rows or [dict.fromkeys(names, "")]
    out = io.BytesIO()
    with _opened(content) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as filled:
        strings = _strings(archive)
        sheets = set(_sheets(archive))
        for member in archive.infolist():
            name, data = member.filename, archive.read(member)
            if name == _CHAIN:
                continue  # the order of calculation is worked out anew when it is opened
            if name in sheets:
                data = _filled(data, strings, rows, names, whole)
            elif name == "[Content_Types].xml" or name == "xl/_rels/workbook.xml.rels":
                data = _without_chain(data)
            elif name == "xl/workbook.xml":
                data = _recalculated(data)
            filled.writestr(name, data)
    return out.getvalue()


def _opened(content: bytes) -> zipfile.ZipFile:
    look_into(content)
    return zipfile.ZipFile(io.BytesIO(content))


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    return sorted(name for name in archive.namelist() if _SHEET.fullmatch(name))


def _q(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def _parsed(data: bytes) -> etree._Element:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable(BROKEN)
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise Unreadable(BROKEN) from error


def _written(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = _parsed(archive.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in item.iter(_q("t"))) for item in root.iter(_q("si"))]


def _text(cell: etree._Element, strings: Sequence[str]) -> str:
    """What stands in a cell as words; empty for numbers and formulas."""
    if cell.find(_q("f")) is not None:
        return ""
    if cell.get("t") == "s":
        number = (cell.findtext(_q("v")) or "").strip()
        return strings[int(number)] if number.isdecimal() and int(number) < len(strings) else ""
    if cell.get("t") in ("inlineStr", "str"):
        return "".join(t.text or "" for t in cell.iter(_q("t"))) or (cell.findtext(_q("v")) or "")
    return ""


def _filled(
    data: bytes,
    strings: Sequence[str],
    rows: Sequence[Mapping[str, Value]],
    names: Collection[str],
    whole: Mapping[str, Value],
) -> bytes:
    root = _parsed(data)
    table = root.find(_q("sheetData"))
    if table is None:
        return data
    _number(table)
    pattern = _pattern(table, strings, names)
    for row in list(table):
        if row is not pattern:
            for cell in row:
                _fill(cell, strings, whole)
    if pattern is not None:
        at = int(pattern.get("r", "0"))
        grown = len(rows) - 1
        place = table.index(pattern)
        table.remove(pattern)
        for n, values in enumerate(rows):
            fresh = copy.deepcopy(pattern)
            for cell in fresh:
                _fill(cell, strings, {**whole, **values})
            _move_row(fresh, at + n)
            _formulas(fresh, lambda text, n=n: _shifted(text, lambda row: row + n if row == at else row))
            table.insert(place + n, fresh)
        if grown:
            for row in table[place + len(rows) :]:
                _move_row(row, int(row.get("r", "0")) + grown)
            _below(root, table, pattern, at, grown, len(rows))
    return _written(root)


def _number(table: etree._Element) -> None:
    """Rows and cells without a place get the one they have by their order."""
    last = 0
    for row in table.iter(_q("row")):
        last = int(row.get("r") or last + 1)
        row.set("r", str(last))
        column = -1
        for cell in row.iter(_q("c")):
            match = _CELL.fullmatch(cell.get("r") or "")
            column = column_index(match[1]) if match else column + 1
            cell.set("r", f"{column_letter(column)}{last}")


def _pattern(table: etree._Element, strings: Sequence[str], names: Collection[str]) -> etree._Element | None:
    """The first row with marks of the things of the list."""
    for row in table:
        if any(mark in names for cell in row for mark in MARK.findall(_text(cell, strings))):
            return row
    return None


def _fill(cell: etree._Element, strings: Sequence[str], values: Mapping[str, Value]) -> None:
    """Puts values where the marks of a cell stand; a cell that is one mark of a number becomes that number."""
    text = _text(cell, strings)
    marks = MARK.findall(text)
    if not any(mark in values for mark in marks):
        return
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    alone = values.get(marks[0]) if len(marks) == 1 and MARK.fullmatch(text.strip()) else None
    if isinstance(alone, int) and not isinstance(alone, bool):
        etree.SubElement(cell, _q("v")).text = str(alone)
        return
    words = MARK.sub(lambda mark: _words(values[mark[1]]) if mark[1] in values else mark[0], text)
    cell.set("t", "inlineStr")
    inner = etree.SubElement(etree.SubElement(cell, _q("is")), _q("t"))
    inner.text = _ILLEGAL.sub("", words)[:LONGEST]
    inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _words(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _move_row(row: etree._Element, to: int) -> None:
    row.set("r", str(to))
    for cell in row.iter(_q("c")):
        match = _CELL.fullmatch(cell.get("r") or "")
        if match:
            cell.set("r", f"{match[1]}{to}")


def _below(
    root: etree._Element, table: etree._Element, pattern: etree._Element, at: int, grown: int, count: int
) -> None:
    """Everything that names rows below the pattern names them where they are now; a range over the pattern grows with it."""

    def move(row: int) -> int:
        return row + grown if row > at else row

    def moved(text: str) -> str:
        return _shifted(text, move, lambda row: row + grown if row >= at else row)

    own = {id(row) for row in table if at <= int(row.get("r", "0")) < at + count}
    for row in table:
        if id(row) not in own:
            _formulas(row, moved)
    merges = root.find(_q("mergeCells"))
    if merges is not None:
        for merge in list(merges):
            match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", merge.get("ref") or "")
            if match and int(match[2]) == int(match[4]) == at:
                merges.remove(merge)
                for n in range(count):
                    etree.SubElement(merges, _q("mergeCell")).set("ref", f"{match[1]}{at + n}:{match[3]}{at + n}")
            else:
                merge.set("ref", moved(merge.get("ref") or ""))
        merges.set("count", str(len(merges)))
        if len(merges) == 0:
            root.remove(merges)
    for element in root.iter():
        if element.tag in (_q("dimension"), _q("autoFilter"), _q("hyperlink")):
            element.set("ref", moved(element.get("ref") or ""))
        elif element.tag in (_q("conditionalFormatting"), _q("dataValidation")):
            element.set("sqref", moved(element.get("sqref") or ""))


def _formulas(row: etree._Element, change) -> None:  # type: ignore[no-untyped-def]
    for cell in row.iter(_q("c")):
        formula = cell.find(_q("f"))
        if formula is not None:
            if formula.text:
                formula.text = change(formula.text)
            if formula.get("ref"):
                formula.set("ref", change(formula.get("ref")))
            stale = cell.find(_q("v"))
            if stale is not None:
                cell.remove(stale)


def _shifted(text: str, move, end=None) -> str:  # type: ignore[no-untyped-def]
    """The references of a formula or range with their rows moved; words in quotes and other sheets are left alone."""
    end = end or move

    def one(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if before.endswith(("!", "'")) or before.count('"') % 2 or re.search(r"[A-Za-z0-9_.]$", before):
            return match[0]
        if match[4] is None:
            return f"{match[1]}{move(int(match[2]))}"
        return f"{match[1]}{move(int(match[2]))}:{match[3]}{end(int(match[4]))}"

    return _REF.sub(one, text)


def _without_chain(data: bytes) -> bytes:
    root = _parsed(data)
    for child in list(root):
        if "calcChain" in (child.get("PartName") or child.get("Target") or ""):
            root.remove(child)
    return _written(root)


def _recalculated(data: bytes) -> bytes:
    """The workbook calculates everything anew when it is opened."""
    root = _parsed(data)
    pr = root.find(_q("calcPr"))
    if pr is None:
        after = [root.find(_q(name)) for name in ("definedNames", "externalReferences", "sheets")]
        last = next(one for one in after if one is not None)
        pr = etree.Element(_q("calcPr"))
        last.addnext(pr)
    pr.set("fullCalcOnLoad", "1")
    return _written(root)
