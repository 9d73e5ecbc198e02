"""Repairs on screen: the right person does it from plan to publication, everyone reads it, nobody sees another's flat (B4.8)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.fund.models import RepairProject, SpendRequest
from gongzhi.fund.tests.made import NOW, TODAY, Purse
from gongzhi.fund.tests.repair_made import decided, flats, planned, repair_account, resolution_of
from gongzhi.fund.tests.test_spending_pages import Desk
from gongzhi.voting.models import Assembly


@pytest.fixture
def desk(p: Purse, monkeypatch: pytest.MonkeyPatch) -> Desk:
    pin(monkeypatch, NOW)
    flats(p)
    return Desk(p)


@pytest.mark.clause("B4.8")
def test_from_the_plan_to_the_start_of_work_on_screen(desk: Desk) -> None:
    p = desk.p
    money = repair_account(p)
    home = f"{desk.desk}repair/"
    typed = {"title": "电梯大修", "part": "installation", "why": "常停", "plan": "换曳引机", "budget_fen": "120000"}
    assert 'name="warnings_seen"' not in desk.read(f"{home}new/", p.chair)
    assert "id_parts_error" in desk.send(f"{home}new/", p.chair, 422, **typed, warranty="out", money=str(money.pk))
    typed["parts"] = "all"
    text = desk.send(f"{home}new/", p.chair, 422, **typed, warranty="in", money=str(money.pk))
    assert "换曳引机" in text
    assert 'name="warnings_seen"' in text
    assert "建设单位" in text
    desk.send(f"{home}new/", p.chair, **typed, warranty="out", money=str(money.pk))
    one = f"{home}1/"
    assert "表态" in desk.read(one, p.g.worker)
    for person in (p.chair, p.manager, p.g.worker):
        desk.send(f"{one}voice/", person, agrees="yes")
    desk.send(f"{one}agree/", p.manager, 409)
    assert RepairProject.objects.get().state == "planned"
    desk.send(f"{one}agree/", p.chair)
    desk.send(f"{one}draft/", p.chair)
    assert "看表决进度" in desk.read(one, p.chair)
    assert "resolution/" not in desk.read(one, p.chair)
    assert "登记为依据" in desk.send(f"{one}pay/", p.chair, 409, amount_fen="30000")
    resolution = resolution_of(Assembly.objects.get(), p.g.seats[0].entry)
    said = {"resolution": str(resolution.pk), "amount_fen": "120000", "quote": "使用维修资金不超过120000.00元"}
    desk.send(f"{one}resolution/", p.chair, **said)
    assert "120,000" in desk.read(f"{desk.public}repair/1/", None)
    desk.send(f"{one}start/", p.chair, on=TODAY.isoformat(), contractor="安顺电梯")
    given = {"amount_fen": "30000", "words": "首期款", "category": "E9", "payee": "安顺电梯", "payee_bank": "工行"}
    desk.send(f"{one}pay/", p.chair, payee_number="6222000000001234", warnings_seen="on", **given)
    assert SpendRequest.objects.get().project_id == RepairProject.objects.get().pk
    assert "首期款" in desk.read(one, p.chair)


@pytest.mark.clause("B4.8", "A5.5")
def test_what_the_office_holds_has_no_way_to_pay_on_the_page(desk: Desk) -> None:
    p = desk.p
    project = decided(p, planned(p, money=repair_account(p, custody="agency")))
    one = f"{desk.desk}repair/{project.serial}/"
    page = desk.read(one, p.chair)
    assert "pay/" not in page
    assert "代管" in page
    answer = client_of(p.chair).post(f"{one}pay/", {"amount_fen": "100"})
    assert answer.status_code == 409
    assert "代管" in answer.content.decode()
    url = f"/api/estates/{p.g.estate.code}/desk/fund/repairs/{project.serial}/requests"
    body = {"amount_fen": 100, "words": "x", "category": "E9", "payee": "x", "payee_bank": "x", "payee_number": "1"}
    refused = client_of(p.chair).post(url, body, content_type="application/json")
    assert refused.status_code == 409
    desk.send(f"{one}apply/", p.chair)
    content = b"".join(client_of(p.chair).get(f"{one}package.zip"))
    assert content.startswith(b"PK")
    desk.send(f"{one}office/", p.chair, kind="granted", on=TODAY.isoformat(), amount_fen="100000")
    table = SimpleUploadedFile("余额.csv", "房号,余额\n1幢1单元101,50000.00\n".encode())
    money = str(project.money_id)
    desk.send(f"{desk.desk}repair/balances/", p.chair, money=money, as_of=TODAY.isoformat(), file=table)
    assert "表里没有的房屋 2 处" in desk.read(f"{desk.desk}repair/", p.chair)
    shown = desk.read(f"{desk.public}repair/{project.serial}/", None)
    assert "1幢1单元101" not in shown
    assert "100,000.03" in shown
