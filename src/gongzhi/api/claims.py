"""Claiming an elector by a code, letting it go, and what an owner sees of the own homes."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, asked_from, key_of
from gongzhi.api.plain import Given, instant
from gongzhi.api.sessions import enter_session
from gongzhi.kernel.area import plain_area
from gongzhi.kernel.errors import NotHere, Refused
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.people.queries import normal_phone
from gongzhi.register.access import estate_public, get_unit_for, keeper_of, owner_of
from gongzhi.register.actions.ask_claim_code import ask_claim_code, claim_subject
from gongzhi.register.actions.claim_by_letter import claim_by_letter, own_number_subject
from gongzhi.register.actions.claim_elector import claim_elector
from gongzhi.register.actions.issue_letter_codes import issue_letter_codes, letter_subject
from gongzhi.register.actions.release_claim import release_claim
from gongzhi.register.models import Claim, Elector, Unit
from gongzhi.register.queries import (
    claims_of,
    current_electors,
    elector_label,
    elector_of_unit,
    electors_of,
    units_of_elector,
    with_label,
)

router = Router()
public, owner, keeper = Door(estate_public), Door(owner_of), Door(keeper_of)


class Tail(Given):
    """The last four digits of the number on the roll."""

    digits: str


class TailAndCode(Tail):
    """The digits and the code that arrived."""

    code: str


class LetterAndNumber(Given):
    """The code printed on the sealed letter, and the claimant's own number, which a letter does not know."""

    letter: str
    number: str


class Letter(LetterAndNumber):
    """The same with the name and the code that arrived at the number."""

    name: str
    code: str


class Electors(Given):
    """Electors of this estate."""

    electors: list[int]


class ClaimOut(Schema):
    """Who speaks for an elector; persons are not named."""

    id: int
    elector: int
    way: str
    from_at: str
    until_at: str | None


class UnitOfMine(Schema):
    """A unit behind the own elector."""

    id: int
    door: str
    kind: str
    area: str


class Mine(Schema):
    """An elector one speaks for: units, areas, and every binding so far."""

    elector: int
    label: str
    units: list[UnitOfMine]
    claims: list[ClaimOut]


class LetterOut(Schema):
    """A code to print once."""

    elector: int
    label: str
    doors: str
    code: str
    expires_at: str


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.pk,
        "elector": claim.elector_id,
        "way": claim.way,
        "from_at": instant(claim.from_at),
        "until_at": instant(claim.until_at),
    }


def _mine(elector: Elector) -> dict[str, Any]:
    units = units_of_elector(elector)
    return {
        "elector": elector.pk,
        "label": elector_label(elector),
        "units": [{"id": u.pk, "door": u.door, "kind": u.kind, "area": plain_area(u.area)} for u in units],
        "claims": [_claim(claim) for claim in claims_of(elector)],
    }


@router.get("/estates/{slug:code}/mine", auth=owner, response=list[Mine])
def mine(request: Asked, code: str) -> list[dict[str, Any]]:
    """The electors of this estate for which the person speaks."""
    return [_mine(elector) for elector in with_label(electors_of(request.person, request.here))]


@router.post("/estates/{slug:code}/units/{int:unit_id}/claim/code", auth=public)
def ask(request: Asked, code: str, unit_id: int, body: Tail) -> dict[str, bool]:
    """Sends a code to the number on the roll with these last digits; the same answer whether or not there is one."""
    unit = get_unit_for(request.here, unit_id)
    ask_claim_code(unit=unit, digits=body.digits, at=request.at, asked_from=asked_from(request))
    return {"sent": True}


@router.post("/estates/{slug:code}/units/{int:unit_id}/claim", auth=public, response=ClaimOut)
def claim(request: Asked, code: str, unit_id: int, body: TailAndCode) -> dict[str, Any]:
    """Binds the holder of the number to the elector behind the unit, and signs in; the code works once."""
    unit = get_unit_for(request.here, unit_id)
    found = check_code(
        purpose=Code.Purpose.CLAIM, subject=claim_subject(unit, body.digits), text=body.code, at=request.at
    )
    made = claim_elector(unit=unit, digits=body.digits, code=found, at=request.at)
    enter_session(request, made.person_id)
    return _claim(made)


@router.post("/estates/{slug:code}/units/{int:unit_id}/letter/code", auth=public)
def ask_with_letter(request: Asked, code: str, unit_id: int, body: LetterAndNumber) -> dict[str, bool]:
    """Sends a code to the claimant's own number, once the letter's code has shown to be right."""
    unit = get_unit_for(request.here, unit_id)
    _letter(unit, body.letter, request.at)
    number = normal_phone(body.number)
    send_code(
        purpose=Code.Purpose.CLAIM,
        subject=own_number_subject(unit, number),
        number=number,
        at=request.at,
        estate_id=unit.estate_id,
        asked_from=asked_from(request),
    )
    return {"sent": True}


@router.post("/estates/{slug:code}/units/{int:unit_id}/letter", auth=public, response=ClaimOut)
def claim_with_letter(request: Asked, code: str, unit_id: int, body: Letter) -> dict[str, Any]:
    """Binds the holder of a sealed letter, by its code and one to the own number, and signs in."""
    unit = get_unit_for(request.here, unit_id)
    number = normal_phone(body.number)
    own = check_code(
        purpose=Code.Purpose.CLAIM, subject=own_number_subject(unit, number), text=body.code, at=request.at
    )
    made = claim_by_letter(
        unit=unit,
        name=body.name,
        number=number,
        letter=_letter(unit, body.letter, request.at),
        confirmation=own,
        at=request.at,
    )
    enter_session(request, made.person_id)
    return _claim(made)


def _letter(unit: Unit, text: str, at: datetime) -> Code:
    """The letter's code, each try counted; a door without an elector answers as a wrong code does."""
    elector = elector_of_unit(unit)
    subject = letter_subject(elector) if elector else f"claim-letter:none:{unit.pk}"
    return check_code(purpose=Code.Purpose.CLAIM, subject=subject, text=text, at=at)


@router.post("/estates/{slug:code}/claims/{int:claim_id}/release", auth=owner, response=ClaimOut)
def release(request: Asked, code: str, claim_id: int) -> dict[str, Any]:
    """Stops speaking for an elector."""
    found = Claim.objects.filter(pk=claim_id, estate=request.here, person_id=request.person.pk).first()
    if found is None:
        raise NotHere
    return _claim(release_claim(claim=found, by=request.person, at=request.at, idempotency_key=key_of(request)))


@router.post("/estates/{slug:code}/letters", auth=keeper, response=list[LetterOut])
def letters(request: Asked, code: str, body: Electors) -> list[dict[str, Any]]:
    """Fresh codes for sealed letters, given once and kept nowhere."""
    electors = list(current_electors(request.here).filter(pk__in=body.electors))
    if len(electors) != len(set(body.electors)):
        raise NotHere
    made = issue_letter_codes(
        estate=request.here,
        electors=electors,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    if made is None:
        raise Refused(_("这批验证码已经给出过，不会再显示；换一个幂等键可以重新生成，旧的随之作废。"))
    return [
        {
            "elector": one.elector_id,
            "label": one.label,
            "doors": one.doors,
            "code": one.code,
            "expires_at": instant(one.expires_at),
        }
        for one in made
    ]
