"""Publish the uses of seals of one period that is over (杭州30条)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.documents.queries import published
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.seals import access
from gongzhi.seals.actions.locks import lock_estate
from gongzhi.seals.actions.notices import publish_words
from gongzhi.seals.cites import CUSTODY
from gongzhi.seals.models import Seal
from gongzhi.seals.queries.disclosure import KIND, period_of, ref_of, uses_table


@act
@official
def disclose_uses(*, estate: Estate, period: date, by: Person, at: datetime) -> Document:
    """A numbered document with every use of the half-year that holds the day `period`: what for, on what, how many copies.

    Refuses everyone but stewards, an estate without a seal, and a second document of one period. Wrong input: a period that
    is not over.
    """
    estate = lock_estate(estate)
    access.require_steward(by, estate, at=at)
    asked = period_of(period)
    if asked.until_on > law_day(at):
        raise BadInput(_("这半年还没有过完。"), {"period": _("请选已经过完的半年")})
    seal = Seal.objects.select_related("body").filter(estate=estate).order_by("pk").last()
    if seal is None:
        raise Refused(Reason(_("还没有登记印章。"), CUSTODY, _("先登记印章")))
    if published(ref_of(asked), estate_id=estate.pk, kind=KIND):
        raise Refused(Reason(_("%(period)s的用印情况已经公开。") % {"period": asked.name}, CUSTODY, _("看公告")))
    seal.estate = estate
    table = uses_table(estate, asked)
    words = _("%(period)s共用印 %(n)s 次。") % {"period": asked.name, "n": len(table["rows"])}
    title = _("%(period)s印章使用情况") % {"period": asked.name}
    return publish_words(
        seal,
        title=title,
        paragraphs=[words],
        table=table if table["rows"] else None,
        kind=KIND,
        ref=ref_of(asked),
        by=by,
        at=at,
    )
