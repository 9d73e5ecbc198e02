"""A rule that is a sum of money is written in yuan, kept in fen, shown in yuan."""

import pytest
from django import forms

from gongzhi.norms.forms.rules import typed, value_field
from gongzhi.norms.queries.shown import LARGEST_FEN, checked_value, words_of
from gongzhi_law.params import get

LINE = get("seals/opinion_payment_fen")


@pytest.mark.parametrize(("written", "fen"), [("500", 50000), ("5,000.01", 500001), ("０.５", 50), ("", None)])
def test_written_in_yuan_and_kept_in_fen(written, fen):
    assert typed(LINE, value_field(LINE).clean(written)) == fen


@pytest.mark.parametrize("written", ["1.234", "-5", "半数"])
def test_what_is_no_sum_is_pointed_at(written):
    with pytest.raises(forms.ValidationError):
        value_field(LINE).clean(written)


def test_shown_in_yuan_and_bounded():
    assert words_of(LINE, 50001) == "¥500.01"
    assert checked_value(LINE, LARGEST_FEN) == LARGEST_FEN
    for wrong in (-1, LARGEST_FEN + 1, "500"):
        with pytest.raises(ValueError, match=str(wrong)):
            checked_value(LINE, wrong)
    with pytest.raises(ValueError, match="100001"):
        checked_value(get("seals/opinion_days"), 100_001)
