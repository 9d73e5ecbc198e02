"""Members of a committee as owners of the estate: the roster put right by two people, the home claimed by its phone."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from gongzhi.bodies.models import Appointment
from gongzhi.config.demo.cast import Player
from gongzhi.config.demo.phones import newest_code
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.models import Code, Person
from gongzhi.places.models import Estate
from gongzhi.register.actions.accept_correction import accept_correction
from gongzhi.register.actions.ask_claim_code import ask_claim_code, claim_subject
from gongzhi.register.actions.claim_elector import claim_elector
from gongzhi.register.actions.propose_correction import propose_correction
from gongzhi.register.models import Claim, Correction, Owner, Unit

BOUGHT = date(2019, 6, 3)


def move_in(estate: Estate, player: Player, door: str, *, by: Person, second: Person, at: datetime) -> Claim:
    """The roster of the firm still names who sold `door`: `by` proposes, `second` accepts, the owner claims.

    One owner steps in the place of another, so that heads and areas stay what the roster says.
    """
    unit = Unit.objects.get(estate=estate, door=door)
    owner = {"name": player.name, "document": "", "phone": player.number, "kind": Owner.Kind.NATURAL.value}
    correction = propose_correction(
        unit=unit,
        what=Correction.What.OWNERS,
        change={"owners": [owner], "from_on": BOUGHT},
        reason="清册上还是原业主，已核对不动产权证书",
        by=by,
        at=at,
    )
    accept_correction(correction=correction, by=second, at=at)
    digits, later = player.number[-4:], at + timedelta(hours=1)
    ask_claim_code(unit=unit, digits=digits, at=later)
    subject = claim_subject(unit, digits)
    code = check_code(purpose=Code.Purpose.CLAIM, subject=subject, text=newest_code(), at=later)
    return claim_elector(unit=unit, digits=digits, code=code, at=later)


def plain_owners(estate: Estate) -> QuerySet[Claim]:
    """The natural persons who speak for their homes and sit in no body, the oldest claim first."""
    seated = Appointment.objects.filter(ended_on__isnull=True).values("person_id")
    standing = Claim.objects.filter(estate=estate, until_at__isnull=True, elector__ended_on__isnull=True)
    return standing.filter(elector__kind=Owner.Kind.NATURAL).exclude(person_id__in=seated).order_by("pk")
