"""Put an item on the table after the meeting was announced."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.actions.lock_meeting import lock_meeting, must_be
from gongzhi.meetings.committee_access import require_running
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting
from gongzhi.meetings.queries.calling import ItemDraft, item_obstacles
from gongzhi.meetings.queries.committee import VICES, Whole, whole_of
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person
from gongzhi_law.powers import Power

TABLED = journal.event(
    "meetings.item.tabled",
    meeting=Fact.NUMBER,
    number=Fact.NUMBER,
    kind=Fact.WORD,
    power=Fact.WORD,
    amount=Fact.NUMBER,
    candidate=Fact.NUMBER,
    late=Fact.TRUTH,
    document=Fact.HASH,
    title=Fact.TEXT,
    words=Fact.TEXT,
)
Kind = AgendaItem.Kind
OFFICES = (Kind.CHAIR, Kind.VICE)


@act
@official
def add_item(*, meeting: CommitteeMeeting, item: ItemDraft, by: Person, at: datetime) -> AgendaItem:
    """An item that the announcement did not name (指导规则39条): possible, marked wherever the decision is shown.

    Refuses whoever does not run the meeting, a meeting that closed, and what only the owners decide. Wrong input: no
    title, an office without a member, an amount of nothing, a file that is no PDF or photograph.
    """
    meeting = lock_meeting(meeting)
    require_running(by, meeting, at=at)
    must_be(meeting, MeetingState.CALLED, MeetingState.SITTING)
    must_be_an_item(item, meeting.body, whole_of(meeting.body, on=law_day(at)))
    blocks, _warns = item_obstacles(meeting.body, item, at=at)
    if blocks:
        raise Refused(*blocks)
    return put_item(meeting, item, by=keys.pseudonym(meeting.estate_id, by.pk), at=at, late=True)


def must_be_an_item(draft: ItemDraft, body: Body, whole: Whole) -> None:
    """Wrong input: no title, an unknown kind or power, an office without a member in office, an amount of nothing."""
    wrong = {} if draft.title.strip() else {"title": _("请写议题")}
    if draft.kind not in Kind.values:
        wrong["kind"] = _("请选择")
    if draft.power and draft.power not in set(Power):
        wrong["power"] = _("请重选")
    if draft.amount_fen is not None and (draft.amount_fen <= 0 or draft.kind != Kind.DECIDE):
        wrong["amount"] = _("金额要大于零，只有表决事项才写")
    if draft.kind in OFFICES and draft.candidate not in whole.seats:
        wrong["candidate"] = _("请选一位在任的成员")
    if draft.kind == Kind.VICE and not any(role in posts_of(body) for role in VICES):
        wrong["kind"] = _("这个组织没有副职")
    if wrong:
        named = {
            name: _("“%(title)s”：%(what)s") % {"title": draft.title, "what": text} for name, text in wrong.items()
        }
        raise BadInput(_("议题还没有写全。"), named if draft.title.strip() else wrong)


def posts_of(body: Body) -> tuple[str, ...]:
    """Chair, vice chair and member as a body of this kind calls them; 自管组织 have a leader and no vice."""
    roles = Appointment.Role
    if body.kind == Body.Kind.SELF_MANAGED:
        return (roles.LEADER, roles.PLAIN)
    return (roles.CHAIR, roles.VICE, roles.MEMBER)


def put_item(meeting: CommitteeMeeting, draft: ItemDraft, *, by: str, at: datetime, late: bool) -> AgendaItem:
    """The part that calling a meeting and adding an item share: the next number, the row, the journal."""
    rows = AgendaItem.objects.filter(estate=meeting.estate, meeting=meeting)
    number = (rows.aggregate(n=Max("number"))["n"] or 0) + 1
    amount = draft.amount_fen
    candidate = draft.candidate if draft.kind in OFFICES else None
    power = draft.power if draft.kind == Kind.DECIDE else ""
    stored = keep_paper(meeting.estate, file_name=draft.file_name, content=draft.content, at=at)
    entry = journal.record(
        TABLED,
        ref=f"meeting:{meeting.pk}",
        estate_id=meeting.estate_id,
        by=by,
        at=at,
        meeting=meeting.pk,
        number=number,
        kind=draft.kind,
        power=power,
        amount=amount,
        candidate=candidate.pk if candidate else None,
        late=late,
        document=stored.sha256 if stored else None,
        title=draft.title.strip(),
        words=draft.words.strip(),
    )
    return AgendaItem.objects.create(
        estate=meeting.estate,
        meeting=meeting,
        number=number,
        kind=draft.kind,
        title=draft.title.strip()[:120],
        words=draft.words.strip(),
        power=power,
        amount_fen=amount,
        candidate=candidate,
        file_id=stored.pk if stored else None,
        late=late,
        entry=entry.pk,
    )
