"""`gongzhi import-statement FILE [--sheet NAME] [--map field=column …] --dry-run`: a bank statement as read; no database."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ANSWERED, BLOCKED, WRONG = 0, 1, 2
_USAGE = (
    "用法：gongzhi import-statement 文件 [--sheet 工作表] [--map 字段=列名 …] [--map sign=signed|reversed] --dry-run"
)
_NO_LEDGER = "这个命令只预览，不入账，请加 --dry-run；导入由记账的人在“资金”的“银行流水”页面办。"


def run(argv: list[str]) -> int:
    """Prints one JSON document: rows, sums in fen, days, balances, mapping, problems.

    0 answered, 1 undecided (a sign nobody can tell) or blocked by a problem, 2 with {"error"} else.
    """
    from gongzhi.fund.statement import Unreadable, WrongMapping, read_statement, read_table

    try:
        path, sheet, sign, by_hand = _arguments(argv)
        result = read_statement(read_table(path), by_hand, sheet=sheet, sign=sign)
    except (Unreadable, WrongMapping, _Usage) as error:
        return _print({"error": str(error)}, WRONG)
    except MemoryError:
        return _print({"error": "文件太大，内存不足，已拒绝读取。"}, WRONG)
    return _print(result.document(), BLOCKED if result.is_blocked else ANSWERED)


class _Usage(ValueError):
    """The command line is not as the usage says."""


def _arguments(argv: list[str]) -> tuple[str, str, str, list[tuple[str, str]]]:
    paths: list[str] = []
    pairs: list[tuple[str, str]] = []
    sheet = ""
    dry_run = False
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        name, given, value = word.partition("=")
        if word == "--dry-run":
            dry_run = True
        elif name in ("--map", "--sheet"):
            if not given:
                value = rest.pop(0) if rest else ""
            if name == "--sheet":
                if not value.strip():
                    raise _Usage(f"--sheet 后面要写工作表的名称或序号。{_USAGE}")
                sheet = value
                continue
            pairs.append(_pair(value))
            while rest and "=" in rest[0] and not rest[0].startswith("--") and not Path(rest[0]).exists():
                pairs.append(_pair(rest.pop(0)))
        elif word.startswith("--"):
            raise _Usage(f"没有 {word} 这个选项。{_USAGE}")
        else:
            paths.append(word)
    if len(paths) != 1:
        raise _Usage(_USAGE)
    if not dry_run:
        raise _Usage(_NO_LEDGER)
    signs = [column for field, column in pairs if field == "sign"]
    return paths[0], sheet, signs[-1] if signs else "", [pair for pair in pairs if pair[0] != "sign"]


def _pair(text: str) -> tuple[str, str]:
    field, found, column = text.partition("=")
    if not found or not field.strip():
        raise _Usage(f"--map 应写作 字段=列名，收到的是“{text}”。{_USAGE}")
    return field.strip(), column.strip()


def _print(document: dict[str, object], code: int) -> int:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    if code == WRONG:
        print(document["error"], file=sys.stderr)
    return code
