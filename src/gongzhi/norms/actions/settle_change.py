"""What every act on a change shares: one at a time, the verdict in the database and the journal, answers refreshed."""

import hashlib
from datetime import datetime

from django.db import connection, transaction

from gongzhi.kernel import journal, keys
from gongzhi.kernel.journal import Fact
from gongzhi.norms.models import RuleChange, RuleVerdict
from gongzhi.norms.queries.changes import refresh
from gongzhi.people.models import Person

SETTLED = {
    RuleVerdict.Kind.CONFIRMED: journal.event("norms.change.confirmed", change=Fact.NUMBER, reason=Fact.TEXT),
    RuleVerdict.Kind.DECLINED: journal.event("norms.change.declined", change=Fact.NUMBER, reason=Fact.TEXT),
    RuleVerdict.Kind.WITHDRAWN: journal.event("norms.change.withdrawn", change=Fact.NUMBER, reason=Fact.TEXT),
}


def one_at_a_time() -> None:
    """Changes are proposed and settled one after the other, so that their numbers grow in the order of commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('norms:changes', 0))")


def log_of(change: RuleChange) -> str:
    """The log of a change: that of the place it is for, the nation's under 00."""
    return f"law-{change.place if change.place.isascii() else '00'}"


def digest_of(text: str) -> str | None:
    """SHA-256 of a stored text; None where none was stored."""
    return hashlib.sha256(text.encode()).hexdigest() if text else None


def settle(
    change: RuleChange, kind: RuleVerdict.Kind, *, office: str, by: Person, at: datetime, reason: str = ""
) -> RuleVerdict:
    """Writes the verdict and its journal entry; on commit this process answers by it."""
    pseudonym = keys.pseudonym(None, by.pk)
    entry = journal.record(
        SETTLED[kind],
        ref=f"change:{change.pk}",
        office=log_of(change),
        by=pseudonym,
        at=at,
        basis=change.entry_id,
        change=change.pk,
        reason=reason,
    )
    verdict = RuleVerdict.objects.create(
        change=change,
        kind=kind,
        reason=reason,
        office=office,
        person_id=by.pk,
        by=pseudonym,
        at=at,
        entry_id=entry.pk,
    )
    transaction.on_commit(refresh)
    return verdict
