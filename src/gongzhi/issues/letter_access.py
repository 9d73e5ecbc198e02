"""Who writes, sends, gets and answers a letter of the owners' body; whose page each is. When is asked of states and days."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.bodies.models import Body
from gongzhi.issues import access
from gongzhi.issues.models import Letter, LetterFile
from gongzhi.issues.states import LetterState
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Estate
from gongzhi.web.door import open_to_strangers
from gongzhi_law.powers import Power

K = Capacity.Kind
B = Body.Kind
WRITERS = (B.COMMITTEE, B.INTERIM, B.SELF_MANAGED)
KEEPERS = (*access.OWNERS, K.SECRETARY)
READERS = (*KEEPERS, *access.OFFICES)
UNSENT = (LetterState.DRAFTED, LetterState.WITHDRAWN)


def letters_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of an estate's letters: the owners' bodies, their secretary, community and street, and the firm for its own."""
    return people.get_estate_for(person, code, *READERS, K.FIRM, at=at)


def get_letter_for(person: Person | None, *, at: datetime, code: str, letter_serial: int, **where: Any) -> Letter:
    """A letter for those who wrote it and the offices, and once sent for whom it is to; else not there."""
    rows = Letter.objects.select_related("estate__community__parent", "body", "force", "issue", "whistle__issue")
    found = rows.filter(estate__code=code, serial=letter_serial).first()
    if found is None or not reads(person, found, at=at):
        raise NotHere
    return found


def get_letter_file_for(
    person: Person | None, *, at: datetime, code: str, letter_serial: int, letter_file: int, **where: Any
) -> Letter:
    """The letter of which this is a file (enclosure, proof or reply); else not there."""
    letter = get_letter_for(person, at=at, code=code, letter_serial=letter_serial)
    known = set(LetterFile.objects.filter(estate=letter.estate_id, letter=letter).values_list("file_id", flat=True))
    if letter_file not in known | {letter.proof_file_id, letter.reply_file_id}:
        raise NotHere
    return letter


def reads(person: Person | None, letter: Letter, *, at: datetime) -> bool:
    """Whether the person may read the letter whole: a draft only its own side, a sent one also the other."""
    if person is None:
        return False
    if holds_any(person, KEEPERS, letter.estate, at=at):
        return True
    if letter.state in UNSENT:
        return False
    return holds_any(person, access.OFFICES, letter.estate, at=at) or is_addressee(person, letter, at=at)


def is_addressee(person: Person | None, letter: Letter, *, at: datetime) -> bool:
    """Whether the person speaks for whom the letter is to: the firm of the estate, or the force that was chosen."""
    if person is None:
        return False
    if letter.addressee_kind == Letter.Addressee.FIRM:
        return holds_any(person, (K.FIRM,), letter.estate, at=at)
    return letter.force_id is not None and access.forces_of(person, at=at).filter(pk=letter.force_id).exists()


@open_to_strangers
def get_public_letter(person: Person | None, *, at: datetime, code: str, letter_serial: int, **where: Any) -> Letter:
    """A letter that somebody made public; else not there."""
    estate = access.public_estate(person, at=at, code=code)
    rows = Letter.objects.select_related("body", "force")
    found = rows.filter(estate=estate, serial=letter_serial, public=True).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def require_writer(person: Person | None, estate: Estate, addressee_kind: str, *, at: datetime) -> Body:
    """The body for which the person writes: to the firm one that has 监督履约 (条例15条), to others any owners' body.

    Refuses whoever sits in none, with the article of what stands in the way.
    """
    if addressee_kind == Letter.Addressee.FIRM:
        return bodies.require_power(person, estate, Power.SUPERVISE, at=at).body
    people.refuse_ended(estate)
    seated = [body for body in bodies.acting_of(person, estate, at=at) if body.kind in WRITERS]
    if not seated:
        raise Refused(
            Reason(
                _("这件事只能由业主委员会、物业管理委员会或者自管组织的现任成员办理。"),
                cite="《物业管理条例》第15条",
                remedy=_("请现任成员登录后办理"),
            )
        )
    return seated[0]


def writes(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person sits in a body that writes letters: what a page offers."""
    return any(body.kind in WRITERS for body in bodies.acting_of(person, estate, at=at))


def require_keeper(person: Person | None, letter: Letter, *, at: datetime) -> Person:
    """A member of the body that wrote it, or the secretary: who writes down what became of it; refuses everyone else."""
    if person is not None and (
        bodies.sits_in(person, letter.body, at=at) or holds_any(person, (K.SECRETARY,), letter.estate, at=at)
    ):
        people.refuse_ended(letter.estate)
        return person
    raise Refused(
        Reason(
            _("这件事只能由发函的%(body)s办理。") % {"body": letter.body.name}, remedy=_("请其成员或者秘书登录后办理")
        )
    )


def keeps(person: Person | None, letter: Letter, *, at: datetime) -> bool:
    """Whether `require_keeper` would let the person in: what a page offers."""
    try:
        require_keeper(person, letter, at=at)
    except Refused:
        return False
    return True


def require_addressee(person: Person | None, letter: Letter, *, at: datetime) -> Person:
    """Whoever speaks for whom the letter is to; refuses everyone else by naming it."""
    if person is None or not is_addressee(person, letter, at=at):
        raise Refused(
            Reason(
                _("这件事只能由收件的%(who)s办理。") % {"who": letter.addressee},
                remedy=_("收件单位没有登录的，由发函的组织登记签收凭证和答复"),
            )
        )
    people.refuse_ended(letter.estate)
    return person
