"""`gongzhi import-statement`: what it answers, asks and rejects, bad files, and the largest file."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from gongzhi.config.cli import import_statement
from gongzhi.documents.tables import Unreadable
from gongzhi.documents.tests.table_samples import text, xls, xlsx
from gongzhi.fund.statement import WrongMapping, read_statement, read_table

ROWS = [["日期", "支出", "收入", "余额"], ["2026-01-05", "", "50.00", "150.00"], ["2026-01-06", "30.00", "", "120.00"]]
GOOD = xlsx(("一月", ROWS))

BAD = {
    "empty.csv": b"",
    "empty.xlsx": b"",
    "truncated.xlsx": GOOD[: len(GOOD) // 2],
    "truncated.xls": xls(("一", [*ROWS, *[ROWS[1]] * 300]))[:9000],
    "page.xls": "<html><table><tr><td>日期</td><td>金额</td></tr></table></html>".encode(),
    "binary.csv": bytes(range(256)) * 9,
    "letter.pdf": b"%PDF-1.7\n",
    "prose.csv": "今天天气很好\n明天也是\n".encode(),
    "no_money.csv": text([["日期", "摘要"], ["2026-01-05", "a"]]),
    "no_date.csv": text([["摘要", "金额"], ["a", "5"]]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_get_one_sentence(name):
    with pytest.raises((Unreadable, WrongMapping), match=r"[。；]"):
        read_statement(read_table(BAD[name], name))


@pytest.fixture
def files(tmp_path):
    (tmp_path / "好.xlsx").write_bytes(GOOD)
    (tmp_path / "卡.csv").write_bytes(text([["日期", "金额"], ["2026-01-05", "-5"], ["2026-01-06", "7"]]))
    (tmp_path / "坏.csv").write_bytes(text([*ROWS, ["2026-01-07", "1.2345", "", ""]]))
    (tmp_path / "空.csv").write_bytes(b"")
    return tmp_path


def run(capsys, *arguments) -> tuple[int, dict, str]:
    code = import_statement.run([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, json.loads(said.out), said.err


@pytest.mark.clause("A5.2")
def test_the_command_answers_asks_and_blocks(files, capsys):
    code, document, said = run(capsys, files / "好.xlsx", "--dry-run")
    assert (code, said, document.pop("mapping")["sign"]) == (0, "", "columns")
    assert document == {
        "rows": 2,
        "credit_fen": 5000,
        "debit_fen": 3000,
        "neutral_fen": 0,
        "first_on": "2026-01-05",
        "last_on": "2026-01-06",
        "opening_fen": 10000,
        "closing_fen": 12000,
        "problems": [],
    }
    code, document, _ = run(capsys, "--dry-run", files / "卡.csv")
    assert (code, document["credit_fen"], document["mapping"]["sign"]) == (1, None, "ask")
    code, document, _ = run(capsys, "--map", "sign=reversed", files / "卡.csv", "--dry-run")
    assert (code, document["credit_fen"], document["debit_fen"]) == (0, 500, 700)
    code, document, _ = run(capsys, files / "坏.csv", "--dry-run")
    assert (code, document["problems"][0]["severity"]) == (1, "block")
    code, document, _ = run(
        capsys, files / "好.xlsx", "--sheet", "一月", "--map=debit=收入", "credit=支出", "--dry-run"
    )
    assert (code, document["credit_fen"], document["debit_fen"]) == (0, 3000, 5000)


def test_the_command_rejects(files, capsys):
    good = files / "好.xlsx"
    for line in (
        [],
        ["--dry-run"],
        [good, good, "--dry-run"],
        [good, "--dry-run", "--map", "colour=收入"],
        [good, "--dry-run", "--map", "debit=没有"],
        [good, "--dry-run", "--map", "收入"],
        [good, "--dry-run", "--map"],
        [good, "--dry-run", "--map", "sign=both"],
        [good, "--dry-run", "--sheet", "二月"],
        [good, "--dry-run", "--sheet"],
        [good, "--dry-run", "--nonsense"],
        [files / "空.csv", "--dry-run"],
        [files / "没有.csv", "--dry-run"],
        [files, "--dry-run"],
    ):
        code, document, said = run(capsys, *line)
        assert (code, list(document), said.strip()) == (2, ["error"], document["error"]), line


def test_without_a_dry_run_it_says_where_lines_are_posted(files, capsys):
    code, document, _ = run(capsys, files / "好.xlsx")
    assert code == 2
    assert "银行流水" in document["error"]


def test_the_largest_statement_is_read_in_time_without_django(tmp_path):
    path = tmp_path / "large.csv"
    lines = "\n".join(f"2026-01-{n // 4000 + 1:02d},摘要{n},,{n % 900 + 1}.05" for n in range(100_000))
    path.write_text(f"日期,摘要,支出,收入\n{lines}\n", "utf-8")
    code = (
        "import json, resource, sys; from gongzhi.config.cli import main\n"
        "code = main(sys.argv[1:])\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(json.dumps([code, used.ru_utime + used.ru_stime, 'django' in sys.modules]), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "import-statement", str(path), "--dry-run"],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    result, seconds, django = json.loads(done.stderr)
    document = json.loads(done.stdout)
    assert (result, document["rows"], django) == (0, 100_000, False)
    assert document["credit_fen"] == sum((n % 900 + 1) * 100 + 5 for n in range(100_000))
    assert seconds < 15
