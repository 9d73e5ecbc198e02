"""Put a motion on the draft of an assembly."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.voting.actions.lock_draft import lock_draft
from gongzhi.voting.models import Assembly, Condition, Matter, Motion, Option
from gongzhi.voting.queries.scope import matter_refused

ADDED = journal.event(
    "voting.motion.added",
    number=Fact.NUMBER,
    matter=Fact.WORD,
    form=Fact.WORD,
    options=Fact.NUMBER,
    title=Fact.TEXT,
)
LETTERS = "ABCDEFGHIJKLM"


@dataclass(frozen=True, slots=True)
class Only:
    """A motion counts only if motion `of` (its option `letter`, where named; else any) passed, or did not pass."""

    of: int
    letter: str
    passed: bool


@act
def add_motion(
    *,
    assembly: Assembly,
    matter: str,
    title: str,
    text: str,
    options: Sequence[tuple[str, str]] = (),
    only: Sequence[Only] = (),
    large: bool = False,
    by: Person,
    at: datetime,
) -> Motion:
    """Adds one motion of a statutory matter (民法典第278条第1款): without options to approve, with two or more to choose.

    `options` are (title, main terms); their order on the ballot is drawn by lot. Refuses all but the convener in draft,
    and in a vote of a part what only all owners decide.
    """
    assembly = lock_draft(assembly, by=by, at=at, matter=matter)
    if matter not in Matter.values or not title.strip() or not text.strip():
        raise BadInput(
            _("请写明法定事项、议题名称和全文：每项都要能整体同意或者不同意。"),
            {k: _("请填写") for k, v in (("title", title), ("text", text)) if not v.strip()},
        )
    if refusal := matter_refused(assembly, matter, at=at):
        raise Refused(refusal)
    names = [name.strip() for name, _terms in options]
    if len(names) == 1 or len(set(names)) < len(names) or "" in names or len(names) > len(LETTERS):
        raise BadInput(_("选项要有两个以上，名称写全，各不相同。"), {"options": _("请补齐选项")})
    last = Motion.objects.filter(estate=assembly.estate, assembly=assembly).aggregate(n=Max("number"))["n"] or 0
    motion = Motion.objects.create(
        estate=assembly.estate,
        assembly=assembly,
        number=last + 1,
        matter=matter,
        form=Motion.Form.CHOICE if names else Motion.Form.APPROVE,
        title=title.strip(),
        text=text.strip(),
        large=large,
    )
    lots = secrets.SystemRandom().sample(range(len(names)), len(names))
    for letter, lot, (name, terms) in zip(LETTERS, lots, options, strict=False):
        Option.objects.create(
            estate=assembly.estate,
            motion=motion,
            letter=letter,
            title=name.strip(),
            terms=terms.strip(),
            lot=lot,
        )
    for condition in only:
        _add_condition(assembly, motion, condition)
    journal.record(
        ADDED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=keys.pseudonym(assembly.estate_id, by.pk),
        at=at,
        number=motion.number,
        matter=matter,
        form=motion.form,
        options=len(names),
        title=motion.title,
    )
    return motion


def _add_condition(assembly: Assembly, motion: Motion, condition: Only) -> None:
    of = Motion.objects.filter(
        estate=assembly.estate, assembly=assembly, number=condition.of, number__lt=motion.number
    ).first()
    option = Option.objects.filter(estate=assembly.estate, motion=of, letter=condition.letter).first()
    if of is None or (condition.letter and option is None):
        raise Refused(_("条件只能指向前面的议题和它的选项。"))
    Condition.objects.create(estate=assembly.estate, motion=motion, of=of, option=option, passed=condition.passed)
