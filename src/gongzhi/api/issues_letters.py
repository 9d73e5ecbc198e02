"""Letters of the owners' bodies: what everyone reads, and every act of those whose matter it is."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import File, Form, Router
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.issues_talking import named
from gongzhi.api.plain import Given, Why, day, instant
from gongzhi.issues import access, letter_access
from gongzhi.issues.actions.acknowledge_letter import acknowledge_letter
from gongzhi.issues.actions.answer_letter import answer_letter
from gongzhi.issues.actions.ask_whistle import ask_whistle
from gongzhi.issues.actions.draft_letter import draft_letter
from gongzhi.issues.actions.edit_letter import edit_letter
from gongzhi.issues.actions.publish_letter import publish_letter
from gongzhi.issues.actions.record_answer import record_answer
from gongzhi.issues.actions.record_delivery import record_delivery
from gongzhi.issues.actions.send_letter import send_letter
from gongzhi.issues.actions.withdraw_letter import withdraw_letter
from gongzhi.issues.models import Letter
from gongzhi.issues.queries.letters import asked_of, letters_to, overdue, public_letters
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput

router = Router()
everyone, readers, one = Door(access.public_estate), Door(letter_access.letters_of), Door(letter_access.get_letter_for)
forces = Door(access.desk_of_calls)
PUBLIC, DESK = "/estates/{slug:code}/official-letters", "/estates/{slug:code}/desk/official-letters"
LETTER = f"{DESK}/{{int:letter_serial}}"


def public_shown(row: Letter) -> dict[str, Any]:
    """A letter as everyone reads it."""
    return {
        "serial": row.serial,
        "number": row.number,
        "from": row.body.name,
        "to": row.addressee,
        "title": row.title,
        "words": row.public_words,
        "reply": row.public_reply,
        "sent_at": instant(row.sent_at),
        "due_on": day(row.due_on),
        "replied_on": day(row.replied_on),
        "document": row.document_id,
    }


def received_shown(row: Letter, request: Asked) -> dict[str, Any]:
    """A letter on the list of whom it is to; whole at its own address."""
    return {
        "serial": row.serial,
        "number": row.number,
        "from": row.body.name,
        "to": row.addressee,
        "title": row.title,
        "state": row.state,
        "due_on": day(row.due_on),
        "overdue": overdue(row, on=law_day(request.at)),
    }


def shown(row: Letter, request: Asked) -> dict[str, Any]:
    """A letter for those who may read it whole."""
    asked = asked_of(row)
    return {
        **public_shown(row),
        "state": row.state,
        "addressee_kind": row.addressee_kind,
        "words": row.words,
        "reply": row.reply,
        "way": row.way,
        "proof": row.proof,
        "received_on": day(row.received_on),
        "received_by": row.received_by,
        "due_cite": row.due_cite,
        "overdue": overdue(row, on=law_day(request.at)),
        "files": [{"id": file.file_id, "name": file.name} for file in row.files.order_by("pk")],
        "public": row.public,
        "asked_whistle": asked.number if asked else None,
    }


class Edit(Given):
    """Other words."""

    title: str
    words: str


class Way(Given):
    """The way of sending."""

    way: str


class LetterPublishing(Given):
    """What everyone reads; `names_checked`: somebody looked that no personal data is left."""

    public_words: str
    public_reply: str = ""
    names_checked: bool = False


@router.get(PUBLIC, auth=everyone, response=list[dict[str, Any]])
def published(request: Asked, code: str) -> list[dict[str, Any]]:
    """The letters made public, the newest first."""
    return [public_shown(row) for row in public_letters(request.here)]


@router.get(DESK, auth=readers, response=list[dict[str, Any]])
def letters(request: Asked, code: str) -> list[dict[str, Any]]:
    """The letters that this person may read."""
    found = []
    for row in Letter.objects.filter(estate=request.here).select_related("body", "force").order_by("-serial"):
        row.estate = request.here
        if letter_access.reads(request.person, row, at=request.at):
            found.append(shown(row, request))
    return found


@router.get("/desk/official-letters", auth=forces, response=list[dict[str, Any]])
def received(request: Asked) -> list[dict[str, Any]]:
    """The letters to the person's departments, utilities and other forces that wait for an answer, over all estates."""
    rows = letters_to(request.here)
    return [{"estate": row.estate.code, **received_shown(row, request)} for row in rows]


@router.post(DESK, auth=readers, response=dict[str, Any])
def draft(
    request: Asked,
    code: str,
    addressee_kind: str = Form(...),
    title: str = Form(...),
    words: str = Form(...),
    addressee: str = Form(""),
    force: int | None = Form(None),
    issue: str = Form(""),
    files: list[UploadedFile] = File([]),
) -> dict[str, Any]:
    """Drafts a letter; `force` is the number of a registered one."""
    chosen = access.forces_over(request.here).filter(pk=force).first() if force is not None else None
    if force is not None and chosen is None:
        raise BadInput(_("没有这个单位。"), {"force": _("请重选")})
    made = draft_letter(
        estate=request.here,
        addressee_kind=addressee_kind,
        addressee=addressee,
        title=title,
        words=words,
        force=chosen,
        issue=named(request, issue),
        files=tuple((str(file.name), file.read()) for file in files),
        **acted(request),
    )
    return shown(made, request)


@router.get(LETTER, auth=one, response=dict[str, Any])
def letter(request: Asked, code: str, letter_serial: int) -> dict[str, Any]:
    """One letter whole."""
    return shown(request.here, request)


@router.post(f"{LETTER}/draft", auth=one, response=dict[str, Any])
def edit(request: Asked, code: str, letter_serial: int, body: Edit) -> dict[str, Any]:
    """Changes the draft."""
    return shown(edit_letter(letter=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{LETTER}/sending", auth=one, response=dict[str, Any])
def send(request: Asked, code: str, letter_serial: int, body: Way) -> dict[str, Any]:
    """Sends it with its number."""
    return shown(send_letter(letter=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{LETTER}/delivery", auth=one, response=dict[str, Any])
def deliver(
    request: Asked,
    code: str,
    letter_serial: int,
    way: str = Form(...),
    received_on: date = Form(...),
    received_by: str = Form(""),
    proof: str = Form(""),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Writes down how it arrived."""
    given = {"way": way, "received_on": received_on, "received_by": received_by, "proof": proof, **sent_file(file)}
    return shown(record_delivery(letter=request.here, **given, **acted(request)), request)


@router.post(f"{LETTER}/acknowledgement", auth=one, response=dict[str, Any])
def acknowledge(request: Asked, code: str, letter_serial: int) -> dict[str, Any]:
    """The addressee signs for it."""
    return shown(acknowledge_letter(letter=request.here, **acted(request)), request)


@router.post(f"{LETTER}/answer", auth=one, response=dict[str, Any])
def answer(
    request: Asked,
    code: str,
    letter_serial: int,
    reply: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """The addressee answers."""
    return shown(answer_letter(letter=request.here, reply=reply, **sent_file(file), **acted(request)), request)


@router.post(f"{LETTER}/reply", auth=one, response=dict[str, Any])
def reply(
    request: Asked,
    code: str,
    letter_serial: int,
    replied_on: date = Form(...),
    words: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Writes down an answer on paper."""
    given = {"replied_on": replied_on, "reply": words, **sent_file(file)}
    return shown(record_answer(letter=request.here, **given, **acted(request)), request)


@router.post(f"{LETTER}/withdrawal", auth=one, response=dict[str, Any])
def withdraw(request: Asked, code: str, letter_serial: int, body: Why) -> dict[str, Any]:
    """Takes it back."""
    return shown(withdraw_letter(letter=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{LETTER}/whistle", auth=one, response=dict[str, Any])
def whistle(request: Asked, code: str, letter_serial: int) -> dict[str, Any]:
    """Asks the community to whistle."""
    ask_whistle(letter=request.here, **acted(request))
    return shown(request.here, request)


@router.post(f"{LETTER}/public", auth=one, response=dict[str, Any])
def publish(request: Asked, code: str, letter_serial: int, body: LetterPublishing) -> dict[str, Any]:
    """Puts it on the public page."""
    return shown(publish_letter(letter=request.here, **body.dict(), **acted(request)), request)
