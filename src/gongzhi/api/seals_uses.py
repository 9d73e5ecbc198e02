"""Uses of seals: requests bound to a decision, opinion, signatures, the log, what is published of it."""

from datetime import date
from typing import Any, Literal

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, Sent, day, instant, page_of
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.seals import access
from gongzhi.seals.actions.answer_opinion import answer_opinion
from gongzhi.seals.actions.cosign_use import cosign_use
from gongzhi.seals.actions.disclose_uses import disclose_uses
from gongzhi.seals.actions.log_routine_use import log_routine_use
from gongzhi.seals.actions.log_use import log_use
from gongzhi.seals.actions.request_use import request_use
from gongzhi.seals.actions.sign_use import sign_use
from gongzhi.seals.actions.withdraw_use import withdraw_use
from gongzhi.seals.models import Seal, SealRequest, SealUse
from gongzhi.seals.queries.bases import bases_for, basis_behind, basis_by_key
from gongzhi.seals.queries.requests import opinion_note, requests_of, signs_of, standing_of, stands_against
from gongzhi.seals.queries.rules import kinds_needed, rule_for
from gongzhi.seals.queries.uses import uses_of

router = Router()
reader, seal_door, request_door = (
    Door(access.reader_of),
    Door(access.get_seal_for),
    Door(access.get_use_request_for),
)
E = "/estates/{slug:code}/desk/seals"
S, R = f"{E}/{{int:seal_id}}", f"{E}/requests/{{int:seal_request_id}}"
UseWord = Literal["contract", "resolution", "payment", "litigation", "routine", "handover"]


class UseRequestIn(Sent):
    """What the seal is wanted for; `basis` is `decision:<id>` or `resolution:<id>`, one of those listed for the seal.

    `limit_fen` and `quote` are the sum that the resolution names and its sentence, where nobody read them out of it before.
    """

    use: UseWord
    title: str = Field(max_length=120)
    copies: int
    basis: str = Field("", max_length=40)
    amount_fen: int | None = Field(None, le=9_000_000_000_000_000)
    limit_fen: int | None = Field(None, le=9_000_000_000_000_000)
    quote: str = Field("", max_length=200)
    words: str = Field("", max_length=300)
    party_shown: str = Field("", max_length=80)
    emergency: bool = False


class RoutineIn(Sent):
    """A use without a request."""

    use: Literal["routine", "handover"] = "routine"
    title: str = Field(max_length=120)
    copies: int
    used_on: date
    note: str = Field("", max_length=120)


class UseIn(Sent):
    """The seal was used."""

    used_on: date
    note: str = Field("", max_length=120)


class OpinionIn(Given):
    """What the 环物委 thinks."""

    opinion: Literal["agree", "object"]
    words: str = Field("", max_length=300)


class UseEnding(Given):
    """Why a request ends without a use."""

    reason: str = Field(max_length=200)


class HalfYearIn(Given):
    """A day of the half-year that is published."""

    period: date


class RequestOut(Schema):
    """A request as it stands today; `against` says what keeps it from being sealed."""

    id: int
    serial: int
    seal: int
    use: str
    title: str
    copies: int
    amount_fen: int | None
    limit_fen: int | None
    quote: str
    party_shown: str
    basis: str | None
    basis_title: str | None
    basis_entry: int | None
    state: str
    ended_for: str
    emergency: bool
    opinion_due_on: str | None
    opinion: str
    opinion_words: str
    opinion_note: str
    signed: int
    signs_needed: int
    cosign: str
    cosigned: bool
    file: int
    against: list[str]
    at: str


class UseOut(Schema):
    """A line of the log for the desk."""

    id: int
    seal: int
    serial: int
    request: int | None
    use: str
    title: str
    copies: int
    used_on: str
    late: bool
    note: str
    photo: int
    entry: int


def request_line(row: SealRequest, request: Asked) -> dict[str, Any]:
    """A request as it stands at the instant of asking."""
    on = law_day(request.at)
    basis = basis_behind(row, at=request.at)
    state = standing_of(row, on=on)
    names = (
        "serial",
        "use",
        "title",
        "copies",
        "amount_fen",
        "limit_fen",
        "quote",
        "party_shown",
        "basis_entry",
        "ended_for",
        "emergency",
    )
    more = ("opinion", "opinion_words", "signs_needed", "cosign")
    return {
        **{name: getattr(row, name) for name in (*names, *more)},
        "id": row.pk,
        "seal": row.seal_id,
        "basis": basis.key if basis else None,
        "basis_title": basis.title if basis else None,
        "state": state,
        "opinion_due_on": day(row.opinion_due_on),
        "opinion_note": opinion_note(row, on=on),
        "signed": len(signs_of(row)),
        "cosigned": row.cosigned_at is not None,
        "file": row.file_id,
        "against": []
        if row.ended_entry or state == "used"
        else [one.text for one in stands_against(row, at=request.at)],
        "at": instant(row.at),
    }


def use_line(row: SealUse) -> dict[str, Any]:
    """A line of the log."""
    names = ("serial", "use", "title", "copies", "late", "note", "entry")
    return {
        **{name: getattr(row, name) for name in names},
        "id": row.pk,
        "seal": row.seal_id,
        "request": row.request_id,
        "used_on": day(row.used_on),
        "photo": row.photo_id,
    }


@router.get(f"{S}/bases", auth=seal_door)
def bases(request: Asked, code: str, seal_id: int, use: UseWord) -> list[dict[str, Any]]:
    """The resolutions and decisions in force on which this use may rest."""
    found: Seal = request.here
    kinds = kinds_needed(rule_for(found, use, at=request.at)) or ("decision", "resolution")
    return [
        {"basis": one.key, "title": one.title, "on": day(one.on), "amount_fen": one.amount_fen, "entry": one.entry}
        for one in bases_for(found, use, kinds, at=request.at)
    ]


@router.post(f"{S}/requests", auth=seal_door, response=RequestOut)
def asked(
    request: Asked, code: str, seal_id: int, body: Form[UseRequestIn], file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """Asks for the use of the seal, with the paper to be sealed."""
    found: Seal = request.here
    said = body.dict()
    key = said.pop("basis")
    basis = basis_by_key(key, found.estate) if key else None
    if key and basis is None:
        raise BadInput("没有这项决定。", {"basis": "decision:<id> 或者 resolution:<id>，限本小区的决定"})
    made = request_use(seal=found, basis=basis, **said, **sent_paper(file), **acted(request))
    return request_line(made, request)


@router.post(f"{S}/uses", auth=seal_door, response=UseOut)
def routine(
    request: Asked, code: str, seal_id: int, body: Form[RoutineIn], file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """Logs a use that needs no decision, with its photograph."""
    return use_line(log_routine_use(seal=request.here, **body.dict(), **sent_paper(file), **acted(request)))


@router.get(f"{E}/requests", auth=reader, response=Page[RequestOut])
def requests(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """Requests, the latest first."""
    rows = requests_of(request.here).select_related("seal__body__estate__community", "seal__estate__community")
    return page_of(rows, page, size, lambda row: request_line(row, request))


@router.get(R, auth=request_door, response=RequestOut)
def one_request(request: Asked, code: str, seal_request_id: int) -> dict[str, Any]:
    """One request as it stands now."""
    return request_line(request.here, request)


@router.post(f"{R}/opinion", auth=request_door, response=RequestOut)
def opinion(request: Asked, code: str, seal_request_id: int, body: OpinionIn) -> dict[str, Any]:
    """The 环物委 says what it thinks."""
    return request_line(answer_opinion(request=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{R}/signatures", auth=request_door, response=RequestOut)
def signed(request: Asked, code: str, seal_request_id: int) -> dict[str, Any]:
    """A member signs for the use."""
    return request_line(sign_use(request=request.here, **acted(request)), request)


@router.post(f"{R}/cosignature", auth=request_door, response=RequestOut)
def cosigned(request: Asked, code: str, seal_request_id: int) -> dict[str, Any]:
    """The office signs beside a body whose term ran out."""
    return request_line(cosign_use(request=request.here, **acted(request)), request)


@router.post(f"{R}/use", auth=request_door, response=UseOut)
def used(
    request: Asked, code: str, seal_request_id: int, body: Form[UseIn], file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """The keeper used the seal; with its photograph."""
    return use_line(log_use(request=request.here, **body.dict(), **sent_paper(file), **acted(request)))


@router.post(f"{R}/end", auth=request_door, response=RequestOut)
def ended(request: Asked, code: str, seal_request_id: int, body: UseEnding) -> dict[str, Any]:
    """Whoever asked withdraws, or the keeper sends back."""
    return request_line(withdraw_use(request=request.here, **body.dict(), **acted(request)), request)


@router.get(f"{E}/uses", auth=reader, response=Page[UseOut])
def uses(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The log, the latest use first."""
    return page_of(uses_of(request.here), page, size, use_line)


@router.post(f"{E}/disclosure", auth=reader)
def disclosed(request: Asked, code: str, body: HalfYearIn) -> dict[str, Any]:
    """Publishes the uses of a half-year that is over."""
    made = disclose_uses(estate=request.here, period=body.period, **acted(request))
    return {"id": made.pk, "number": made.number, "title": made.title}
