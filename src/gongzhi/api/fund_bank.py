"""Bank statements, their lines, matches and reconciliations: the same acts as on the desk."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import File, Router
from ninja.files import UploadedFile
from pydantic import Field

from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, Why, day, instant, page_of
from gongzhi.fund import access
from gongzhi.fund.actions.check_reconciliation import check_reconciliation
from gongzhi.fund.actions.import_statement import import_statement
from gongzhi.fund.actions.keep_statement import keep_statement
from gongzhi.fund.actions.match_lines import Group, match_lines
from gongzhi.fund.actions.post_line import Given as Further
from gongzhi.fund.actions.post_line import post_line
from gongzhi.fund.actions.reconcile_month import reasons_against, reconcile_month
from gongzhi.fund.actions.undo_match import undo_match
from gongzhi.fund.bank_access import (
    Month,
    get_bank_for,
    get_line_for,
    get_match_for,
    get_month_for,
    get_paper_for,
    paper_name,
    sees_names,
)
from gongzhi.fund.models import (
    Account,
    BankLine,
    BankStatement,
    Book,
    IncomeContract,
    Instalment,
    Match,
    MoneyAccount,
    Reconciliation,
    Transaction,
)
from gongzhi.fund.queries.bank_files import Hand, look_at
from gongzhi.fund.queries.bank_lines import lines_of
from gongzhi.fund.queries.bank_pages import accounts_state, names_on
from gongzhi.fund.queries.proposals import proposals_of
from gongzhi.fund.queries.reconciling import sheet_of
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere

router = Router()
book, bank, paper = Door(access.get_book_for), Door(get_bank_for), Door(get_paper_for)
line, match, month = Door(get_line_for), Door(get_match_for), Door(get_month_for)
E = "/estates/{slug:code}/desk/fund/bank"
A = f"{E}/{{slug:account}}"
P, M = f"{A}/files/{{str:paper}}", f"{A}/months/{{slug:month}}"
BIG = 10**15


class Columns(Given):
    """How a file is read by hand: sheet, what plus means (signed, reversed), field → letter of its column."""

    sheet: str = ""
    sign: str = ""
    columns: dict[str, str] = {}


class StatementTaking(Columns):
    """What an import needs besides: the days covered, balances the file does not tell, lines that look imported."""

    from_on: date | None = None
    until_on: date | None = None
    opening_fen: int | None = Field(None, ge=-BIG, le=BIG)
    closing_fen: int | None = Field(None, ge=-BIG, le=BIG)
    doubtful: str = ""


class GroupIn(Given):
    """Lines and entries by number that are the same money."""

    lines: list[int] = Field(max_length=200)
    postings: list[int] = Field(max_length=200)


class Matching(Given):
    """Groups to match; `how` proposed or hand."""

    groups: list[GroupIn] = Field(max_length=2000)
    how: str = "hand"
    words: str = ""


class Posting_(Given):
    """What a line is: its way, and what the way needs, each by its number (an income account by its code)."""

    way: str
    income: str = ""
    instalments: list[int] = Field([], max_length=100)
    contract: int | None = None
    payment: int | None = None
    other: int | None = None
    words: str = ""
    on: date | None = None


def _hand(given: Columns) -> Hand:
    return Hand(given.sheet, given.sign, tuple(given.columns.items()))


def _statement(row: BankStatement) -> dict[str, Any]:
    return {
        "id": row.pk,
        "rows": row.rows,
        "fresh": row.fresh,
        "first_on": day(row.first_on),
        "last_on": day(row.last_on),
        "opening_fen": row.opening_fen,
        "closing_fen": row.closing_fen,
        "problems": row.problems,
        "at": instant(row.at),
        "entry": row.entry,
    }


def _match(row: Match) -> dict[str, Any]:
    return {
        "id": row.pk,
        "how": row.how,
        "words": row.words,
        "at": instant(row.at),
        "undone_at": instant(row.undone_at),
        "lines": sorted(row.lines.values_list("line_id", flat=True)),
        "postings": sorted(row.postings.values_list("posting_id", flat=True)),
    }


def _reconciliation(row: Reconciliation) -> dict[str, Any]:
    return {
        "id": row.pk,
        "month": f"{row.month:%Y-%m}",
        "bank_fen": row.bank_fen,
        "book_fen": row.book_fen,
        "lines_fen": row.lines_fen,
        "postings_fen": row.postings_fen,
        "open_lines": row.open_lines,
        "open_postings": row.open_postings,
        "document": row.document_id,
        "at": instant(row.at),
        "checked_at": instant(row.checked_at),
    }


@router.get(E, auth=book, response=list[dict[str, Any]])
def accounts(request: Asked, code: str) -> list[dict[str, Any]]:
    """The accounts in banks: how far their statements reach and what waits."""
    here: Book = request.here
    return [
        {
            "account": one.money.account.code,
            "title": one.money.account.title,
            "tail": one.money.tail,
            "until": day(one.until),
            "lines": one.lines,
            "unmatched": one.waiting,
            "unasked": one.out,
            "unreconciled": [f"{month:%Y-%m}" for month in one.months],
        }
        for one in accounts_state(here, today=law_day(request.at))
    ]


@router.get(f"{A}/lines", auth=bank, response=Page[dict[str, Any]])
def lines(
    request: Asked, code: str, account: str, page: PageNumber = 1, size: PageSize = 50, unmatched: bool = False
) -> dict[str, Any]:
    """The lines of an account in order of time; names only for who may read them."""
    money: MoneyAccount = request.here
    rows = lines_of(money)
    whole = sees_names(request.person, money, at=request.at)
    if unmatched:
        rows = rows.filter(match_id__isnull=True, neutral=False).exclude(amount_fen=0)

    def shown(row: Any) -> dict[str, Any]:
        other, words = names_on([row], whole=whole)[row.pk]
        return {
            "id": row.pk,
            "on": day(row.on),
            "moment": row.moment,
            "amount_fen": row.amount_fen,
            "neutral": row.neutral,
            "balance_fen": row.balance_fen,
            "counterparty": other,
            "words": words,
            "match": row.match_id,
        }

    return page_of(rows, page, size, shown)


@router.get(f"{A}/statements", auth=bank, response=Page[dict[str, Any]])
def statements(request: Asked, code: str, account: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The statements imported so far, the newest first."""
    rows = BankStatement.objects.filter(estate_id=request.here.estate_id, money=request.here).order_by("-pk")
    return page_of(rows, page, size, _statement)


@router.post(f"{A}/files", auth=bank, response=dict[str, Any])
def keep(request: Asked, code: str, account: str, file: UploadedFile = File(...)) -> dict[str, Any]:
    """Keeps a statement file; nothing is imported. The answer names it for preview and import."""
    stored = keep_statement(money=request.here, **sent_file(file), **acted(request))
    return {"file": paper_name(request.here, stored), "sha256": stored.sha256}


@router.post(f"{P}/preview", auth=paper, response=dict[str, Any])
def preview(request: Asked, code: str, account: str, paper: str, body: Columns) -> dict[str, Any]:
    """How the file reads and what is new in it; writes nothing."""
    try:
        look = look_at(request.here.money, request.here.stored, _hand(body))
    except ValueError as error:
        raise BadInput(str(error), {"file": str(error)}) from error
    return look.preview.document() | {
        "problems": [one.document() for one in look.problems],
        "fresh": len(look.fresh),
        "known": look.known,
        "doubtful": len(look.doubtful),
    }


@router.post(f"{P}/import", auth=paper, response=dict[str, Any])
def take(request: Asked, code: str, account: str, paper: str, body: StatementTaking) -> dict[str, Any]:
    """Imports the file, whole or not at all."""
    made = import_statement(
        money=request.here.money,
        stored=request.here.stored,
        hand=_hand(body),
        from_on=body.from_on,
        until_on=body.until_on,
        opening_fen=body.opening_fen,
        closing_fen=body.closing_fen,
        doubtful=body.doubtful,
        **acted(request),
    )
    return _statement(made)


@router.get(f"{A}/matches", auth=bank, response=dict[str, Any])
def proposals(request: Asked, code: str, account: str) -> dict[str, Any]:
    """What could belong together, and what is open on either side."""
    found = proposals_of(request.here)
    return {
        "proposals": [
            {
                "lines": list(one.proposal.lines),
                "postings": list(one.proposal.postings),
                "amount_fen": one.proposal.amount_fen,
                "sure": one.proposal.sure,
                "reasons": list(one.proposal.reasons),
            }
            for one in found.proposed
        ],
        "lines": [{"id": row.pk, "on": day(row.on), "amount_fen": row.amount_fen} for row in found.lines.values()],
        "postings": [
            {"id": row.pk, "on": day(row.transaction.on), "amount_fen": row.amount_fen, "words": row.transaction.words}
            for row in found.postings.values()
        ],
        "more": found.more,
    }


@router.post(f"{A}/matches", auth=bank, response=dict[str, Any])
def matching(request: Asked, code: str, account: str, body: Matching) -> dict[str, Any]:
    """Matches each group, all or none; the answer is the last."""
    groups = [Group(tuple(one.lines), tuple(one.postings)) for one in body.groups]
    return _match(match_lines(money=request.here, groups=groups, how=body.how, words=body.words, **acted(request)))


@router.post(f"{A}/matches/{{int:match_id}}/undo", auth=match, response=dict[str, Any])
def undo(request: Asked, code: str, account: str, match_id: int, body: Why) -> dict[str, Any]:
    """Takes a match back."""
    return _match(undo_match(match=request.here, reason=body.reason, **acted(request)))


@router.post(f"{A}/lines/{{int:line_id}}/post", auth=line, response=dict[str, Any])
def post(request: Asked, code: str, account: str, line_id: int, body: Posting_) -> dict[str, Any]:
    """Posts a line that the book does not have and matches the two."""
    row: BankLine = request.here
    own = {"estate_id": row.estate_id}
    due = list(Instalment.objects.filter(**own, pk__in=body.instalments).select_related("contract"))
    if len(due) < len(set(body.instalments)):
        raise BadInput(_("有的应收不是本小区的。"), {"instalments": _("请重选")})
    given = Further(
        income=Account.objects.filter(**own, root=Account.Root.INCOME, code=body.income).first(),
        instalments=due,
        contract=IncomeContract.objects.filter(**own, pk=body.contract or 0).select_related("estate").first(),
        payment=Transaction.objects.filter(**own, pk=body.payment or 0).first(),
        other=BankLine.objects.filter(**own, pk=body.other or 0).select_related("money__account").first(),
    )
    return _match(post_line(line=row, way=body.way, given=given, words=body.words, on=body.on, **acted(request)))


@router.get(M, auth=month, response=dict[str, Any])
def sheet(request: Asked, code: str, account: str, month: str) -> dict[str, Any]:
    """The reconciliation of a month: as fixed, or as things stand with what is in the way."""
    here: Month = request.here
    done = _done(here)
    found = sheet_of(here.money, here.first)
    return {
        "month": month,
        "reconciliation": _reconciliation(done) if done else None,
        "bank_fen": found.bank.told_fen,
        "book_fen": found.sums.book_fen if found.sums else None,
        "difference_fen": found.sums.difference_fen if found.sums else None,
        "against": [] if done else [one.as_json() for one in reasons_against(found)],
    }


@router.post(f"{M}/reconcile", auth=month, response=dict[str, Any])
def reconcile(request: Asked, code: str, account: str, month: str) -> dict[str, Any]:
    """Fixes the reconciliation of a month."""
    here: Month = request.here
    return _reconciliation(reconcile_month(money=here.money, month=here.first, **acted(request)))


@router.post(f"{M}/check", auth=month, response=dict[str, Any])
def check(request: Asked, code: str, account: str, month: str) -> dict[str, Any]:
    """Checks it as the second person."""
    done = _done(request.here)
    if done is None:
        raise NotHere
    return _reconciliation(check_reconciliation(reconciliation=done, **acted(request)))


def _done(here: Month) -> Reconciliation | None:
    rows = Reconciliation.objects.filter(estate_id=here.money.estate_id, money=here.money, month=here.first)
    found = rows.first()
    if found is not None:
        found.money = here.money
    return found
