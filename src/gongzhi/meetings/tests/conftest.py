"""The community of the tests, and its files apart from those of other tests."""

from pathlib import Path
from typing import Any

import pytest

from gongzhi.bodies.tests.ground import Ground, ground
from gongzhi.meetings.tests.made import Table, table


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path) -> Table:
    """A community with three estates, rolled back after the test."""
    settings.FILES = tmp_path  # the next test has other keys
    return table()


@pytest.fixture
def g(db: None, settings: Any, tmp_path: Path) -> Ground:
    """An estate with a committee of five, rolled back after the test."""
    settings.FILES = tmp_path
    return ground()
