"""Numbers of persons are found in words for everyone however they are written; days and door numbers are none."""

import pytest

from gongzhi.meetings.queries.personal import numbers_in


@pytest.mark.parametrize(
    "text",
    ["请打13811112222", "138 1111 2222", "138-1111-2222", "电话１３８１１１１２２２２。", "身份证51010719900101123X"],
)
def test_a_number_of_a_person_is_found(text: str) -> None:
    assert len(numbers_in(text)) == 1


@pytest.mark.parametrize("text", ["13 2026-11-22 19:30", "3-2-1501", "合计 1,380,011.12 元", "编号 2026-0042", "12345"])
def test_what_is_no_number_of_a_person_is_left_alone(text: str) -> None:
    assert numbers_in(text) == []
