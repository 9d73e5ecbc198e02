"""督办: a named person of the party organisation orders a side to act and to answer by a day."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import OFFICIAL
from gongzhi.issues import whistle_access
from gongzhi.issues.access import forces_over
from gongzhi.issues.actions.calling import tell_force
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.numbering import next_in
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Issue, Party, Side, Supervision
from gongzhi.issues.queries.list_of_matters import matter_name
from gongzhi.issues.queries.supervising import side_name, sides_of
from gongzhi.issues.states import OPEN_ISSUES, IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.models import AgreedItem
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi_law import issues as law

ISSUED = journal.event(
    "issues.supervision.issued",
    serial=Fact.NUMBER,
    side=Fact.WORD,
    word=Fact.TEXT,
    words=Fact.TEXT,
    due_on=Fact.DAY,
    item=Fact.NUMBER,
    supervisor=Fact.WORD,
)
WORDS = 2000


@act
@official
def supervise_side(
    *,
    issue: Issue,
    side: str,
    word: str = "",
    words: str,
    due_on: date | None = None,
    item: AgreedItem | None = None,
    by: Person,
    at: datetime,
) -> Supervision:
    """督办单 to a side that has a task in the issue (B3.8), or that was agreed on (`item`), signed by the person who issues it.

    `due_on` None is the day of the law. It is published without names, numbered, and told to the side. Refuses whoever does
    not sit in the community's party organisation, a side without a task, an order on it that is still open, an issue that
    is over; wrong input: no words, a day that is past.
    """
    issue = lock_issue(issue)
    estate = issue.estate
    whistle_access.require_supervisor(by, estate, at=at)
    if issue.state not in (*OPEN_ISSUES, IssueState.EXPLAINED):
        raise Refused(Reason(_("这一件已经结束，不再督办。"), remedy=_("没有解决的，请报事人重新打开")))
    due = law.supervision_due(at, place=estate.place)
    last = due_on or due.day
    wrong = {}
    if not words.strip() or len(words.strip()) > WORDS:
        wrong["words"] = _("请写明要求做什么，最多 %(n)s 字") % {"n": WORDS}
    if last < law_day(at):
        wrong["due_on"] = _("不能早于今天")
    if item is not None and (item.division_id != estate.community_id or item.about_id not in (None, estate.pk)):
        wrong["item"] = _("请选这个小区的议定事项")
    if wrong:
        raise BadInput(_("请补好再督办。"), wrong)
    if item is None and (side, word) not in sides_of(issue):
        raise Refused(Reason(_("这一方在这件事里没有任务。"), remedy=_("先派任务，再督办")))
    if issue.supervisions.filter(side=side, word=word).exclude(state="closed").exists():
        raise Refused(Reason(_("对这一方的督办还没有办结。"), remedy=_("等回复，或者办结上一张")))
    serial, who = next_in(Supervision, estate), pseudonym(estate, by)
    entry = journal.record(
        ISSUED,
        ref=f"issue:{issue.pk}",
        estate_id=estate.pk,
        by=who,
        at=at,
        basis=item.entry if item is not None else None,
        serial=serial,
        side=side,
        word=word,
        words=words.strip(),
        due_on=last,
        item=item.pk if item is not None else None,
        supervisor=who,
    )
    made: Supervision = Supervision.objects.create(
        estate=estate,
        issue=issue,
        item_entry=item.entry if item is not None else None,
        serial=serial,
        side=side,
        word=word,
        words=words.strip(),
        due_on=last,
        due_cite=str(due.cite)[:200],
        supervisor_id=by.pk,
        by=who,
        entry=entry.pk,
        at=at,
    )
    to = side_name(made)
    publish_document(
        estate_id=estate.pk,
        kind="supervision",
        mark=_("%(community)s督") % {"community": estate.community.name},
        title=_("督办单：%(number)s") % {"number": issue.number},
        template=OFFICIAL,
        data=_sheet(made, issue, to, due.cite),
        ref=f"supervision:{made.pk}",
        by=who,
        at=at,
    )
    _tell(made, issue, to, at=at)
    return made


def _sheet(order: Supervision, issue: Issue, to: str, cite: object) -> dict[str, Any]:
    """What the sheet says: the public words of the issue, the demand, the day; no name of a person."""
    about = issue.public_words or matter_name(issue) or _("待社区核实的事项")
    tasks = Party.objects.filter(issue=issue, estate=issue.estate, side=order.side).exclude(state="handed_back")
    rows = [[task.task, cndate(task.due_on) if task.due_on else ""] for task in tasks.order_by("pk")]
    sections: list[dict[str, Any]] = [
        {"heading": _("督办事项"), "paragraphs": [f"{issue.estate.name} {issue.number}：{about}"]},
        {"heading": _("督办要求"), "paragraphs": [order.words]},
        {
            "heading": _("回复期限"),
            "paragraphs": [
                _("请于%(day)s前书面回复办理情况（%(cite)s）。") % {"day": cndate(order.due_on), "cite": cite}
            ],
        },
    ]
    if rows:
        table = {"head": [_("原定任务"), _("原定期限")], "rows": rows}
        sections.insert(1, {"heading": _("原定任务"), "table": table})
    community = issue.estate.community.name
    issuer = _("%(community)s党组织") % {"community": community}
    return {"issuer": issuer, "addressee": to, "sections": sections, "estate": issue.estate.code}


def _tell(order: Supervision, issue: Issue, to: str, *, at: datetime) -> None:
    """A message to the force that the order goes to; sides of the estate see it on their desk."""
    if order.side not in (Side.DEPARTMENT, Side.UTILITY, Side.FORCE):
        return
    rows = forces_over(issue.estate)
    known = rows.filter(code=order.word) if order.side == Side.FORCE else rows.filter(kind=order.side, word=order.word)
    words = _("【共治】督办：%(estate)s %(number)s，请%(to)s于%(day)s前回复。") % {
        "estate": issue.estate.name,
        "number": issue.number,
        "to": to,
        "day": cndate(order.due_on),
    }
    for force in known:
        tell_force(force, words, kind="issue.supervision", estate_id=issue.estate_id, at=at)
