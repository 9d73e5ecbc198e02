"""Writes workdays/<year>.yaml from the package chinesecalendar; run by hand when a new year is published."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path


def main(years: list[int]) -> None:
    """One table a year: the days off of the notice, and the weekend days that are worked."""
    from chinese_calendar.constants import holidays, workdays  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    for year in years:
        off = sorted(day for day in holidays if day.year == year)
        if not off:
            raise SystemExit(f"chinesecalendar has no holidays for {year}")
        worked = sorted(day for day in workdays if day.year == year)
        lines = [
            "# 休息日之外的放假日和调休上班日；录入国务院办公厅通知原文后改为 statute",
            f"year: {year}",
            f"source: 国务院办公厅关于{year}年部分节假日安排的通知（据 chinesecalendar 转录，未见原文）",
            "strength: second_hand",
            "days_off:",
            *_days(off),
            "days_worked:",
            *_days(worked),
        ]
        Path(__file__).with_name(f"{year}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _days(days: list[date]) -> list[str]:
    return [f"- {day:%Y-%m-%d}" for day in days]


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]])
