"""The ledger by machine: the same acts, the same refusals."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.fund.models import MoneyAccount
from gongzhi.fund.tests.made import NOW, Purse, moved


@pytest.mark.clause("A5.1", "A5.5")
def test_accounts_entries_and_months_by_machine(p: Purse, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, NOW)
    base = f"/api/estates/{p.g.estate.code}/desk/fund"
    chair, street = client_of(p.chair), client_of(p.g.street)

    def send(path: str, body: dict[str, Any], status: int = 200, *, form: bool = True) -> Any:
        kind = {} if form else {"content_type": "application/json"}
        answer = chair.post(f"{base}{path}", body if form else json.dumps(body), **kind)
        assert answer.status_code == status, answer.content.decode()[-2000:]
        return answer.json()

    def paper() -> SimpleUploadedFile:
        return SimpleUploadedFile("证明.pdf", b"%PDF-1.4 paper", "application/pdf")

    asked = {"fund": "deposit", "title": "押金户", "custody": "joint", "holder": "业委会", "holder_kind": "committee"}
    posts = [{"side": "owners", "body": p.g.body.pk}, {"side": "firm", "body": p.firm.pk, "role": "manager"}]
    assert "signers" in send("/accounts", {**asked, "basis_words": "决定", "signers": "[{}]"}, 422)["fields"]
    made = send("/accounts", {**asked, "basis_words": "决定", "signers": json.dumps(posts), "file": paper()})
    assert (made["code"], made["state"]) == ("A2", "proposed")
    assert [one["held"] for one in made["signing"]] == [True, True]
    opened = send("/accounts/A2/open", {"on": "2026-01-05", "bank": "工商银行", "number": "622200009999"})
    assert opened["tail"] == "9999"
    assert "622200009999" not in json.dumps(opened)
    begun = send("/accounts/A1/opening", {"amount_fen": 90_000, "disputed_fen": 500, "words": "移交", "file": paper()})
    assert sum(side["amount_fen"] for side in begun["sides"]) == 0
    send("/clearing", {"amount_fen": 500, "way": "income", "on": "2026-08-01", "words": "收据", "file": paper()})
    assert "refused" in send("/accounts/A1/close", {"on": "2026-08-10", "words": "换行"}, 409)
    assert send("/accounts/A2/close", {"on": "2026-08-10", "words": "不再收押金"})["state"] == "closed"
    income = moved(p, 700, on=date(2026, 1, 9))
    voucher = send(f"/entries/{income.pk}/vouchers", {"kind": "slip", "file": paper()})
    assert voucher["shown"] is False
    assert "refused" in send(f"/vouchers/{voucher['id']}/mask", {"way": "clear"}, 409)
    red = send(f"/entries/{income.pk}/reverse", {"on": "2026-08-10", "why": "重复"}, form=False)
    assert red["reverses"] == income.pk
    listed = street.get(f"{base}/entries?account=A1&month=2026-01-01").json()
    assert next((row["id"], row["undone"]) for row in listed["items"]) == (income.pk, True)
    rows = street.get(f"{base}/trial?from_on=2026-01-01").json()
    assert sum(row["after_fen"] for row in rows) == 0
    assert "warnings_seen" in send("/months", {"month": "2026-01-01"}, 422, form=False)["fields"]
    closed = send("/months", {"month": "2026-01-01", "warnings_seen": True}, form=False)
    assert closed["last"] == 2
    assert street.get(f"{base}/months").json() == [closed]
    at_once = street.get(base).json()
    assert (at_once["next_month"], at_once["unchecked_fen"], len(at_once["accounts"])) == ("2026-02-01", 0, 2)
    assert client_of(None).get(base).status_code == 401
    assert client_of(p.g.person(0)).get("/api/estates/nowhere/desk/fund").status_code == 404
    assert MoneyAccount.objects.count() == 2
