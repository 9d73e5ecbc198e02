"""What giving tasks to sides shares: the side behind a key, its task with its pinned day, the message to a force."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.access import forces_over
from gongzhi.issues.actions.pinning import resolve_due, task_pinned
from gongzhi.issues.models import Force, Issue, Party
from gongzhi.issues.queries.list_of_matters import known_matter, split_side
from gongzhi.issues.queries.matter_changes import refresh
from gongzhi.issues.states import PartyState
from gongzhi.kernel import outbox
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput


def side_of_key(issue: Issue, key: str) -> tuple[str, str, Force | None]:
    """Side, word and force of a key: `firm`, `department:城管`, `utility:供水` or `force:<number>`; wrong input: none."""
    if key.startswith("force:"):
        number = key.removeprefix("force:")
        found = forces_over(issue.estate).filter(pk=int(number) if number.isdecimal() else 0).first()
        if found is None:
            raise BadInput(_("没有这个参与力量。"), {"sides": _("请重选")})
        if found.kind in (Force.Kind.DEPARTMENT, Force.Kind.UTILITY):
            return str(found.kind), found.word or found.name[:20], found
        return "force", "", found
    try:
        side, word = split_side(key)
    except KeyError:
        raise BadInput(_("没有这个责任方。"), {"sides": _("请重选")}) from None
    kinds = {"department": Force.Kind.DEPARTMENT, "utility": Force.Kind.UTILITY}
    force = forces_over(issue.estate).filter(kind=kinds[side], word=word).first() if side in kinds else None
    return side, word, force


def give_task(
    issue: Issue, key: str, task: str, *, lead: bool, entry: int, at: datetime, by_street: bool = False
) -> Party:
    """One side's task, its day pinned from the list and the law; the side is told where it has an address here."""
    side, word, force = side_of_key(issue, key)
    refresh()  # a task rests on what offices keep of the list now, whichever process said it
    row = known_matter(issue.matter, issue.estate, on=law_day(at))
    due = resolve_due(issue, row, issue_class=issue.issue_class, urgent=issue.urgent, start=at)
    standing = issue.parties.filter(side=side, word=word, force=force).exclude(state=PartyState.HANDED_BACK).first()
    if standing is not None:
        raise BadInput(_("%(who)s已经有任务了。") % {"who": standing.shown}, {"sides": _("同一方一件任务")})
    made: Party = Party.objects.create(
        estate=issue.estate,
        issue=issue,
        side=side,
        word=word,
        force=force,
        lead=lead,
        task=task.strip()[:300],
        asked_at=at,
        named_by_street=by_street,
        entry=entry,
        **task_pinned(due),
    )
    tell_force(made, issue, at=at)
    return made


def tell_force(party: Party, issue: Issue, *, at: datetime) -> None:
    """A message to the contact of the force that has the task; sides of the estate see it on their desk."""
    address = party.force.reached_by() if party.force is not None else ""
    if not address:
        return
    words = _("【共治】%(estate)s %(number)s 请%(who)s办理：%(task)s") % {
        "estate": issue.estate.name,
        "number": issue.number,
        "who": party.shown,
        "task": party.task,
    }
    outbox.put(channel="sms", kind="issue.task", address=address, text=words, at=at, estate_id=issue.estate_id)
