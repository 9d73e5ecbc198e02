"""Of departments those that answer for owners' money read the books; the others read what is published (A5.6)."""

import pytest

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.fund.actions.attach_voucher import attach_voucher
from gongzhi.fund.tests.made import NOW, Purse, moved
from gongzhi.fund.tests.spending_made import PDF
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person


def officer(p: Purse, word: str, last: int) -> Person:
    """An officer of this department over the county."""
    county = p.g.estate.community.parent.parent
    given = {"name": "岑一", "number": f"139300000{last:02d}", "document": "任〔2026〕1号"}
    kind = Capacity.Kind.DEPARTMENT
    return appoint_officer(division=county, kind=kind, department=word, at=NOW, **given).person


@pytest.mark.clause("A5.6")
@pytest.mark.parametrize(("word", "status"), [("住建", 200), ("社工", 200), ("消防", 404), ("城管", 404)])
def test_books_seals_and_lists_are_open_to_the_departments_of_owners_money_alone(
    p: Purse, monkeypatch: pytest.MonkeyPatch, word: str, status: int
) -> None:
    pin(monkeypatch, NOW)
    client = client_of(officer(p, word, 1))
    code, county = p.g.estate.code, p.g.estate.community_id[:6]
    desk = f"/desk/e/{code}/"
    for url in (f"{desk}fund/", f"{desk}fund/repair/", f"{desk}seals/", f"/desk/d/{county}/fund/"):
        assert client.get(url).status_code == status, url
    assert (f"{desk}fund/" in client.get(desk).content.decode()) == (status == 200)
    assert (f"/desk/d/{county}/fund/" in client.get("/desk/").content.decode()) == (status == 200)
    assert client.get(f"/e/{code}/fund/").status_code == 200
    given = {"kind": "invoice", "words": "发票", "file_name": "发票.pdf", "content": PDF, "by": p.chair, "at": NOW}
    voucher = attach_voucher(transaction=moved(p, -100), **given)
    assert client.get(f"{desk}files/{voucher.file_id}/").status_code == status
