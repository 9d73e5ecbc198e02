"""Word files in the layout of official documents (GB/T 9704): the same words as the PDF, to be edited and sent on.

Its own words are Chinese in every language of the page, as on the sheets.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import segno
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE, HEI, SONG, BODY = "方正小标宋简体", "黑体", "宋体", "仿宋_GB2312"
# What stands in where a machine lacks the face that the standard names.
FALLBACKS = {TITLE: "FZXiaoBiaoSong-B05S,华文中宋,宋体", BODY: "仿宋,FangSong,华文仿宋", HEI: "SimHei", SONG: "SimSun"}
WIDTH = Mm(156)
LEADING = Pt(28)
FIXED = (1980, 1, 1, 0, 0, 0)


def official(given: Mapping[str, Any]) -> bytes:
    """The .docx of what `queries.given_of` gives: issuer, number, title, addressee, sections, signature, QR and hash.

    The same data always give the same bytes; `made_at` (a datetime) dates the file in its properties.
    """
    document = Document()
    _properties(document, given)
    _page(document)
    _faces(document)
    _letterhead(document, given)
    if given["addressee"]:
        _line(document, f"{given['addressee']}：")
    for section in given["sections"]:
        _section(document, section)
    if given["closing"]:
        _line(document, given["closing"], indent=2)
    _signature(document, given)
    _proof(document, given)
    _footer(document, given)
    kept = io.BytesIO()
    document.save(kept)
    return _still(kept.getvalue())


def _properties(document: Any, given: Mapping[str, Any]) -> None:
    about = document.core_properties
    about.author = about.last_modified_by = given["issuer"]
    about.title, about.subject = given["title"], given["number"]
    about.comments = given["sha256"]
    about.language, about.revision = "zh-CN", 1
    made: datetime = given["made_at"]
    about.created = about.modified = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    page.footer_distance = Mm(20)


def _faces(document: Any) -> None:
    """The body's face and leading for all, Chinese as the language, and what stands in for a missing face."""
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    _face(normal.element.get_or_add_rPr(), BODY)
    spacing = normal.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, LEADING
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.widow_control = True
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    table = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = parse_xml(table.blob)
    for name, others in FALLBACKS.items():
        fonts.append(
            parse_xml(
                f'<w:font {nsdecls("w")} w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
            )
        )
    table._blob = serialize_part_xml(fonts)


def _letterhead(document: Any, given: Mapping[str, Any]) -> None:
    size = 18 if len(given["issuer"]) > 16 else 26
    _centred(document, given["issuer"], TITLE, size, Pt(size + 14))
    _centred(document, given["number"], BODY, 16, LEADING)
    rule = document.add_paragraph()
    rule.paragraph_format.line_spacing = Pt(14)
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="1" w:color="000000"/></w:pBdr>'
    )
    rule._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")
    _line(document, "")
    _centred(document, given["title"], TITLE, 22, Pt(34))
    _line(document, "")


def _section(document: Any, section: Mapping[str, Any]) -> None:
    if section["heading"]:
        heading = _line(document, section["heading"], indent=2, face=HEI)
        heading.paragraph_format.keep_with_next = True
        _outline(heading)
    for text in (*section["paragraphs"], *section["items"]):
        _line(document, text, indent=2)
    if section["table"]:
        _table(document, section["table"])


def _table(document: Any, given: Mapping[str, Any]) -> None:
    table = document.add_table(rows=0, cols=len(given["head"]), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    whole = sum(given["widths"])
    widths = [Length(WIDTH * part // whole) for part in given["widths"]]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row, cells in enumerate((given["head"], *given["rows"])):
        line = table.add_row()
        mark = line._tr.get_or_add_trPr()
        mark.append(OxmlElement("w:cantSplit"))
        if row == 0:
            mark.append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(line.cells, cells, widths, strict=True):
            cell.width = width
            _small(cell, text, HEI if row == 0 else BODY, 12)
    _line(document, "")


def _signature(document: Any, given: Mapping[str, Any]) -> None:
    _line(document, "").paragraph_format.keep_with_next = True
    day = date.fromisoformat(given["day"])
    said = f"{day.year}年{day.month}月{day.day}日"
    for text in (given["issuer"], given["signed_by"], said):
        if not text:
            continue
        line = _line(document, text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.keep_together = line.paragraph_format.keep_with_next = True
        line.paragraph_format.right_indent = Pt(64 if text == said else 32)


def _proof(document: Any, given: Mapping[str, Any]) -> None:
    """The QR code of the public page, the address in letters, and the hash of what was published."""
    _line(document, "").paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    for cell, column, width in zip((left, right), table.columns, (Mm(32), WIDTH - Mm(32)), strict=True):
        cell.width = column.width = Length(width)
    code = io.BytesIO()
    segno.make(given["address"], error="m").save(code, kind="png", border=0, scale=8)
    code.seek(0)
    shown = left.paragraphs[0]
    shown.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    picture = shown.add_run().add_picture(code, width=Mm(26))
    picture._inline.docPr.set("descr", f"二维码：{given['address']}")
    sha = given["sha256"]
    words = f"扫码看公开页：{given['address']}\n内容指纹 SHA-256：\n{sha[:32]}\n{sha[32:]}"
    _small(right, words, SONG, 9)
    # Word wants a paragraph behind the last table.
    document.add_paragraph().paragraph_format.line_spacing = Pt(1)


def _footer(document: Any, given: Mapping[str, Any]) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _run(line, f"{given['number']}　第 ", SONG, 10)
    _field(line, "PAGE")
    _run(line, " 页，共 ", SONG, 10)
    _field(line, "NUMPAGES")
    _run(line, " 页", SONG, 10)
    if given["simulated"]:
        _run(line, "\n演示数据，时间为模拟，不具法律效力", SONG, 10)


def _line(document: Any, text: str, *, indent: int = 0, face: str = BODY) -> Paragraph:
    """A paragraph, its first line set in by so many characters."""
    line: Paragraph = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent:
        line.paragraph_format.first_line_indent = Pt(16 * indent)
        line._p.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), str(100 * indent))
    _run(line, text, face, 16)
    return line


def _centred(document: Any, text: str, face: str, size: int, leading: Length) -> None:
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.line_spacing = leading
    line.paragraph_format.keep_with_next = True
    _run(line, text, face, size)


def _small(cell: _Cell, text: str, face: str, size: int) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _run(line, text, face, size)


def _run(line: Paragraph, text: str, face: str, size: int) -> None:
    run = line.add_run(text)
    run.font.size, run.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
    _face(run._r.get_or_add_rPr(), face)


def _face(properties: Any, face: str) -> None:
    """Chinese and its quotation marks in this face, digits and Latin letters in Times New Roman beside a Song face."""
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")  # so that “ ” and — are as wide as Chinese
    latin = "Times New Roman" if face in {BODY, SONG} else face
    for script, name in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", face)):
        fonts.set(qn(f"w:{script}"), name)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _outline(line: Paragraph) -> None:
    """A heading for whoever reads by headings, without Word's own looks of one."""
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    line._p.get_or_add_pPr().append(level)


def _field(line: Paragraph, name: str) -> None:
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = line.add_run("1" if kind == "text" else "")
        run.font.size = Pt(10)
        _face(run._r.get_or_add_rPr(), SONG)
        if kind == "instr":
            code = OxmlElement("w:instrText")
            code.text = name
            run._r.append(code)
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _still(content: bytes) -> bytes:
    """The same archive with one date for every member."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as moving, zipfile.ZipFile(kept, "w") as still:
        for name in moving.namelist():
            member = zipfile.ZipInfo(name, FIXED)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            still.writestr(member, moving.read(name))
    return kept.getvalue()
