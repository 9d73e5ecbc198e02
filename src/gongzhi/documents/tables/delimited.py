"""Reads .csv and .tsv: finds encoding and separator, refuses what is no text."""

from __future__ import annotations

import csv
import io
import re

from gongzhi.documents.tables.sheets import (
    MAX_LINE,
    MAX_ROWS,
    MAX_TEXT_BYTES,
    Cell,
    Sheet,
    Unreadable,
    Workbook,
)

NOT_TEXT = "文件不是文本表格（内容是二进制数据）；请确认文件名与内容一致，或另存为 .xlsx、.csv 后再试。"
UNKNOWN_ENCODING = "无法识别文件的文字编码（支持 UTF-8、UTF-16、GB18030）；请另存为 UTF-8 的 CSV 后再试。"

_QUOTED = re.compile(r'"[^"]*"')
_GROUPING = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffd\ufffe\uffff]")


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding of a text file; refuses bytes that are no text or mix encodings."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        candidates = ["utf-32"]
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif data.startswith(b"\xef\xbb\xbf"):
        candidates = ["utf-8-sig"]
    elif b"\x00" in data[:4096]:
        even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
        candidates = []
        if odd > even * 4:
            candidates = ["utf-16-le"]
        elif even > odd * 4:
            candidates = ["utf-16-be"]
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
        try:
            text = data.decode(encoding).rstrip("\x1a")
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            raise Unreadable(NOT_TEXT)
        return text.removeprefix("\ufeff"), encoding
    if not candidates or _CONTROL.search(data[:4096].decode("latin-1").translate(dict.fromkeys(range(128, 160)))):
        raise Unreadable(NOT_TEXT)
    raise Unreadable(UNKNOWN_ENCODING)


def read_delimited(data: bytes, filename: str) -> Workbook:
    """A text table as a workbook of one sheet; a record counts as one row. Refuses more than MAX_ROWS rows."""
    if len(data) > MAX_TEXT_BYTES:
        raise Unreadable(f"文本文件超过 {MAX_TEXT_BYTES // (1 << 20)} MiB，已拒绝读取；请拆分后再试。")
    text, encoding = decode(data)
    if not text.strip():
        raise Unreadable("文件是空的，没有任何内容。")
    lines = text.splitlines(keepends=True)
    if max(map(len, lines)) > MAX_LINE:
        raise Unreadable("文件里有过长的行，不像表格；请检查分隔符与换行后再试。")
    rows: list[list[Cell]] = []
    filled = 0
    try:
        literal = '="' in text
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(lines)):
            rows.append([_bare(field) for field in record] if literal else list(record))
            if any(record):
                filled += 1
                if filled > MAX_ROWS + 100:
                    raise Unreadable(f"超过 {MAX_ROWS} 行，已拒绝读取；请拆分后分次导入。")
    except csv.Error as error:
        raise Unreadable("文本表格的引号或换行有误，无法读取；请重新导出后再试。") from error
    stem = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return Workbook(filename, (Sheet(stem, rows),), encoding=encoding)


def _bare(field: str) -> str:
    """A number that a program wrote as ="5101…" to keep all its digits, without the signs around it."""
    return field[2:-1] if field.startswith('="') and field.endswith('"') and field.count('"') == 2 else field


def _separator(lines: list[str]) -> str:
    """The mark that parts the most lines, outside quotes; a comma that only groups digits (1,234.50) parts nothing."""
    sample = [_QUOTED.sub("", line) for line in lines[:60] if line.strip()]
    bare = [_GROUPING.sub("", line) for line in sample]
    weights = {
        mark: (sum(1 for line in told if mark in line), sum(line.count(mark) for line in told))
        for mark, told in (("\t", sample), (",", bare), (";", sample), ("|", sample), ("，", bare))
    }
    best = max(weights, key=lambda mark: weights[mark])
    return best if weights[best][0] else ","
