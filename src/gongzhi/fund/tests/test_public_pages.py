"""What everyone reads of the money, on its pages: no name, no number of a bank, every line to its basis (A5.5, A6.2, A6.5)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.tables import read_table
from gongzhi.fund.actions.answer_question import answer_question
from gongzhi.fund.actions.ask_question import ask_question
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.attach_voucher import attach_voucher
from gongzhi.fund.actions.draft_budget import LineDraft, draft_budget
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.mask_voucher import mask_voucher
from gongzhi.fund.duties import of_estate
from gongzhi.fund.models import FundQuestion, Publication, Remark
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.tests.made import NOW, Purse, account, moved
from gongzhi.fund.tests.public_made import owner, supervisor
from gongzhi.fund.tests.spending_made import asked, basis, expense, issued, paid, resolved, stop
from gongzhi.fund.tests.test_ledger_acts import photo
from gongzhi.kernel.errors import BadInput
from gongzhi.people.models import Person
from gongzhi.register.actions.estate_history import next_mode

pytestmark = pytest.mark.django_db
NAMES = ("刘芳", "杨帆", "何平", "马超", "许静", "钱进", "赵小0", "周正", "张伟", "李娜")
NUMBER = "6222000000000001"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, NOW)


def read(path: str, person: Person | None = None, status: int = 200) -> str:
    answer = client_of(person).get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def send(path: str, person: Person, status: int = 302, **body: Any) -> str:
    answer = client_of(person).post(path, body)
    assert answer.status_code == status, (path, answer.status_code, answer.content.decode()[-2000:])
    return answer.content.decode()


def home(p: Purse) -> str:
    return f"/e/{p.g.estate.code}/fund/"


def year(p: Purse) -> None:
    """Some months of two kinds of money."""
    service = account(p, "物业费账户", fund="trust_fee", number="6222000000000009")
    for month in range(1, 9):
        moved(p, 10_000 * month, on=date(2026, month, 5), words=f"{month}月停车费")
        moved(p, -3_000, on=date(2026, month, 7), words=f"{month}月换灯")
        moved(p, 50_000, on=date(2026, month, 8), money=service, words=f"{month}月物业费")


@pytest.mark.clause("A5.5", "A6.2")
def test_everyone_goes_from_the_picture_to_a_line(p: Purse, clock: None) -> None:
    year(p)
    made = moved(p, -4_000, on=date(2026, 8, 9), words="换泵")
    text = read(home(p))
    assert "gz-chart" in text
    assert text.index("共有部分经营收支") < text.index("物业服务收支")
    lines = f"{home(p)}accounts/{p.money.account.code}/lines/?period=2026-08.1"
    assert f"{home(p)}accounts/{p.money.account.code}/" in text
    assert f"{home(p)}entries/{made.pk}/" in read(lines)
    assert "¥40.00" in read(f"{home(p)}entries/{made.pk}/")
    quarter = read(f"{home(p)}?period=2026-04.3")
    assert "2026年第2季度" in quarter
    assert "¥1,500.00" in quarter  # three months of 50,000 fen of fees
    assert "尾号" not in text


@pytest.mark.clause("A5.5")
def test_no_name_and_no_bank_number_on_any_page(p: Purse, clock: None) -> None:
    year(p)
    asks, watches = owner(p), supervisor(p)
    made = moved(p, -4_000, on=date(2026, 8, 9), words="换泵")
    question = ask_question(book=p.book, transaction=made, words="我是赵小0", by=asks, at=NOW)
    answer_question(question=question, public_words="花在哪里？", answer="换泵", by=p.chair, at=NOW)
    send(f"/desk/e/{p.g.estate.code}/fund/remarks/new/", watches, words="缺验收单")
    code = p.money.account.code
    for path in (
        "",
        f"accounts/{code}/",
        f"accounts/{code}/lines/",
        f"entries/{made.pk}/",
        "publications/",
        "questions/",
        "allowances/",
        "modes/",
    ):
        text = read(home(p) + path)
        assert not [name for name in NAMES if name in text], path
        assert NUMBER not in text
    assert "缺验收单" in read(f"{home(p)}questions/")
    assert Remark.objects.count() == 1


@pytest.mark.clause("A5.5")
def test_voucher_is_public_only_when_somebody_looked_at_it(p: Purse, clock: None) -> None:
    made = moved(p, -4_000, on=date(2026, 8, 9), words="换泵")
    row = attach_voucher(
        transaction=made, kind="invoice", words="发票", file_name="a.jpg", content=photo(), by=p.chair, at=NOW
    )
    url = f"{home(p)}entries/{made.pk}/vouchers/{row.pk}/"
    assert "待遮盖" in read(f"{home(p)}entries/{made.pk}/")
    read(url, status=404)
    mask_voucher(voucher=row, way="squares", squares=(0,), by=p.g.person(1), at=NOW)
    assert client_of(None).get(url)["Content-Type"] == "image/jpeg"
    assert url in read(f"{home(p)}entries/{made.pk}/")


@pytest.mark.clause("A5.5")
def test_owner_asks_on_the_phone_and_reads_the_answer(p: Purse, clock: None) -> None:
    made = moved(p, -4_000, on=date(2026, 8, 9), words="换泵")
    asks = owner(p)
    url = f"{home(p)}ask/?transaction={made.pk}"
    read(url, p.g.street, status=404)
    assert "换泵" in read(url, asks)
    kept = send(url, asks, status=422, words="")
    assert "请填写" in kept or "必填" in kept or "这个字段" in kept
    send(url, asks, words="为什么换泵？")
    assert "为什么换泵" in read(f"{home(p)}mine/", asks)
    assert "为什么换泵" not in read(f"{home(p)}questions/")
    assert "为什么换泵" in send(url, asks, status=409, words="为什么换泵？再问")
    question = FundQuestion.objects.get()
    desk = f"/desk/e/{p.g.estate.code}/fund/questions/"
    assert "为什么换泵" in read(f"{desk}{question.pk}/", p.chair)
    assert "为什么换泵" not in read(f"{desk}{question.pk}/", p.g.street)
    send(f"{desk}{question.pk}/", p.g.street, status=409, public_words="a", answer="b")
    send(f"{desk}{question.pk}/", p.chair, public_words="为什么换泵？", answer="漏水")
    assert "漏水" in read(f"{home(p)}entries/{made.pk}/")
    assert read(f"{home(p)}ask/?transaction={made.pk + 99}", asks, status=404)


@pytest.mark.clause("A5.5")
def test_desk_publishes_and_the_duty_goes(p: Purse, clock: None) -> None:
    moved(p, 30_000, on=date(2026, 7, 5))
    desk = f"/desk/e/{p.g.estate.code}/fund/publishing/"

    def due() -> list[str]:
        return [one.title for one in of_estate(p.g.estate, NOW) if "公示" in one.title]

    assert due() == ["公示2026年7月的资金收支"]
    assert "2026年7月" in read(home(p))
    send(desk, p.g.street, status=409, period="2026-07.1")
    assert "已公示" in send(desk, p.chair, status=200, period="2026-07.1")
    assert due() == []
    assert Publication.objects.count() == 1
    assert "收支公示〔2026〕1号" in read(f"{home(p)}publications/")
    read(desk, owner(p), status=404)


@pytest.mark.clause("A6.5")
def test_trust_opens_draft_budgets_to_every_owner_and_to_nobody_else(p: Purse, clock: None) -> None:
    asks = owner(p)
    expense = account_for(p.g.estate, "expense", "small_repair")
    draft = draft_budget(
        estate=p.g.estate,
        year=2026,
        fund="common_income",
        title="2026年小修预算",
        lines=(LineDraft(expense, "换灯", 50_000),),
        by=p.chair,
        at=NOW,
    )
    assert "2026年小修预算" not in read(f"{home(p)}mine/", asks)
    read(f"{home(p)}ask/?budget={draft.pk}", asks)
    send(f"{home(p)}ask/?budget={draft.pk}", asks, status=404, words="太多了")
    next_mode(p.g.estate, mode="trust", on=NOW.date(), entry=p.book.entry)
    p.g.estate.save(update_fields=["management"])
    assert "2026年小修预算" in read(f"{home(p)}mine/", asks)
    send(f"{home(p)}ask/?budget={draft.pk}", asks, words="太多了")
    read(f"{home(p)}mine/", p.g.worker, status=404)
    assert "信托物业费" in read(f"{home(p)}modes/")


@pytest.mark.clause("A5.5")
def test_workbook_keeps_every_fen_and_no_formula(p: Purse, clock: None) -> None:
    moved(p, 12_345, on=date(2026, 7, 5), words="=cmd()")
    moved(p, -45, on=date(2026, 7, 6))
    answer = client_of(None).get(f"{home(p)}sheet.xlsx?year=2026")
    content = answer.content
    assert content.startswith(b"PK")
    months, detail = read_table(content, "a.xlsx").sheets
    assert "12345" not in str(detail.rows)
    assert "123.45" in str(detail.rows)
    assert "=cmd()" in str(detail.rows)
    assert "122.999" not in str(months.rows)
    assert client_of(None).get(f"{home(p)}sheet.xlsx?year=9999").status_code == 200


@pytest.mark.clause("A5.5")
def test_public_pages_ask_as_often_with_one_line_as_with_thirty(p: Purse, clock: None) -> None:
    moved(p, 30_000, on=date(2026, 8, 1))
    pages = (home(p), f"{home(p)}accounts/{p.money.account.code}/lines/?period=2026-08.1")

    def counted(path: str) -> int:
        client = client_of(None)
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        return len(seen)

    before = [counted(path) for path in pages]
    for n in range(30):
        moved(p, 1_000 + n, on=date(2026, 8, 2))
    assert [counted(path) for path in pages] == before


@pytest.mark.clause("A5.3", "A5.5")
def test_a_payment_leads_to_its_decision_and_says_when_that_is_stopped(p: Purse, clock: None) -> None:
    moved(p, 9_000_000, on=date(2026, 7, 1))
    resolution = resolved(p)
    request = asked(p, basis=basis(p, resolution))
    issued(p, request)
    made = paid(p, request).transaction
    path = f"{home(p)}entries/{made.pk}/"
    text = read(path)
    assert f"/e/{p.g.estate.code}/assemblies/" in text
    assert "业主方" in text
    assert "物业企业" in text
    assert request.payee_shown in text
    assert "回单" in text
    assert "待遮盖" in text
    stop(resolution)
    assert "暂停" in read(path)
    lines = read(f"{home(p)}accounts/{p.money.account.code}/lines/?period=2026-08.1")
    assert request.payee_shown in lines
    assert f"（{request.payee_shown}）" not in lines
    desk = read(f"/desk/e/{p.g.estate.code}/fund/entries/{made.pk}/", p.chair)
    assert desk.count("业主大会决议：") == 1


@pytest.mark.clause("A5.5")
def test_what_a_line_rests_on_is_said_as_it_is(p: Purse, clock: None) -> None:
    moved(p, 900_000, on=date(2026, 7, 1))
    told = Paper("invoice", "电费账单.pdf", b"%PDF-1.4 bill", "", True)
    bill = asked(p, 40_000, ground="contract", matter="utilities", category=expense(p, "utilities"), papers=[told])
    issued(p, bill)
    text = read(f"{home(p)}entries/{paid(p, bill).transaction_id}/")
    assert "账单、发票" in text
    assert "已签合同" not in text
    fee = moved(p, -1_000, other=expense(p, "bank"), words="手续费")
    text = read(f"{home(p)}entries/{fee.pk}/")
    assert "银行自己收的手续费，不用另外的决定" in text
    assert "还没有和银行流水勾对" in text
    box = account(p, "备用金", fund="petty")
    lamp = moved(p, 3_000, money=box, words="备用金")
    assert "银行流水" not in read(f"{home(p)}entries/{lamp.pk}/")


@pytest.mark.clause("A5.5")
def test_a_person_who_is_paid_is_named_nowhere(p: Purse, clock: None) -> None:
    moved(p, 9_000_000, on=date(2026, 7, 1))
    payee = Payee("欧阳建国", True, "工商银行", "6222000000007777")
    ground = basis(p)
    with pytest.raises(BadInput) as wrong:
        asked(p, basis=ground, payee=payee, words="付欧阳建国电梯维修工钱")
    assert "words" in wrong.value.fields
    request = asked(p, basis=ground, payee=payee, words="电梯维修工钱")
    issued(p, request)
    made = paid(p, request).transaction
    for path in (f"entries/{made.pk}/", f"accounts/{p.money.account.code}/lines/?period=2026-08.1"):
        text = read(home(p) + path)
        assert "欧阳" not in text.replace("欧*", "")
        assert "欧*" in text
        assert "7777" not in text
    content = client_of(None).get(f"{home(p)}sheet.xlsx?year=2026").content
    assert "欧阳建国" not in str([one.rows for one in read_table(content, "a.xlsx").sheets])


@pytest.mark.clause("A5.5")
def test_who_owns_nothing_here_is_led_to_claim_and_not_to_a_page_that_is_not_there(p: Purse, clock: None) -> None:
    made = moved(p, -4_000, on=date(2026, 8, 9), words="换泵")
    claim, asks = f"/e/{p.g.estate.code}/claim/", owner(p)
    for path in ("", "questions/", f"entries/{made.pk}/"):
        assert f"{home(p)}ask/" in read(home(p) + path)
        assert f"{home(p)}ask/" in read(home(p) + path, asks)
        assert claim not in read(home(p) + path, asks)
        outside = read(home(p) + path, p.g.street)
        assert claim in outside
        assert f"{home(p)}ask/" not in outside
