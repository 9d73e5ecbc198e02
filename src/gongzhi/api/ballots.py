"""Casting by personal link or by account: open, ask for the code, cast, receipt; no choice leaves the box before the count."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import Router, Schema

from gongzhi.api.assemblies import MotionOut, RuleOut, motion_shown, rules
from gongzhi.api.door import Asked, Door, asked_from, key_of
from gongzhi.api.plain import Given, instant
from gongzhi.kernel.area import plain_area
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.register.queries import phone_of_elector, roll_entry_for, tail
from gongzhi.voting.access import Voter, get_voter_by_link, get_voter_for
from gongzhi.voting.actions.cast_ballot import cast_ballot
from gongzhi.voting.actions.claim_by_link import claim_by_link
from gongzhi.voting.actions.record_view import record_view
from gongzhi.voting.models import Ballot
from gongzhi.voting.queries import motions_of
from gongzhi.voting.queries.ballots import ballot_under
from gongzhi.voting.sealing import short_code
from gongzhi.voting.states import Phase

router = Router()
by_link, by_account = Door(get_voter_by_link), Door(get_voter_for)
LINK = "/v/{slug:token}"
OWN = "/estates/{slug:code}/assemblies/{int:serial}/electors/{int:elector_id}"


class BallotPaper(Schema):
    """What is asked of whom, when, under which rules; and whether a ballot is in the box already."""

    estate: str
    assembly: str
    serial: int
    phase: str | None
    opens_at: str
    closes_at: str
    doors: str
    area: str
    rules: list[RuleOut]
    motions: list[MotionOut]
    cast: bool
    code: str | None


class Choices(Given):
    """The mark for each motion by its number, and the code that arrived."""

    choices: dict[int, str]
    code: str


class Receipt(Schema):
    """That a ballot is in the box; after the count how it stands, and the own choices for whoever cast it."""

    code: str
    commitment: str
    sequence: int
    at: str
    text_hash: str
    standing: str | None
    choices: dict[str, str] | None


def _paper(request: Asked) -> dict[str, Any]:
    voter: Voter = request.here
    _privately(request)
    assembly = voter.assembly
    entry = roll_entry_for(assembly.roll_id, voter.elector.pk)
    if entry is None:
        raise NotHere
    standing = voter.standing
    phase = assembly.phase(request.at)
    return {
        "estate": assembly.estate.name,
        "assembly": assembly.title,
        "serial": assembly.serial,
        "phase": phase.value if phase else None,
        "opens_at": instant(assembly.opens_at),
        "closes_at": instant(assembly.closes_at),
        "doors": entry.doors,
        "area": plain_area(entry.area),
        "rules": rules(assembly),
        "motions": [motion_shown(m, assembly) for m in motions_of(assembly)],
        "cast": standing.ballot_id is not None,
        "code": short_code(standing.commitment) if standing.commitment else None,
    }


def _opened(request: Asked) -> dict[str, Any]:
    voter: Voter = request.here
    _must_be_open(request)
    record_view(assembly=voter.assembly, elector_id=voter.elector.pk, at=request.at)
    return _paper(request)


def _send(request: Asked) -> dict[str, str]:
    voter: Voter = request.here
    _privately(request)
    _must_be_open(request)
    number = phone_of_elector(voter.elector)
    if not number:
        raise Refused(
            Reason(
                _("清册上没有您家的手机号，验证码没有地方可发。"),
                remedy=_("请带身份证到社区登记手机号，登记后这个链接照样能用"),
            )
        )
    send_code(
        purpose=Code.Purpose.CAST,
        subject=_subject(voter),
        number=number,
        estate_id=voter.assembly.estate_id,
        asked_from=asked_from(request),
        at=request.at,
    )
    return {"sent_to": tail(number)}


def _cast(request: Asked, body: Choices) -> dict[str, Any]:
    """A resend under the same key is answered with the receipt of its ballot, though its code is used up."""
    voter: Voter = request.here
    _privately(request)
    assembly, elector, key = voter.assembly, voter.elector, key_of(request) or ""
    try:
        code = check_code(purpose=Code.Purpose.CAST, subject=_subject(voter), text=body.code, at=request.at)
    except BadInput:
        same = ballot_under(assembly, elector.pk, key) if key else None
        if same is None:
            raise
        return _receipt(voter, same, with_choices=False)
    if voter.token:
        claimed = voter.standing.claim_person_id
        person_id = claimed or claim_by_link(elector=elector, code=code, at=request.at).person_id
    else:
        person_id = request.person.pk
    ballot = cast_ballot(
        assembly=assembly,
        elector_id=elector.pk,
        person_id=person_id,
        choices=body.choices,
        code=code,
        device=f"{request.headers.get('User-Agent', '')[:300]} {asked_from(request)}",
        idempotency_key=key,
        at=request.at,
    )
    return _receipt(voter, ballot, with_choices=False)


def _newest(request: Asked, *, with_choices: bool) -> dict[str, Any]:
    voter: Voter = request.here
    _privately(request)
    rows = Ballot.objects.filter(
        estate_id=voter.assembly.estate_id, assembly=voter.assembly, elector_id=voter.elector.pk
    )
    ballot = rows.select_related("opened").order_by("-sequence").first()
    if ballot is None:
        raise NotHere
    return _receipt(voter, ballot, with_choices=with_choices)


def _receipt(voter: Voter, ballot: Ballot, *, with_choices: bool) -> dict[str, Any]:
    opened = getattr(ballot, "opened", None)
    own = voter.person is not None and ballot.person_id == voter.person.pk
    return {
        "code": short_code(ballot.commitment),
        "commitment": ballot.commitment,
        "sequence": ballot.sequence,
        "at": instant(ballot.at),
        "text_hash": ballot.text_hash,
        "standing": opened.standing if opened else None,
        "choices": opened.choices if opened and with_choices and own else None,
    }


def _must_be_open(request: Asked) -> None:
    assembly = request.here.assembly
    if assembly.phase(request.at) != Phase.OPEN:
        raise Refused(
            Reason(
                _("现在不是表决时间，没有投出任何东西。"),
                _("本次会议公告"),
                _("看这次会议的公开页"),
                f"/e/{assembly.estate.code}/assemblies/{assembly.serial}/",
            )
        )


def _subject(voter: Voter) -> str:
    return f"cast:{voter.assembly.pk}:{voter.elector.pk}"


def _privately(request: Asked) -> None:
    """What belongs to one elector is kept by no cache, though the link opens without an account."""
    request.personal = True


@router.get(LINK, auth=by_link, response=BallotPaper)
def link_paper(request: Asked, token: str) -> dict[str, Any]:
    """What is asked of whom, by personal link."""
    return _paper(request)


@router.post(f"{LINK}/opened", auth=by_link, response=BallotPaper)
def link_opened(request: Asked, token: str) -> dict[str, Any]:
    """Begins: the first opening enters the delivery register."""
    return _opened(request)


@router.post(f"{LINK}/code", auth=by_link)
def link_code(request: Asked, token: str) -> dict[str, str]:
    """Sends the code that casts to the number on the roll."""
    return _send(request)


@router.post(f"{LINK}/ballot", auth=by_link, response=Receipt)
def link_cast(request: Asked, token: str, body: Choices) -> dict[str, Any]:
    """Casts the ballot, or supersedes the one before where the notice allows it; needs an Idempotency-Key."""
    return _cast(request, body)


@router.get(f"{LINK}/receipt", auth=by_link, response=Receipt)
def link_receipt(request: Asked, token: str) -> dict[str, Any]:
    """The receipt by link: never a choice."""
    return _newest(request, with_choices=False)


@router.get(OWN, auth=by_account, response=BallotPaper)
def own_paper(request: Asked, code: str, serial: int, elector_id: int) -> dict[str, Any]:
    """What is asked of whom, by account."""
    return _paper(request)


@router.post(f"{OWN}/opened", auth=by_account, response=BallotPaper)
def own_opened(request: Asked, code: str, serial: int, elector_id: int) -> dict[str, Any]:
    """Begins: the first opening enters the delivery register."""
    return _opened(request)


@router.post(f"{OWN}/code", auth=by_account)
def own_code(request: Asked, code: str, serial: int, elector_id: int) -> dict[str, str]:
    """Sends the code that casts to the person's number."""
    return _send(request)


@router.post(f"{OWN}/ballot", auth=by_account, response=Receipt)
def own_cast(request: Asked, code: str, serial: int, elector_id: int, body: Choices) -> dict[str, Any]:
    """Casts the ballot, or supersedes the one before where the notice allows it; needs an Idempotency-Key."""
    return _cast(request, body)


@router.get(f"{OWN}/receipt", auth=by_account, response=Receipt)
def own_receipt(request: Asked, code: str, serial: int, elector_id: int) -> dict[str, Any]:
    """The receipt; after the count with the own choices for whoever cast the ballot."""
    return _newest(request, with_choices=True)
