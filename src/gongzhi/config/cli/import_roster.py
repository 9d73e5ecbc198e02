"""`gongzhi import-roster FILE [--map column=field …] --dry-run`: what importing a roster would yield; no database."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

ANSWERED, BLOCKED, WRONG = 0, 1, 2
_USAGE = "用法：gongzhi import-roster 文件 [--map 列名=字段 …] --dry-run"
_BEIJING = timezone(timedelta(hours=8))


def run(argv: list[str]) -> int:
    """Prints one JSON document: totals, heads, mapping, problems; 1 when any problem blocks, 2 with {"error"} else."""
    from gongzhi.register.roster import Unreadable, WrongMapping, guess_mapping, preview, read_table

    try:
        path, by_hand = _arguments(argv)
        workbook = read_table(path)
        mapping = guess_mapping(workbook, by_hand)
        if not mapping.sheets and workbook.encoding:
            raise Unreadable("没有认出表头；文字编码可能不对，请另存为 UTF-8 的 CSV，或用 --map 指明各列。")
        result = preview(workbook, mapping, on=datetime.now(UTC).astimezone(_BEIJING).date())
    except (Unreadable, WrongMapping, _Usage) as error:
        return _print({"error": str(error)}, WRONG)
    except MemoryError:
        return _print({"error": "文件太大，内存不足，已拒绝读取。"}, WRONG)
    return _print(result.document(), BLOCKED if result.is_blocked else ANSWERED)


class _Usage(ValueError):
    """The command line is not as the usage says."""


def _arguments(argv: list[str]) -> tuple[str, list[tuple[str, str]]]:
    paths: list[str] = []
    by_hand: list[tuple[str, str]] = []
    dry_run = False
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        if word == "--dry-run":
            dry_run = True
        elif word == "--map" or word.startswith("--map="):
            pair = word.partition("=")[2] if word.startswith("--map=") else (rest.pop(0) if rest else "")
            column, found, field = pair.rpartition("=")
            if not found or not column.strip() or not field.strip():
                raise _Usage(f"--map 应写作 列名=字段，收到的是“{pair}”。{_USAGE}")
            by_hand.append((column.strip(), field.strip()))
            while rest and _is_pair(rest[0]):
                column, _, field = rest.pop(0).rpartition("=")
                by_hand.append((column.strip(), field.strip()))
        elif word.startswith("--"):
            raise _Usage(f"没有 {word} 这个选项。{_USAGE}")
        else:
            paths.append(word)
    if len(paths) != 1:
        raise _Usage(_USAGE)
    if not dry_run:
        raise _Usage("这个命令只预览，不写入；请加 --dry-run。真正的导入由社区工作者在页面上确认。")
    return paths[0], by_hand


def _is_pair(word: str) -> bool:
    """Whether a word behind a --map is one more column=field and not the file: no such file, and an = within."""
    if word.startswith("--"):
        return False
    column, found, field = word.rpartition("=")
    return bool(found and column.strip() and field.strip().isidentifier()) and not Path(word).exists()


def _print(document: dict[str, object], code: int) -> int:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    if code == WRONG:
        print(document["error"], file=sys.stderr)
    return code
