"""A letter as a document, its whole words for those who may read them, and what became of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset, word_of
from gongzhi.issues.models import Force, Issue, Letter, Source
from gongzhi.issues.states import LetterState
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate

WAITING = (LetterState.SENT, LetterState.RECEIVED)
UNANSWERED = (*WAITING, LetterState.WHISTLED)
MARKS = {Body.Kind.COMMITTEE: "业函", Body.Kind.INTERIM: "物管函", Body.Kind.SELF_MANAGED: "自管函"}


def mark_of(body: Body, estate: Estate) -> str:
    """The short name of the issuer in the number, e.g. 桂溪苑业函."""
    return f"{estate.name}{MARKS[Body.Kind(body.kind)]}"


def frame(letter: Letter) -> dict[str, Any]:
    """What everyone may read of a sent letter by its number: from whom to whom, and that its words are not public."""
    words = _("这封函的内容发给了收件单位。公开以后，可以在小区的函件页查看。")
    return {
        "issuer": letter.body.name,
        "addressee": letter.addressee,
        "estate": letter.estate.code,
        "sections": [{"heading": "", "paragraphs": [words]}],
    }


def whole(letter: Letter) -> dict[str, Any]:
    """The words of the letter, its enclosures and the day of answer: what the addressee gets."""
    paragraphs = [line.strip() for line in letter.words.splitlines() if line.strip()]
    sections: list[dict[str, Any]] = [{"heading": "", "paragraphs": paragraphs}]
    names = [file.name for file in letter.files.order_by("pk")]
    if names:
        rows = [_("附件 %(n)s：%(name)s") % {"n": n, "name": name} for n, name in enumerate(names, 1)]
        sections.append({"heading": _("附件"), "paragraphs": [], "items": rows})
    closing = ""
    if letter.due_on is not None:
        closing = _("请于%(day)s前书面答复。") % {"day": cndate(letter.due_on)}
    return {"sections": sections, "closing": closing}


def document_of(letter: Letter) -> Document | None:
    """The numbered document of a sent letter."""
    found: Document | None = Document.objects.filter(pk=letter.document_id, estate_id=letter.estate_id).first()
    return found


def letter_pdf(letter: Letter, document: Document) -> bytes:
    """The letter as it was sent, as PDF."""
    return typeset(document, whole=whole(letter))


def letter_docx(letter: Letter, document: Document) -> bytes:
    """The letter as it was sent, as a Word file."""
    return word_of(document, whole=whole(letter))


def overdue(letter: Letter, *, on: date) -> bool:
    """Whether the day of answer has passed without one."""
    return letter.state in WAITING and letter.due_on is not None and on > letter.due_on


def asked_of(letter: Letter) -> Issue | None:
    """The issue by which the community was asked to whistle about it, where it was."""
    if not letter.number:
        return None
    rows = Issue.objects.filter(estate=letter.estate_id, source=Source.LETTER, source_ref=letter.number)
    found: Issue | None = rows.select_related("estate").first()
    return found


def letters_to(forces: Iterable[Force]) -> list[Letter]:
    """The letters to forces that wait for an answer, over all estates, the earliest day first; in one statement."""
    rows = Letter.objects.filter(force__in=list(forces), state__in=UNANSWERED)
    return list(rows.select_related("estate", "body", "force").order_by("due_on", "pk"))


def table_words(letter: Letter, at: datetime) -> tuple[str, str]:
    """The state in words and the badge's kind; late ones are urgent."""
    if overdue(letter, on=law_day(at)):
        return _("逾期未答"), "urgent"
    kinds = {LetterState.ANSWERED: "done", LetterState.SENT: "due", LetterState.RECEIVED: "due"}
    return str(letter.get_state_display()), kinds.get(LetterState(letter.state), "line")


def due_words(letter: Letter) -> str:
    """What has to be said beside the day of answer: no law gives it, and where its calendar is a guess."""
    if letter.due_on is None:
        return ""
    said = _("答复期限没有法定的数，是建议值")
    return said if letter.due_exact else said + _("；放假安排还没有公布，暂按周一至周五计")


def public_letters(estate: Estate) -> Iterable[Letter]:
    """The letters made public, the newest first."""
    return Letter.objects.filter(estate=estate, public=True).select_related("body").order_by("-sent_at", "-pk")
