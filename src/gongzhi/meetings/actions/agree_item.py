"""Write down what a sitting agreed on: who does what by when."""

from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.actions.record_rows import lock_record, must_be_written
from gongzhi.meetings.models import AgreedItem, Sitting, Topic
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

AGREED = journal.event(
    "meetings.item.agreed",
    sitting=Fact.NUMBER,
    number=Fact.NUMBER,
    topic=Fact.NUMBER,
    about=Fact.NUMBER,
    side=Fact.WORD,
    unit=Fact.TEXT,
    words=Fact.TEXT,
    due_on=Fact.DAY,
)
UNIT = 80


@act
@official
def agree_item(
    *,
    sitting: Sitting,
    topic: Topic | None = None,
    about: Estate | None = None,
    side: str,
    unit: str = "",
    words: str,
    due_on: date,
    by: Person,
    at: datetime,
) -> AgreedItem:
    """A duty of one party by a day, for an estate that the sitting serves or for the community; open until done (B2.8).

    An item on a topic of one estate is of that estate. Refuses everyone but the office, an estate that the sitting does
    not serve, a topic it did not take, and a record that is closed. Wrong input: no words, an unknown party, an other
    unit without a name, a day that is past.
    """
    sitting = lock_record(sitting)
    access.require_office(by, sitting.division, at=at)
    about = topic.about if topic is not None and topic.about is not None else about
    must_be_written(sitting, about)
    if about is not None and about.pk not in {estate.pk for estate in served_by(sitting)}:
        raise Refused(Reason(_("这次会议不包括这个小区。"), remedy=_("改选会议所涉的小区，或者整个社区")))
    if topic is not None and not _taken(sitting, topic):
        raise Refused(Reason(_("这个议题没有列入这次会议的议程。"), remedy=_("先列入议程")))
    kept = said(words, missing=_("请写明议定做什么。"))
    unit = unit.strip()
    wrong = {}
    if side not in Side.values:
        wrong["side"] = _("请选责任方")
    if side == Side.OTHER and not unit:
        wrong["unit"] = _("请写明是哪个单位")
    if len(unit) > UNIT:
        wrong["unit"] = _("最多 80 个字")
    if due_on < law_day(at):
        wrong["due_on"] = _("不能早于今天")
    if wrong:
        raise BadInput(_("请写明责任方和期限。"), wrong)
    last = AgreedItem.objects.filter(division=sitting.division, sitting=sitting).aggregate(n=Max("number"))["n"] or 0
    entry = journal.record(
        AGREED,
        ref=f"sitting:{sitting.pk}",
        office=sitting.division.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=topic.entry if topic is not None else sitting.entry,
        sitting=sitting.pk,
        number=last + 1,
        topic=topic.pk if topic is not None else None,
        about=about.pk if about is not None else None,
        side=side,
        unit=unit,
        words=kept,
        due_on=due_on,
    )
    return AgreedItem.objects.create(
        division=sitting.division,
        about=about,
        sitting=sitting,
        topic=topic,
        number=last + 1,
        words=kept,
        side=side,
        unit=unit,
        due_on=due_on,
        entry=entry.pk,
    )


def _taken(sitting: Sitting, topic: Topic) -> bool:
    here = Q(sitting=sitting) | Q(discussions__sitting=sitting)
    return Topic.objects.filter(here, division=sitting.division, pk=topic.pk).exists()
