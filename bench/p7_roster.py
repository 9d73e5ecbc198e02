"""P7: the import of a roster of 20,000 rows with validation and preview, against reading the same cells only."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import python_calamine
import xlsxwriter

from gongzhi.register.roster import guess_mapping, preview, read_table
from gongzhi.register.roster.documents import resident_check

ID = "P7"
ROOM = "register"
WHAT = "import of a 20,000-row roster"
REACH = 4
ROUNDS = 9
WHOLE_COMMAND = 3.0
ROWS = 20_000
TITLES = ["序号", "楼栋", "单元", "楼层", "房号", "用途", "建筑面积(㎡)", "业主姓名", "证件号码", "联系电话", "备注"]


def run() -> dict[str, Any]:
    """CPU seconds of the import and of the bare reading, alternating; the wall time of the whole command."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        write_roster(path)
        imported: list[float] = []
        read: list[float] = []
        for _ in range(ROUNDS):
            read.append(_took(lambda: _read(path)))
            imported.append(_took(lambda: _import(path)))
        whole = min(_command(path) for _ in range(3))
    return {
        "figure": median(imported),
        "floor": median(read),
        "ratio": median(imported) / median(read),
        "ratio_of_fastest": min(imported) / min(read),
        "rows": ROWS,
        "whole_command": whole,
        "reached": whole <= WHOLE_COMMAND,
    }


def write_roster(path: Path, rows: int = ROWS) -> None:
    """A roster as firms write it: a title, a header, every fourth unit with two owners, all numbers distinct."""
    chance = random.Random(7)
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("房屋清册")
        page.merge_range(0, 0, 0, len(TITLES) - 1, f"某小区房屋清册({rows}户)")
        page.write_row(1, 0, TITLES)
        for number in range(rows):
            building, rest = divmod(number, 400)
            stair, rest = divmod(rest, 200)
            floor, door = divmod(rest, 4)
            owners = [_person(chance) for _ in range(2 if chance.random() < 0.25 else 1)]
            page.write_row(
                number + 2,
                0,
                [
                    number + 1,
                    f"{building + 1}栋",
                    f"{stair + 1}单元",
                    floor + 1,
                    f"{floor + 1}{door + 1:02d}",
                    "住宅",
                    chance.randrange(4000, 20000) / 100,
                    "、".join(name for name, _ in owners),
                    "、".join(document for _, document in owners),
                    f"13{chance.randrange(10**9):09d}",
                    "共有" if len(owners) > 1 else "",
                ],
            )


def _person(chance: random.Random) -> tuple[str, str]:
    name = (
        chance.choice("赵钱孙李周吴郑王冯陈")
        + chance.choice("伟芳娜敏静秀英丽强磊")
        + chance.choice("军洋勇艳杰涛明超")
    )
    first17 = (
        f"510107{chance.randrange(1945, 2005)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}"
        f"{chance.randrange(1000):03d}"
    )
    return name, first17 + resident_check(first17)


def _read(path: Path) -> int:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return len(book.get_sheet_by_index(0).to_python(skip_empty_area=False))


def _import(path: Path) -> int:
    workbook = read_table(path)
    result = preview(workbook, guess_mapping(workbook))
    assert len(result.units) == ROWS, len(result.units)
    assert not result.is_blocked
    return len(result.document())


def _took(work: Callable[[], int]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def _command(path: Path) -> float:
    code = "import sys; from gongzhi.config.cli import main; sys.exit(main(sys.argv[1:]))"
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, "import-roster", str(path), "--dry-run"],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": "src"},
        check=False,
    )
    assert done.returncode == 0, done.returncode
    return time.perf_counter() - began
