"""Propose a change of one legal parameter; a courtesy number takes effect by it, a threshold waits for a second person."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.norms import access
from gongzhi.norms.actions.settle_change import digest_of, log_of, one_at_a_time, settle
from gongzhi.norms.models import RuleChange, RuleVerdict
from gongzhi.norms.queries.changes import plain_value, row_for
from gongzhi.norms.queries.preview import obstacles, weight_of
from gongzhi.norms.queries.shown import checked_value
from gongzhi.people.models import Person
from gongzhi_law.jurisdiction import is_code, listed, short
from gongzhi_law.parameter import Strength
from gongzhi_law.params import get

PROPOSED = journal.event(
    "norms.change.proposed",
    change=Fact.NUMBER,
    parameter=Fact.WORD,
    place=Fact.WORD,
    starts=Fact.DAY,
    strength=Fact.WORD,
    weight=Fact.WORD,
    row=Fact.WORD,
    full_text=Fact.HASH,
)
LONGEST = {"instrument": 80, "article": 20, "paragraph": 8, "item": 8, "source_url": 300}


@act
def propose_change(
    *,
    parameter: str,
    place: str,
    value: Any,
    from_on: date,
    until_on: date | None = None,
    strength: str,
    instrument: str,
    article: str = "",
    paragraph: str = "",
    item: str = "",
    quote: str,
    source_url: str = "",
    full_text: str = "",
    full_text_read: bool = False,
    note: str = "",
    by: Person,
    at: datetime,
) -> RuleChange:
    """Proposes the value of a parameter for a place from a day on (rule base: two persons for what may block or decide).

    Refuses whoever does not reach the place, a day before tomorrow, `statute` without the stored and read full text, a
    weaker rule in the place of a surer one, a place that may not differ. Wrong input: value of another kind, no words.
    """
    one_at_a_time()
    change = drafted(
        parameter=parameter,
        place=place,
        value=value,
        from_on=from_on,
        until_on=until_on,
        strength=strength,
        instrument=instrument,
        article=article,
        paragraph=paragraph,
        item=item,
        quote=quote,
        source_url=source_url,
        full_text=full_text,
        full_text_read=full_text_read,
        note=note,
    )
    office = access.may_change(by, change.place, at=at)
    change.at = at
    blocks, _warns = obstacles(change, at=at)
    if blocks:
        raise Refused(*blocks)
    change.office, change.person_id = str(office.division_id), by.pk
    change.by, change.weight = keys.pseudonym(None, by.pk), weight_of(change)
    change.entry_id = 0
    number = RuleChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    change.pk = number + 1
    entry = journal.record(
        PROPOSED,
        ref=f"change:{change.pk}",
        office=log_of(change),
        by=change.by,
        at=at,
        change=change.pk,
        parameter=change.parameter,
        place="00" if not change.place.isascii() else change.place,
        starts=change.from_on,
        strength=change.strength,
        weight=change.weight,
        row=row_for(change).version,
        full_text=digest_of(change.full_text),
    )
    change.entry_id = entry.pk
    change.save(force_insert=True)
    if change.weight == RuleChange.Weight.COURTESY:
        settle(change, RuleVerdict.Kind.CONFIRMED, office=change.office, by=by, at=at)
    return change


def drafted(**given: Any) -> RuleChange:
    """A change not yet stored, from what was asked; wrong input names each field. The preview starts from it too."""
    wrong: dict[str, str] = {}
    try:
        found = get(given["parameter"])
    except KeyError:
        raise NotHere from None
    place = short(given["place"]) if is_code(given["place"]) else given["place"]
    if not is_code(place) or not listed(place):
        wrong["place"] = _("没有这个地方的编码")
    try:
        value = plain_value(checked_value(found, given["value"]))
    except ValueError:
        value = None
        wrong["value"] = _("这一项要填%(kind)s") % {"kind": kind_words(found.unit)}
    if given["strength"] not in {s.value for s in Strength if s is not Strength.BYLAW}:
        wrong["strength"] = _("请选择")
    texts = {name: str(given[name]).strip() for name in ("instrument", "quote", "source_url", "full_text", "note")}
    parts = {name: str(given[name]).strip() for name in ("article", "paragraph", "item")}
    wrong |= {name: _("请填写") for name in ("instrument", "quote") if not texts[name]}
    wrong |= {name: _("太长了") for name, most in LONGEST.items() if len((texts | parts)[name]) > most}
    if texts["full_text"] and texts["quote"] and texts["quote"] not in texts["full_text"]:
        wrong["quote"] = _("引文在您存的全文里找不到：请一字不差地照录")
    if given["until_on"] is not None and given["until_on"] <= given["from_on"]:
        wrong["until_on"] = _("要在起始日之后")
    if wrong:
        raise BadInput(_("这一条变更还没有写对。"), wrong)
    return RuleChange(
        parameter=given["parameter"],
        place=place,
        value=value,
        from_on=given["from_on"],
        until_on=given["until_on"],
        strength=given["strength"],
        full_text_read=given["full_text_read"],
        **texts,
        **parts,
    )


def kind_words(unit: str) -> str:
    """What a value of this unit looks like."""
    if unit == "share":
        return _("分数，例如 2/3")
    if unit == "choice":
        return _("列出的选项之一")
    if unit == "list":
        return _("列出的事项")
    return _("不小于零的整数")
