"""Publishing, asking and remarking: who may, what is refused, what everyone reads (A5.5, A6.2, A6.5)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset
from gongzhi.fund.actions import publish_due
from gongzhi.fund.actions.answer_question import answer_question
from gongzhi.fund.actions.answer_remark import answer_remark
from gongzhi.fund.actions.ask_question import ask_question
from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.actions.make_remark import make_remark
from gongzhi.fund.actions.publish_due import publish_all_due
from gongzhi.fund.actions.publish_period import publish_period
from gongzhi.fund.models import Account, Book, FundQuestion, Publication
from gongzhi.fund.queries.charts import months_chart
from gongzhi.fund.queries.periods import next_month
from gongzhi.fund.queries.publications import Span, by_span, latest, spans, waiting
from gongzhi.fund.queries.statements import Statement
from gongzhi.fund.tests.made import NOW, Purse, account, moved
from gongzhi.fund.tests.public_made import owner, supervisor
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Message
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


def published(p: Purse, *, from_on: date = JULY, until_on: date = AUGUST, by: Person | None = None) -> Document:
    """A period published by whoever keeps the books."""
    return publish_period(book=p.book, from_on=from_on, until_on=until_on, by=by or p.chair, at=NOW)


@pytest.mark.clause("A5.5", "A6.2")
def test_published_statement_adds_up_and_is_a_document(p: Purse) -> None:
    box = account(p, "备用金", fund="petty")
    service = account(p, "物业费账户", fund="trust_fee", number="6222000000000009")
    moved(p, 10_000, on=date(2026, 6, 5))
    moved(p, 30_000, on=date(2026, 7, 5))
    moved(p, -4_000, on=date(2026, 7, 6))
    moved(p, 500, on=date(2026, 7, 7), money=box)
    moved(p, 90_000, on=date(2026, 7, 8), money=service)
    document = published(p)
    rows = {row.account.code: row for row in Publication.objects.select_related("account")}
    first = rows[p.money.account.code]
    assert (first.opening_fen, first.income_fen, first.expense_fen, first.closing_fen) == (
        10_000,
        30_000,
        4_000,
        36_000,
    )
    assert {row.document_id for row in rows.values()} == {document.pk}
    assert len(rows) == 3
    headings = [one["heading"] for one in document.data["sections"]]
    assert headings.index("共有部分经营收支") < headings.index("物业服务收支")
    assert "维修资金" not in headings
    assert document.data["chart"]["rows"][0]["bars"][0]["words"] == "¥300.00"
    assert typeset(document).startswith(b"%PDF")


@pytest.mark.clause("A5.5")
def test_publication_refuses_strangers_open_periods_and_a_second_time(p: Purse) -> None:
    moved(p, 30_000, on=date(2026, 7, 5))
    with pytest.raises(Refused, match="保管资金"):
        published(p, by=owner(p))
    with pytest.raises(Refused, match="还没有过完"):
        published(p, from_on=AUGUST, until_on=date(2026, 9, 1))
    with pytest.raises(BadInput, match="整月"):
        published(p, from_on=date(2026, 7, 2))
    with pytest.raises(Refused, match="没有可以公示的"):
        published(p, from_on=date(2026, 6, 1), until_on=JULY)
    published(p)
    with pytest.raises(Refused, match="没有变化"):
        published(p)


@pytest.mark.clause("A5.5")
def test_corrected_period_is_published_again_and_names_the_old_one(p: Purse) -> None:
    moved(p, 30_000, on=date(2026, 7, 5))
    old = published(p)
    moved(p, 700, on=date(2026, 7, 9))
    assert [one.corrected for one in waiting(p.book, at=NOW)] == [True]
    new = published(p)
    assert old.number in str(new.data["sections"][0]["paragraphs"])
    assert "还没有结账" in str(new.data["sections"][0]["paragraphs"])
    counts = latest(p.g.estate)[p.money.account_id, Span(JULY, AUGUST)]
    assert counts.income_fen == 30_700
    assert counts.replaces.document_id == old.pk
    assert waiting(p.book, at=NOW) == []


@pytest.mark.clause("A5.5")
def test_published_rows_never_change(p: Purse) -> None:
    moved(p, 30_000, on=date(2026, 7, 5))
    published(p)
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.update(income_fen=1)
    row = Publication.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.bulk_create([Publication(**{**_plain(row), "closing_fen": 1})])
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.bulk_create([Publication(**_plain(row))])


def _plain(row: Publication) -> dict[str, object]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname != "id"}


@pytest.mark.clause("A5.5")
def test_closed_months_publish_themselves_and_others_on_their_last_day(p: Purse) -> None:
    moved(p, 30_000, on=date(2026, 7, 5))
    early = datetime(2026, 8, 1, 1, tzinfo=NOW.tzinfo)
    [waits] = waiting(p.book, at=early)
    assert publish_all_due(at=early) == 0
    assert publish_all_due(at=NOW + (waits.due_on - NOW.date())) == 1
    row = Publication.objects.get()
    assert (row.from_on, row.by) == (JULY, "system")
    moved(p, 100, on=date(2026, 7, 20))
    later = NOW + timedelta(days=20)
    assert publish_all_due(at=later) == 0  # corrected, but the books of the month are still open
    for month in range(1, 8):
        close_month(book=p.book, month=date(2026, month, 1), warnings_seen=True, by=p.chair, at=NOW)
    assert publish_all_due(at=later) == 1
    assert publish_all_due(at=later) == 0
    assert latest(p.g.estate)[p.money.account_id, Span(JULY, AUGUST)].income_fen == 30_100


def test_a_ledger_that_cannot_be_published_holds_up_no_other_and_is_told(
    p: Purse, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = {"community": p.g.estate.community, "created_at": NOW}
    first, last = (Estate.objects.create(code=code, name=code, **where) for code in ("broken", "sound"))
    Book.objects.bulk_create(Book(estate=one, from_on=JULY, entry=p.book.entry) for one in (first, last))
    asked = []

    def ready(book: Book, *, at: datetime) -> list[Span]:
        asked.append(book.estate_id)
        if book.estate_id == first.pk:
            raise ValueError("broken")
        return [Span(JULY, AUGUST)] if book.estate_id == p.g.estate.pk else []

    moved(p, 30_000, on=date(2026, 7, 5))
    monkeypatch.setattr(publish_due, "ready", ready)
    with pytest.raises(ExceptionGroup) as told:
        publish_all_due(at=NOW)
    assert asked == [p.g.estate.pk, first.pk, last.pk]
    assert [str(one) for one in told.value.exceptions] == ["broken"]
    assert told.value.exceptions[0].__notes__ == ["estate broken"]
    assert Publication.objects.get().estate_id == p.g.estate.pk


@pytest.mark.clause("A5.5")
def test_owner_asks_and_is_answered_in_public_without_a_name(p: Purse) -> None:
    made = moved(p, -4_000, on=date(2026, 7, 6))
    asks = owner(p)
    question = ask_question(book=p.book, transaction=made, words="我是赵小0，这笔为什么花？", by=asks, at=NOW)
    assert question.due_on > NOW.date()
    assert "赵小" not in str(bytes(question.words))
    with pytest.raises(Refused, match="还在等答复"):
        ask_question(book=p.book, transaction=made, words="再问一次", by=asks, at=NOW)
    other = ask_question(book=p.book, transaction=made, words="修的哪里？", by=owner(p, 1), at=NOW)
    with pytest.raises(BadInput):
        answer_question(question=question, public_words=" ", answer="", by=p.chair, at=NOW)
    with pytest.raises(Refused):
        answer_question(question=question, public_words="x", answer="y", by=asks, at=NOW)
    answer_question(question=question, public_words="这笔为什么花？", answer="换灯。", by=p.chair, at=NOW)
    answer_question(question=other, public_words="修的哪里？", answer="一单元。", by=p.chair, at=NOW)
    assert [row.shortened for row in FundQuestion.objects.order_by("pk")] == [True, False]
    assert Message.objects.filter(kind="fund.answered").count() == 2
    with pytest.raises(Refused, match="已经答复"):
        answer_question(question=question, public_words="x", answer="y", by=p.chair, at=NOW)


@pytest.mark.clause("A5.5")
def test_only_owners_ask_and_one_thing_at_a_time(p: Purse) -> None:
    made = moved(p, -4_000, on=date(2026, 7, 6))
    published(p)
    with pytest.raises(NotHere):
        ask_question(book=p.book, transaction=made, words="问", by=p.g.street, at=NOW)
    asks = owner(p)
    with pytest.raises(BadInput, match="一件事"):
        ask_question(
            book=p.book, transaction=made, publication=Publication.objects.first(), words="问", by=asks, at=NOW
        )
    with pytest.raises(BadInput):
        ask_question(book=p.book, words="问" * 301, by=asks, at=NOW)


@pytest.mark.clause("A6.5")
def test_supervisor_remarks_and_whoever_keeps_the_books_answers(p: Purse) -> None:
    made = moved(p, -4_000, on=date(2026, 7, 6))
    watches = supervisor(p)
    with pytest.raises(Refused, match="业主监督委员会"):
        make_remark(book=p.book, words="x", by=p.chair, at=NOW)
    remark = make_remark(book=p.book, transaction=made, words="没有附验收单", by=watches, at=NOW)
    with pytest.raises(Refused):
        answer_remark(remark=remark, answer="好", by=watches, at=NOW)
    answered = answer_remark(remark=remark, answer="已补", by=p.chair, at=NOW)
    assert answered.answered_at == NOW
    with pytest.raises(Refused, match="已经答复"):
        answer_remark(remark=remark, answer="再答", by=p.chair, at=NOW)


@pytest.mark.clause("A5.5")
@pytest.mark.parametrize(
    ("months", "first", "expected"),
    [(3, date(2026, 2, 1), ["2026年第1季度", "2026年第2季度"]), (6, date(2026, 1, 1), ["2026年上半年"])],
)
def test_periods_follow_the_calendar_year(months: int, first: date, expected: list[str]) -> None:
    assert [one.words for one in spans(first, date(2026, 8, 1), months)] == expected


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(-(10**6), 10**13), st.integers(-(10**6), 10**13)), min_size=1, max_size=12))
def test_bars_stay_inside_their_picture(rows: list[tuple[int, int]]) -> None:
    chart = months_chart([(date(2026, n + 1, 1), a, b) for n, (a, b) in enumerate(rows)])
    for one in chart.columns:
        assert 0 <= one.left < one.right + one.width <= chart.width
        assert 0 <= one.income_top <= chart.floor
        assert one.income_top + one.income_height == chart.floor == one.expense_top + one.expense_height
        assert (one.income_height > 0) == (one.income_fen > 0)


@pytest.mark.clause("A5.5")
def test_another_estates_line_is_not_there(p: Purse) -> None:
    made = moved(p, -4_000, on=date(2026, 7, 6))
    made.estate_id += 1
    with pytest.raises(NotHere):
        ask_question(book=Book.objects.get(), transaction=made, words="问", by=owner(p), at=NOW)


@pytest.mark.clause("A5.5", "A6.2")
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(-(10**9), 10**12),
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=6, max_size=12),
    st.sampled_from([1, 3, 6]),
)
def test_a_longer_period_says_what_its_months_say(opening: int, moves: list[tuple[int, int]], months: int) -> None:
    account, rows, month = Account(pk=1, code="A1", fund="common_income"), [], date(2026, 1, 1)
    for income, expense in moves:
        rows.append(Statement(account, month, next_month(month), opening, income, expense, 2))
        opening, month = rows[-1].closing_fen, next_month(month)
    for span, [whole] in by_span(rows, spans(date(2026, 1, 1), month, months)).items():
        parts = [row for row in rows if span.from_on <= row.from_on < span.until_on]
        assert (whole.opening_fen, whole.closing_fen) == (parts[0].opening_fen, parts[-1].closing_fen)
        assert whole.lines == 2 * months == 2 * span.months
