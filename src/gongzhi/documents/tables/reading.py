"""Opens a table file of any supported kind within bounds of time and memory."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import python_calamine as calamine

from gongzhi.documents.tables import biff, zipped
from gongzhi.documents.tables.delimited import NOT_TEXT, read_delimited
from gongzhi.documents.tables.sheets import (
    MAX_CELL,
    MAX_FILE_BYTES,
    MAX_ROWS,
    MAX_SHEETS,
    Sheet,
    Unreadable,
    Workbook,
    collection_paused,
)

_TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab")
_SHEET_ENDINGS = (".xls", ".xlsx", ".xlsm", ".et")


def read_table(source: str | Path | bytes, filename: str = "") -> Workbook:
    """The visible sheets of an .xlsx, .xls, .csv or .tsv file; raises Unreadable with a sentence for the user.

    Refuses what is missing, empty, truncated, protected by a password, no spreadsheet, larger than MAX_FILE_BYTES,
    unpacking to more than its bounds, or holding more than MAX_ROWS rows.
    """
    if isinstance(source, bytes):
        data = source
        if len(data) > MAX_FILE_BYTES:
            raise Unreadable(_TOO_LARGE)
    else:
        data = _read_file(Path(source))
        filename = filename or Path(source).name
    ending = Path(filename).suffix.lower()
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("文件是空的，没有任何内容。")
    is_zip = data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))
    is_compound = data.startswith(biff.SIGNATURE)
    if ending in _TEXT_ENDINGS:
        if is_zip or is_compound:
            raise Unreadable("文件名是文本表格，内容却是 Excel 工作簿或压缩包；请把扩展名改回 .xlsx 或 .xls 后再试。")
        return _refuse_long_cells(read_delimited(data, filename))
    if is_zip or is_compound:
        odd = zipped.look_into(data) if is_zip else biff.look_into(data)
        with collection_paused():
            return _refuse_long_cells(_read_workbook(data, filename, odd))
    if ending in (".xlsx", ".xlsm"):
        raise Unreadable(zipped.BROKEN)
    if data[:512].lstrip().lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise Unreadable("文件其实是网页（HTML），不是 Excel 工作簿；请用 Excel 或 WPS 打开后另存为 .xlsx。")
    if ending and ending not in _SHEET_ENDINGS:
        raise Unreadable(f"不支持 {ending} 文件；请提供 .xlsx、.xls、.csv 或 .tsv。")
    return _refuse_long_cells(read_delimited(data, filename))


def _refuse_long_cells(workbook: Workbook) -> Workbook:
    for sheet in workbook.sheets:
        for at, row in enumerate(sheet.rows):
            for cell in row:
                if cell.__class__ is str and len(cell) > MAX_CELL:
                    raise Unreadable(
                        f"工作表“{sheet.name}”第 {at + 1} 行有超过 {MAX_CELL} 个字的单元格，不像表格，已拒绝读取。"
                    )
    return workbook


_TOO_LARGE = f"文件超过 {MAX_FILE_BYTES // (1 << 20)} MiB，已拒绝读取；请只保留要导入的表格。"


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable("给出的是文件夹，不是文件。")
        if not path.exists():
            raise Unreadable("找不到这个文件。")
        if not path.is_file():
            raise Unreadable("给出的不是普通文件。")
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise Unreadable("文件打不开；请检查路径与读取权限。") from error
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(_TOO_LARGE)
    return data


def _read_workbook(data: bytes, filename: str, odd: Mapping[int, Mapping[tuple[int, int], str]]) -> Workbook:
    sheets: list[Sheet] = []
    hidden: list[str] = []
    rows_total = 0
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        if len(book.sheets_metadata) > MAX_SHEETS:
            raise Unreadable(f"工作表超过 {MAX_SHEETS} 张，已拒绝读取。")
        for index, meta in enumerate(book.sheets_metadata):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(index)
            if meta.visible != calamine.SheetVisibleEnum.Visible:
                if sheet.height:
                    hidden.append(meta.name)
                continue
            rows = sheet.to_python(skip_empty_area=False)
            if len(rows) > MAX_ROWS:
                rows_total += sum(1 for row in rows if any(cell != "" for cell in row))
            else:
                rows_total += len(rows)
            if rows_total > 2 * MAX_ROWS:
                raise Unreadable(f"超过 {MAX_ROWS} 行，已拒绝读取；请拆分后分次导入。")
            sheets.append(Sheet(meta.name, rows, tuple(sheet.merged_cell_ranges or ()), odd.get(index, {})))
    except calamine.PasswordError as error:
        raise Unreadable(biff.PROTECTED) from error
    except Unreadable:
        raise
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader's own panics derive from BaseException
        raise Unreadable(zipped.BROKEN) from error
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable("工作簿里没有任何可见的内容。")
    return Workbook(filename, tuple(sheets), tuple(hidden))


__all__ = ["NOT_TEXT", "read_table"]
