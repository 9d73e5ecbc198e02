"""Make the codes that are printed on sealed letters, for electors who cannot be reached by phone."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.send_code import code_digest, subject_index
from gongzhi.people.models import Code, Person
from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.models import Elector

ISSUED = journal.event("register.letter_codes.issued", electors=Fact.NUMBER, expires=Fact.INSTANT)
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
LIFE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class LetterCode:
    """One letter to print: whose door, which code; the code is nowhere kept and cannot be shown again."""

    elector_id: int
    label: str
    doors: str
    code: str
    expires_at: datetime


def letter_subject(elector: Elector) -> str:
    """What the code of a letter is bound to."""
    return f"claim-letter:{elector.pk}"


@act
def issue_letter_codes(*, estate: Estate, electors: Sequence[Elector], by: Person, at: datetime) -> list[LetterCode]:
    """One fresh code for each elector, kept as a digest only; a code issued before is thereby replaced.

    Refuses anyone but the keepers of the register, and electors of another estate.
    """
    access.require_keeper(by, estate, at=at)
    wanted = {elector.pk for elector in electors}
    rows = list(
        queries.with_label(queries.current_electors(estate).filter(pk__in=wanted)).select_for_update(of=("self",))
    )
    if not rows or len(rows) != len(wanted):
        raise BadInput(_("请选这个小区现有的表决权人。"))
    letters = [_letter(elector, at) for elector in rows]
    Code.objects.bulk_create(_kept(elector, letter, at) for elector, letter in zip(rows, letters, strict=True))
    journal.record(
        ISSUED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        electors=sorted(wanted),
        expires=at + LIFE,
    )
    return letters


def _letter(elector: Elector, at: datetime) -> LetterCode:
    text = "".join(secrets.choice(SIGNS) for _place in range(LENGTH))
    doors = "、".join(unit.door for unit in queries.units_of_elector(elector))
    return LetterCode(elector.pk, queries.elector_label(elector), doors, text, at + LIFE)


def _kept(elector: Elector, letter: LetterCode, at: datetime) -> Code:
    index = subject_index(letter_subject(elector))
    return Code(
        purpose=Code.Purpose.CLAIM,
        way="letter",
        subject=index,
        estate_id=elector.estate_id,
        digest=code_digest(index, letter.code),
        at=at,
        expires_at=letter.expires_at,
    )
