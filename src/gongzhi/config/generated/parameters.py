"""Every legal parameter in use, with its history, from `gongzhi_law`."""

from gongzhi_law import params

FILE = "parameters.md"


def text() -> str:
    """One section a parameter, one row a value."""
    parts = ["# 法律参数", "", "由 `gongzhi_law/parameters` 生成，请勿手改。公开页面见 `/law/`。", ""]
    for parameter in params.all_parameters():
        parts += [f"## {parameter.name}", "", parameter.meaning, ""]
        parts += ["| 自 | 止 | 地 | 值 | 效力 | 依据 |", "|---|---|---|---|---|---|"]
        parts += [_row(row) for row in parameter.rows] + [""]
    return "\n".join(parts)


def _row(row: params.Row) -> str:
    until = row.until.isoformat() if row.until else ""
    cells = [row.from_.isoformat(), until, row.place, row.value, row.strength, row.cite]
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
