"""State diagrams of every room, drawn from the tables in its `states.py`."""

import importlib
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from gongzhi.kernel.states import diagram

FILE = "states.md"


def text() -> str:
    """One section a room, one diagram a table."""
    parts = ["# 状态与去向", "", "由各室的 `states.py` 生成，请勿手改。", ""]
    for module in rooms_with_states():
        parts += [f"## {module.__name__.split('.')[1]}", ""]
        parts += [diagram(name, table) for name, table in tables(module).items()]
    return "\n".join(parts)


def rooms_with_states() -> list[ModuleType]:
    """The `states` modules of all rooms but the kernel, which only knows what a table is."""
    names = sorted(config.name for config in apps.get_app_configs() if config.name.startswith("gongzhi."))
    wanted = [f"{name}.states" for name in names if name != "gongzhi.kernel"]
    return [importlib.import_module(name) for name in wanted if find_spec(name)]


def tables(module: ModuleType) -> dict[str, dict]:  # type: ignore[type-arg]
    """Names and tables of one module: constants that end in MOVES."""
    found = {name: value for name, value in vars(module).items() if name.endswith("MOVES")}
    return {name.removesuffix("_MOVES").lower(): value for name, value in found.items()}
