"""Let another convene the joint meeting: a member of it, or the head of an estate's party organisation (B2.3)."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.lock_sitting import lock_table
from gongzhi.meetings.actions.tell_attendees import tell_people
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import Mandate
from gongzhi.meetings.queries.joint_candidates import may_be_asked
from gongzhi.meetings.queries.joint_scope import place_of, signed
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi.web.dates import cndate
from gongzhi_law.joint_meetings import delegable

GIVEN = journal.event(
    "meetings.mandate.given",
    whom=Fact.WORD,
    seat=Fact.NUMBER,
    standing=Fact.WORD,
    estate=Fact.NUMBER,
    from_on=Fact.DAY,
    until_on=Fact.DAY,
    limit=Fact.TEXT,
    ground=Fact.TEXT,
)


@act
@official
def give_mandate(
    *,
    division: Division,
    seat: Appointment,
    about: Estate | None = None,
    limit_words: str = "",
    basis: str,
    from_on: date,
    until_on: date,
    by: Person,
    at: datetime,
) -> Mandate:
    """The person in `seat` may convene on `[from_on, until_on)`, for one estate or (`about` None) the whole community.

    Only the secretary gives it. Who sits for an estate convenes for that estate. Refuses a seat that is neither of the
    joint meeting nor of an estate's party head. Wrong input: no ground, a past day, beyond the seat's term, oneself.
    """
    lock_table(division)
    own = access.party_seat(by, division, at=at, head=True)
    if own is None:
        raise Refused(Reason(_("召集委托由社区党组织负责人作出。"), cite=TABLE, remedy=_("请社区党组织书记登录后办理")))
    today = law_day(at)
    wrong = {} if basis.strip() else {"basis": _("必填，例如会议记录或者委托书")}
    if not today <= from_on < until_on:
        wrong["until_on"] = _("从今天或者以后开始，并写明哪一天终止")
    if seat.person_id == by.pk:
        wrong["seat"] = _("书记本人就是召集人，不用委托自己")
    term = seat.term
    last = (term.ended_on or term.until_on) if term else None
    if last is not None and until_on > last:
        wrong["until_on"] = _("不晚于受托人任期届满（%(day)s）") % {"day": cndate(last - timedelta(days=1))}
    if wrong:
        raise BadInput(_("委托要写明给谁、到哪一天、凭什么。"), wrong)
    candidates = {row.seat.pk: row for row in may_be_asked(division, on=today)}
    found = candidates.get(seat.pk)
    leads = found is not None and found.body.kind == Body.Kind.PARTY_ESTATE
    verdict = delegable(
        member=found is not None and not leads, leads_estate_party=leads, on=today, place=place_of(division)
    )
    if found is None or not verdict.passed:
        raise Refused(Reason(verdict.sentence, cite=verdict.cite, remedy=_("请在联席会议成员或者小区党组织负责人中选")))
    if found.estate is not None and about != found.estate:
        words = _("%(name)s只能受托召集%(estate)s的会议")
        text = words % {"name": found.office, "estate": found.estate.name}
        raise BadInput(_("受托人的席位属于一个小区，只能委托召集那个小区的会议。"), {"about": text})
    if about is not None and about.community_id != division.pk:
        raise BadInput(_("这个小区不在本社区。"), {"about": _("请重选")})
    standing = Mandate.Standing.PARTY_ESTATE if leads else Mandate.Standing.MEMBER
    entry = journal.record(
        GIVEN,
        **signed(division, by, f"division:{division.pk}"),
        at=at,
        whom=keys.pseudonym(None, seat.person_id),
        seat=seat.pk,
        standing=standing.value,
        estate=about.pk if about else None,
        from_on=from_on,
        until_on=until_on,
        limit=limit_words.strip(),
        ground=basis.strip(),
    )
    made = Mandate.objects.create(
        division=division,
        giver_id=by.pk,
        giver_seat=own.pk,
        person_id=seat.person_id,
        seat=seat.pk,
        standing=standing,
        about=about,
        limit=limit_words.strip()[:200],
        basis=basis.strip()[:200],
        from_on=from_on,
        until_on=until_on,
        entry=entry.pk,
    )
    text = _("%(place)s党组织负责人委托您召集联席会议，%(a)s至%(b)s，随时可以撤回。") % {
        "place": division.name,
        "a": cndate(from_on),
        "b": cndate(until_on - timedelta(days=1)),
    }
    tell_people([seat.person_id], kind="meetings.mandate", text=text, at=at)
    return made
