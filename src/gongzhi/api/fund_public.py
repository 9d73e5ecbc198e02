"""The money of an estate for everyone, questions of owners, and the desk that publishes; the same acts as the pages."""

from datetime import date, datetime
from typing import Any

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, page_of
from gongzhi.fund import access
from gongzhi.fund.actions.answer_question import answer_question
from gongzhi.fund.actions.answer_remark import answer_remark
from gongzhi.fund.actions.ask_question import ask_question
from gongzhi.fund.actions.make_remark import make_remark
from gongzhi.fund.actions.publish_period import publish_period
from gongzhi.fund.models import Account, Book, Budget, FundQuestion, Posting, Publication, Remark, Transaction
from gongzhi.fund.public_access import asker_of, get_question_for, get_remark_for
from gongzhi.fund.queries.exports import statement_rows
from gongzhi.fund.queries.ledger_accounts import post_of, sides_of
from gongzhi.fund.queries.ledger_lines import unchecked_fen
from gongzhi.fund.queries.public_lines import PublicLine, approvals_of, grounds_of, lines_of, postings_on, request_of
from gongzhi.fund.queries.publications import accounts_in, waiting
from gongzhi.fund.queries.questions import Shown, own_questions, questions_of, remarks_of, shown, shown_remarks
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere

router = Router()
everyone, line_door = Door(access.public_book), Door(access.public_transaction)
owner, keeper = Door(asker_of), Door(access.get_book_for)
question_door, remark_door = Door(get_question_for), Door(get_remark_for)
P, E = "/estates/{slug:code}/fund", "/estates/{slug:code}/desk/fund"


class PublicAccountOut(Schema):
    """An account in use: where, in whose name, who signs by post; never a whole number or a name of a person."""

    account: str
    title: str
    fund: str
    state: str
    bank: str
    holder: str
    tail: str
    signs: list[str]
    balance_fen: int


class WaitingOut(Schema):
    """A month that is over and not published as it stands."""

    from_on: str
    until_on: str
    due_on: str
    closed: bool
    corrected: bool


class HomeOut(Schema):
    """The money as everyone reads it today."""

    on: str
    accounts: list[PublicAccountOut]
    unchecked_fen: int
    waiting: list[WaitingOut]


class StatementOut(Schema):
    """期初＋收入－支出＝期末 of an account and month, in fen."""

    account: str
    period: str
    opening_fen: int
    income_fen: int
    expense_fen: int
    closing_fen: int


class StatementsOut(Schema):
    """Every account and month, the oldest first."""

    statements: list[StatementOut]


class AccountLineOut(Schema):
    """An entry on one account; plus is into it."""

    id: int
    account: str
    on: str
    kind: str
    words: str
    amount_fen: int
    category: str
    counterparty: str
    vouchers: int
    vouchers_hidden: int
    matched: bool
    undone: bool


class PaidOnOut(Schema):
    """On what a payment rests; `state` where the decision does not bind any more."""

    words: str
    url: str
    state: str


class ApprovalOut(Schema):
    """Which side agreed, and when."""

    side: str
    on: str


class PublicEntryOut(Schema):
    """One entry with its basis, the sides that agreed and its papers."""

    id: int
    serial: int | None
    on: str
    kind: str
    words: str
    reverses: int | None
    undone: bool
    lines: list[AccountLineOut]
    grounds: list[PaidOnOut]
    approvals: list[ApprovalOut]
    vouchers: list[str]


class PublishedOut(Schema):
    """What was published of an account and period; `replaces` is the row that it corrects."""

    id: int
    account: str
    from_on: str
    until_on: str
    opening_fen: int
    income_fen: int
    expense_fen: int
    closing_fen: int
    document: int
    replaces: int | None


class QuestionOut(Schema):
    """A question or remark; `words` are empty until a question is answered."""

    id: int
    serial: int
    about: str
    about_url: str
    words: str
    asked_on: str
    due_on: str
    late_days: int
    answer: str
    answered_on: str | None
    shortened: bool
    file_url: str


class MonthsIn(Given):
    """Whole months from the first day to the first day after."""

    from_on: date
    until_on: date


class QuestionIn(Given):
    """A question, about one thing at most."""

    words: str = Field(max_length=2000)
    transaction: int | None = None
    publication: int | None = None
    budget: int | None = None


class RemarkIn(Given):
    """A remark of the supervision."""

    words: str = Field(max_length=2000)
    transaction: int | None = None


class RemarkAnswer(Given):
    """The answer to a remark."""

    answer: str = Field(max_length=4000)


def line_shown(posting: Posting, line: PublicLine) -> dict[str, Any]:
    """A line as JSON."""
    return {
        "id": line.made.pk,
        "account": posting.account.code,
        "on": day(line.made.on),
        "kind": line.made.kind,
        "words": line.made.words,
        "amount_fen": line.amount_fen,
        "category": line.what,
        "counterparty": line.to,
        "vouchers": line.shown,
        "vouchers_hidden": line.hidden,
        "matched": line.matched,
        "undone": line.undone,
    }


def asked_shown(row: Shown) -> dict[str, Any]:
    """A question or remark as JSON."""
    names = ("serial", "about", "about_url", "words", "late_days", "answer", "shortened", "file_url")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "asked_on": day(row.asked_on),
        "due_on": day(row.due_on),
        "answered_on": day(row.answered_on),
    }


@router.get(P, auth=everyone, response=HomeOut)
def home(request: Asked, code: str) -> dict[str, Any]:
    """Accounts with their balance today, what is in doubt, what is not published yet."""
    book: Book = request.here
    on = law_day(request.at)
    return {
        "on": day(on),
        "accounts": [
            {
                "account": row.account.code,
                "title": row.account.title,
                "fund": row.account.fund,
                "state": row.state,
                "bank": row.bank,
                "holder": row.holder,
                "tail": row.tail,
                "signs": [post_of(side) for side in sides_of(row)],
                "balance_fen": balance_fen(row.account, on=on),
            }
            for row in accounts_in(book.estate)
        ],
        "unchecked_fen": unchecked_fen(book.estate),
        "waiting": [
            {
                "from_on": day(row.span.from_on),
                "until_on": day(row.span.until_on),
                "due_on": day(row.due_on),
                "closed": row.closed,
                "corrected": row.corrected,
            }
            for row in waiting(book, at=request.at)
        ],
    }


@router.get(f"{P}/statements", auth=everyone, response=StatementsOut)
def statements(request: Asked, code: str) -> dict[str, Any]:
    """期初＋收入－支出＝期末 of every account and month."""
    return {"statements": statement_rows(request.here, at=request.at)}


@router.get(f"{P}/lines", auth=everyone, response=Page[AccountLineOut])
def lines(
    request: Asked,
    code: str,
    account: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    page: PageNumber = 1,
    size: PageSize = 50,
) -> dict[str, Any]:
    """The lines of the money accounts, or of one, the latest first; `until_on` is the first day after."""
    estate = request.here.estate
    chosen = Account.objects.filter(estate=estate, code=account, root=Account.Root.MONEY).first() if account else None
    if account and chosen is None:
        raise NotHere
    rows = postings_on(estate, account=chosen, from_on=from_on, until_on=until_on)
    found = page_of(rows, page, size, lambda row: row)
    postings = found["items"]
    found["items"] = [line_shown(*pair) for pair in zip(postings, lines_of(postings), strict=True)]
    return found


@router.get(f"{P}/entries/{{int:transaction_id}}", auth=line_door, response=PublicEntryOut)
def entry(request: Asked, code: str, transaction_id: int) -> dict[str, Any]:
    """One entry with what stands behind it."""
    made: Transaction = request.here
    paid = request_of(made)
    postings = list(
        made.postings.filter(account__root=Account.Root.MONEY).select_related("account", "transaction").order_by("pk")
    )
    return {
        "id": made.pk,
        "serial": made.serial,
        "on": day(made.on),
        "kind": made.kind,
        "words": made.words,
        "reverses": made.reverses_id,
        "undone": made.reversals.exists(),
        "lines": [line_shown(*pair) for pair in zip(postings, lines_of(postings), strict=True)],
        "grounds": [{"words": row.words, "url": row.url, "state": row.state} for row in grounds_of(made, paid)],
        "approvals": [{"side": side, "on": day(law_day(at))} for side, at in approvals_of(paid)],
        "vouchers": [
            f"/e/{made.estate.code}/fund/entries/{made.pk}/vouchers/{row.pk}/"
            for row in made.vouchers.order_by("pk")
            if row.clear or row.shown_file_id
        ],
    }


@router.get(f"{P}/publications", auth=everyone, response=Page[PublishedOut])
def publications(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """What was published, the latest first."""
    rows = Publication.objects.filter(estate=request.here.estate).select_related("account").order_by("-pk")
    return page_of(rows, page, size, published_shown)


def published_shown(row: Publication) -> dict[str, Any]:
    """A published statement as JSON."""
    names = ("opening_fen", "income_fen", "expense_fen", "closing_fen")
    return {
        "id": row.pk,
        "account": row.account.code,
        "from_on": day(row.from_on),
        "until_on": day(row.until_on),
        **{name: getattr(row, name) for name in names},
        "document": row.document_id,
        "replaces": row.replaces_id,
    }


@router.get(f"{P}/questions", auth=everyone, response=Page[QuestionOut])
def questions(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """Questions of owners, those that wait first; who asked is never said."""
    return _asked(request, questions_of(request.here.estate), page, size)


@router.get(f"{P}/own-questions", auth=owner, response=Page[QuestionOut])
def own(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """What this owner asked, with the words."""
    return _asked(request, own_questions(request.here.estate, request.person), page, size, own=True)


@router.post(f"{P}/questions", auth=owner, response=QuestionOut)
def ask(request: Asked, code: str, body: QuestionIn) -> dict[str, Any]:
    """An owner asks."""
    book: Book = request.here
    made = ask_question(
        book=book,
        words=body.words,
        transaction=_one(book, Transaction, body.transaction),
        publication=_one(book, Publication, body.publication),
        budget=_one(book, Budget, body.budget),
        **acted(request),
    )
    return _question(made, book, request.at, own=True)


@router.get(f"{P}/remarks", auth=everyone, response=Page[QuestionOut])
def remarks(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """Remarks of the owners' supervision with their answers."""
    estate = request.here.estate
    found = page_of(remarks_of(estate), page, size, lambda row: row)
    found["items"] = [asked_shown(row) for row in shown_remarks(found["items"], estate, at=request.at)]
    return found


@router.post(f"{E}/publications", auth=keeper, response=dict[str, Any])
def publish(request: Asked, code: str, body: MonthsIn) -> dict[str, Any]:
    """Publishes a period."""
    made = publish_period(book=request.here, from_on=body.from_on, until_on=body.until_on, **acted(request))
    return {"document": made.pk, "number": made.number, "sha256": made.sha256}


@router.get(f"{E}/questions/{{int:question_id}}", auth=question_door, response=QuestionOut)
def question(request: Asked, code: str, question_id: int) -> dict[str, Any]:
    """A question; its words for whoever keeps the books."""
    row: FundQuestion = request.here
    keeps = access.is_bookkeeper(request.person, row.estate, at=request.at)
    return asked_shown(shown([row], row.estate, at=request.at, own=keeps)[0])


@router.post(f"{E}/questions/{{int:question_id}}/answer", auth=question_door, response=QuestionOut)
def answer(
    request: Asked,
    code: str,
    question_id: int,
    public_words: str = Form(...),
    answer: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Answers in public."""
    row: FundQuestion = request.here
    done = answer_question(question=row, public_words=public_words, answer=answer, **sent_paper(file), **acted(request))
    return asked_shown(shown([done], row.estate, at=request.at)[0])


@router.post(f"{E}/remarks", auth=keeper, response=QuestionOut)
def remark(request: Asked, code: str, body: RemarkIn) -> dict[str, Any]:
    """A member of the supervision remarks."""
    book: Book = request.here
    made = make_remark(
        book=book, words=body.words, transaction=_one(book, Transaction, body.transaction), **acted(request)
    )
    return asked_shown(shown_remarks([made], book.estate, at=request.at)[0])


@router.post(f"{E}/remarks/{{int:remark_id}}/answer", auth=remark_door, response=QuestionOut)
def remark_answer(request: Asked, code: str, remark_id: int, body: RemarkAnswer) -> dict[str, Any]:
    """Answers a remark."""
    row: Remark = request.here
    done = answer_remark(remark=row, answer=body.answer, **acted(request))
    return asked_shown(shown_remarks([done], row.estate, at=request.at)[0])


def _one(book: Book, kind: Any, pk: int | None) -> Any:
    """A row of this estate; another is not there."""
    if pk is None:
        return None
    found = kind.objects.filter(estate=book.estate, pk=pk).first()
    if found is None:
        raise NotHere
    return found


def _asked(request: Asked, rows: Any, page: int, size: int, *, own: bool = False) -> dict[str, Any]:
    estate = request.here.estate
    found = page_of(rows, page, size, lambda row: row)
    found["items"] = [asked_shown(row) for row in shown(found["items"], estate, at=request.at, own=own)]
    return found


def _question(row: FundQuestion, book: Book, at: datetime, *, own: bool) -> dict[str, Any]:
    return asked_shown(shown([row], book.estate, at=at, own=own)[0])
