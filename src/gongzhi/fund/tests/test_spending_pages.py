"""Spending on screen: the right person does it from the first question to the receipt, everyone else is told why not."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.fund.models import PettyVoucher, SpendBasis, SpendRequest
from gongzhi.fund.tests.made import NOW, TODAY, Purse, moved
from gongzhi.fund.tests.spending_made import PDF, QUOTE, asked, basis, decided, expense, issued, photo, resolved, stop
from gongzhi.fund.tests.test_petty_cash import lamp, petty
from gongzhi.fund.tests.test_spending_budget import adopt, drafted
from gongzhi.kernel.models import Entry
from gongzhi.people.models import Person


class Desk:
    """Reads and sends pages of the estate's money at a pinned moment."""

    def __init__(self, p: Purse) -> None:
        self.p = p
        self.desk, self.public = f"/desk/e/{p.g.estate.code}/fund/", f"/e/{p.g.estate.code}/fund/"

    def read(self, path: str, person: Person | None, status: int = 200, **query: Any) -> str:
        answer = client_of(person).get(path, query)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.content.decode(errors="replace")

    def send(self, path: str, person: Person, status: int = 302, **body: Any) -> str:
        answer = client_of(person).post(path, body)
        text = answer.content.decode()
        assert answer.status_code == status, (path, answer.status_code, text[-3000:])
        return text


@pytest.fixture
def desk(p: Purse, monkeypatch: pytest.MonkeyPatch) -> Desk:
    pin(monkeypatch, NOW)
    return Desk(p)


def upload(name: str = "回单.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.clause("A5.3", "A5.4")
def test_the_whole_way_on_screen(desk: Desk) -> None:
    p = desk.p
    moved(p, 20_000_000)
    resolution = resolved(p)
    told = {"of": f"r{resolution.pk}", "quote": QUOTE, "amount_fen": "120000"}
    text = desk.send(f"{desk.desk}spending/bases/new/", p.chair, 422, **{**told, "quote": "没有这一句"})
    assert "找不到这一句" in text
    assert "没有这一句" in text
    desk.send(f"{desk.desk}spending/bases/new/", p.chair, **told)
    made = SpendBasis.objects.get()
    assert "电梯维修" in desk.read(f"{desk.desk}spending/bases/", p.manager)
    asking = {"money": "A1", "matter": "small_repair", "amount_fen": "50000"}
    text = desk.read(f"{desk.desk}spending/grounds/", p.chair, **asking)
    assert "业主大会决议" in text
    assert "小区规则还没有约定" in text
    assert "可以由保管人用备用金付" not in text
    text = desk.read(f"{desk.desk}spending/new/", p.chair, **asking)
    assert "电梯维修（还剩¥120,000.00）" in text
    given = {
        **asking,
        "words": "电梯维修首期款",
        "rest": f"b{made.pk}",
        "target": f"c{_category(p)}",
        "payee": "安顺电梯有限公司",
        "payee_bank": "工商银行",
        "payee_number": "6222 0000 0000 1234",
        "related": "on",
        "related_words": "经理是委员的表弟",
    }
    missing = {**given, "payee": "", "payee_bank": "", "payee_number": ""}
    text = desk.send(f"{desk.desk}spending/new/", p.chair, 422, **missing)
    assert all(words in text for words in ("请写收款人", "请写开户银行", "请核对账号")), "told one by one"
    text = desk.send(f"{desk.desk}spending/new/", p.chair, 422, **given, invoice=upload("发票.pdf"))
    assert "已申报收款人" in text
    desk.send(f"{desk.desk}spending/new/", p.chair, **given, warnings_seen="on", invoice=upload("发票.pdf"))
    one = SpendRequest.objects.get()
    page = f"{desk.desk}spending/{one.pk}/"
    assert "这一笔是您申请的" in desk.read(f"{page}approve/", p.chair)
    assert "这一笔是您申请的" not in desk.read(f"{page}approve/", p.g.person(1))
    assert "同一人不得既经办又审批" in desk.send(f"{page}approve/", p.chair, 409, agrees="yes")
    for person in (p.g.person(1), p.manager):
        assert "1 笔等您确认" in desk.read(f"{desk.desk}spending/waiting/", person)
        desk.send(f"{page}approve/", person, agrees="yes")
        assert "您已经同意支付这一笔" in desk.read(f"{page}approve/", person)
    stop(resolution)
    assert "电梯维修（现在不能据以付款）" in desk.read(f"{desk.desk}spending/new/", p.chair, **asking)
    assert "暂停执行" in desk.send(f"{page}issue/", p.chair, 409)
    assert "现在不能付款" in desk.read(page, p.g.worker)
    stop(resolution, "effective")
    desk.send(f"{page}issue/", p.chair)
    assert desk.read(f"{page}slip.pdf", p.manager).startswith("%PDF")
    assert Entry.objects.filter(act="fund.slip.shown", ref=f"request:{one.serial}").count() == 1
    desk.read(f"{page}slip.pdf", p.g.worker, 404)
    desk.send(f"{page}pay/", p.chair, 422, paid_on=TODAY.isoformat())
    desk.send(f"{page}pay/", p.chair, paid_on=TODAY.isoformat(), file=upload())
    text = desk.read(page, p.g.street)
    assert "看账目和回单" in text
    assert "6222" not in text
    assert "已办结" in desk.read(f"{desk.desk}spending/", p.manager)


def _category(p: Purse) -> int:
    return int(expense(p).pk)


def test_batches_are_for_the_bookkeeper_alone(desk: Desk) -> None:
    p = desk.p
    slip = issued(p, asked(p, words="=HYPERLINK()"))
    desk.send(f"{desk.desk}spending/batches/new/A1/", p.chair, slips=[str(slip.pk)])
    slip.refresh_from_db()
    page = f"{desk.desk}spending/batches/{slip.batch_id}/"
    content = client_of(p.chair).get(f"{page}csv/").content
    rows = content.decode("gb18030").splitlines()
    assert rows[1] == "1,1,安顺电梯有限公司,工商银行,6222000000001234,50000.00,'=HYPERLINK()"
    assert rows[2] == "合计,1 笔,,,,50000.00,"
    assert client_of(p.chair).get(f"{page}xlsx/").content.startswith(b"PK")
    desk.read(f"{page}csv/", p.manager, 404)
    desk.read(f"{page}pdf/", p.chair, 404)
    assert Entry.objects.filter(act="fund.batch.shown").count() == 2
    assert "50,000.00" in desk.read(f"{desk.desk}spending/batches/", p.manager)
    other = issued(p, asked(p, 100, words="另一笔"))
    text = desk.send(f"{desk.desk}spending/batches/new/A1/", p.manager, 409, slips=[str(other.pk)])
    assert "组织业主共同决定" in text
    assert "请选择" in desk.send(f"{desk.desk}spending/batches/new/A1/", p.chair, 422, slips=[])


@pytest.mark.clause("A5.3")
def test_a_budget_on_screen_and_in_public(desk: Desk) -> None:
    p = desk.p
    line = {"account_0": str(_category(p)), "words_0": "灯具门禁", "amount_0": "5000"}
    head = {"year": "2026", "fund": "common_income", "title": "2026年预算"}
    assert "第 10 行" in desk.send(f"{desk.desk}budgets/new/", p.chair, 200, **head, **line, more="1")
    assert "用途、金额都要写" in desk.send(
        f"{desk.desk}budgets/new/", p.chair, 422, **head, account_0=line["account_0"]
    )
    desk.send(f"{desk.desk}budgets/new/", p.chair, **head, **line)
    budget = adopt(p, drafted(p))
    for path in (f"{desk.desk}budgets/", f"{desk.desk}budgets/{budget.pk}/", f"{desk.desk}budgets/{budget.pk}/adopt/"):
        desk.read(path, p.chair)
    assert "已付 ¥0.00" in desk.read(f"{desk.public}budgets/", None)
    assert "绿化补种" in desk.read(f"{desk.public}budgets/{budget.pk}/", None)
    draft = drafted(p)
    desk.read(f"{desk.public}budgets/{draft.pk}/", None, 404)
    desk.send(f"{desk.desk}budgets/{draft.pk}/drop/", p.chair)
    assert "不能变为" in desk.send(f"{desk.desk}budgets/{budget.pk}/drop/", p.chair, 409)


@pytest.mark.clause("A5.3")
def test_a_lamp_in_two_taps_and_a_photo(desk: Desk) -> None:
    p = desk.p
    keeper = p.g.person(1)
    fund = petty(p)
    asking = {"money": "A1", "matter": "small_repair", "amount_fen": "30"}
    assert "可以由保管人用备用金付" in desk.read(f"{desk.desk}spending/grounds/", p.chair, **asking)
    page = f"{desk.desk}petty/{fund.pk}/"
    assert page in desk.read("/desk/", keeper), "from the first page in one tap"
    assert page not in desk.read("/desk/", p.chair)
    assert client_of(keeper).get(f"{desk.desk}petty/").headers["Location"] == page
    desk.send(page, keeper, amount_fen="30", photo=upload("灯.jpg", photo()))
    made = PettyVoucher.objects.get()
    assert (made.amount_fen, made.words) == (3_000, "设施设备维修")
    assert "记好了" in desk.read(page, keeper, done=made.serial)
    assert "走支出申请" in desk.send(page, keeper, 409, amount_fen="51", photo=upload("灯.jpg", photo()))
    assert "请拍一张" in desk.send(page, keeper, 422, amount_fen="30")
    assert "保管人" in desk.send(page, p.chair, 409, amount_fen="30", photo=upload("灯.jpg", photo()))
    review = f"{desk.desk}petty/{fund.pk}/review/2026-08/"
    assert "设施设备维修" in desk.read(review, p.chair)
    desk.read(f"{desk.desk}petty/{fund.pk}/review/8/", p.chair, 404)
    assert "请写明理由" in desk.send(review, p.chair, 422, **{f"back_{made.pk}": "on"})
    desk.send(review, p.chair, **{f"back_{made.pk}": "on", f"why_{made.pk}": "没有发票"})
    assert "把钱补回备用金" in desk.read(f"{desk.desk}petty/?all=1", keeper)
    lamp(p, fund)
    desk.read(f"{desk.desk}petty/set/", p.chair)
    decision = decided(p, 20_000)
    desk.send(
        f"{desk.desk}petty/set/",
        p.chair,
        money="A2",
        keeper=str(p.g.seats[2].pk),
        each_cap_fen="60",
        month_cap_fen="200",
        of=f"d{decision.pk}",
    )


@pytest.mark.clause("L1.4")
def test_allowances_on_screen(desk: Desk) -> None:
    p = desk.p
    page = f"{desk.desk}spending/allowances/"
    assert "先登记业主大会" in desk.read(page, p.chair)
    made = basis(p)
    given = {
        "basis": str(made.pk),
        "role": "chair",
        "month_fen": "300",
        "quote": "主任每月300元",
        "from_on": "2026-08-01",
    }
    assert "没有写这个金额" in desk.send(page, p.chair, 422, **{**given, "month_fen": "400"})
    desk.send(page, p.chair, **given)
    assert "¥300.00" in desk.read(page, p.manager)
