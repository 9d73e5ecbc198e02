"""Which test carries out which clause, with the journal entries and refusals seen while it ran.

`@pytest.mark.clause("A5.3")` claims a clause (at most four a test; an unknown id stops the run);
`pytest --clauses var/clauses.json` writes what was claimed: for each clause the tests with their
outcome, the acts they left in the journal and the articles their refusals cited.
"""

import functools
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongzhi.config.home import PROJECT
from gongzhi_law.parameter import Loader

MOST = 4
KEY = "gongzhi_clauses"
_seen: dict[str, set[str]] = {"journal": set(), "refusals": set()}
_written: dict[str, list[dict[str, Any]]] = defaultdict(list)


def known_clauses() -> frozenset[str]:
    """Ids of the clauses of the papers, from `gongzhi_law/policies.yaml`."""
    rows = yaml.load((PROJECT / "src/gongzhi_law/policies.yaml").read_text("utf-8"), Loader)  # noqa: S506  (CSafeLoader)
    return frozenset(str(row["id"]) for row in (rows["clauses"] if isinstance(rows, dict) else rows))


def claimed_by(item: pytest.Item) -> list[str]:
    """Ids that a test claims, in order."""
    ids = [str(argument) for marker in item.iter_markers("clause") for argument in marker.args]
    return list(dict.fromkeys(ids))


def saw(kind: str, what: str) -> None:
    """Add what happened outside this process (a live server's journal) to the running test."""
    if what:
        _seen[kind].add(what)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The file to write."""
    parser.addoption("--clauses", metavar="FILE", help="write which test carries out which clause")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse ids that no paper has, and tests that claim too much."""
    claims = {item.nodeid: claimed_by(item) for item in items}
    known = known_clauses() if any(claims.values()) else frozenset()
    for nodeid, ids in claims.items():
        if unknown := [one for one in ids if one not in known]:
            raise pytest.UsageError(f"{nodeid} claims a clause that does not exist: {', '.join(unknown)}")
        if len(ids) > MOST:
            raise pytest.UsageError(f"{nodeid} claims {len(ids)} clauses; {MOST} at most")


def pytest_configure(config: pytest.Config) -> None:
    """Watch journal and refusals where Django is there."""
    if not config.pluginmanager.hasplugin("django"):
        return
    from gongzhi.kernel import errors, journal

    draft, refuse = journal.draft, errors.Refused.__init__

    @functools.wraps(draft)
    def watched_draft(what: Any, **keywords: Any) -> Any:
        saw("journal", what.name)
        return draft(what, **keywords)

    @functools.wraps(refuse)
    def watched_refusal(self: Any, *reasons: Any) -> None:
        refuse(self, *reasons)
        for reason in self.reasons:
            saw("refusals", reason.cite)

    journal.draft = watched_draft
    errors.Refused.__init__ = watched_refusal  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Begin every test with nothing seen."""
    for found in _seen.values():
        found.clear()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Let the last report of a test carry its clauses, so that it reaches the controller of xdist."""
    report = yield
    if ids := claimed_by(item):
        facts = {kind: sorted(found) for kind, found in _seen.items()}
        report.user_properties = [*report.user_properties, (KEY, {"ids": ids, **facts})]
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Gather on the controller: the call's outcome, or the setup's or teardown's where that failed."""
    for name, facts in report.user_properties:
        if name != KEY:
            continue
        for clause in facts["ids"]:
            _merge(clause, report, facts)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the file, on the controller only."""
    target = session.config.getoption("--clauses")
    if target and not hasattr(session.config, "workerinput"):
        path = Path(target)
        path.parent.mkdir(parents=True, exist_ok=True)
        ordered = {clause: _written[clause] for clause in sorted(_written)}
        path.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n")


def _merge(clause: str, report: pytest.TestReport, facts: dict[str, Any]) -> None:
    rows = _written[clause]
    row = next((row for row in rows if row["test"] == report.nodeid), None)
    if row is None:
        row = {"test": report.nodeid, "outcome": report.outcome, "journal": [], "refusals": []}
        rows.append(row)
    row["journal"] = sorted({*row["journal"], *facts["journal"]})
    row["refusals"] = sorted({*row["refusals"], *facts["refusals"]})
    if row["outcome"] == "passed":
        row["outcome"] = report.outcome
