"""Questions of owners and remarks of the supervision, as everyone reads them: never who asked (A5.5, A6.5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.models import FundQuestion, Remark
from gongzhi.fund.queries.publications import period_words
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.sealed import unseal
from gongzhi.people.models import Person
from gongzhi.places.models import Estate


@dataclass(frozen=True, slots=True)
class Shown:
    """A question or remark: its number, about what, the words that are public, until when, and the answer."""

    pk: int
    serial: int
    about: str
    about_url: str
    words: str
    asked_on: date
    due_on: date
    late_days: int
    answer: str
    answered_on: date | None
    shortened: bool
    file_url: str


def questions_of(estate: Estate) -> QuerySet[FundQuestion]:
    """The questions of an estate, those that wait first, then the latest answer first."""
    rows = FundQuestion.objects.filter(estate=estate).select_related("transaction", "publication", "budget")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "due_on", "-serial")


def remarks_of(estate: Estate) -> QuerySet[Remark]:
    """The remarks of an estate, those that wait first."""
    rows = Remark.objects.filter(estate=estate).select_related("transaction")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "due_on", "-serial")


def own_questions(estate: Estate, person: Person) -> QuerySet[FundQuestion]:
    """What this person asked here, the latest first."""
    return questions_of(estate).filter(person_id=person.pk).order_by("-serial")


def shown(rows: Iterable[FundQuestion], estate: Estate, *, at: datetime, own: bool = False) -> list[Shown]:
    """The questions; unanswered words stay sealed, but for `own` (who asked, or who answers)."""
    return [
        Shown(
            row.pk,
            row.serial,
            *about(row, estate),
            unseal(row, "words") if own else row.public_words,
            law_day(row.at),
            row.due_on,
            _late(row.due_on, row.answered_at, at),
            row.answer,
            law_day(row.answered_at) if row.answered_at else None,
            row.shortened,
            reverse("fund:public_answer_file", args=[estate.code, row.pk]) if row.file_id else "",
        )
        for row in rows
    ]


def shown_remarks(rows: Iterable[Remark], estate: Estate, *, at: datetime) -> list[Shown]:
    """The remarks with their answers."""
    found = []
    for row in rows:
        words, url = "", ""
        if row.transaction is not None:
            words, url = _line(row.transaction.words), _line_url(estate, row.transaction_id or 0)
        found.append(
            Shown(
                row.pk,
                row.serial,
                words,
                url,
                row.words,
                law_day(row.at),
                row.due_on,
                _late(row.due_on, row.answered_at, at),
                row.answer,
                law_day(row.answered_at) if row.answered_at else None,
                False,
                "",
            )
        )
    return found


def about(row: FundQuestion, estate: Estate) -> tuple[str, str]:
    """What a question is about, in words and as an address everyone may open."""
    if row.transaction is not None:
        return _line(row.transaction.words), _line_url(estate, row.transaction.pk)
    if row.publication is not None:
        one = row.publication
        words = _("%(period)s收支公示") % {"period": period_words(one.from_on, one.until_on)}
        return words, reverse("documents:document", args=[one.document_id])
    if row.budget is not None:
        url = reverse("fund:public_budget", args=[estate.code, row.budget.pk]) if row.budget.state == "adopted" else ""
        return _("预算：%(title)s") % {"title": row.budget.title}, url
    return _("资金总体情况"), reverse("fund:public_home", args=[estate.code])


def _line(words: str) -> str:
    return _("一笔收支：%(words)s") % {"words": words}


def _line_url(estate: Estate, transaction_id: int) -> str:
    return reverse("fund:public_entry", args=[estate.code, transaction_id])


def _late(due_on: date, answered_at: datetime | None, at: datetime) -> int:
    """How many days late the answer is, or was."""
    return max((law_day(answered_at or at) - due_on).days, 0)
