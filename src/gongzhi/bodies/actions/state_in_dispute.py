"""Put forward one side's material in a dispute."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.evidence import keep_evidence
from gongzhi.bodies.models import Dispute, DisputeStatement
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

STATED = journal.event("bodies.dispute.stated", dispute=Fact.NUMBER, side=Fact.TEXT, words=Fact.TEXT, file=Fact.HASH)


@act
def state_in_dispute(
    *,
    estate: Estate,
    side: str,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> DisputeStatement:
    """What one side says, on the public page beside the other's (L4.4); a side speaks again by another statement.

    Whoever has a seat in a body of the estate speaks (also one elected whose term is not confirmed), community and street
    write down what they were given on paper. Refuses everyone else, and where no dispute is open. Wrong input: no side, no words, a file that is
    neither PDF nor photograph.
    """
    dispute = Dispute.objects.select_for_update().filter(estate=estate, cleared_on__isnull=True).first()
    access.may_state(by, estate, at=at)
    missing = {f: _("必填") for f, value in (("side", side), ("words", words)) if not value.strip()}
    if missing:
        raise BadInput(_("请写明是哪一方、说什么。"), missing)
    if dispute is None:
        raise Refused(Reason(_("现在没有标记换届争议，不收材料。"), remedy=_("争议由街道凭文书标记")))
    stored = keep_evidence(estate, file_name=file_name, content=content, content_type=content_type, at=at)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        STATED,
        ref=f"dispute:{dispute.pk}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        dispute=dispute.pk,
        side=side.strip(),
        words=words.strip(),
        file=stored.sha256 if stored else None,
    )
    return DisputeStatement.objects.create(
        estate=estate,
        dispute=dispute,
        side=side.strip()[:40],
        words=words.strip(),
        file_id=stored.pk if stored else None,
        by=pseudonym,
        entry=entry.pk,
        at=at,
    )
