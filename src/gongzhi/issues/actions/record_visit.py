"""Write down that law enforcement came into the estate."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues import talking_access
from gongzhi.issues.actions.numbering import keep, lacking, next_in, past
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Issue, Visit
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

VISITED = journal.event(
    "issues.visit.recorded",
    serial=Fact.NUMBER,
    on=Fact.DAY,
    cause=Fact.TEXT,
    forces=Fact.TEXT,
    handling=Fact.TEXT,
    issue=Fact.NUMBER,
    file=Fact.HASH,
)


@act
def record_visit(
    *,
    estate: Estate,
    on: date,
    cause: str,
    forces: str,
    handling: str,
    issue: Issue | None = None,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Visit:
    """执法进小区: the cause, which forces came, what they did (A10.4); nothing of it is public before the outcome is.

    Refuses everyone but community, street and 环物委; wrong input: a field without words, a day to come, an issue of
    another estate.
    """
    talking_access.require_visit_keeper(by, estate, at=at)
    wrong = lacking(cause=cause, forces=forces, handling=handling)
    if said := past(on, at=at):
        wrong["on"] = said
    if issue is not None and issue.estate_id != estate.pk:
        wrong["issue"] = _("不是本小区的报事")
    if wrong:
        raise BadInput(_("事由、力量、处置都要写。"), wrong)
    file = keep(estate, file_name=file_name, content=content, at=at)
    serial = next_in(Visit, estate)
    who = pseudonym(estate, by)
    entry = journal.record(
        VISITED,
        ref=f"visit:{serial}",
        estate_id=estate.pk,
        by=who,
        at=at,
        serial=serial,
        on=on,
        cause=cause.strip(),
        forces=forces.strip(),
        handling=handling.strip(),
        issue=issue.pk if issue else None,
        file=file.sha256 if file else None,
    )
    made: Visit = Visit.objects.create(
        estate=estate,
        issue=issue,
        serial=serial,
        on=on,
        cause=cause.strip()[:300],
        forces=forces.strip()[:200],
        handling=handling.strip(),
        file_id=file.pk if file else None,
        by=who,
        entry=entry.pk,
    )
    return made
