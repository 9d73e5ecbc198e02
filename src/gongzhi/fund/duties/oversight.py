"""What is due in oversight: warnings to look at, findings to put right, audits to close, balances to receive (A5.6, A7.3)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.cites import AUDITS, BOOKS, HANDOVER
from gongzhi.fund.models import Audit, Book, HandoverBalance
from gongzhi.fund.queries.audits import open_findings
from gongzhi.fund.queries.watch import open_ones, watched_over
from gongzhi.fund.states import AuditState
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate

K = Capacity.Kind


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Estate number → what is due, in a fixed number of statements."""
    live = {pk: one for pk, one in estates.items() if one.ended_on is None}
    booked = set(Book.objects.filter(estate__in=live).values_list("estate_id", flat=True))
    known = {pk: one for pk, one in live.items() if pk in booked}
    found: dict[int, list[Duty]] = defaultdict(list)
    if not known:
        return {}
    for pk, rows in watched_over(known, at).items():
        waiting = [one for one in open_ones(rows) if one.decided is None]
        if waiting:
            title = _("看 %(n)s 条资金提示，写明怎么处理") % {"n": len(waiting)}
            url = reverse("fund:oversight_home", args=[known[pk].code])
            found[pk].append(Duty(title, None, str(K.COMMUNITY.label), BOOKS, url))
    for row in open_findings(list(known)):
        code, answered = known[row.estate_id].code, row.answered_at is not None
        words = _("认定审计第 %(n)s 号问题是否整改") if answered else _("整改审计第 %(n)s 号问题")
        who = K.COMMUNITY if answered else K.COMMITTEE
        url = reverse("fund:finding", args=[code, row.audit.serial, row.number])
        found[row.estate_id].append(Duty(words % {"n": row.number}, row.due_on, str(who.label), AUDITS, url))
    reported = Audit.objects.filter(estate__in=list(known), state=AuditState.REPORTED, findings__closed_at__isnull=True)
    unfinished = set(reported.filter(findings__isnull=False).values_list("pk", flat=True))
    for audit in Audit.objects.filter(estate__in=list(known), state=AuditState.REPORTED).order_by("pk"):
        if audit.pk not in unfinished:
            title = _("了结第 %(n)s 号审计，收回审计人员的查阅权") % {"n": audit.serial}
            url = reverse("fund:audit", args=[known[audit.estate_id].code, audit.serial])
            found[audit.estate_id].append(Duty(title, None, str(K.COMMUNITY.label), AUDITS, url))
    for balance in HandoverBalance.objects.filter(estate__in=list(known), received_at__isnull=True).order_by("pk"):
        url = reverse("fund:handover", args=[known[balance.estate_id].code, balance.pk])
        found[balance.estate_id].append(Duty(_("接收资金移交余额表"), None, str(K.COMMITTEE.label), HANDOVER, url))
    return dict(found)
