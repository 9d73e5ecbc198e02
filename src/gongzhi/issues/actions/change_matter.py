"""Change who leads, who helps or in what time, in one matter of the responsibility list."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.issues.actions.numbering import lacking
from gongzhi.issues.actions.settle_matter_change import settle
from gongzhi.issues.models import MatterChange, MatterVerdict
from gongzhi.issues.queries.matter_changes import law_change
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.norms.access import may_change
from gongzhi.people.models import Person
from gongzhi.places.models import Division
from gongzhi_law import matter_changes

CHANGED = journal.event(
    "issues.matter.changed", matter=Fact.WORD, weight=Fact.WORD, from_on=Fact.DAY, lead=Fact.TEXT, paper=Fact.TEXT
)
FIELDS = {"with_": "with_words", "place": "division", "until": "until_on", "basis": "quote"}


@act
def change_matter(
    *,
    division: Division,
    matter: str,
    instrument: str,
    quote: str,
    from_on: date,
    until_on: date | None = None,
    article: str = "",
    lead: str = "",
    with_words: Sequence[str] | None = None,
    periods: Sequence[dict[str, Any]] = (),
    by: Person,
    at: datetime,
) -> MatterChange:
    """A change over a province, city or county from a day on, resting on the office's own paper (A10.1).

    Who leads and helps is in force by one person, a period by a second one; neither stands against what a text gives.
    Refuses whoever may not change rules of the place; wrong input: no paper, a day gone by, what the list does not know.
    """
    row = drafted(
        division=division,
        matter=matter,
        instrument=instrument,
        quote=quote,
        from_on=from_on,
        until_on=until_on,
        article=article,
        lead=lead,
        with_words=with_words,
        periods=periods,
        by=by,
        at=at,
    )
    entry = journal.record(
        CHANGED,
        ref=f"matter:{matter}",
        office=division.code,
        by=row.by,
        at=at,
        matter=matter,
        weight=row.weight,
        from_on=from_on,
        lead=lead,
        paper=f"{row.instrument}：{row.quote}",
    )
    row.entry = entry.pk
    row.save(force_insert=True)
    if row.weight == MatterChange.Weight.COURTESY:
        settle(row, MatterVerdict.Kind.CONFIRMED, "", by=by, at=at)
    return row


def drafted(
    *,
    division: Division,
    matter: str,
    instrument: str,
    quote: str,
    from_on: date,
    until_on: date | None = None,
    article: str = "",
    lead: str = "",
    with_words: Sequence[str] | None = None,
    periods: Sequence[dict[str, Any]] = (),
    by: Person,
    at: datetime,
) -> MatterChange:
    """The change as it would be kept, not saved: for the act and for its preview; refuses as the act does."""
    may_change(by, str(division.pk), at=at)
    wrong = lacking(instrument=instrument, quote=quote)
    if from_on < law_day(at):
        wrong["from_on"] = _("不能早于今天")
    weight = MatterChange.Weight.THRESHOLD if periods else MatterChange.Weight.COURTESY
    row = MatterChange(
        division=division,
        matter=matter,
        lead=lead,
        with_words=None if with_words is None else list(with_words),
        periods=[{"urgent": None, **one} for one in periods],
        from_on=from_on,
        until_on=until_on,
        weight=weight,
        instrument=instrument.strip()[:80],
        article=article.strip()[:20],
        quote=quote.strip(),
        person_id=by.pk,
        by=keys.pseudonym(None, by.pk),
        at=at,
    )
    try:
        faults = matter_changes.faults(law_change(row))
    except (KeyError, ValueError):
        faults = {"periods": _("时限要写步骤、数字和单位")}
    wrong |= {FIELDS.get(name, name): text for name, text in faults.items()}
    if wrong:
        raise BadInput(_("请核对再保存。"), wrong)
    return row
