"""Give notice of a sitting: signed off by the convener, sent to the parties, told to the members (B2.3, B2.7)."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.invite_observer import call_words
from gongzhi.meetings.actions.lock_sitting import lock_sitting, move, must_be
from gongzhi.meetings.actions.tell_attendees import tell_people
from gongzhi.meetings.models import Attendee, Delivery, Mandate, Sitting
from gongzhi.meetings.queries.joint_members import Member, called_to, recipients_of
from gongzhi.meetings.queries.joint_notice import drafted_words, mark_of, notice_data
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

NOTICED = journal.event(
    "meetings.sitting.noticed",
    sitting=Fact.NUMBER,
    mandate=Fact.NUMBER,
    document=Fact.NUMBER,
    topics=Fact.NUMBER,
    called=Fact.NUMBER,
    sent_to=Fact.WORD,
)
MOST = 4000


@act
@official
def give_sitting_notice(*, sitting: Sitting, words: str = "", by: Person, at: datetime) -> Sitting:
    """The notice in `words` (else as drafted) is published with its number and sent to every party that is there.

    The members of the day are called by message, each with the code to sign in. Only the secretary or a mandate signs
    it (for 环物委's own its chair too); refuses everyone else and a sitting that is no draft. Wrong input: begun already.
    """
    sitting = lock_sitting(sitting.pk)
    division, estates = sitting.division, served_by(sitting)
    mandate = joint_access.require_summoner(by, division, sitting.kind, at=at, estates=estates)
    must_be(sitting, (SittingState.DRAFT,), _("通知只签发一次"))
    if sitting.begins_at <= at:
        raise BadInput(_("开会时间已过，请先改时间。"), {"begins_at": _("要在现在以后")})
    text = words.strip() or sitting.notice_words or drafted_words(sitting)
    if len(text) > MOST:
        raise BadInput(_("通知太长。"), {"words": _("最多 %(n)s 字") % {"n": MOST}})
    document = publish_document(
        division=division.pk,
        kind="sitting_notice",
        mark=mark_of(sitting),
        title=_("关于召开%(title)s的通知") % {"title": sitting.title},
        template="official",
        data=notice_data(sitting, text, at=at),
        ref=f"sitting:{sitting.pk}",
        by=signed(division, by, "")["by"],
        at=at,
    )
    members = called_to(sitting, estates, on=law_day(at))
    parties = recipients_of(sitting, estates, on=law_day(at))
    entry = journal.record(
        NOTICED,
        **signed(division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        mandate=mandate.pk if mandate else None,
        document=document.pk,
        topics=list(sitting.topics.order_by("position").values_list("pk", flat=True)),
        called=len(members),
        sent_to=[f"{one.side}:{one.estate.pk if one.estate else ''}" for one in parties],
    )
    call(sitting, members, entry=entry.pk)
    send(sitting, [(one.side, one.estate) for one in parties], entry=entry.pk, at=at)
    sign_off(sitting, by, mandate, text, at=at)
    sitting.document_id = document.pk
    sitting.save(
        update_fields=["state", "convener_id", "mandate", "notice_words", "noticed_at", "sign_in", "document_id"]
    )
    address = f"{settings.PUBLIC_ADDRESS}/m/{sitting.sign_in}/"
    text = _("%(call)s通知%(number)s，签到和查阅：%(address)s") % {
        "call": call_words(sitting),
        "number": document.number,
        "address": address,
    }
    people = sitting.attendees.filter(person_id__isnull=False).values_list("person_id", flat=True)
    tell_people([pk for pk in people if pk], kind="meetings.notice", text=text, at=at)
    return sitting


def sign_off(sitting: Sitting, by: Person, mandate: Mandate | None, words: str, *, at: datetime) -> None:
    """Writes who convened, under which mandate, in which words, and the code to sign in with."""
    move(sitting, SittingState.NOTICED)
    sitting.convener_id, sitting.mandate = by.pk, mandate
    sitting.notice_words, sitting.noticed_at = words, at
    sitting.sign_in = secrets.token_urlsafe(24)


def call(sitting: Sitting, members: Iterable[Member], *, entry: int) -> None:
    """One line of attendance for each member; an observer who is called already keeps theirs."""
    there = set(sitting.attendees.values_list("person_id", flat=True))
    Attendee.objects.bulk_create(
        attendee_of(sitting, member, entry) for member in members if member.seat.person_id not in there
    )


def attendee_of(sitting: Sitting, member: Member, entry: int) -> Attendee:
    """The line of attendance of a member, not yet written."""
    return Attendee(
        division=sitting.division,
        sitting=sitting,
        about=member.estate,
        side=member.side,
        person_id=member.seat.person_id,
        seat=member.seat.pk,
        office=member.office[:80],
        entry=entry,
    )


def send(sitting: Sitting, parties: Iterable[tuple[str, Estate | None]], *, entry: int, at: datetime) -> None:
    """One delivery of the notice to each party that is there (B2.7)."""
    Delivery.objects.bulk_create(
        Delivery(division=sitting.division, sitting=sitting, side=side, about=about, sent_at=at, entry=entry)
        for side, about in parties
    )
