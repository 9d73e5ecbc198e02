"""Make public what came of a visit of law enforcement."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import talking_access
from gongzhi.issues.actions.numbering import lacking
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Visit
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

PUBLISHED = journal.event("issues.visit.published", outcome=Fact.TEXT, cause=Fact.TEXT)


@act
def publish_visit_outcome(
    *, visit: Visit, outcome: str, names_checked: bool = False, by: Person, at: datetime
) -> Visit:
    """The outcome for everyone, with cause, forces and day (A10.4); whoever publishes looked that it names nobody.

    Refuses everyone but community, street and 环物委, and a second outcome; wrong input: no words, not looked through.
    """
    visit = Visit.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=visit.pk)
    talking_access.require_visit_keeper(by, visit.estate, at=at)
    if visit.public_at is not None:
        raise Refused(Reason(_("这次执法的结果已经公开。"), remedy=_("有新的进展请另记一次")))
    wrong = lacking(outcome=outcome)
    if not names_checked:
        wrong["names_checked"] = _("公开以前要看过：事由、力量和结果里没有人名、门牌、车牌")
    if wrong:
        raise BadInput(_("请核对再公开。"), wrong)
    entry = journal.record(
        PUBLISHED,
        ref=f"visit:{visit.serial}",
        estate_id=visit.estate_id,
        by=pseudonym(visit.estate, by),
        at=at,
        outcome=outcome.strip(),
        cause=visit.cause,
    )
    visit.outcome, visit.public_at, visit.public_entry = outcome.strip(), at, entry.pk
    visit.save(update_fields=["outcome", "public_at", "public_entry"])
    return visit
