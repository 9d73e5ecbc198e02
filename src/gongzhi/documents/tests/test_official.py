"""Official documents on paper, in Word and on their page: the same words, numbered the same, the same bytes each time."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from docx import Document as Word
from pypdf import PdfReader

from gongzhi.documents import word
from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import Document
from gongzhi.documents.queries import address_of, body_of, given_of, typeset, word_of
from gongzhi.documents.sections import numbered, numeral

AT = datetime(2026, 6, 26, 2, 0, tzinfo=UTC)
COMMUNITY = "510107061004"
HEAD = ["事项", "牵头单位", "期限"]
SECTIONS = [
    {"heading": "时间和地点", "paragraphs": ["会议定于6月27日9时30分召开。\n可以用视频参加。"]},
    {"heading": "议题", "items": ["地下车库<b>渗漏水</b>整治", "充电设施的位置"]},
    {"heading": "任务清单", "table": {"head": HEAD, "rows": [["排水", "物业服务中心\n居委会", "7月31日"], ["验收"]]}},
]


def published(
    sections: Any = SECTIONS, *, template: str = "official", title: str = "关于召开联席会议的通知"
) -> Document:
    data = {"issuer": "桂溪社区联席会议", "addressee": "各小区", "sections": sections}
    data |= {"closing": "请确认能否参加。", "signed_by": "召集人：社区书记", "lead": [], "tail": []}
    return publish_document(
        division=COMMUNITY,
        kind="sitting",
        mark="桂溪社区联席",
        title=title,
        template=template,
        data=data,
        ref="sitting:1",
        by="system",
        at=AT,
    )


def words_of_pdf(document: Document) -> tuple[str, int]:
    pages = PdfReader(io.BytesIO(typeset(document))).pages
    return "".join("".join(page.extract_text().split()) for page in pages), len(pages)


def words_of_docx(content: bytes) -> str:
    found = Word(io.BytesIO(content))
    lines = [line.text for line in found.paragraphs]
    lines += [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    lines += [line.text for line in found.sections[0].footer.paragraphs]
    return "".join("".join(lines).split())


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")]
)
def test_headings_are_numbered_in_chinese(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize("number", [0, -1, 100])
def test_beyond_ninety_nine_there_is_no_heading(number: int) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        numeral(number)


def test_sections_are_numbered_and_squared() -> None:
    first, second, third = numbered(SECTIONS)
    assert (first["heading"], second["heading"], third["heading"]) == ("一、时间和地点", "二、议题", "三、任务清单")
    assert first["paragraphs"] == ["会议定于6月27日9时30分召开。", "可以用视频参加。"]
    assert second["items"] == ["1. 地下车库<b>渗漏水</b>整治", "2. 充电设施的位置"]
    assert third["table"]["rows"] == [["排水", "物业服务中心\n居委会", "7月31日"], ["验收", "", ""]]
    assert third["table"]["widths"] == [4, 6, 4]


def test_one_heading_alone_has_no_number_and_an_empty_table_says_so() -> None:
    (only,) = numbered([{"heading": "结果", "table": {"head": HEAD, "rows": []}}])
    assert only["heading"] == "结果"
    assert only["table"]["rows"] == [["—", "—", "—"]]
    assert numbered([{"table": {"head": [], "rows": [["x"]]}}])[0]["table"] is None
    assert numbered([{"paragraphs": ["一\x00\x0b\u202e\ufffe二\r三\ue000"]}])[0]["paragraphs"] == ["一二", "三\ue000"]


def test_numbers_written_by_hand_are_not_doubled() -> None:
    sections = [
        {"paragraphs": ["定于明日开会。"]},
        {"heading": "一、议题"},
        {"heading": "三、签收"},
        {"heading": "一户一表"},
    ]
    assert [section["heading"] for section in numbered(sections)] == ["", "一、议题", "二、签收", "三、一户一表"]


@pytest.mark.parametrize(("said", "shown"), [("联席会议", ""), ("召集人：书记", "召集人：书记"), (None, "")])
def test_the_issuer_signs_once(said: str | None, shown: str) -> None:
    assert body_of({"issuer": "联席会议", "signed_by": said})["signed_by"] == shown


@pytest.mark.django_db
@pytest.mark.clause("B2.7")
def test_paper_word_and_page_say_the_same() -> None:
    document = published()
    paper, _pages = words_of_pdf(document)
    text = words_of_docx(word_of(document))
    page = Client().get(f"/d/{document.pk}/").content.decode()
    said = [
        "桂溪社区联席〔2026〕1号",
        "关于召开联席会议的通知",
        "各小区：",
        "一、时间和地点",
        "1.地下车库<b>渗漏水</b>整治",
        "三、任务清单",
        "物业服务中心",
        "请确认能否参加。",
        "召集人：社区书记",
        "2026年6月26日",
    ]
    for where in (paper, text):
        assert [words for words in said if words not in where] == []
        assert address_of(document) in where
        assert document.sha256[:32] in where
        assert document.sha256[32:] in where
        assert "演示数据" in where
    assert "地下车库&lt;b&gt;渗漏水&lt;/b&gt;整治" in page
    assert "物业服务中心<br>居委会" in page
    assert f'href="/d/{document.pk}.docx"' in page


@pytest.mark.django_db
def test_the_same_document_gives_the_same_word_file() -> None:
    document = published()
    content = word_of(document)
    assert content == word_of(Document.objects.get(pk=document.pk))
    about = Word(io.BytesIO(content)).core_properties
    assert (about.author, about.title) == ("桂溪社区联席会议", document.title)
    assert about.created.replace(tzinfo=UTC) == about.modified.replace(tzinfo=UTC) == AT
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        assert {member.date_time[0] for member in parts.infolist()} == {1980}
        assert any(name.endswith(".png") for name in parts.namelist())
        assert "PAGE" in parts.read("word/footer1.xml").decode()
        assert "FZXiaoBiaoSong" in parts.read("word/fontTable.xml").decode()


@pytest.mark.django_db
def test_long_titles_many_items_and_long_tables_are_set_whole() -> None:
    rows = [[f"事项{n}", "物业服务中心", "7月31日"] for n in range(1, 61)]
    sections = [
        {"heading": "议定事项", "items": [f"第{n}件：" + "整治渗漏水并公布。" * 6 for n in range(1, 31)]},
        {"heading": "任务清单", "table": {"head": HEAD, "rows": rows}},
    ]
    title = "关于召开桂溪社区三个小区地下车库渗漏水整治、电动自行车充电设施建设和小区公共收益使用专题联席会议暨现场协商会的通知"
    document = published(sections, title=title)
    paper, pages = words_of_pdf(document)
    assert pages > 3
    assert title in paper
    assert all(f"{n}.第{n}件" in paper and f"事项{n + 30}" in paper for n in range(1, 31))
    assert paper.count("牵头单位") > 1  # on each page of the table
    content = word_of(document)
    table = Word(io.BytesIO(content)).tables[0]
    assert (len(table.rows), len(table.columns)) == (61, 3)
    assert "tblHeader" in table.rows[0]._tr.xml
    assert "tblHeader" not in table.rows[1]._tr.xml


@pytest.mark.django_db
def test_a_record_with_nothing_in_it_is_still_a_document() -> None:
    document = publish_document(
        division=COMMUNITY, kind="sitting", mark="联", title="简短记录", template="official",
        data={"issuer": "桂溪社区联席会议"}, ref="sitting:2", by="system", at=AT,
    )  # fmt: skip
    assert given_of(document)["sections"] == []
    assert "简短记录" in words_of_pdf(document)[0]
    assert "简短记录" in words_of_docx(word_of(document))
    assert Client().get(f"/d/{document.pk}/").status_code == 200


@pytest.mark.django_db
def test_only_official_documents_are_there_as_word() -> None:
    official, other = published(), published(template="redrawing")
    answer = Client().get(f"/d/{official.pk}.docx")
    assert answer.status_code == 200
    assert answer["Content-Type"] == word.CONTENT_TYPE
    assert answer["Content-Disposition"] == 'attachment; filename="sitting-2026-1.docx"'
    assert answer.content.startswith(b"PK")
    assert Client().get(f"/d/{other.pk}.docx").status_code == 404
    assert Client().get(f"/d/{other.pk + 999}.docx").status_code == 404
    assert f"/d/{other.pk}.docx" not in Client().get(f"/d/{other.pk}/").content.decode()
