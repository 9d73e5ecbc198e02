"""The seal of the tests, and its files apart from those of other tests."""

from pathlib import Path
from typing import Any

import pytest

from gongzhi.seals.tests.made import Book, book


@pytest.fixture
def b(db: None, settings: Any, tmp_path: Path) -> Book:
    """A committee of five with its seal, and an 环物委; rolled back after the test."""
    settings.FILES = tmp_path  # the next test has other keys
    return book()
