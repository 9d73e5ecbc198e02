"""Note what was delivered under an engagement, or how it is judged."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import upkeep_access
from gongzhi.bodies.actions.evidence import keep_evidence
from gongzhi.bodies.models import Engagement, EngagementNote
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

NOTED = journal.event(
    "bodies.engagement.noted",
    engagement=Fact.NUMBER,
    kind=Fact.WORD,
    words=Fact.TEXT,
    document=Fact.HASH,
    on=Fact.DAY,
)
KIND = EngagementNote.Kind


@act
def note_engagement(
    *,
    engagement: Engagement,
    kind: str,
    words: str,
    on: date,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> EngagementNote:
    """A delivery 交付 or an evaluation 评价 under a secretary's or a service's engagement (A8.3).

    Refuses everyone but the body that hired, the community of the place and, for deliveries only, the secretary: nobody
    evaluates themselves. Wrong input: nothing said, a day before it began or to come, a file that is no scan.
    """
    engagement = Engagement.objects.select_related("estate__community", "body").get(pk=engagement.pk)
    if engagement.person_id == by.pk:
        if kind == KIND.EVALUATION:
            raise Refused(Reason(_("不能评价自己的工作。"), remedy=_("请聘用的组织评价")))
    else:
        upkeep_access.may_engage(by, engagement, at=at)
    wrong = {}
    if kind not in KIND.values:
        wrong["kind"] = _("请选择")
    if not words.strip():
        wrong["words"] = _("必填")
    if not engagement.from_on <= on <= law_day(at):
        wrong["on"] = _("在开始之后、不晚于今天")
    if wrong:
        raise BadInput(_("请写明交付了什么、评价如何、哪一天。"), wrong)
    stored = keep_evidence(engagement.estate, file_name=file_name, content=content, content_type=content_type, at=at)
    pseudonym = keys.pseudonym(engagement.estate_id, by.pk)
    entry = journal.record(
        NOTED,
        ref=f"body:{engagement.body_id}",
        estate_id=engagement.estate_id,
        by=pseudonym,
        at=at,
        engagement=engagement.pk,
        kind=kind,
        words=words.strip(),
        document=stored.sha256 if stored else None,
        on=on,
    )
    return EngagementNote.objects.create(
        estate=engagement.estate,
        engagement=engagement,
        kind=kind,
        words=words.strip(),
        file_id=stored.pk if stored else None,
        on=on,
        by=pseudonym,
        entry=entry.pk,
    )
