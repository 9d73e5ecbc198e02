"""Draw up what a leaving body hands over of the money (A7.3, L4.2)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.access import sits_in
from gongzhi.bodies.models import Body
from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import OFFICIAL
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import HANDOVER
from gongzhi.fund.models import HandoverBalance
from gongzhi.fund.oversight_access import require_leaver
from gongzhi.fund.queries.handover import accounts_on, paper_of, pending_on
from gongzhi.fund.queries.serials import hold_register
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds

MADE = journal.event(
    "fund.handover.made",
    body=Fact.NUMBER,
    on=Fact.DAY,
    accounts=Fact.NUMBER,
    total_fen=Fact.NUMBER,
    one_sided=Fact.TRUTH,
    document=Fact.HASH,
)


@act
@official
def make_handover_balance(*, body: Body, on: date, by: Person, at: datetime) -> HandoverBalance:
    """移交余额表 of a body on a day as a numbered document: every account, and all that is not settled, from the ledger.

    A member of the body draws it up, or an office from one side. Refuses everyone else, and a second one for the same
    day. Wrong input: a day before the ledger or to come, a body of no estate.
    """
    if body.estate is None:
        raise BadInput(_("请选择本小区的组织。"), {"body": _("请重选")})
    book = lock_book(body.estate)
    body.estate = estate = book.estate
    hold_register("fund_handoverbalance", estate)
    require_leaver(by, body, at=at)
    if on > law_day(at) or on < book.from_on:
        raise BadInput(_("请核对日期。"), {"on": _("不早于建账，不晚于今天")})
    if HandoverBalance.objects.filter(estate=estate, body=body, on=on).exists():
        raise Refused(Reason(_("这一天的移交余额表已经编过。"), cite=HANDOVER, remedy=_("看那一张，或者换一个日期")))
    one_sided = not sits_in(by, body, at=at)
    office = estate.community if holds(by, Capacity.Kind.COMMUNITY, estate, at=at) else estate.community.parent
    accounts, pending = accounts_on(estate, on), pending_on(estate, on, at=at)
    who = keys.pseudonym(estate.pk, by.pk)
    document = publish_document(
        estate_id=estate.pk,
        kind="handover",
        mark=_("%(estate)s资金移交") % {"estate": estate.name},
        title=_("%(body)s资金移交余额表") % {"body": body.name},
        template=OFFICIAL,
        data=paper_of(body, on, accounts, pending, signed_by=office.name if office and one_sided else ""),
        ref=f"handover:{body.pk}",
        by=who,
        at=at,
    )
    entry = journal.record(
        MADE,
        ref=f"handover:{body.pk}",
        estate_id=estate.pk,
        by=who,
        at=at,
        basis=book.entry,
        body=body.pk,
        on=on,
        accounts=len(accounts),
        total_fen=sum(row["fen"] for row in accounts),
        one_sided=one_sided,
        document=document.sha256,
    )
    return HandoverBalance.objects.create(
        estate=estate,
        body=body,
        on=on,
        accounts=accounts,
        pending=[*pending, {"kind": "one_sided", "words": "", "count": int(one_sided), "fen": None}],
        document_id=document.pk,
        by=who,
        at=at,
        entry=entry.pk,
    )
