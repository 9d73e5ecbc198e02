"""The same reads and acts over JSON: what everyone gets, who asks, who answers (A5.5, A6.5)."""

import json
from datetime import date
from typing import Any

import pytest

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.fund.tests.made import NOW, Purse, moved
from gongzhi.fund.tests.public_made import owner, supervisor
from gongzhi.people.models import Person

pytestmark = pytest.mark.django_db


def got(path: str, person: Person | None = None, status: int = 200) -> Any:
    answer = client_of(person).get(path)
    assert answer.status_code == status, (path, answer.content.decode()[-1000:])
    return answer.json()


def sent(path: str, person: Person, body: dict[str, Any], status: int = 200) -> Any:
    answer = client_of(person).post(path, json.dumps(body), content_type="application/json")
    assert answer.status_code == status, (path, answer.content.decode()[-1000:])
    return answer.json()


@pytest.mark.clause("A5.5")
def test_everyone_reads_what_adds_up(p: Purse, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, NOW)
    base = f"/api/estates/{p.g.estate.code}"
    moved(p, 30_000, on=date(2026, 7, 5), words="停车费")
    made = moved(p, -4_000, on=date(2026, 8, 6), words="换泵")
    whole = got(f"{base}/fund")
    assert [(one["account"], one["balance_fen"]) for one in whole["accounts"]] == [("A1", 26_000)]
    assert "6222000000000001" not in json.dumps(whole)
    assert [one["from_on"] for one in whole["waiting"]] == ["2026-07-01"]
    rows = got(f"{base}/fund/statements")["statements"]
    assert all(r["opening_fen"] + r["income_fen"] - r["expense_fen"] == r["closing_fen"] for r in rows)
    lines = got(f"{base}/fund/lines?account=A1&from_on=2026-08-01&until_on=2026-09-01")
    assert [(one["id"], one["amount_fen"]) for one in lines["items"]] == [(made.pk, -4_000)]
    got(f"{base}/fund/lines?account=A9", status=404)
    assert got(f"{base}/fund/entries/{made.pk}")["words"] == "换泵"
    assert "refused" in sent(
        f"{base}/desk/fund/publications", p.g.street, {"from_on": "2026-07-01", "until_on": "2026-08-01"}, 409
    )
    done = sent(f"{base}/desk/fund/publications", p.chair, {"from_on": "2026-07-01", "until_on": "2026-08-01"})
    [row] = got(f"{base}/fund/publications")["items"]
    assert (row["document"], row["closing_fen"]) == (done["document"], 30_000)


@pytest.mark.clause("A5.5", "A6.5")
def test_owner_asks_supervisor_remarks_and_both_are_answered(p: Purse, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, NOW)
    base = f"/api/estates/{p.g.estate.code}"
    made = moved(p, -4_000, on=date(2026, 8, 6), words="换泵")
    asks, watches = owner(p), supervisor(p)
    sent(f"{base}/fund/questions", p.chair, {"words": "问"}, 404)
    question = sent(f"{base}/fund/questions", asks, {"words": "为什么？", "transaction": made.pk})
    sent(f"{base}/fund/questions", asks, {"words": "为什么？", "transaction": made.pk + 9}, 404)
    assert got(f"{base}/fund/questions")["items"][0]["words"] == ""
    assert got(f"{base}/fund/own-questions", asks)["items"][0]["words"] == "为什么？"
    desk = f"{base}/desk/fund/questions/{question['id']}"
    assert got(desk, p.g.street)["words"] == ""
    assert got(desk, p.chair)["words"] == "为什么？"
    answer = client_of(p.chair).post(f"{desk}/answer", {"public_words": "为什么？", "answer": "坏了"})
    assert answer.json()["answer"] == "坏了"
    assert got(f"{base}/fund/questions")["items"][0]["words"] == "为什么？"
    remark = sent(f"{base}/desk/fund/remarks", watches, {"words": "缺验收单", "transaction": made.pk})
    sent(f"{base}/desk/fund/remarks", p.chair, {"words": "x"}, 409)
    assert sent(f"{base}/desk/fund/remarks/{remark['id']}/answer", p.chair, {"answer": "已补"})["answer"] == "已补"
    assert got(f"{base}/fund/remarks")["items"][0]["words"] == "缺验收单"
