"""The ballot paper as a form, the code that casts it, and the objection."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.kernel.errors import BadInput
from gongzhi.voting.actions.cast_ballot import check_choices, marks_of
from gongzhi.voting.counting import ABSTAIN, AGAINST, FOR
from gongzhi.voting.models import Motion
from gongzhi.web.forms import GzForm

KEY = "idempotency_key"
PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ballot paper being filled in: what was chosen so far, and the key under which it will be cast once.

    It lives in the form's own hidden fields and nowhere else: no session, no address, no log ever holds a choice.
    """

    motions: Sequence[Motion]
    chosen: Mapping[int, str] = field(repr=False)  # no error report prints a choice
    key: str
    errors: Mapping[str, str]

    @classmethod
    def blank(cls, motions: Sequence[Motion]) -> "Sheet":
        """A fresh paper with nothing chosen and a key of its own."""
        return cls(motions, {}, str(uuid.uuid4()), {})

    @classmethod
    def filled(cls, motions: Sequence[Motion], data: Mapping[str, str]) -> "Sheet":
        """The paper as it was sent; a mark that does not stand on the ballot counts as not chosen."""
        sent = {m.number: data.get(f"m{m.number}", "") for m in motions}
        chosen = {m.number: sent[m.number] for m in motions if sent[m.number] in marks_of(m)}
        key = data.get(KEY, "")
        errors: Mapping[str, str] = {}
        try:
            check_choices(list(motions), chosen)
        except BadInput as wrong:
            errors = wrong.fields
        return cls(motions, chosen, key if PLAIN_KEY.fullmatch(key) else str(uuid.uuid4()), errors)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Names and values of the hidden fields that carry the paper to the next page."""
        return [(KEY, self.key), *((f"m{n}", mark) for n, mark in self.chosen.items())]

    @property
    def said(self) -> list[dict[str, str]]:
        """The choices in words, for the page that repeats them."""
        return [said(m, self.chosen[m.number]) for m in self.motions if m.number in self.chosen]


def said(motion: Motion, mark: str) -> dict[str, str]:
    """One choice in words: the motion, and what was said to it."""
    option = next((o for o in motion.options.all() if o.letter == mark), None)
    return {
        "motion": _("%(n)s. %(title)s") % {"n": motion.number, "title": motion.title},
        "verdict": _("选") if option else "",
        "choice": option.title if option else mark_words(motion, mark),
    }


def mark_words(motion: Motion, mark: str) -> str:
    """What a mark that is no option means on this motion's ballot."""
    if mark == FOR:
        return _("同意")
    if mark == AGAINST:
        return _("都不同意") if motion.form == Motion.Form.CHOICE else _("不同意")
    if mark == ABSTAIN:
        return _("弃权")
    raise ValueError(mark)


def options_of(motion: Motion) -> list[dict[str, object]]:
    """What can be chosen, in the order of the lot; refusing all and abstaining stand in the same size."""
    listed: list[dict[str, object]] = [
        {"value": o.letter, "name": o.title, "note": o.terms, "apart": False} for o in motion.options.all()
    ]
    choice = bool(listed)
    if not choice:
        listed.append({"value": FOR, "name": mark_words(motion, FOR), "note": "", "apart": False})
    none_note = _("上面的都不选") if choice else ""
    listed.append({"value": AGAINST, "name": mark_words(motion, AGAINST), "note": none_note, "apart": choice})
    abstain = {"value": ABSTAIN, "name": mark_words(motion, ABSTAIN), "note": _("算参与，不算同意"), "apart": False}
    return [*listed, abstain]


class CodeForm(GzForm):
    """The code that arrived by text message."""

    code = forms.CharField(
        label=gettext_lazy("短信验证码"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ObjectionForm(GzForm):
    """For which home, and what is objected to."""

    elector = forms.TypedChoiceField(label=gettext_lazy("以哪一户的名义"), coerce=int)
    text = forms.CharField(
        label=gettext_lazy("您的异议"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("写清对哪一项、为什么。原文只给业委会看；书面答复会公开，不写您的姓名。"),
    )

    def __init__(self, *args: object, electors: Sequence[tuple[int, str]], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["elector"].choices = list(electors)  # type: ignore[attr-defined]
        if len(electors) == 1:
            self.fields["elector"].initial = electors[0][0]
