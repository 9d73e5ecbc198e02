"""Take the rows that acts on the record of a sitting write to, always the sitting first."""

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings.models import AgreedItem, Minutes, Sitting, Summary
from gongzhi.meetings.queries.minutes import RECORDED
from gongzhi.places.models import Estate


def lock_record(sitting: Sitting) -> Sitting:
    """The sitting with its community, locked until the act is over."""
    return Sitting.objects.select_for_update(of=("self",)).select_related("division").get(pk=sitting.pk)


def lock_minutes(minutes: Minutes) -> Minutes:
    """Minutes under their sitting, both locked."""
    sitting = lock_record(minutes.sitting)
    found = Minutes.objects.select_for_update(of=("self",)).select_related("division", "about").get(pk=minutes.pk)
    found.sitting = sitting
    return found


def lock_item(item: AgreedItem) -> AgreedItem:
    """An agreed item, locked until the act is over."""
    rows = AgreedItem.objects.select_for_update(of=("self",)).select_related("division", "about", "sitting", "topic")
    return rows.get(pk=item.pk)


def lock_summary(summary: Summary) -> Summary:
    """A summary with its community, locked until the act is over."""
    return Summary.objects.select_for_update(of=("self",)).select_related("division").get(pk=summary.pk)


def must_be_written(sitting: Sitting, about: Estate | None) -> None:
    """Refuses what would change a record that is closed: before the sitting, and once its minutes are signed off."""
    if sitting.state not in RECORDED:
        raise Refused(
            Reason(
                _("这次会议现在是“%(state)s”，不能记录。") % {"state": sitting.get_state_display()},
                remedy=_("会议开始以后、纪要审签以前记录"),
            )
        )
    signed = Minutes.objects.filter(division=sitting.division, sitting=sitting, signed_at__isnull=False)
    if about is not None:
        signed = signed.filter(Q(about=about) | Q(about__isnull=True))
    if signed.exists():
        raise Refused(Reason(_("纪要已经审签，不能再改记录。"), remedy=_("有遗漏的，列入下一次会议")))
