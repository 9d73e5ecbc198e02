"""Heads of a roster: by document, else by name and phone as a proposal; the developer is one head."""

from __future__ import annotations

import pytest

from gongzhi.documents.tests.table_samples import text
from gongzhi.register.roster.documents import resident_check
from gongzhi.register.tests.roster_samples import credit_code, resident
from gongzhi.register.tests.test_roster_layouts import take

A, B, C = resident(1), resident(2), resident(3)
HEAD = ["房号", "面积", "业主", "证件号码", "电话", "销售状态", "交付日期", "备注"]
P1, P2 = "13800000001", "13800000002"


def heads(*rows: list[str]) -> tuple[int, tuple[int, int], list[str]]:
    lines = [[f"1-1-{at + 101}", "80", *row, *[""] * (6 - len(row))] for at, row in enumerate(rows)]
    titles = HEAD if any(len(row) > 4 and row[4] for row in rows) else [*HEAD[:6], "", HEAD[7]]
    result = take(text([titles, *lines]), "a.csv")
    assert not result.is_blocked
    assert len(result.units) == len(rows)
    return result.heads, result.heads_range, [proposal.reason for proposal in result.merge_proposals]


DEVELOPER = "成都桂溪置业有限公司"
CASES = {
    "one owner, two units": ([["甲某", A], ["甲某", A]], 1, (1, 1), []),
    "case and width of documents": (
        [["甲某", "51010719801212003x"], ["甲某", "５１０１０７１９８０１２１２００３Ｘ"]],
        1,
        (1, 1),
        [],
    ),
    "two owners of the same name": ([["甲某", A], ["甲某", B]], 2, (2, 2), []),
    "one document under two names": ([["甲某", A], ["乙某", A]], 1, (1, 1), []),
    "the same couple twice": ([["甲某、乙某", f"{A}、{B}"], ["乙某/甲某", f"{B}/{A}"]], 1, (1, 1), []),
    "husband alone, couple together": ([["甲某", A], ["甲某、乙某", f"{A}、{B}"]], 2, (2, 2), []),
    "name and phone without documents": ([["甲某", "", P1], ["甲某", "", P1]], 1, (1, 2), ["name_and_phone"]),
    "same name, other phone": ([["甲某", "", P1], ["甲某", "", P2]], 2, (2, 2), []),
    "name only": ([["甲某"], ["甲某"], ["乙某"]], 2, (2, 3), ["name_only"]),
    "one mention lacks the document": ([["甲某", A, P1], ["甲某", "", P1]], 1, (1, 2), ["document_missing"]),
    "two documents for one name and phone": ([["甲某", A, P1], ["甲某", B, P1], ["甲某", "", P1]], 3, (3, 3), []),
    "couple without documents": ([["甲某、乙某", "", P1], ["乙某、甲某", "", P1]], 1, (1, 2), ["name_and_phone"]),
    "masked documents identify nobody": ([["甲某", "510***8965"], ["乙某", "510***8965"]], 2, (2, 2), []),
    "unknown owners stay apart": ([[""], [""], ["不详"]], 3, (3, 3), []),
    "unsold units are one head": (
        [[DEVELOPER, "", "", "未售"], [DEVELOPER, "", "", "未售"], ["甲某", A]],
        2,
        (2, 2),
        [],
    ),
    "unsold without a name": ([["", "", "", "未售"], [DEVELOPER, "", "", "未售"]], 1, (1, 1), []),
    "unsold told in the remark": (
        [[DEVELOPER, "", "", "", "", "未售"], ["甲某", A, "", "", "", "共有"]],
        2,
        (2, 2),
        [],
    ),
    "sold but undelivered stands with the developer": (
        [["甲某", A, "", "已售未交付"], [DEVELOPER, "", "", "未售"], ["乙某", B, "", "已售"]],
        2,
        (2, 2),
        [],
    ),
    "no delivery day stands with the developer": (
        [["甲某", A, "", "已售", "2021-06-30"], ["乙某", B, "", "已售", ""], ["丙某", C, "", "已售", "2021年7月1日"]],
        3,
        (3, 3),
        [],
    ),
    "two undelivered are one": (
        [["甲某", A, "", "已售", "2021-06-30"], ["乙某", B, "", "已售", ""], ["丙某", C, "", "已售", "未交付"]],
        2,
        (2, 2),
        [],
    ),
    "the developer's own registered unit": ([[DEVELOPER, "", "", "未售"], [DEVELOPER, "", "", "已售"]], 1, (1, 1), []),
    "a company with two units": (
        [["某某商贸有限公司", credit_code(1)], ["某某商贸有限公司", credit_code(1).lower()]],
        1,
        (1, 1),
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_heads(name):
    rows, expected, between, reasons = CASES[name]
    assert heads(*rows) == (expected, between, reasons)


def test_an_old_resident_number_is_the_same_person():
    old = "510107770828965"
    fresh = "51010719770828965" + resident_check("51010719770828965")
    assert heads(["甲某", old], ["甲某", fresh])[:2] == (1, (1, 1))


def test_an_empty_delivery_column_is_told_and_not_applied():
    rows = [HEAD, ["1-1-101", "80", "甲某", A, "", "已售", "", ""], ["1-1-102", "80", "乙某", B, "", "已售", "", ""]]
    result = take(text(rows), "a.csv")
    assert result.heads == 2
    assert [problem.severity for problem in result.problems if "全空" in problem.problem] == ["warn"]


def test_a_proposal_names_owner_doors_and_units():
    rows = [HEAD[:5], ["1-1-101", "80", "甲某", "", P1], ["1-1-102", "80", "甲某", "", P1]]
    (proposal,) = take(text(rows), "a.csv").merge_proposals
    assert (proposal.owners, proposal.phone, proposal.doors, proposal.units) == (
        ("甲某",),
        P1,
        ("1栋1单元101", "1栋1单元102"),
        (0, 1),
    )


def test_undelivered_owners_keep_their_names():
    result = take(text([HEAD[:6], ["1-1-101", "80", "甲某", A, P1, "已售未交付"]]), "a.csv")
    (unit,) = result.units
    assert (unit.status, unit.by_developer, unit.owners[0].name) == ("undelivered", True, "甲某")
