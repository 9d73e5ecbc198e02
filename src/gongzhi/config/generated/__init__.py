"""Pages of `docs/generated/`: each module here has `FILE` and `text()`; `gongzhi generate` writes them all.

A test compares every page with what its module says now, so a page can never be stale.
"""

import importlib
import pkgutil
from pathlib import Path

from gongzhi.config.home import PROJECT

FOLDER = PROJECT / "docs" / "generated"


def pages() -> dict[Path, str]:
    """Path and text of every generated page, as it should be now."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        page = importlib.import_module(f"{__name__}.{module.name}")
        found[FOLDER / page.FILE] = page.text().rstrip() + "\n"
    return found


def stale() -> list[Path]:
    """Pages whose file is missing or says something else."""
    return [path for path, text in pages().items() if not path.is_file() or path.read_text() != text]
