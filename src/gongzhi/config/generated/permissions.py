"""Who gets in where, from the matrix that the tests ask address by address."""

from typing import Any

import yaml

from gongzhi.config.home import PROJECT
from gongzhi_law.parameter import Loader

FILE = "permissions.md"
MATRIX = PROJECT / "tests" / "house" / "permissions.yaml"
MARKS = {"let_in": "进", "refused": "拒", "sign_in": "登", "hidden": "—"}


def text() -> str:
    """What the marks mean, one row a profile, one row an address and verb with its profile."""
    matrix = yaml.load(MATRIX.read_text("utf-8"), Loader)  # noqa: S506  (CSafeLoader)
    names = matrix["capacities"]
    parts = [
        "# 谁能进哪里",
        "",
        "由 `tests/house/permissions.yaml` 生成，请勿手改；同一份表由测试逐个地址、逐种身份地请求核对。",
        "",
    ]
    parts += ["进：可以进入（之后仍可能因状态、期限或者输入被拒）；拒：能到工作台，但这种身份不能办这件事；"]
    parts += ["登：先请登录；—：对这种身份等于不存在（404）。", ""]
    parts += ["| 门 | " + " | ".join(names.values()) + " |", "|---" * (len(names) + 1) + "|"]
    parts += [f"| {door} | {_marks(answers, names)} |" for door, answers in matrix["profiles"].items()]
    parts += ["", "| 地址 | 动词 | 门 |", "|---|---|---|"]
    for route, verbs in sorted(matrix["addresses"].items()):
        parts += [f"| `{route}` | {verb} | {_door(row)} |" for verb, row in verbs.items()]
    return "\n".join(parts)


def _marks(answers: dict[str, list[str]], names: dict[str, str]) -> str:
    said = {capacity: kind for kind, capacities in answers.items() for capacity in capacities}
    return " | ".join(MARKS[said.get(name, "hidden")] for name in names)


def _door(row: Any) -> str:
    return str(row["who"] if isinstance(row, dict) else row)
