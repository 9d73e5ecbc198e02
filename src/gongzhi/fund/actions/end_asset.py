"""End the entry of an asset: sold, taken down, found to be somebody else's."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.models import Asset, IncomeContract
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ENDED = journal.event("fund.asset.ended", serial=Fact.NUMBER, on=Fact.DAY, reason=Fact.TEXT)


@act
def end_asset(*, asset: Asset, on: date, reason: str, by: Person, at: datetime) -> Asset:
    """The asset stands in the list as ended from `on`, with the reason that everyone reads.

    Refuses everyone but who keeps the books, an asset on which a contract still runs, and a second ending.
    """
    estate = asset.estate
    asset = Asset.objects.select_for_update().get(pk=asset.pk)
    asset.estate = estate
    access.require_bookkeeper(by, estate, at=at)
    if asset.ended_on is not None:
        raise Refused(Reason(_("这项资产已经停止登记。"), remedy=_("看资产清单")))
    running = IncomeContract.objects.filter(estate=estate, asset=asset, ended_on__isnull=True, until_on__gt=on)
    if found := running.first():
        raise Refused(
            Reason(
                _("第 %(n)s 号合同还没有到期。") % {"n": found.serial},
                remedy=_("先登记合同终止"),
                remedy_url=f"/desk/e/{estate.code}/fund/contracts/{found.serial}/",
            )
        )
    wrong = {}
    if not reason.strip():
        wrong["reason"] = _("必填")
    if on > law_day(at):
        wrong["on"] = _("不能是将来的日子")
    if wrong:
        raise BadInput(_("请补好再登记。"), wrong)
    entry = journal.record(
        ENDED,
        ref=f"asset:{asset.serial}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=asset.entry,
        serial=asset.serial,
        on=on,
        reason=reason.strip(),
    )
    asset.ended_on, asset.ended_for, asset.ended_entry = on, reason.strip()[:200], entry.pk
    asset.save(update_fields=["ended_on", "ended_for", "ended_entry"])
    return asset
