"""The purse of the tests, and its files apart from those of other tests."""

from pathlib import Path
from typing import Any

import pytest

from gongzhi.fund.tests.made import Purse, purse


@pytest.fixture
def p(db: None, settings: Any, tmp_path: Path) -> Purse:
    """An estate with a committee of five, its firm, a ledger and one joint account; rolled back after the test."""
    settings.FILES = tmp_path  # the next test has other keys
    return purse()
