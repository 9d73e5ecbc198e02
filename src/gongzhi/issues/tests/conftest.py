"""Fixtures of the issues room."""

from pathlib import Path
from typing import Any

import pytest

from gongzhi.issues.tests.issues_world import Desk, desk
from gongzhi.issues.tests.whistle_world import Called


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Files of one test lie apart: the next test has other keys."""
    settings.FILES = tmp_path / "files"


@pytest.fixture
def here(db: None) -> Desk:
    """An estate with everyone who works on its issues, rolled back after the test."""
    return desk()


@pytest.fixture
def called(here: Desk) -> Called:
    """The desk with a party organisation and forces to whistle for."""
    return Called(here)
