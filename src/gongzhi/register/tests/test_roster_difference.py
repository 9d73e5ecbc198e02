"""Importing again: what a new roster adds, changes, takes away; and any estate comes back from any sheet unchanged."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongzhi.documents.tests.table_samples import text, xls, xlsx
from gongzhi.register.roster import Unreadable, difference
from gongzhi.register.roster.difference import FieldChange
from gongzhi.register.tests.roster_samples import Flat, Person, resident
from gongzhi.register.tests.test_roster_layouts import FLATS, TITLES, area_sum, heads, plain_row, take


def table(flats: list[Flat]) -> list[list[object]]:
    return [TITLES, *map(plain_row, flats)]


def test_the_same_roster_in_another_layout_changes_nothing():
    old = take(xlsx(("清册", table(FLATS))), "a.xlsx")
    rows = [["房号", "面积", "姓名", "身份证号"]]
    rows += [[f"{f.building:02d}-0{f.stair}-{f.room}", f.area, *plain_row(f)[6:8]] for f in FLATS]
    again = difference(old.units, take(text(rows), "b.csv"))
    assert again.is_empty
    assert again.unchanged == len(FLATS)


def test_added_changed_removed_and_held():
    old = take(xlsx(("清册", table(FLATS[:6]))), "a.xlsx")
    rows = table(FLATS[1:7])
    rows[1][5] = 99.5  # another area
    rows[2][6:8] = ["新某", resident(77)]  # sold
    rows[3][8] = "13900000000"  # another phone
    rows[4][5] = -1  # held back
    found = difference(old.units, take(xlsx(("清册", rows)), "b.xlsx"))
    assert [unit.key for unit in found.added] == [(str(FLATS[6].building), str(FLATS[6].stair), FLATS[6].room)]
    assert [unit.key for unit in found.removed] == [old.units[0].key]
    assert [unit.key for unit in found.held] == [old.units[4].key]
    assert [change.fields for change in found.changed] == [
        (FieldChange("area", FLATS[1].area, "99.50"),),
        (FieldChange("owner", FLATS[2].owners[0].name, "新某"),),
        (FieldChange("phone", FLATS[3].owners[0].phone, "13900000000"),),
    ]
    assert found.unchanged == 1
    assert not found.is_empty


def test_what_the_new_roster_leaves_open_is_no_change():
    old = take(xlsx(("清册", table(FLATS))), "a.xlsx")
    rows = [
        ["楼栋", "单元", "房号", "面积", "业主"],
        *[[*plain_row(f)[:2], f.room, f.area, plain_row(f)[6]] for f in FLATS],
    ]
    assert difference(old.units, take(xlsx(("清册", rows)), "b.xlsx")).is_empty


def test_a_document_that_is_filled_in_later_is_a_change():
    rows = [["房号", "面积", "业主", "证件号"], ["1-1-101", "80", "甲某", ""]]
    old = take(text(rows), "a.csv")
    rows[1][3] = resident(5)
    (change,) = difference(old.units, take(text(rows), "b.csv")).changed
    assert change.fields == (FieldChange("document", "", resident(5)),)


names = st.text(alphabet="赵钱孙李周吴郑王冯陈伟芳娜敏静秀英", min_size=2, max_size=3)
people = st.builds(Person, names, st.integers(0, 400).map(resident), st.integers(0, 10**8 - 1).map("138{:08d}".format))
flats = st.lists(
    st.builds(
        Flat,
        st.integers(1, 30),
        st.integers(1, 4),
        st.integers(1, 33),
        st.integers(1, 6),
        st.integers(1000, 99999).map(lambda cents: f"{cents // 100}.{cents % 100:02d}"),
        st.lists(people, min_size=1, max_size=3, unique_by=lambda person: person.document).map(tuple),
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda flat: (flat.building, flat.stair, flat.room),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(flats, st.sampled_from([xlsx, xls, text]))
def test_any_estate_comes_back_exactly(some, write):
    data = text(table(some)) if write is text else write(("清册", table(some)))
    result = take(data, "a.csv" if write is text else f"a.{write.__name__}")
    assert [problem for problem in result.problems if problem.severity == "block"] == []
    document = result.document()
    assert (document["units"], document["area"], document["heads"]) == (len(some), area_sum(some), heads(some))
    assert document["heads_range"] == [heads(some)] * 2
    assert [(u.key, u.area, [(o.name, o.document, o.phone) for o in u.owners]) for u in result.units] == [
        (
            (str(f.building), str(f.stair), f.room),
            int(f.area.replace(".", "")),
            [(o.name, o.document, o.phone) for o in f.owners],
        )
        for f in some
    ]
    assert difference(result.units, result).is_empty


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.csv", "a.xls", "a.xlsx", "a.tsv"]))
def test_any_bytes_end_in_a_preview_or_a_refusal(data, filename):
    try:
        result = take(data, filename)
    except Unreadable:
        return
    assert result.rows >= len(result.units)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=8))
def test_any_cells_end_in_a_preview_or_a_refusal(cells):
    try:
        result = take(text([TITLES, *cells], "utf-8", "\t"), "a.tsv")
    except Unreadable:
        return
    assert all(unit.area > 0 for unit in result.units)
    assert result.area == sum(unit.area for unit in result.units)
