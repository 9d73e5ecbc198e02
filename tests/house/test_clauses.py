"""The record of clauses: what a test claims must exist, and what it saw stands beside its claim."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gongzhi.config.home import PROJECT

GOOD = """
from datetime import UTC, datetime
import pytest
from gongzhi.kernel import journal
from gongzhi.kernel.errors import Reason, Refused

PAID = journal.event("fund.payment.refused", fen=journal.Fact.NUMBER)

@pytest.mark.clause("A5.3", "B3.7")
def test_a_payment_without_basis_is_refused():
    with pytest.raises(Refused):
        raise Refused(Reason("no basis", "民法典278"))
    at = datetime(2026, 11, 21, tzinfo=UTC)
    journal.draft(PAID, ref="payment:1", by="system", at=at, facts={"fen": 100})

@pytest.mark.clause("A5.3")
def test_another_that_fails():
    assert False

def test_that_claims_nothing():
    pass
"""


def _pytest(folder: Path, source: str, *arguments: str) -> tuple[int, str, dict[str, Any]]:
    (folder / "test_claims.py").write_text(source)
    out = folder / "clauses.json"
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(PROJECT / "pyproject.toml"), "--rootdir", str(folder)]
    command += ["-p", "no:hypothesispytest", "-p", "no:playwright"]  # slow to start, and nothing here asks for them
    command += ["-p", "tests.clauses_plugin", "--clauses", str(out), *arguments, str(folder / "test_claims.py")]
    environment = {**os.environ, "PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT}"}
    environment = {key: value for key, value in environment.items() if not key.startswith("PYTEST_")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr, json.loads(out.read_text()) if out.exists() else {}


@pytest.mark.parametrize("arguments", [[], ["-n", "2"]], ids=["one process", "two processes"])
def test_what_was_claimed_and_seen_is_written(tmp_path: Path, arguments: list[str]) -> None:
    code, said, found = _pytest(tmp_path, GOOD, *arguments)
    assert code == 1, said
    assert set(found) == {"A5.3", "B3.7"}
    rows = {row["test"].split("::")[-1]: row for row in found["A5.3"]}
    refused = rows["test_a_payment_without_basis_is_refused"]
    assert refused["outcome"] == "passed"
    assert refused["journal"] == ["fund.payment.refused"]
    assert refused["refusals"] == ["民法典278"]
    assert rows["test_another_that_fails"]["outcome"] == "failed"
    assert rows["test_another_that_fails"]["journal"] == []


@pytest.mark.parametrize(
    ("ids", "why"),
    [('"A99.9"', "does not exist"), ('"A5.3", "B3.7", "B4.7", "A5.1", "A5.2"', "4 at most")],
)
def test_claims_that_cannot_be_stop_the_run(tmp_path: Path, ids: str, why: str) -> None:
    code, said, _found = _pytest(tmp_path, f"import pytest\n\n@pytest.mark.clause({ids})\ndef test_x(): pass\n")
    assert code == 4
    assert why in said
