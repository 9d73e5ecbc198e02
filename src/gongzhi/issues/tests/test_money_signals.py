"""Shared money that is not published, not reconciled or went without a request becomes a suggestion (A10.6)."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gongzhi.fund.tests.made import NOW, START, Purse, moved, purse
from gongzhi.issues.actions.dismiss_signal import dismiss_signal
from gongzhi.issues.queries.signals import signals_of
from gongzhi.kernel.clock import BEIJING

pytestmark = pytest.mark.django_db


@pytest.fixture
def p(settings: Any, tmp_path: Path) -> Purse:
    """An estate with a ledger and one joint account."""
    settings.FILES = tmp_path
    return purse()


@pytest.mark.clause("A10.6")
def test_what_is_not_published_and_not_reconciled_becomes_a_suggestion(p: Purse) -> None:
    moved(p, 100, on=START)
    found = {one.key: one for one in signals_of(p.g.estate, NOW)}
    assert found["fund:2026-01"].kind == "publication_overdue"
    assert found["reconcile:A1:2026-01"].kind == "unreconciled"
    early = datetime(2026, 1, 20, 9, tzinfo=BEIJING)
    assert not [one for one in signals_of(p.g.estate, early) if one.key.startswith(("fund:", "reconcile:"))]
    dismiss_signal(estate=p.g.estate, key="reconcile:A1:2026-01", reason="银行停业整顿", by=p.g.worker, at=NOW)
    assert "reconcile:A1:2026-01" not in {one.key for one in signals_of(p.g.estate, NOW)}
