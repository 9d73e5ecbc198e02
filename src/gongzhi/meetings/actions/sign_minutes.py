"""Sign off minutes: a numbered document, sent to the four."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import Document
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.record_rows import lock_minutes
from gongzhi.meetings.models import Attendee, Delivery, Minutes, Sitting, Topic
from gongzhi.meetings.queries.drafting import text_of
from gongzhi.meetings.queries.joint_members import Party, recipients_of
from gongzhi.meetings.queries.joint_notice import addressee, issuer_of, mark_of
from gongzhi.meetings.queries.minutes import title_of
from gongzhi.meetings.queries.personal import owners_in
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SITTING_MOVES, SittingState, TopicState
from gongzhi.people.models import Person

SIGNED = journal.event(
    "meetings.minutes.signed",
    minutes=Fact.NUMBER,
    about=Fact.NUMBER,
    document=Fact.HASH,
    mandate=Fact.NUMBER,
    sent=Fact.NUMBER,
)
KIND, TEMPLATE = "minutes", "official"


@act
@official
def sign_minutes(*, minutes: Minutes, names_checked: bool = False, by: Person, at: datetime) -> Minutes:
    """The convener's signature: the minutes get a number and go to the four of each estate, to be acknowledged (B2.7).

    The last minutes signed close the sitting's record; topics that nobody recorded come again. Refuses everyone but the
    party secretary and who holds a mandate for these estates (of 环物委's own meetings its chair too), and names of
    owners in the text unless `names_checked` says that they are of somebody in office.
    """
    minutes = lock_minutes(minutes)
    sitting, division, about = minutes.sitting, minutes.division, minutes.about
    served = served_by(sitting)
    estates = served if about is None else [about]
    mandate = joint_access.require_summoner(by, division, sitting.kind, at=at, estates=estates)
    if minutes.signed_at is not None:
        raise Refused(Reason(_("这份纪要已经审签。"), remedy=_("看分送和签收")))
    if sitting.state != SittingState.CLOSED:
        raise Refused(Reason(_("散会以后才审签纪要。"), remedy=_("先散会")))
    found = [] if names_checked else owners_in(text_of(minutes.sections), division, served)
    if found:
        raise Refused(
            Reason(
                _("纪要对外公开，里面好像有业主姓名：%(names)s。") % {"names": "、".join(found)},
                cite="《个人信息保护法》第25条",
                remedy=_("改成“某幢一位业主”；确认是任职人员或者同名的，勾选“姓名已核对”再审签"),
            )
        )
    to = recipients_of(sitting, estates, on=law_day(at))
    document = _publish(minutes, to, by=by, at=at)
    entry = journal.record(
        SIGNED,
        ref=f"sitting:{sitting.pk}",
        office=division.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=minutes.entry,
        minutes=minutes.pk,
        about=about.pk if about is not None else None,
        document=document.sha256,
        mandate=mandate.pk if mandate is not None else None,
        sent=len(to),
    )
    minutes.signed_at, minutes.signed_by = at, by.pk
    minutes.document_id, minutes.signed_entry = document.pk, entry.pk
    minutes.save(update_fields=["signed_at", "signed_by", "document_id", "signed_entry"])
    for one in to:
        Delivery.objects.create(
            division=division,
            sitting=sitting,
            minutes=minutes,
            side=one.side,
            about=one.estate,
            sent_at=at,
            entry=entry.pk,
        )
    _tell(sitting, to, document, at=at)
    if not sitting.minutes.filter(signed_at__isnull=True).exists():
        _close(sitting)
    return minutes


def _publish(minutes: Minutes, to: list[Party], *, by: Person, at: datetime) -> Document:
    """The minutes as a document of the community, in the layout of official papers."""
    sitting = minutes.sitting
    return publish_document(
        division=minutes.division.code,
        kind=KIND,
        mark=_("%(issuer)s纪") % {"issuer": mark_of(sitting)},
        title=title_of(sitting, minutes.about),
        template=TEMPLATE,
        data={
            "issuer": issuer_of(sitting),
            "addressee": addressee(to),
            "sections": minutes.sections,
            "closing": _("有异议的，请在签收时提出。"),
            "signed_by": issuer_of(sitting),
            "community": sitting.division_id,
            "sitting": sitting.pk,
            "estate": minutes.about.code if minutes.about is not None else "",
        },
        ref=f"sitting:{sitting.pk}",
        by=keys.pseudonym(None, by.pk),
        at=at,
    )


def _tell(sitting: Sitting, to: list[Party], document: Document, *, at: datetime) -> None:
    """A message to every member called for these parties."""
    wanted = {(one.side, one.estate.pk if one.estate else None) for one in to}
    rows = Attendee.objects.filter(sitting=sitting, observer="", person_id__isnull=False)
    called = {row.person_id for row in rows if row.person_id and (row.side, row.about_id) in wanted}
    text = _("【共治】%(title)s已经审签（%(number)s），请登录签收。")
    for person in Person.objects.filter(pk__in=called).order_by("pk"):
        outbox.put(
            channel="sms",
            kind="meetings.minutes",
            address=person.number(),
            text=text % {"title": document.title, "number": document.number},
            at=at,
        )


def _close(sitting: Sitting) -> None:
    """All minutes are signed: the record is closed, what was not discussed waits for the next agenda."""
    check_move(SITTING_MOVES, SittingState(sitting.state), SittingState.MINUTED)
    sitting.state = SittingState.MINUTED
    sitting.save(update_fields=["state"])
    left = Topic.objects.filter(division=sitting.division, sitting=sitting, state=TopicState.TAKEN)
    left.update(state=TopicState.ACCEPTED, sitting=None, position=None)
