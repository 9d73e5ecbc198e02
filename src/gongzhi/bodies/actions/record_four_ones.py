"""Record one of the five items of 四有一化 in an estate, with its evidence."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.actions.evidence import keep_evidence
from gongzhi.bodies.models import FourOnes
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

RECORDED = journal.event(
    "bodies.four_ones.recorded",
    item=Fact.WORD,
    met=Fact.TRUTH,
    evidence=Fact.TEXT,
    document=Fact.HASH,
    on=Fact.DAY,
)


@act
def record_four_ones(
    *,
    estate: Estate,
    item: str,
    met: bool,
    evidence: str,
    on: date,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> FourOnes:
    """Whether the estate has this item of 四有一化 on `on`, by what evidence (十项措施一（一）, A1.1); the newest row counts.

    Refuses all but community and street of the place. Wrong input: no such item, an item met without evidence in words or
    a file, an item not met without what is missing, a day to come.
    """
    access.require_in(by, estate, None, *upkeep_access.UPKEEPERS, at=at)
    wrong = {}
    if item not in FourOnes.Item.values:
        wrong["item"] = _("请选择")
    if not evidence.strip() and not content:
        wrong["evidence"] = _("写明做法、地点、文件，或者附一张照片") if met else _("写明还缺什么")
    if on > law_day(at):
        wrong["on"] = _("不能晚于今天")
    if wrong:
        raise BadInput(_("请写明哪一项、做到没有、凭什么说。"), wrong)
    stored = keep_evidence(estate, file_name=file_name, content=content, content_type=content_type, at=at)
    words = evidence.strip() or (stored.name if stored else "")
    entry = journal.record(
        RECORDED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        item=item,
        met=met,
        evidence=words,
        document=stored.sha256 if stored else None,
        on=on,
    )
    return FourOnes.objects.create(
        estate=estate,
        item=item,
        met=met,
        evidence=words,
        file_id=stored.pk if stored else None,
        on=on,
        entry=entry.pk,
    )
