"""The ledger's pages: a new estate from its first step to a closed month, read and sent as people do."""

from datetime import date
from importlib import import_module
from inspect import getsource
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongzhi.bodies.tests.ground import ground
from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.tables import read_table
from gongzhi.fund.duties import of_estate
from gongzhi.fund.models import MoneyAccount, MonthClose, Transaction, Voucher
from gongzhi.fund.queries.ledger_lines import unchecked_fen
from gongzhi.fund.tests.made import NOW, Purse, account, moved
from gongzhi.fund.tests.test_ledger_acts import photo
from gongzhi.fund.views.trying import OF_KEEPERS
from gongzhi.meetings.tests.committee_world import BEIJING_LEVELS
from gongzhi.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, NOW)


def read(path: str, person: Person | None, status: int = 200) -> str:
    answer = client_of(person).get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def send(path: str, person: Person, status: int = 302, **body: Any) -> str:
    answer = client_of(person).post(path, body)
    text = answer.content.decode()
    assert answer.status_code == status, (path, answer.status_code, text[-3000:])
    return text


def pdf(name: str = "证明.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, f"%PDF-1.4 {name}".encode(), "application/pdf")


@pytest.mark.clause("A5.1")
def test_a_ledger_from_nothing_to_its_first_balance(db: None, settings: Any, tmp_path: Any, clock: None) -> None:
    settings.FILES = tmp_path
    g = ground()
    chair, desk = g.person(0), f"/desk/e/{g.estate.code}/fund/"
    assert "先建账，再管钱" in read(desk, chair)
    assert "开始建账" not in read(desk, g.street), "whoever may not is not offered it"
    send(f"{desk}book/", chair, 422, from_on="2026-01-02")
    send(f"{desk}book/", g.street, 409, from_on="2026-01-01")
    send(f"{desk}book/", chair, from_on="2026-01-01")
    assert "账还没有建好" in read(desk, chair)
    form = read(f"{desk}new-account/", chair)
    assert "桂溪苑业委会主任" in form
    asked = {
        "fund": "common_income",
        "title": "公共收益账户",
        "custody": "joint",
        "holder_kind": "committee",
        "holder": "桂溪苑业主委员会",
        "signers": [f"owners:{g.body.pk}:chair"],
        "basis_words": "首次业主大会决定",
        "file": pdf(),
    }
    assert "至少要有两方" in send(f"{desk}new-account/", chair, 422, **asked)
    asked |= {"signers": [f"owners:{g.body.pk}:chair", "residents_committee::"], "file": pdf()}
    send(f"{desk}new-account/", chair, **asked)
    page = f"{desk}accounts/A1/"
    assert "周敏" in read(page, chair), "who signs for the residents' committee today"
    assert any("登记开户" in duty.title for duty in of_estate(g.estate, NOW))
    opened = {"on": "2026-01-05", "bank": "中国银行桂溪支行", "number": "6222 0000 0000 1234", "file": pdf("许可.pdf")}
    assert "必填" in send(f"{page}open/", chair, 422, on="2026-01-05", number="62220000")
    send(f"{page}open/", chair, **opened)
    money = MoneyAccount.objects.get()
    notice = client_of(None).get(f"/d/{money.document_id}/").content.decode()
    assert "1234" in notice
    assert "桂溪苑业委会主任" in notice
    for hidden in ("62220000", "周敏", g.person(0).shown_name()):
        assert hidden not in notice
    assert "请填写：证明" in send(f"{page}opening/", chair, 422, amount_fen="1000", words="移交")
    send(f"{page}opening/", chair, amount_fen="1000", disputed_fen="300.50", words="上届移交", file=pdf("对账单.pdf"))
    assert unchecked_fen(g.estate) == 30_050
    assert "账上一共 ¥1,000.00" in read(desk, chair)
    assert "期初待核还有 ¥300.50" in read(desk, g.street)
    send(f"{desk}clearing/", chair, amount_fen="300.50", way="carried", on="2026-08-10", words="查到收据", file=pdf())
    assert "期初已经全部查清" in read(f"{desk}clearing/", chair)
    assert "还有¥1,000.00" in send(f"{page}close/", chair, 409, on="2026-08-10", words="换行")
    now = read(f"{page}signers/", chair)
    assert "checked" in now
    send(
        f"{page}signers/",
        chair,
        422,
        signers=[f"owners:{g.body.pk}:chair", "residents_committee::"],
        basis_words="决定",
    )
    send(
        f"{page}signers/", chair, signers=[f"owners:{g.body.pk}:", "street::"], basis_words="议事规则第九条", file=pdf()
    )
    changed = read(page, chair)
    assert "郑洁" in changed
    assert "周敏" not in changed


@pytest.mark.clause("A5.3", "A5.5", "A6.2")
def test_an_entry_its_voucher_its_undoing_and_the_month(p: Purse, clock: None) -> None:
    desk = f"/desk/e/{p.g.estate.code}/fund/"
    paid = moved(p, -3_000, on=date(2026, 1, 9), words="更换楼道灯泡")
    moved(p, 9_900, on=date(2026, 1, 20), words="=HYPERLINK(1)")
    page = f"{desk}entries/{paid.pk}/"
    shown = read(page, p.chair)
    assert "更换楼道灯泡" in shown
    assert "还没有勾对" in shown
    send(f"{page}voucher/", p.chair, 422, kind="photo")
    picture = SimpleUploadedFile("灯.jpg", photo(), "image/jpeg")
    send(f"{page}voucher/", p.chair, kind="photo", words="旧灯新灯", file=picture)
    voucher = Voucher.objects.get()
    assert any("遮住个人信息" in duty.title for duty in of_estate(p.g.estate, NOW))
    mask = f"{desk}vouchers/{voucher.pk}/"
    assert read(mask, p.chair).count('name="squares"') == 192
    assert "请点要涂黑的格子" in send(mask, p.chair, 422, way="squares")
    assert "另一个人" in send(mask, p.chair, 409, way="clear")
    send(mask, p.chair, way="squares", squares=["3", "4"])
    assert "看公开的样子" in read(page, p.chair)
    assert "不能由记账人自己冲销" in send(f"{page}reverse/", p.chair, 409, on="2026-08-10", why="重复")
    send(f"{page}reverse/", p.manager, on="2026-08-10", why="重复")
    assert "已冲销" in read(page, p.chair)
    book = read(f"{desk}ledger/?account=A1&month=2026-01&kind=payment", p.chair)
    assert "账簿：1 笔" in book
    sheet = client_of(p.chair).get(f"{desk}ledger/sheet/")
    cells = read_table(sheet.content, "ledger.xlsx").sheets[0].rows
    assert sum(int(str(row[6]).removesuffix(".0")) for row in cells[1:]) == 0
    assert "=HYPERLINK(1)" in {row[3] for row in cells}, "words stay words"
    assert "一分不差" in read(f"{desk}trial/?month=2026-01", p.chair)
    assert "2026年1月该结账了" in read(f"{desk}months/", p.chair)
    assert "还没有和银行对账" in send(f"{desk}months/close/", p.chair, 422)
    send(f"{desk}months/close/", p.chair, warnings_seen="on")
    assert MonthClose.objects.get().last == 2
    assert "第 1 号" in read(page, p.chair)
    read(desk, None, 302)
    read(desk, p.g.person(0), 200)
    other = ground_elsewhere()
    for path in (desk, page, mask, f"{desk}ledger/", f"{desk}months/", f"{desk}accounts/A1/"):
        read(path, other, 404)


def ground_elsewhere() -> Person:
    """A community worker elsewhere."""
    return ground(BEIJING_LEVELS).worker


def test_an_account_kept_by_flats_tells_what_is_wrong_with_its_table(p: Purse, clock: None) -> None:
    repair = account(p, "维修资金", fund="repair", number="6222000000000009", by_unit=True)
    path = f"/desk/e/{p.g.estate.code}/fund/accounts/{repair.account.code}/opening/"
    table = SimpleUploadedFile("余额.csv", "房号,余额\n9栋901,100\n9栋902,甲\n".encode(), "text/csv")
    text = send(path, p.chair, 422, amount_fen="100", words="移交", file=pdf(), shares=table)
    assert "名册里没有 9栋901" in text
    assert not Transaction.objects.exists()


def test_the_list_of_entries_costs_the_same_whether_long_or_short(p: Purse, clock: None) -> None:
    path = f"/desk/e/{p.g.estate.code}/fund/ledger/"

    def cost() -> int:
        client = client_of(p.chair)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    moved(p, 100)
    cost()  # what is read once a process is read here
    few = cost()
    for fen in range(2, 31):
        moved(p, fen)
    assert cost() == few
    chart = read(f"/desk/e/{p.g.estate.code}/fund/accounts/A1/", p.g.street)
    assert "每月收入和支出的柱图" in chart


def test_who_does_not_keep_the_books_is_told_in_place_of_the_form(p: Purse, clock: None) -> None:
    url = reverse("fund:propose_account", args=[p.g.estate.code])
    told = client_of(p.manager).get(url).content.decode()
    assert "这件事由管账的人办" in told
    assert 'name="title"' not in told
    assert 'name="title"' in client_of(p.chair).get(url).content.decode()
    for name in OF_KEEPERS:
        made = import_module(f"gongzhi.fund.actions.{name}")
        assert callable(getattr(made, name)), name
        assert "require_bookkeeper(by" in getsource(made), name
