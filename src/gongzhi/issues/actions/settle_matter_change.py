"""Confirm, decline or withdraw a change of the responsibility list."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from gongzhi.issues.cites import MEASURES
from gongzhi.issues.models import MatterChange, MatterVerdict
from gongzhi.issues.queries.matter_changes import refresh
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.norms.access import may_change
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

SETTLED = journal.event("issues.matter.settled", change=Fact.NUMBER, verdict=Fact.WORD, reason=Fact.TEXT)
V = MatterVerdict.Kind


@act
def settle_matter_change(
    *, change: MatterChange, verdict: str, reason: str = "", by: Person, at: datetime
) -> MatterVerdict:
    """The second person's word on a period (`confirmed`, `declined`), or anybody's of the place to take a change back.

    Refuses whoever may not change rules of the place, the proposer as second person, what was settled, a day gone by; wrong input:
    another verdict, no reason to decline or withdraw.
    """
    with connection.cursor() as cursor:  # the table takes no updates, hence no row locks
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('issues:matters', 0))")
    row = MatterChange.objects.get(pk=change.pk)
    may_change(by, str(row.division_id), at=at)
    if verdict not in V.values:
        raise BadInput(_("请选怎么办。"), {"verdict": _("必选")})
    if verdict != V.CONFIRMED and not reason.strip():
        raise BadInput(_("请写理由。"), {"reason": _("必填")})
    kinds = set(row.verdicts.values_list("kind", flat=True))
    over = V.WITHDRAWN in kinds or V.DECLINED in kinds
    if over or (verdict != V.WITHDRAWN and V.CONFIRMED in kinds):
        raise Refused(Reason(_("这一条已经办过。"), MEASURES, remedy=_("要再改的，另行提出")))
    if verdict == V.CONFIRMED and by.pk == row.person_id:
        words = _("时限的变更要两个人：这一条是您提出的，不能由您自己确认。")
        raise Refused(Reason(words, MEASURES, remedy=_("请另一位规则管理员确认")))
    if verdict == V.CONFIRMED and row.from_on < law_day(at):
        words = _("施行的日子%(day)s已经过了，不能再确认。") % {"day": cndate(row.from_on)}
        raise Refused(Reason(words, MEASURES, remedy=_("不同意这一条，另行提出，日子从今天起")))
    return settle(row, V(verdict), reason, by=by, at=at)


def settle(row: MatterChange, kind: MatterVerdict.Kind, reason: str, *, by: Person, at: datetime) -> MatterVerdict:
    """The verdict with its journal entry; on commit this process answers by it."""
    who = keys.pseudonym(None, by.pk)
    entry = journal.record(
        SETTLED,
        ref=f"matter:{row.matter}",
        office=str(row.division_id),
        by=who,
        at=at,
        basis=row.entry,
        change=row.pk,
        verdict=kind.value,
        reason=reason.strip(),
    )
    made: MatterVerdict = MatterVerdict.objects.create(
        change=row, kind=kind, reason=reason.strip()[:300], person_id=by.pk, by=who, entry=entry.pk, at=at
    )
    transaction.on_commit(refresh)
    return made
