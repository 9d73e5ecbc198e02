"""What the acts on a mediation share: the lock, the journal's first words, one sealed line of its history."""

from datetime import date, datetime
from typing import Any

from gongzhi.issues import talking_access
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Mediation, MediationSession, seal
from gongzhi.people.models import Person


def lock_mediation(mediation: Mediation, by: Person, *, at: datetime) -> Mediation:
    """The mediation as it is now, locked until the act ends; refuses everyone but those who mediate."""
    rows = Mediation.objects.select_for_update(of=("self",)).select_related("estate__community")
    found: Mediation = rows.get(pk=mediation.pk)
    talking_access.require_mediator(by, found.estate, at=at)
    return found


def signed(mediation: Mediation, by: Person, at: datetime) -> dict[str, Any]:
    """Of what, where, by whom and when, as the journal keeps it."""
    return {
        "ref": f"mediation:{mediation.serial}",
        "estate_id": mediation.estate_id,
        "by": pseudonym(mediation.estate, by),
        "at": at,
    }


def add_session(
    mediation: Mediation,
    kind: str,
    words: str,
    *,
    on: date,
    entry: int,
    by: Person,
    at: datetime,
    kept: bool | None = None,
    file_id: int | None = None,
) -> MediationSession:
    """One sitting, or one look at how the agreement is kept; its words are sealed."""
    made: MediationSession = MediationSession.objects.create(
        estate_id=mediation.estate_id,
        mediation=mediation,
        kind=kind,
        on=on,
        words=seal(mediation.estate_id, "issues_mediationsession", "words", words.strip()),
        kept=kept,
        file_id=file_id,
        by=pseudonym(mediation.estate, by),
        entry=entry,
        at=at,
    )
    return made
