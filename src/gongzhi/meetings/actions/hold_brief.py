"""Let a short record stand for a joint meeting where nothing is tabled; the parties sign it (field-notes §3.1)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.give_sitting_notice import MOST, call, send, sign_off
from gongzhi.meetings.actions.lock_sitting import lock_sitting, must_be
from gongzhi.meetings.actions.tell_attendees import tell_people
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries.joint_agenda import waiting_for
from gongzhi.meetings.queries.joint_members import called_to, recipients_of
from gongzhi.meetings.queries.joint_notice import brief_words
from gongzhi.meetings.queries.joint_scope import place_of, signed
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person
from gongzhi_law.joint_meetings import brief_record

HELD = journal.event("meetings.brief.held", sitting=Fact.NUMBER, mandate=Fact.NUMBER, words=Fact.TEXT)


@act
@official
def hold_brief(*, sitting: Sitting, words: str = "", by: Person, at: datetime) -> Sitting:
    """The short record is signed off by the convener and sent to the parties; it counts once each has signed.

    Refuses everyone else, another kind of sitting, an ad hoc one, and one for which a topic is accepted or taken.
    Wrong input: too long.
    """
    sitting = lock_sitting(sitting.pk)
    division, estates = sitting.division, served_by(sitting)
    mandate = joint_access.require_summoner(by, division, sitting.kind, at=at, estates=estates)
    must_be(sitting, (SittingState.DRAFT,), _("只有筹备中的可以改为简记"))
    if sitting.kind != Sitting.Kind.JOINT or not sitting.window:
        raise Refused(
            Reason(_("只有双月定期的联席会议可以用简记代替。"), cite=TABLE, remedy=_("把议题列入议程，发通知开会"))
        )
    topics = sitting.topics.count() + len(waiting_for(division, estates))
    verdict = brief_record(topics, (), (), on=law_day(at), place=place_of(division))
    if verdict.passed is False:
        raise Refused(Reason(verdict.sentence, cite=verdict.cite, remedy=_("把议题列入议程，发通知开会")))
    text = words.strip() or brief_words(sitting)
    if len(text) > MOST:
        raise BadInput(_("简记太长。"), {"words": _("最多 %(n)s 字") % {"n": MOST}})
    entry = journal.record(
        HELD,
        **signed(division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        mandate=mandate.pk if mandate else None,
        words=text,
    )
    sign_off(sitting, by, mandate, text, at=at)
    sitting.brief = True
    sitting.save(update_fields=["state", "convener_id", "mandate", "notice_words", "noticed_at", "sign_in", "brief"])
    members = called_to(sitting, estates, on=law_day(at))
    call(sitting, members, entry=entry.pk)
    parties = recipients_of(sitting, estates, on=law_day(at))
    send(sitting, [(one.side, one.estate) for one in parties], entry=entry.pk, at=at)
    text = _("%(title)s没有议题，以简记代替开会，请代表本方签收。") % {"title": sitting.title}
    tell_people([member.seat.person_id for member in members], kind="meetings.brief", text=text, at=at)
    return sitting
