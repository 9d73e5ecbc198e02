"""Sittings of a community by API: who sits, the year, drafts, notices, arrivals, short records."""

from datetime import datetime

from ninja import File, Router
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.meetings_lines import (
    Line,
    attendee_line,
    estate_of,
    estates_of,
    mandate_line,
    sitting_line,
    topic_line,
    year_line,
)
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, Why, instant, page_of
from gongzhi.kernel.clock import law_day
from gongzhi.meetings import access, joint_access
from gongzhi.meetings.actions.acknowledge_notice import acknowledge_notice
from gongzhi.meetings.actions.cancel_sitting import cancel_sitting
from gongzhi.meetings.actions.change_draft import change_draft
from gongzhi.meetings.actions.close_sitting import close_sitting
from gongzhi.meetings.actions.draft_sitting import draft_sitting
from gongzhi.meetings.actions.drop_observer import drop_observer
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.hold_brief import hold_brief
from gongzhi.meetings.actions.invite_observer import invite_observer
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.actions.record_arrival import record_arrival
from gongzhi.meetings.actions.show_place import show_place
from gongzhi.meetings.actions.sign_brief import sign_brief
from gongzhi.meetings.actions.sign_in_sitting import sign_in_sitting
from gongzhi.meetings.actions.take_topics import take_topics
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries import joint_calendar as calendar
from gongzhi.meetings.queries.joint_attendance import lines_of
from gongzhi.meetings.queries.joint_candidates import mandates_in
from gongzhi.meetings.queries.joint_members import CALLED, estates_in, members_of, parties_of
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.places.models import Division

router = Router()
table, one = Door(access.get_community_for), Door(access.get_sitting_for)
public, street = Door(joint_access.public_community), Door(joint_access.get_street_for)
of_attendee, of_notice = Door(joint_access.get_attendee_for), Door(joint_access.get_delivery_for)
coded = Door(joint_access.get_sitting_by_code)
DIVISION = "/divisions/{slug:division}"
SITTING = f"{DIVISION}/sittings/{{int:sitting_id}}"


class Draft(Given):
    """A sitting to be: `estates` are codes, `window` is `2026-10`."""

    form: str
    begins_at: datetime
    estates: list[str] = []
    title: str = ""
    window: str = ""
    why: str = ""
    place: str = ""
    link: str = ""


class NewSitting(Draft):
    """A draft of a kind: joint, env, env_summary, exchange, forum."""

    kind: str


class Changed(Draft):
    """A draft and the words of its notice."""

    notice_words: str = ""


class Agenda(Given):
    """The numbers of the topics taken."""

    topics: list[int]


class Observer(Given):
    """Who listens in; `estate` is a code."""

    observer: str
    name: str
    office: str = ""
    number: str = ""
    estate: str = ""


class NoticeWords(Given):
    """The words of a notice or a short record; empty takes the draft."""

    words: str = ""


@router.get(f"{DIVISION}/joint", auth=public, response=Line)
def joint(request: Asked, division: str) -> Line:
    """Who sits at the joint meeting today, which parties are not there and why, who convenes, and the year's windows."""
    here, on = request.here, law_day(request.at)
    estates, called = estates_in(here), CALLED[Sitting.Kind.JOINT]
    return {
        "members": [
            {"side": m.side, "estate": m.estate.code if m.estate else None, "name": m.name, "office": m.office}
            for m in members_of(here, estates, on=on)
            if m.side in called
        ],
        "parties": [
            {
                "side": p.side,
                "estate": p.estate.code if p.estate else None,
                "name": p.name,
                "expected": p.expected,
                "note": p.note,
            }
            for p in parties_of(here, estates, on=on)
            if p.side in called
        ],
        "mandates": [
            {**mandate_line(m.mandate), "name": m.name, "office": m.office}
            for m in mandates_in(here, on=on)
            if m.running
        ],
        "year": year_line(calendar.year_of(here, on.year, on=on)),
    }


@router.get(f"{DIVISION}/meetings-below", auth=street, response=list[Line])
def below(request: Asked, division: str) -> list[Line]:
    """The year of each community of a street."""
    on = law_day(request.at)
    rows = Division.objects.filter(parent=request.here, level=Division.Level.COMMUNITY).order_by("pk")
    return [year_line(year) for year in calendar.years_of(rows, on.year, on=on)]


@router.get(f"{DIVISION}/sittings", auth=table, response=Page[Line])
def sittings(request: Asked, division: str, page: PageNumber = 1, size: PageSize = 30) -> Line:
    """The community's sittings, the newest first."""
    rows = Sitting.objects.filter(division=request.here).order_by("-begins_at", "-pk")
    return page_of(rows, page, size, sitting_line)


@router.post(f"{DIVISION}/sittings", auth=table, response=Line)
def post_sitting(request: Asked, division: str, body: NewSitting) -> Line:
    """Draft a sitting."""
    given = {**body.dict(), "estates": estates_of(request.here, body.estates)}
    return sitting_line(draft_sitting(division=request.here, **given, **acted(request)))


@router.get(SITTING, auth=one, response=Line)
def sitting(request: Asked, division: str, sitting_id: int) -> Line:
    """One sitting with estates, agenda, attendance and receipts; the names of guests only for whoever keeps the list."""
    row: Sitting = request.here
    prepares = joint_access.may_prepare(request.person, row.division, at=request.at)
    notices = row.deliveries.filter(minutes__isnull=True).select_related("about").order_by("pk")
    return {
        **sitting_line(row),
        "estates": [estate.code for estate in served_by(row)],
        "topics": [topic_line(t) for t in row.topics.select_related("about").order_by("position")],
        "attendees": [
            {**attendee_line(line.row), "name": line.name, "office": line.row.office}
            for line in lines_of(row, guests=prepares)
        ],
        "notices": [
            {
                "id": d.pk,
                "side": d.side,
                "estate": d.about.code if d.about else None,
                "sent_at": instant(d.sent_at),
                "acknowledged_at": instant(d.acknowledged_at),
            }
            for d in notices
        ],
    }


@router.post(f"{SITTING}/change", auth=one, response=Line)
def post_change(request: Asked, division: str, sitting_id: int, body: Changed) -> Line:
    """Change a draft."""
    given = {**body.dict(), "estates": estates_of(request.here.division, body.estates)}
    return sitting_line(change_draft(sitting=request.here, **given, **acted(request)))


@router.post(f"{SITTING}/agenda", auth=one, response=Line)
def post_agenda(request: Asked, division: str, sitting_id: int, body: Agenda) -> Line:
    """Take topics."""
    return sitting_line(take_topics(sitting=request.here, topics=body.topics, **acted(request)))


@router.post(f"{SITTING}/observers", auth=one, response=Line)
def post_observer(request: Asked, division: str, sitting_id: int, body: Observer) -> Line:
    """Invite an observer."""
    given = body.dict(exclude={"estate"})
    about = estate_of(request.here.division, body.estate)
    return attendee_line(invite_observer(sitting=request.here, about=about, **given, **acted(request)))


@router.post(f"{SITTING}/notice", auth=one, response=Line)
def post_notice(request: Asked, division: str, sitting_id: int, body: NoticeWords) -> Line:
    """Sign off the notice."""
    return sitting_line(give_sitting_notice(sitting=request.here, words=body.words, **acted(request)))


@router.post(f"{SITTING}/notices/{{int:notice_id}}/acknowledge", auth=of_notice, response=Line)
def post_receipt(request: Asked, division: str, sitting_id: int, notice_id: int) -> Line:
    """Acknowledge the notice for one's party."""
    row = acknowledge_notice(delivery=request.here, **acted(request))
    return {"id": row.pk, "acknowledged_at": instant(row.acknowledged_at)}


@router.post(f"{SITTING}/brief", auth=one, response=Line)
def post_brief(request: Asked, division: str, sitting_id: int, body: NoticeWords) -> Line:
    """Let a short record stand for the meeting."""
    return sitting_line(hold_brief(sitting=request.here, words=body.words, **acted(request)))


@router.post(f"{SITTING}/brief/sign", auth=one, response=Line)
def post_brief_sign(request: Asked, division: str, sitting_id: int) -> Line:
    """Sign the short record for one's party."""
    return sitting_line(sign_brief(sitting=request.here, **acted(request)))


@router.post(f"{SITTING}/open", auth=one, response=Line)
def post_open(request: Asked, division: str, sitting_id: int) -> Line:
    """Open the sitting."""
    return sitting_line(open_sitting(sitting=request.here, **acted(request)))


@router.post(f"{SITTING}/close", auth=one, response=Line)
def post_close(request: Asked, division: str, sitting_id: int) -> Line:
    """Close the sitting."""
    return sitting_line(close_sitting(sitting=request.here, **acted(request)))


@router.post(f"{SITTING}/cancel", auth=one, response=Line)
def post_cancel(request: Asked, division: str, sitting_id: int, body: Why) -> Line:
    """Cancel the sitting."""
    return sitting_line(cancel_sitting(sitting=request.here, reason=body.reason, **acted(request)))


@router.post(f"{SITTING}/place", auth=one, response=Line)
def post_place(request: Asked, division: str, sitting_id: int, file: UploadedFile = File(...)) -> Line:
    """Keep a photograph of the place."""
    sent = sent_paper(file)
    photo = {"photo_name": sent["file_name"], "photo": sent["content"]}
    return sitting_line(show_place(sitting=request.here, **photo, **acted(request)))


@router.post(f"{SITTING}/attendees/{{int:attendee_id}}/arrival", auth=of_attendee, response=Line)
def post_arrival(request: Asked, division: str, sitting_id: int, attendee_id: int) -> Line:
    """Record that somebody came."""
    return attendee_line(record_arrival(attendee=request.here, **acted(request)))


@router.post(f"{SITTING}/attendees/{{int:attendee_id}}/drop", auth=of_attendee, response=Line)
def post_drop(request: Asked, division: str, sitting_id: int, attendee_id: int) -> Line:
    """Take back an invitation to listen in, while the sitting is in draft."""
    return sitting_line(drop_observer(attendee=request.here, **acted(request)))


@router.post("/m/{slug:sign_in}/arrival", auth=coded, response=Line)
def post_own_arrival(request: Asked, sign_in: str) -> Line:
    """Sign in by the code of the screen."""
    return attendee_line(sign_in_sitting(sitting=request.here, **acted(request)))
