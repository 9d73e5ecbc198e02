"""The plugins every test of this project uses."""

import gc
import os
import sys

import pytest

# Tests, their plugins and the programs they start are compiled once, not once in each process and each run.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
gc.disable()  # until all is loaded: what is loaded stays

pytest_plugins = [
    "tests.clauses_plugin",
    "tests.database",
    "tests.scenes",
    "tests.server",
    "tests.browser",
    "tests.network",
]


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end: the garbage collector need not walk it each time.

    Nor need it come after every 700 objects, each time with what hypothesis hangs on it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long tests first: what processes take from each other in the end is short, and none waits for another."""
    items.sort(key=lambda item: not item.nodeid.startswith(("tests/house/", "tests/journeys/")))
