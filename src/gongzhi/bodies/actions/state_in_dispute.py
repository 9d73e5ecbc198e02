"""Put forward one side's material in a dispute."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Dispute, DisputeStatement
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

STATED = journal.event("bodies.dispute.stated", dispute=Fact.NUMBER, side=Fact.TEXT, words=Fact.TEXT)


@act
def state_in_dispute(*, dispute: Dispute, side: str, words: str, by: Person, at: datetime) -> DisputeStatement:
    """What one side says, on the public page beside the other's (L4.4); a side speaks again by another statement.

    Whoever has a seat in a body of the estate speaks (also one elected whose term is not confirmed), community and street
    write down what they were given on paper. Refuses everyone else and a dispute that is cleared. Wrong input: no side, no words.
    """
    dispute = Dispute.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=dispute.pk)
    access.may_state(by, dispute.estate, at=at)
    missing = {f: _("必填") for f, value in (("side", side), ("words", words)) if not value.strip()}
    if missing:
        raise BadInput(_("请写明是哪一方、说什么。"), missing)
    if dispute.cleared_on is not None:
        raise Refused(_("争议已经解除，不再收材料。"))
    pseudonym = keys.pseudonym(dispute.estate_id, by.pk)
    entry = journal.record(
        STATED,
        ref=f"dispute:{dispute.pk}",
        estate_id=dispute.estate_id,
        by=pseudonym,
        at=at,
        dispute=dispute.pk,
        side=side.strip(),
        words=words.strip(),
    )
    return DisputeStatement.objects.create(
        estate=dispute.estate,
        dispute=dispute,
        side=side.strip()[:40],
        words=words.strip(),
        by=pseudonym,
        entry=entry.pk,
        at=at,
    )
