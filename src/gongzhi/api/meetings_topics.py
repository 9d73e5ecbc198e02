"""Topics and mandates of a community by API: proposed, judged, mended, withdrawn; given and taken back."""

from datetime import date

from django.utils.translation import gettext as _
from ninja import File, Form, Router
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.meetings_lines import Line, estate_of, mandate_line, topic_line
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, Sent, Why, page_of
from gongzhi.bodies.models import Appointment
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings import access, joint_access
from gongzhi.meetings.actions.amend_topic import amend_topic
from gongzhi.meetings.actions.give_mandate import give_mandate
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.propose_topic import propose_topic
from gongzhi.meetings.actions.revoke_mandate import revoke_mandate
from gongzhi.meetings.actions.withdraw_topic import withdraw_topic
from gongzhi.meetings.models import Topic
from gongzhi.meetings.queries.joint_candidates import mandates_in

router = Router()
table = Door(access.get_community_for)
of_topic, of_mandate = Door(joint_access.get_topic_for), Door(joint_access.get_mandate_for)
DIVISION = "/divisions/{slug:division}"
TOPIC = f"{DIVISION}/topics/{{int:topic_id}}"


class Mended(Sent):
    """A topic in other words."""

    business: str
    title: str
    words: str


class Proposed(Mended):
    """What is put forward: `estate` is a code (empty: the community), `basis_ref` as `issue:12`."""

    estate: str = ""
    side: str = ""
    basis_entry: int | None = None
    basis_ref: str = ""


class Judged(Given):
    """Accepted, or returned with a reason."""

    accept: bool
    reason: str = ""


class NewMandate(Given):
    """Who may convene (`seat` is the number of an appointment), for which estate (code; empty: all), until when."""

    seat: int
    estate: str = ""
    limit_words: str = ""
    basis: str
    from_on: date
    until_on: date


@router.get(f"{DIVISION}/topics", auth=table, response=Page[Line])
def topics(request: Asked, division: str, page: PageNumber = 1, size: PageSize = 30) -> Line:
    """The community's topics, the newest first."""
    rows = Topic.objects.filter(division=request.here).select_related("about").order_by("-pk")
    return page_of(rows, page, size, topic_line)


@router.post(f"{DIVISION}/topics", auth=table, response=Line)
def post_topic(request: Asked, division: str, body: Form[Proposed], file: UploadedFile | None = File(None)) -> Line:
    """Propose a topic, with a file if there is one."""
    about = estate_of(request.here, body.estate)
    given = body.dict(exclude={"estate"})
    row = propose_topic(division=request.here, about=about, **given, **sent_paper(file), **acted(request))
    return topic_line(row)


@router.get(TOPIC, auth=of_topic, response=Line)
def topic(request: Asked, division: str, topic_id: int) -> Line:
    """One topic."""
    return topic_line(request.here)


@router.post(f"{TOPIC}/judge", auth=of_topic, response=Line)
def post_judgement(request: Asked, division: str, topic_id: int, body: Judged) -> Line:
    """Accept a topic or return it."""
    return topic_line(judge_topic(topic=request.here, **body.dict(), **acted(request)))


@router.post(f"{TOPIC}/amend", auth=of_topic, response=Line)
def post_amendment(
    request: Asked, division: str, topic_id: int, body: Form[Mended], file: UploadedFile | None = File(None)
) -> Line:
    """Mend a returned topic."""
    return topic_line(amend_topic(topic=request.here, **body.dict(), **sent_paper(file), **acted(request)))


@router.post(f"{TOPIC}/withdraw", auth=of_topic, response=Line)
def post_withdrawal(request: Asked, division: str, topic_id: int, body: Why) -> Line:
    """Withdraw a topic."""
    return topic_line(withdraw_topic(topic=request.here, reason=body.reason, **acted(request)))


@router.get(f"{DIVISION}/mandates", auth=table, response=list[Line])
def mandates(request: Asked, division: str) -> list[Line]:
    """Every mandate of the community, those in force first."""
    rows = mandates_in(request.here, on=law_day(request.at))
    return [{**mandate_line(m.mandate), "name": m.name, "office": m.office, "running": m.running} for m in rows]


@router.post(f"{DIVISION}/mandates", auth=table, response=Line)
def post_mandate(request: Asked, division: str, body: NewMandate) -> Line:
    """Let another convene."""
    seat = Appointment.objects.select_related("term", "body", "seat").filter(pk=body.seat).first()
    if seat is None:
        raise BadInput(_("没有这个席位。"), {"seat": _("请重选")})
    given = body.dict(exclude={"seat", "estate"})
    about = estate_of(request.here, body.estate)
    return mandate_line(give_mandate(division=request.here, seat=seat, about=about, **given, **acted(request)))


@router.post(f"{DIVISION}/mandates/{{int:mandate_id}}/revoke", auth=of_mandate, response=Line)
def post_revocation(request: Asked, division: str, mandate_id: int, body: Why) -> Line:
    """Take a mandate back."""
    return mandate_line(revoke_mandate(mandate=request.here, reason=body.reason, **acted(request)))
