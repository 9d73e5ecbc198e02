"""The notice and the result on paper: every number, fonts inside, page numbers, nothing beyond the margin."""

import io

import pytest
from pypdf import PdfReader

from gongzhi.documents.models import Document
from gongzhi.documents.queries import address_of, typeset
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.models import Matter
from gongzhi.voting.tests import made as m

pytestmark = pytest.mark.django_db
POINTS_PER_MM = 72 / 25.4
LEFT, RIGHT = 27 * POINTS_PER_MM, (210 - 25) * POINTS_PER_MM
LONG = "关于在全部十六栋住宅楼的架空层和地下车库入口统一设置充电设施并相应修改管理规约第十八条的决定"
FIVE = {1: "Y", 2: "N", 3: "B", 4: "A", 5: "S"}


@pytest.fixture
def noticed():
    made = m.drafted(m.frozen(m.housed(m.estate("锦江区望江路街道天府星河湾二期小区"), 6)))
    add_motion(
        assembly=made.assembly,
        matter=Matter.MANAGEMENT_CONVENTION,
        title=LONG,
        text="第一段。" + "电动自行车不得进入电梯。" * 60 + "\n第二段。",
        by=made.committee[0],
        at=made.now,
    )
    return m.noticed(m.reported(made))


def pages_of(kind):
    return PdfReader(io.BytesIO(typeset(Document.objects.filter(kind=kind).latest("id")))).pages


def words_of(pages):
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_the_notice_says_all_that_was_noticed(noticed):
    pages = pages_of("notice")
    words = words_of(pages)
    for motion in m.motions(noticed):
        assert motion.title in words
        for option in motion.options.all():
            assert option.title in words
    assert words.count("都不同意") == 2
    for rule in ("谁能看到您的票", "能不能改", "两次意见不一致", "表决方式"):
        assert rule in words
    assert f"第1页，共{len(pages)}页" in words
    assert f"第{len(pages)}页，共{len(pages)}页" in words


def test_the_result_says_every_check_and_every_vote(noticed):
    noticed.now = noticed.assembly.opens_at
    m.all_cast(noticed, [{**FIVE, 6: "Y"}] * 4 + [{**FIVE, 1: "N", 6: "N"}])
    m.signed(m.counted(noticed))
    document = Document.objects.get(kind="result")
    words = words_of(pages_of("result"))
    assert document.number in words
    assert address_of(document) in words
    assert document.sha256[:32] in words
    assert len(document.data["results"]) == 8
    for row in document.data["results"]:
        for check in row["checks"]:
            for part in ("name", "numbers", "percent", "verdict"):
                assert "".join(check[part].split()) in words
    assert "得票：同意4人、" in words
    assert "不同意1人、" in words


def test_fonts_are_inside_and_nothing_leaves_the_margins(noticed):
    for page in pages_of("notice"):
        fonts = page["/Resources"]["/Font"].values()
        for font in fonts:
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile3" in inner or "/FontFile2" in inner
        starts = starts_of(page)
        assert min(starts) >= LEFT - 1
        assert max(starts) <= RIGHT


def starts_of(page):
    """Where every piece of text of a page begins, in points from the left edge."""
    places = []
    page.extract_text(visitor_text=lambda text, cm, tm, *_: places.append((cm, tm, text)))
    return [_x(cm, tm) for cm, tm, text in places if text.strip()]


def _x(cm, tm):
    return cm[0] * tm[4] + cm[2] * tm[5] + cm[4]


def test_a_document_can_be_read_on_its_page_and_leads_back_to_its_estate(noticed, client):
    document = Document.objects.get(kind="notice")
    page = client.get(f"/d/{document.pk}/").content.decode()
    assert LONG in page
    assert "第二段。" in page
    assert document.data["terms"][0]["value"] in page
    assert f'href="/e/{noticed.estate.code}/assemblies/{noticed.assembly.serial}/"' in page
    assert client.get(f"/e/{noticed.estate.code}/assemblies/{noticed.assembly.serial}/").status_code == 200
