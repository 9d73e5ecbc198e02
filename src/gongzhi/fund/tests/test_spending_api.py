"""Spending by the API: the same acts and refusals as on the desk."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.fund.tests.made import NOW, TODAY, Purse, moved
from gongzhi.fund.tests.spending_made import LIMIT, PDF, QUOTE, decided, photo, resolved
from gongzhi.fund.tests.test_petty_cash import petty
from gongzhi.fund.tests.test_spending_budget import TOTAL
from gongzhi.people.models import Person


@pytest.fixture
def ask(p: Purse, monkeypatch: pytest.MonkeyPatch) -> Any:
    pin(monkeypatch, NOW)

    def asked(verb: str, path: str, person: Person | None, status: int = 200, body: Any = None, **files: Any) -> Any:
        client = client_of(person)
        url = f"/api/estates/{p.g.estate.code}/{path}"
        if verb == "GET":
            answer = client.get(url, body or {})
        elif files:
            answer = client.post(url, {**(body or {}), **files})
        else:
            answer = client.post(url, json.dumps(body or {}), content_type="application/json")
        assert answer.status_code == status, (answer.status_code, answer.content.decode()[:2000])
        return answer.json()

    return asked


def pdf(text: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.pdf", PDF + text.encode())


@pytest.mark.clause("A5.3", "A5.4")
def test_from_the_ground_to_the_payment(p: Purse, ask: Any) -> None:
    moved(p, 20_000_000)
    found = ask("GET", "desk/fund/grounds", p.chair, body={"money": "A1", "matter": "small_repair", "amount_fen": 500})
    assert (found["needs"], "petty" in found["refused"]) == ("budget", True)
    told = {"resolution": resolved(p).pk, "amount_fen": LIMIT, "quote": QUOTE}
    assert "quote" in ask("POST", "desk/fund/bases", p.chair, 422, {**told, "quote": "没有"})["fields"]
    basis = ask("POST", "desk/fund/bases", p.chair, body=told)
    assert basis["left_fen"] == LIMIT
    body = {
        "money": "A1",
        "matter": "small_repair",
        "amount_fen": 100_000,
        "words": "首期款",
        "ground": "resolution",
        "basis": basis["id"],
        "category": "E1",
        "payee": "安顺电梯有限公司",
        "payee_bank": "工商银行",
        "payee_number": "6222000000001234",
        "papers": [{"kind": "invoice", "file": 0}],
    }
    made = ask("POST", "desk/fund/requests/with-papers", p.chair, body={"body": json.dumps(body)}, files=pdf("i"))
    one = f"desk/fund/requests/{made['id']}"
    assert made["lacking"] == ["业主方确认", "物业企业确认"]
    assert "6222" not in json.dumps(made)
    assert ask("POST", f"{one}/approvals", p.chair, 409, {"agrees": True})["refused"][0]["cite"]
    for person in (p.g.person(1), p.manager):
        ask("POST", f"{one}/approvals", person, body={"agrees": True})
    slip = ask("POST", f"{one}/slip", p.chair)
    assert (slip["state"], slip["slip"]) == ("issued", 1)
    paid = ask("POST", f"{one}/payment", p.chair, body={"paid_on": TODAY.isoformat()}, file=pdf("s"))
    assert (paid["state"], paid["paid_on"]) == ("paid", TODAY.isoformat())
    assert ask("GET", "desk/fund/requests", p.manager)["count"] == 1
    assert ask("GET", "desk/fund/bases", p.g.worker)[0]["used_fen"] == 100_000
    ask("POST", f"{one}/withdrawal", p.chair, 409, {"reason": "晚了"})
    ask("GET", one, None, 401)
    ask("POST", "desk/fund/requests", p.chair, 404, {**body, "basis": 10**9, "papers": []})


@pytest.mark.clause("A5.3")
def test_budgets_and_petty_cash(p: Purse, ask: Any) -> None:
    lines = [{"account": "E1", "words": "灯具", "amount_fen": 800_000}]
    head = {"year": 2026, "fund": "common_income", "title": "年度预算", "lines": lines}
    budget = ask("POST", "desk/fund/budgets", p.chair, body=head)
    adopting = {"resolution": resolved(p, f"同意{TOTAL}。").pk, "quote": TOTAL}
    assert ask("GET", "fund/budgets", None) == []
    done = ask("POST", f"desk/fund/budgets/{budget['id']}/adoption", p.chair, body=adopting)
    assert (done["state"], done["lines"][0]["left_fen"]) == ("adopted", 800_000)
    assert len(ask("GET", "fund/budgets", None)) == 1
    ask("POST", f"desk/fund/budgets/{budget['id']}/drop", p.chair, 409)
    fund = petty(p)
    assert ask("GET", "desk/fund/petty", p.chair)[0]["month_cap_fen"] == 10_000
    lamp = SimpleUploadedFile("lamp.jpg", photo())
    made = ask("POST", f"desk/fund/petty/{fund.pk}/vouchers", p.g.person(1), body={"amount_fen": 3000}, photo=lamp)
    back = {"month": "2026-08-01", "rejected": [{"voucher": made["id"], "why": "没有发票"}]}
    assert ask("POST", f"desk/fund/petty/{fund.pk}/reviews", p.chair, body=back)["rejected_fen"] == 3000
    changed = {"money": "A2", "keeper": p.g.seats[2].pk, "month_cap_fen": 20_000, "each_cap_fen": 6_000}
    again = ask("POST", "desk/fund/petty", p.chair, body={**changed, "decision": decided(p, 20_000).pk})
    assert again["each_cap_fen"] == 6_000


@pytest.mark.clause("A5.3")
@pytest.mark.parametrize("sum_", [True, 1.0, 1.5, "1", "100", [1]])
def test_only_a_whole_number_is_a_sum(p: Purse, ask: Any, sum_: Any) -> None:
    keeper, told = p.g.seats[1].pk, {"money": "A1", "month_cap_fen": 100, "each_cap_fen": 100}
    for wrong in ({"each_cap_fen": sum_, "keeper": keeper}, {"keeper": sum_}):
        answer = ask("POST", "desk/fund/petty", p.chair, 422, {**told, **wrong})
        assert answer["fields"] == {f"body.{next(iter(wrong))}": "要写成整数，不加引号，不写小数点"}
    line = {"account": "E1", "words": "灯具", "amount_fen": sum_}
    budget = {"year": 2026, "fund": "common_income", "title": "年度预算", "lines": [line]}
    assert set(ask("POST", "desk/fund/budgets", p.chair, 422, budget)["fields"]) == {"body.lines.0.amount_fen"}


def test_cash_goes_back_to_the_bank(p: Purse, ask: Any) -> None:
    fund = petty(p)
    back, told = f"desk/fund/accounts/{fund.money.account.code}/cash-back", {"on": TODAY.isoformat()}
    sums = {**told, "to_money": "A1", "amount_fen": 100_000, "ends": "true"}
    assert set(ask("POST", back, p.chair, 422, {**sums, "amount_fen": 0}, slip=pdf("c"))["fields"]) == {"amount_fen"}
    ask("POST", back, p.manager, 409, sums, slip=pdf("c"))
    done = ask("POST", back, p.chair, 200, sums, slip=pdf("c"))
    assert done == {"account": fund.money.account.code, "balance_fen": 0, "petty": False}
    assert ask("GET", "desk/fund/petty", p.chair) == []
