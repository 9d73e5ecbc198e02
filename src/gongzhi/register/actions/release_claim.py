"""Stop speaking for an elector."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import NotHere
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register.models import Claim

OWN, SUCCESSION = "own", "succession"
RELEASED = journal.event("register.claim.released", claim=Fact.NUMBER, elector=Fact.WORD, cause=Fact.WORD)


@act
def release_claim(*, claim: Claim, by: Person, at: datetime) -> Claim:
    """Ends the person's own claim, so that another of the family can speak; not there for anyone else.

    The desk ends a claim by a correction that a second person accepts.
    """
    locked = Claim.objects.select_for_update().get(pk=claim.pk)
    if locked.person_id != by.pk:
        raise NotHere
    return end_claim(locked, cause=OWN, by=keys.pseudonym(locked.estate_id, by.pk), at=at)


def end_claim(claim: Claim, *, cause: str, by: str, at: datetime) -> Claim:
    """Ends a locked claim and journals the cause (own, correction, ownership, succession).

    An ended one stays as it is.
    """
    if claim.until_at is not None:
        return claim
    claim.until_at = at
    claim.save(update_fields=["until_at"])
    journal.record(
        RELEASED,
        ref=f"claim:{claim.pk}",
        estate_id=claim.estate_id,
        by=by,
        at=at,
        claim=claim.pk,
        elector=keys.alias(claim.estate_id, "elector", claim.elector_id),
        cause=cause,
    )
    if cause not in (OWN, SUCCESSION):
        _tell(claim, at)
    return claim


@official
def _tell(claim: Claim, at: datetime) -> None:
    """Whoever spoke for the elector learns that somebody else ended it."""
    person = Person.objects.filter(pk=claim.person_id).first()
    if person is None:
        return
    estate = Estate.objects.get(pk=claim.estate_id)
    text = _("【共治】%(estate)s：您的房屋认领已解除（业主或者登记有更正）。有疑问请联系社区。") % {
        "estate": estate.name
    }
    outbox.put(channel="sms", kind="claim.ended", address=person.number(), text=text, at=at, estate_id=estate.pk)
