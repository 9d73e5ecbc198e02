"""Invite somebody to listen in: one of the kinds of the paper, or another with the reason in words (B2.2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_sitting, must_be
from gongzhi.meetings.actions.tell_attendees import tell_people
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import Attendee, Sitting
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.joint_attendance import GUEST
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndatetime
from gongzhi_law.joint_meetings import OBSERVER_NAMES, Observer

INVITED = journal.event(
    "meetings.observer.invited",
    sitting=Fact.NUMBER,
    observer=Fact.WORD,
    estate=Fact.NUMBER,
    name=Fact.TEXT,
    as_what=Fact.TEXT,
)


@act
@official
def invite_observer(
    *,
    sitting: Sitting,
    observer: str,
    name: str,
    office: str = "",
    number: str = "",
    about: Estate | None = None,
    by: Person,
    at: datetime,
) -> Attendee:
    """Somebody who may listen in, with an account (by phone `number`) or as a guest whose name is sealed.

    For whoever may draft a sitting. Refuses everyone else, a sitting that is over, and somebody called already. Wrong
    input: no name, an unknown kind, 其他人员 without saying who they are, an estate not served.
    """
    sitting = lock_sitting(sitting.pk)
    division = sitting.division
    joint_access.require_preparer(by, division, at=at)
    open_states = (SittingState.DRAFT, SittingState.NOTICED, SittingState.SITTING)
    must_be(sitting, open_states, _("不能再邀请列席"))
    name, office = name.strip(), office.strip()
    wrong = {} if name and len(name) <= 40 else {"name": _("写姓名，最多 40 字")}
    if observer not in set(Observer):
        wrong["observer"] = _("请在列席人员类别中选")
    elif observer == Observer.OTHER and not office:
        wrong["office"] = _("其他人员要写明是什么单位、什么身份")
    if len(office) > 80:
        wrong["office"] = _("最多 80 字")
    if about is not None and about not in served_by(sitting):
        wrong["about"] = _("请选这次会议的小区")
    if wrong:
        raise BadInput(_("邀请列席要写明是谁、哪一类人员。"), wrong)
    person = know_person(name=name, number=number, at=at) if number.strip() else None
    if person is not None and sitting.attendees.filter(person_id=person.pk).exists():
        raise Refused(Reason(_("这个人已经在参会名单里。"), cite=TABLE, remedy=_("看参会名单")))
    entry = journal.record(
        INVITED,
        **signed(division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        observer=observer,
        estate=about.pk if about else None,
        name=name,
        as_what=office,
    )
    made = Attendee.objects.create(
        division=division,
        sitting=sitting,
        about=about,
        side=Side.OTHER,
        observer=observer,
        person_id=person.pk if person else None,
        office=office or OBSERVER_NAMES[Observer(observer)],
        guest=None if person else keys.seal(f"office:{division.pk}", GUEST, name),
        entry=entry.pk,
    )
    if person is not None and sitting.state != SittingState.DRAFT:
        tell_people([person.pk], kind="meetings.notice", text=call_words(sitting), at=at)
    return made


def call_words(sitting: Sitting) -> str:
    """The message that calls somebody to a sitting."""
    where = sitting.link if sitting.form == Sitting.Form.VIDEO else sitting.place
    return _("请参加%(title)s：%(when)s，%(where)s。") % {
        "title": sitting.title,
        "when": cndatetime(sitting.begins_at),
        "where": where,
    }
