"""Area is a whole number of 0.01 m²; nothing but digits with at most two decimals becomes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongzhi.kernel.area import parse_area, plain_area, shown_area
from gongzhi.kernel.errors import BadInput

pytestmark = pytest.mark.check


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("89.32", 8932),
        ("89.3", 8930),
        ("89", 8900),
        (" 1,024.5 ", 102450),
        ("0.01", 1),
        ("0", 0),
        ("999999999.99", 99999999999),
    ],
)
def test_what_an_area_may_look_like(text: str, area: int) -> None:
    assert parse_area(text) == area


@pytest.mark.parametrize(
    "text", ["", "-1", "+1", "1e5", "89.321", ".5", "5.", "NaN", "89．32", "８９", "1 2", "1234567890", "89.32\n8"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_area(text)


@given(st.integers(0, 10**11 - 1))
def test_printing_and_reading_are_inverse(area: int) -> None:
    assert parse_area(plain_area(area)) == area
    assert parse_area(shown_area(area).removesuffix("㎡")) == area


def test_the_forms() -> None:
    assert plain_area(12791584) == "127915.84"
    assert shown_area(12791584) == "127,915.84㎡"
    assert plain_area(5) == "0.05"
