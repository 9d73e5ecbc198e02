"""Sign the short record for one's party; with the last signature the sitting counts as held."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_sitting, move, must_be
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import BriefSign, Sitting
from gongzhi.meetings.queries.joint_brief import open_parties, signed_parties
from gongzhi.meetings.queries.joint_notice import brief_data, mark_of
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person

SIGNED = journal.event("meetings.brief.signed", sitting=Fact.NUMBER, sides=Fact.WORD)
COUNTED = journal.event("meetings.brief.counted", sitting=Fact.NUMBER, document=Fact.NUMBER)


@act
@official
def sign_brief(*, sitting: Sitting, by: Person, at: datetime) -> Sitting:
    """The person signs for every party for which they sit and which has not signed; a missing party is not waited for.

    When all that are there have signed, the record is published with its number and counts for its window. Refuses
    whoever sits for none of them, and a sitting that is no open short record.
    """
    sitting = lock_sitting(sitting.pk)
    division = sitting.division
    must_be(sitting, (SittingState.NOTICED,), _("简记现在不能签收"))
    if not sitting.brief:
        raise Refused(Reason(_("这次会议要开会，不是简记。"), cite=TABLE, remedy=_("发通知开会")))
    rows = joint_access.speaking_for(by, division, at=at, estates=served_by(sitting))
    mine = {(row.side, row.estate) for row in rows}
    waiting = open_parties(sitting, at=at)
    own = [one for one in waiting if (one.side, one.estate) in mine]
    if not own:
        words = _("您这一方已经签收，或者简记不用您这一方签收。")
        raise Refused(Reason(words, cite=TABLE, remedy=_("请还没有签收的一方的成员登录后签收")))
    entry = journal.record(
        SIGNED,
        **signed(division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        sides=[f"{one.side}:{one.estate.pk if one.estate else ''}" for one in own],
    )
    BriefSign.objects.bulk_create(
        BriefSign(
            division=division,
            sitting=sitting,
            side=one.side,
            about=one.estate,
            person_id=by.pk,
            at=at,
            entry=entry.pk,
        )
        for one in own
    )
    if len(own) == len(waiting):
        _count(sitting, by, at=at)
    return sitting


def _count(sitting: Sitting, by: Person, *, at: datetime) -> None:
    who = signed(sitting.division, by, f"sitting:{sitting.pk}")
    document = publish_document(
        division=sitting.division_id,
        kind="sitting_brief",
        mark=_("%(issuer)s简") % {"issuer": mark_of(sitting)},
        title=_("%(title)s简记") % {"title": sitting.title},
        template="official",
        data=brief_data(sitting, signed_parties(sitting)),
        ref=who["ref"],
        by=who["by"],
        at=at,
    )
    journal.record(COUNTED, **who, at=at, sitting=sitting.pk, document=document.pk)
    move(sitting, SittingState.MINUTED)
    sitting.opened_at, sitting.closed_at, sitting.document_id = at, at, document.pk
    sitting.save(update_fields=["state", "opened_at", "closed_at", "document_id"])
