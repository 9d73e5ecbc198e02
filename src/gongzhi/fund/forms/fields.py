"""What several forms of shared money ask alike: few words, a paper or photograph."""

from functools import partial

from gongzhi.meetings.forms import fields
from gongzhi.meetings.forms.fields import PaperField

__all__ = ["PaperField", "words_field"]

words_field = partial(fields.words_field, rows=2, most=200)
