"""End an engagement before its time; a secretary's capacity ends in the same act."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from gongzhi.bodies import upkeep_access
from gongzhi.bodies.models import Engagement
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person

ENDED = journal.event("bodies.engagement.ended", engagement=Fact.NUMBER, ended_on=Fact.DAY, reason=Fact.TEXT)


@act
def end_engagement(*, engagement: Engagement, reason: str, on: date, by: Person, at: datetime) -> Engagement:
    """Ends a secretary's or a service's engagement on `on` with its reason (A8.3).

    Refuses everyone but the body that hired and the community of the place (the secretary may leave too), and ending twice.
    Wrong input: no reason, a day before it began or to come.
    """
    engagement = (
        Engagement.objects.select_for_update(of=("self",))
        .select_related("estate__community", "body")
        .get(pk=engagement.pk)
    )
    if engagement.person_id != by.pk:
        upkeep_access.may_engage(by, engagement, at=at)
    if engagement.ended_on is not None:
        raise Refused(_("这项聘用已经结束。"))
    if not reason.strip() or not engagement.from_on <= on <= law_day(at):
        raise BadInput(_("结束要写明原因和日期。"), {"reason": _("必填"), "on": _("在开始之后、不晚于今天")})
    entry = journal.record(
        ENDED,
        ref=f"body:{engagement.body_id}",
        estate_id=engagement.estate_id,
        by=keys.pseudonym(engagement.estate_id, by.pk),
        at=at,
        engagement=engagement.pk,
        ended_on=on,
        reason=reason.strip(),
    )
    engagement.ended_on, engagement.ended_for = on, reason.strip()[:200]
    engagement.save(update_fields=["ended_on", "ended_for"])
    held = Capacity.objects.select_for_update().filter(granted_entry=engagement.entry, until_at__gt=at)
    for capacity in held:
        capacity.until_at = max(at, capacity.from_at + timedelta(microseconds=1))
        capacity.ended_entry = entry.pk
        capacity.save(update_fields=["until_at", "ended_entry"])
    return engagement
