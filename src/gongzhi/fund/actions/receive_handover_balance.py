"""Receive what a leaving body handed over of the money (A7.3, L4.2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.cites import HANDOVER, TWO_PERSONS
from gongzhi.fund.models import HandoverBalance
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

RECEIVED = journal.event("fund.handover.received", body=Fact.NUMBER, remark=Fact.TEXT)


@act
def receive_handover_balance(
    *, balance: HandoverBalance, remark: str = "", by: Person, at: datetime
) -> HandoverBalance:
    """Received, with what the receiver remarks: a member of the body that follows, or an office from one side.

    Refuses whoever drew it up, everyone else, and a second receipt.
    """
    estate = balance.estate
    balance = (
        HandoverBalance.objects.select_for_update(of=("self",)).select_related("body").get(estate=estate, pk=balance.pk)
    )
    balance.estate = estate
    access.require_kinds(by, estate, (*access.OWNERS, *access.OFFICES), at=at)
    who = keys.pseudonym(estate.pk, by.pk)
    if balance.received_at is not None:
        raise Refused(Reason(_("已经接收过了。"), cite=HANDOVER, remedy=_("看接收的意见")))
    if balance.by == who:
        words = _("余额表是您编的，要由另一方接收。")
        raise Refused(Reason(words, cite=TWO_PERSONS, remedy=_("请接任的组织、社区或者街道接收")))
    entry = journal.record(
        RECEIVED,
        ref=f"handover:{balance.body_id}",
        estate_id=estate.pk,
        by=who,
        at=at,
        basis=balance.entry,
        body=balance.body_id,
        remark=remark.strip(),
    )
    balance.received_by, balance.received_at = who, at
    balance.remark, balance.received_entry = remark.strip(), entry.pk
    balance.save(update_fields=["received_by", "received_at", "remark", "received_entry"])
    return balance
