"""Components: what they show, what they leave out, what they refuse."""

import re
from datetime import date
from fractions import Fraction

import pytest
from django.template import Context, Template

from gongzhi.kernel.errors import Reason, Refused
from gongzhi.web.cites import cite_link, written_cite
from gongzhi.web.due import duty_days, duty_line
from gongzhi.web.gallery import check
from gongzhi.web.measure import measure_check
from gongzhi.web.phrases import phrases
from gongzhi.web.qr import qr_code
from gongzhi.web.refusal import refusal_view
from gongzhi.web.tables import table_view
from gongzhi_law.amounts import Unit
from gongzhi_law.citation import Cite

CODE = Cite("民法典", "278", "2")


def show(source: str, **context: object) -> str:
    """The source as a page would show it."""
    return Template(source).render(Context(context))


def test_a_check_shows_both_numbers_percent_mark_comparison_gap_and_article():
    page = show("{% check_row c %}", c=check("同意面积", 7690155, 10645218, Unit.AREA, Fraction(3, 4), "at_least"))
    for words in ("76,901.55 / 106,452.18㎡", "72.24%", "3/4，75%", "四分之三以上，即至少 79,839.14㎡"):
        assert words in page
    assert "差 2,937.59㎡" in page
    assert "未达到" in page
    assert f'href="/law/#{CODE.key}"' in page
    assert 'x1="75.00%"' in page


@pytest.mark.parametrize(
    ("part", "verdict", "gap"),
    [(849, "未达到", "差 1 人"), (850, "达到", "刚好达到"), (851, "达到", "多 1 人")],
)
def test_the_boundary_is_said_from_both_sides(part, verdict, gap):
    bar = measure_check(check("参与人数", part, 1274, Unit.HEADS, Fraction(2, 3), "at_least"))
    assert (bar.verdict, bar.gap) == (verdict, gap)


def test_an_unknown_number_is_said_to_be_unknown():
    page = show("{% check_row c %}", c=check("同意人数", None, 1013, Unit.HEADS, Fraction(1, 2), "more_than"))
    assert "没有数" in page
    assert "还不能判断" in page
    assert "%" not in page.replace("100%", "")


def test_turnout_shows_no_verdict_while_voting_is_open():
    page = show('{% bar 731 1274 "heads" "参与人数" share %}', share=Fraction(2, 3))
    assert "57.38%" in page
    assert "达到" not in page
    assert not re.search(r'class="fill (ok|no)"', page)


def test_nothing_is_preselected_on_a_ballot():
    options = [{"value": "a", "name": "甲公司"}, {"value": "none", "name": "都不同意", "apart": True}]
    page = show('{% choices "m1" options %}', options=options)
    assert "checked" not in page
    assert page.count('type="radio"') == 2
    assert "或者" in page
    again = show('{% choices "m1" options selected="none" %}', options=options)
    assert again.count("checked") == 1
    assert 'value="none" checked' in again


def test_names_from_outside_are_escaped():
    options = [{"value": '"><b>', "name": "<script>1</script>", "note": "<i>"}]
    page = show('{% choices "m1" options %}{% badge name %}{% tip name %}', options=options, name="<u>")
    for raw in ("<script>", "<b>", "<i>", "<u>"):
        assert raw not in page


def test_citations_link_to_their_text_and_bare_words_do_not():
    assert written_cite("《民法典》第278条第2款") == CODE
    assert written_cite("《民法典》第287条之一") == Cite("民法典", "287之一")
    assert written_cite("见《民法典》第278条") is None
    assert cite_link("《民法典》第278条第2款").url == f"/law/#{CODE.key}"
    assert cite_link("场地合同第五条").url == ""
    assert cite_link(None) is None


def test_a_refusal_says_what_is_missing_where_to_mend_it_and_why():
    refused = Refused(Reason("没有冻结名册", str(CODE), "去冻结", "/roll/"), Reason("没有告知居委会", "", "明天再来"))
    page = show("{% refusal r kept %}", r=refused, kept="草稿已保存")
    for words in (
        "缺 2 项",
        "没有冻结名册",
        "没有告知居委会",
        'href="/roll/"',
        "去冻结",
        "明天再来",
        "草稿已保存",
        CODE.key,
    ):
        assert words in page
    assert refusal_view(refused.as_json()).reasons[0].remedy.url == "/roll/"
    assert refusal_view(Refused("名册没有冻结。")).heading == "名册没有冻结"


def test_duties_stand_under_their_day_with_lateness_of_the_reading_day():
    today = date(2026, 11, 23)
    late, now, soon, far = (
        {"title": "x", "due_on": date(2026, 11, day)} for day in (20, 23, 25, 30)
    )  # fmt: skip
    assert duty_line(late, today).badge == "逾期 3 天"
    assert duty_line(now, today).badge == "今天到期"
    assert duty_line(soon, today).badge == "还剩 2 天"
    assert duty_line(far, today).badge == ""
    assert duty_line({**late, "done": True}, today).badge == "已办"
    days = duty_days([{"title": "y", "due_on": None}, far, late], today)
    assert [day.on for day in days] == [date(2026, 11, 20), date(2026, 11, 30), None]
    assert days[0].late


def test_a_table_refuses_rows_of_another_width():
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        table_view({"label": "x", "columns": ["甲", "乙"], "rows": [["1"]]})


def test_a_date_and_a_short_word_stay_on_one_line_in_a_table():
    rows = [["应收未到", "2026年11月22日", "从2026年11月22日起"], ["催收", "2026-11", "22 November 2026"]]
    page = show("{% table t %}", t={"label": "x", "columns": ["哪一种", "日期", "情况"], "rows": rows})
    assert page.count('class="gz-nb"') == 5
    assert '<td data-label="情况">从2026年11月22日起' in page


def test_a_table_without_rows_says_what_to_do():
    page = show("{% table t %}", t={"label": "x", "columns": ["甲"], "rows": [], "empty": {"title": "还没有名册"}})
    assert "还没有名册" in page
    assert "<table" not in page


def test_sorted_columns_say_so_to_readers_of_the_screen():
    columns = [{"label": "甲"}, {"label": "乙", "n": True, "sort_url": "?s=2", "sorted": "desc"}]
    page = show("{% table t %}", t={"label": "x", "columns": columns, "rows": [["a", 1234]]})
    assert 'aria-sort="descending"' in page
    assert "1,234" in page
    assert 'data-label="乙"' in page


def test_titles_break_between_phrases():
    assert phrases("明年起，由谁服务？").count("gz-ph") == 2
    assert "gz-ph" not in phrases("Who serves us, from next year on?")
    assert "&lt;b&gt;" in phrases("甲，<b>")


def test_an_unknown_icon_or_badge_kind_is_refused():
    with pytest.raises(KeyError):
        show('{% icon "unicorn" %}')
    with pytest.raises(ValueError, match="red"):
        show('{% badge "x" "red" %}')


def test_the_qr_code_is_a_path_without_any_file():
    code = qr_code("https://gongzhi.example/r/K7QM-3F2X")
    page = show("{% receipt code url %}", code="K7QM-3F2X", url="https://gongzhi.example/r/K7QM-3F2X")
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", code.path)
    assert code.path in page
    assert "K7QM-3F2X" in page
    with pytest.raises(ValueError, match="content"):
        qr_code("")


def test_every_form_of_one_button_carries_a_key_of_its_own():
    page = show('{% post "/x/" "发出" %}{% post "/x/" "发出" %}', csrf_token="t")
    keys = re.findall(r'name="idempotency_key" value="([^"]+)"', page)
    assert len(set(keys)) == 2
    assert page.count("csrfmiddlewaretoken") == 2
