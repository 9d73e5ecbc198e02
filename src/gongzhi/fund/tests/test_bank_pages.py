"""The bank on screen and by machine: the right person carries a month through, everyone else reads or is refused (A5.2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongzhi.fund.actions.match_lines import Group, match_lines
from gongzhi.fund.duties.bank import duties_over
from gongzhi.fund.models import BankLine, Reconciliation
from gongzhi.fund.queries.proposals import proposals_of
from gongzhi.fund.tests.bank_made import csv, day, imported, lines, posting
from gongzhi.fund.tests.made import NOW, Purse, moved
from gongzhi.people.models import Person
from gongzhi.voting.tests import made as story

ROWS = [
    ("2026-07-01", 50_000, "成都快送科技有限公司", "快递柜租金"),
    ("2026-07-05", -8_800, "张三丰", "转账"),
    ("2026-07-20", 1_234, "", "结息"),
]


def signed_in(person: Person) -> Client:
    client = Client()
    story.sign_in(client, person)
    return client


@pytest.mark.clause("A5.2")
def test_a_bookkeeper_carries_a_month_through_on_screen_and_a_second_person_checks(
    p: Purse, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.pin(monkeypatch, NOW)
    moved(p, 100_000, on=date(2026, 1, 1), kind="opening")
    moved(p, 50_000, on=day("07-01"), words="快递柜租金 成都快送科技有限公司")
    home = f"/desk/e/{p.g.estate.code}/fund/bank/"
    client = signed_in(p.chair)
    file = SimpleUploadedFile("7月.csv", csv(ROWS, opening=100_000), "text/csv")
    answer = client.post(f"{home}A1/import/", {"file": file})
    paper = answer["Location"]
    seen = client.get(paper).content.decode()
    assert "可以导入" in seen
    assert "成都快送科技有限公司" in seen
    assert not BankLine.objects.exists()
    assert client.get(paper.replace("~", "~x")).status_code == 404
    period = {"from_on": "2026-07-01", "until_on": "2026-07-31"}
    answer = client.post(f"{paper}take/", {**period, "until_on": "2026-07-02"})
    assert answer.status_code == 422
    assert "文件里有更晚的流水" in answer.content.decode()
    assert client.post(f"{paper}take/", period)["Location"] == f"{home}A1/match/"
    assert client.post(f"{paper}take/", period).status_code == 409
    one = proposals_of(p.money).proposed[0]
    assert client.post(f"{home}A1/match/", {"groups": [one.key]}).status_code == 302
    rent, paid, interest = lines(p)
    assert client.post(f"{home}A1/lines/{interest.pk}/", {"way": "interest", "on": "2026-07-20"}).status_code == 302
    red = client.get(f"{home}A1/lines/{paid.pk}/").content.decode()
    assert "没有支出申请" in red
    assert client.post(f"{home}A1/months/2026-07/fix/").status_code == 302
    assert client.post(f"{home}A1/months/2026-07/check/").status_code == 409
    assert signed_in(p.g.person(1)).post(f"{home}A1/months/2026-07/check/").status_code == 302
    assert Reconciliation.objects.get().checked_at is not None
    assert "已勾对" in client.get(f"{home}A1/?show=matched").content.decode()
    told = client.get(home).content.decode()
    assert "有 1 笔银行支出，账上没有申请" in told
    assert client.get(f"{home}A1/lines/{rent.pk}/").status_code == 200


def test_names_on_lines_are_read_by_who_keeps_or_signs_and_masked_for_others(
    p: Purse, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.pin(monkeypatch, NOW)
    imported(p, csv(ROWS, opening=100_000))
    page = f"/desk/e/{p.g.estate.code}/fund/bank/A1/?show=all"
    assert "张三丰" in signed_in(p.manager).get(page).content.decode()
    others = signed_in(p.g.worker).get(page).content.decode()
    assert "张三丰" not in others
    assert "张*" in others
    assert "成都快送科技有限公司" in others
    assert "快递柜租金" not in others
    refused = signed_in(p.g.worker).post(page.replace("?show=all", "match/"), {"groups": []})
    assert refused.status_code in (409, 422)


@pytest.mark.clause("A5.2")
def test_the_same_acts_by_machine(p: Purse, monkeypatch: pytest.MonkeyPatch) -> None:
    story.pin(monkeypatch, NOW)
    client = signed_in(p.chair)
    api = f"/api/estates/{p.g.estate.code}/desk/fund/bank"

    def send(path: str, body: Any) -> Any:
        return client.post(f"{api}/A1/{path}", body, content_type="application/json").json()

    file = SimpleUploadedFile("x.csv", "交易日期,金额,摘要\n2026-07-01,5.00,租金\n".encode(), "text/csv")
    name = client.post(f"{api}/A1/files", {"file": file}).json()["file"]
    told = send(f"files/{name}/preview", {})
    assert (told["mapping"]["sign"], told["credit_fen"]) == ("ask", None)
    assert "sign" in send(f"files/{name}/import", {})["fields"]
    made = send(f"files/{name}/import", {"sign": "signed", "opening_fen": 0, "closing_fen": 500})
    assert (made["fresh"], made["closing_fen"]) == (1, 500)
    line = client.get(f"{api}/A1/lines").json()["items"][0]
    entry = posting(moved(p, 500, on=day("07-03")), p.money)
    assert client.get(f"{api}/A1/matches").json()["proposals"][0]["postings"] == [entry.pk]
    match = send("matches", {"groups": [{"lines": [line["id"]], "postings": [entry.pk]}]})
    assert match["lines"] == [line["id"]]
    assert send(f"matches/{match['id']}/undo", {"reason": "再看看"})["undone_at"]
    assert list(send(f"lines/{line['id']}/post", {"way": "income"})["fields"]) == ["income", "words"]
    send("matches", {"groups": [{"lines": [line["id"]], "postings": [entry.pk]}]})
    assert client.get(f"{api}/A1/months/2026-07").json()["difference_fen"] == 0
    assert send("months/2026-07/reconcile", {})["bank_fen"] == 500
    assert client.get(api).json()[0]["unreconciled"][0] == "2026-01"
    assert client.get(f"{api}/A9/lines").status_code == 404


def test_a_thousand_lines_come_in_and_are_listed_in_a_fixed_number_of_statements(
    p: Purse, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.pin(monkeypatch, NOW)
    start = date(2026, 3, 1)
    rows = [((start + timedelta(days=n // 10)).isoformat(), 100 + n, f"住户{n}", f"停车费{n}") for n in range(1000)]
    with CaptureQueriesContext(connection) as few:
        imported(p, csv(rows[:10]))
    with CaptureQueriesContext(connection) as many:
        imported(p, csv(rows, opening=0))
    assert BankLine.objects.count() == 1000
    assert len(many) <= len(few) + 2
    client = signed_in(p.chair)
    page = f"/desk/e/{p.g.estate.code}/fund/bank/A1/"
    client.get(page)
    with CaptureQueriesContext(connection) as first:
        client.get(page)
    match_lines(
        money=p.money,
        groups=[Group((lines(p)[0].pk,), (posting(moved(p, 100, on=start), p.money).pk,))],
        by=p.chair,
        at=NOW,
    )
    with CaptureQueriesContext(connection) as second:
        client.get(f"{page}?page=7")
    assert len(second) <= len(first) + 1


@pytest.mark.clause("A5.2", "A5.6")
def test_what_is_due_names_months_checks_and_payments_nobody_asked_for_in_fixed_statements(p: Purse) -> None:
    imported(p, csv(ROWS, opening=100_000))
    with CaptureQueriesContext(connection) as asked:
        duties = duties_over({p.g.estate.pk: p.g.estate}, NOW)[p.g.estate.pk]
    assert len(asked) <= 4
    assert [(duty.title, duty.due_on) for duty in duties] == [
        ("A1 与银行对账，从2026年1月起 7 个月", date(2026, 2, 28)),
        ("说明 A1 无申请的支出 1 笔，共 ¥88.00", None),
    ]
    moved(p, -8_800, on=day("07-05"))
    left = duties_over({p.g.estate.pk: p.g.estate}, NOW)[p.g.estate.pk]
    assert len(left) == 1
