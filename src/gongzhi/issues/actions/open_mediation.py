"""Open a mediation: who is in dispute, who mediates, under which roof."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.issues import talking_access
from gongzhi.issues.actions.numbering import lacking, next_in, past
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Issue, Mediation, seal
from gongzhi.issues.queries.mediations import hosts_of
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

OPENED = journal.event(
    "issues.mediation.opened",
    serial=Fact.NUMBER,
    mediator=Fact.WORD,
    host=Fact.NUMBER,
    issue=Fact.NUMBER,
    about=Fact.TEXT,
    parties=Fact.TEXT,
    opened_on=Fact.DAY,
)


@act
def open_mediation(
    *,
    estate: Estate,
    mediator_kind: str,
    mediator_name: str,
    about: str,
    parties: str,
    opened_on: date,
    host: Body | None = None,
    issue: Issue | None = None,
    by: Person,
    at: datetime,
) -> Mediation:
    """A dispute is mediated (A10.5); `host` is a body of the estate or its community, such as 环物委 (B8.6).

    Who is in dispute is sealed. Refuses everyone but community, street and 环物委; wrong input: no parties, no mediator, a
    host or an issue of another place, a day to come.
    """
    talking_access.require_mediator(by, estate, at=at)
    wrong = lacking(about=about, parties=parties, mediator_name=mediator_name)
    if mediator_kind not in Mediation.Mediator.values:
        wrong["mediator_kind"] = _("请选由谁主持：只有人民调解委员会的协议可以司法确认")
    if words := past(opened_on, at=at):
        wrong["opened_on"] = words
    if host is not None and host.pk not in {body.pk for body in hosts_of(estate)}:
        wrong["host"] = _("请选本小区或者本社区的组织")
    if issue is not None and issue.estate_id != estate.pk:
        wrong["issue"] = _("不是本小区的报事")
    if wrong:
        raise BadInput(_("请补好再登记调解。"), wrong)
    serial = next_in(Mediation, estate)
    who = pseudonym(estate, by)
    entry = journal.record(
        OPENED,
        ref=f"mediation:{serial}",
        estate_id=estate.pk,
        by=who,
        at=at,
        serial=serial,
        mediator=mediator_kind,
        host=host.pk if host else None,
        issue=issue.pk if issue else None,
        about=about.strip(),
        parties=parties.strip(),
        opened_on=opened_on,
    )
    made: Mediation = Mediation.objects.create(
        estate=estate,
        issue=issue,
        serial=serial,
        mediator_kind=mediator_kind,
        mediator_name=mediator_name.strip()[:60],
        host_body_id=host.pk if host else None,
        about=about.strip()[:120],
        parties=seal(estate.pk, "issues_mediation", "parties", parties.strip()),
        opened_on=opened_on,
        by=who,
        entry=entry.pk,
    )
    return made
