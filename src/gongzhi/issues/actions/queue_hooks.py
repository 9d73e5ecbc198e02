"""Queue for every address what it wants to hear and has not heard; run by the worker."""

import json
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef

from gongzhi.issues import machine_access as access
from gongzhi.issues.actions import hook_sending
from gongzhi.issues.models import Hook, HookSent, Issue
from gongzhi.issues.queries import georeport
from gongzhi.issues.queries.hook_wire import EVENTS
from gongzhi.kernel import outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.models import Entry

BACK, AT_ONCE = timedelta(days=30), 500
KIND_OF = {name: kind for kind, names in EVENTS.items() for name in names}


@act
@official
def queue_hooks(*, at: datetime) -> int:
    """Puts every new entry of the journal that an address subscribed to into the outbox, once; how many were queued.

    Entries are found by what was not yet sent, never by the last number: rows that commit late are not missed.
    """
    queued = 0
    rows = Hook.objects.select_for_update(of=("self",), skip_locked=True).filter(way=Hook.Way.OUT, stopped_at=None)
    for hook in rows.select_related("division").order_by("pk"):
        queued += _queue(hook, at)
    return queued


def _queue(hook: Hook, at: datetime) -> int:
    estates = {estate.pk: estate for estate in access.estates_below(hook.division)}
    names = [name for kind in hook.events for name in EVENTS.get(kind, ())]
    heard = HookSent.objects.filter(hook=hook, entry=OuterRef("pk"))
    fresh = Entry.objects.filter(
        ~Exists(heard), estate_id__in=list(estates), act__in=names, at__gte=max(hook.made_at, at - BACK)
    )
    entries = list(islice((entry for entry in fresh.order_by("pk").iterator() if _public(entry)), AT_ONCE))
    issues = _issues_of(entries)
    known = [(entry, issues[entry.pk]) for entry in entries if entry.pk in issues]
    for entry, issue in known:
        issue.estate = estates[issue.estate_id]
        message = outbox.put(
            channel=hook_sending.CHANNEL,
            kind=KIND_OF[entry.act],
            address=hook.slug,
            text=json.dumps(_payload(entry, issue, at), ensure_ascii=False),
            at=at,
        )
        HookSent.objects.create(hook=hook, entry=entry.pk, message=message, at=at)
    return len(known)


def _public(entry: Entry) -> bool:
    """Whether everyone may know of the entry: notes that are not public are nobody else's."""
    facts = json.loads(bytes(entry.body))["facts"]
    return entry.act != "issues.note.added" or facts.get("public") is True


def _issues_of(entries: list[Entry]) -> dict[int, Issue]:
    """The issue of each entry: named by its number, or made by the entry itself."""
    numbers = {entry.pk: int(text) for entry in entries if (text := entry.ref.removeprefix("issue:")).isdecimal()}
    rows = Issue.objects.select_related("building", "merged_into").prefetch_related("parties__force")
    by_number = rows.in_bulk(set(numbers.values()))
    by_entry = {row.entry: row for row in rows.filter(entry__in=[e.pk for e in entries if e.pk not in numbers])}
    found = {pk: by_number[number] for pk, number in numbers.items() if number in by_number}
    return found | by_entry


def _payload(entry: Entry, issue: Issue, at: datetime) -> dict[str, Any]:
    """What is told: the kind of event, when, and the issue as everyone may read it; nothing of who reported."""
    return {
        "type": KIND_OF[entry.act],
        "timestamp": georeport.w3c(entry.at),
        "data": {
            "jurisdiction_id": issue.estate.code,
            **georeport.requests(issue.estate, [issue], at)[0],
            "source_ref": issue.source_ref or None,
        },
    }
