"""Take a previewed sheet of tickets in, whole or not at all."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.issues import machine_access as access
from gongzhi.issues.actions.noting_tickets import note_ticket
from gongzhi.issues.actions.opening import RECEIVED, lock_year
from gongzhi.issues.actions.preview_tickets import read_sheet
from gongzhi.issues.models import Issue, Report, TicketSheet, seal
from gongzhi.issues.queries.links import link_index, new_token
from gongzhi.issues.queries.list_of_matters import likely_matter
from gongzhi.issues.queries.ticket_sheet import Reading, Ticket
from gongzhi.issues.states import SHEET_MOVES, SheetState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.models import Entry, Salt
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.people.queries import phone_index
from gongzhi.places.models import Estate
from gongzhi_law import matters as law

IMPORTED = journal.event(
    "issues.sheet.imported",
    sheet=Fact.NUMBER,
    added=Fact.NUMBER,
    changed=Fact.NUMBER,
    same=Fact.NUMBER,
    left_out=Fact.NUMBER,
)
AT_ONCE = 1000


@act
@official
def import_issues(*, sheet: TicketSheet, leave_out: bool = False, by: Person, at: datetime) -> TicketSheet:
    """Every new ticket becomes an issue, another word of its source a note; what is here already is not touched (A10.3).

    In one transaction. Reporters get no message now: their hotline has told them. Refuses everyone but community and
    street, and a sheet with rows that cannot be taken in, unless the person says to leave those rows out.
    """
    sheet = TicketSheet.objects.select_for_update(of=("self",)).select_related("division").get(pk=sheet.pk)
    access.require_over(by, sheet.division, *access.OFFICES, at=at)
    check_move(SHEET_MOVES, SheetState(sheet.state), SheetState.APPLIED)
    stored = StoredFile.objects.get(pk=sheet.file_id, division_id=sheet.division_id)
    reading = read_sheet(sheet.division, sheet.source, file_content(stored), stored.name, sheet.mapping, at=at)
    if reading.blocked_rows and not leave_out:
        raise Refused(reason_against(reading))
    who = access.machine(access.SHEET, sheet.pk)
    by_estate: dict[int, list[Ticket]] = {}
    for ticket in reading.added:
        by_estate.setdefault(ticket.estate.pk, []).append(ticket)
    for _pk, tickets in sorted(by_estate.items()):
        _open(tickets[0].estate, tickets, sheet.source, who, at)
    for ticket, known in reading.changed:
        note_ticket(known.issue, ticket.words, by=who, at=at)
    sheet.state, sheet.applied_at = SheetState.APPLIED, at
    sheet.summary = reading.summary()
    sheet.save(update_fields=["state", "applied_at", "summary"])
    journal.record(
        IMPORTED,
        ref=f"division:{sheet.division_id}",
        office=str(sheet.division_id),
        by=keys.pseudonym(None, by.pk),
        at=at,
        sheet=sheet.pk,
        added=len(reading.added),
        changed=len(reading.changed),
        same=reading.same,
        left_out=reading.blocked_rows,
    )
    return sheet


def reason_against(reading: Reading) -> Reason:
    """Why the sheet is not taken in as it stands."""
    return Reason(
        _("有 %(n)s 行不能导入，整份都没有导入。") % {"n": reading.blocked_rows},
        remedy=_("按下面的清单改好表格再传；或者勾选“先不导入这些行”"),
    )


def _open(estate: Estate, tickets: Sequence[Ticket], source: str, who: str, at: datetime) -> None:
    """The issues and reports of one estate's tickets, numbered under its lock, a thousand at once."""
    year = law_day(at).year
    lock_year(estate, year)
    last = Issue.objects.filter(estate=estate, year=year).aggregate(n=Max("serial"))["n"] or 0
    urgent = {row.id for row in law.matters(on=law_day(at), place=estate.place) if row.urgent}
    for start in range(0, len(tickets), AT_ONCE):
        part = tickets[start : start + AT_ONCE]
        serials = range(last + start + 1, last + start + 1 + len(part))
        hurry = [_hurry(ticket, urgent, at) for ticket in part]
        entries = _entries(estate, part, serials, year, source, hurry, who, at)
        issues = Issue.objects.bulk_create(
            Issue(
                estate=estate,
                year=year,
                serial=serial,
                source=source,
                source_ref=ticket.ref,
                matter=ticket.matter,
                urgent=now,
                building=ticket.building,
                place=seal(estate.pk, "issues_issue", "place", ticket.place),
                received_at=ticket.received,
                entry=entry.pk,
            )
            for ticket, serial, entry, now in zip(part, serials, entries, hurry, strict=True)
        )
        Report.objects.bulk_create(
            _report(estate, ticket, issue, who, at) for ticket, issue in zip(part, issues, strict=True)
        )


def _hurry(ticket: Ticket, urgent: set[str], at: datetime) -> bool:
    """Whether a ticket is urgent: it says so, its matter is, or without a matter its words mean one that is."""
    if ticket.urgent or ticket.matter in urgent:
        return True
    likely = None if ticket.matter else likely_matter(ticket.words, ticket.estate, on=law_day(at))
    return likely is not None and likely.urgent


def _entries(
    estate: Estate,
    tickets: Sequence[Ticket],
    serials: Sequence[int],
    year: int,
    source: str,
    hurry: Sequence[bool],
    who: str,
    at: datetime,
) -> list[Entry]:
    """One entry of the journal for each issue, with the salts of its words."""
    drafts = [
        journal.draft(
            RECEIVED,
            ref=f"issue:{year}-{serial}",
            estate_id=estate.pk,
            by=who,
            at=at,
            facts={
                "number": f"{year}-{serial:04d}",
                "source": source,
                "matter": ticket.matter,
                "urgent": now,
                "building": ticket.building.pk if ticket.building else None,
                "words": ticket.words,
                "photos": [],
            },
        )
        for ticket, serial, now in zip(tickets, serials, hurry, strict=True)
    ]
    entries = Entry.objects.bulk_create(entry for entry, _salts in drafts)
    Salt.objects.bulk_create(
        Salt(entry=entry, field=name, salt=salt)
        for entry, (_draft, salts) in zip(entries, drafts, strict=True)
        for name, salt in salts.items()
    )
    return entries


def _report(estate: Estate, ticket: Ticket, issue: Issue, who: str, at: datetime) -> Report:
    token = new_token()

    def sealed(column: str, text: str) -> bytes | None:
        return seal(estate.pk, "issues_report", column, text)

    return Report(
        estate=estate,
        issue=issue,
        name=sealed("name", ticket.name),
        phone=sealed("phone", ticket.number),
        phone_index=phone_index(ticket.number) if ticket.number else None,
        words=sealed("words", ticket.words),
        hide_from_parties=ticket.hide,
        channel=Report.Channel.SHEET,
        token_index=link_index(token),
        token=sealed("token", token),
        by=who,
        entry=issue.entry,
        at=at,
    )
