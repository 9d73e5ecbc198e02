"""Guesses what a column holds from its cells, where its title says nothing or the table has no header."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from gongzhi.documents.tables.sheets import Cell, Sheet
from gongzhi.register.roster.areas import read_area
from gongzhi.register.roster.cells import text_of
from gongzhi.register.roster.documents import document_fault, fold_document
from gongzhi.register.roster.doors import looks_like_building, looks_like_whole_door
from gongzhi.register.roster.headers import Column, Header
from gongzhi.register.roster.kinds import read_kind
from gongzhi.register.roster.owners import is_company, split_documents, split_names, split_phones
from gongzhi.register.roster.titles import Meaning, is_ignored

_SAMPLE = 200
_RANK = 8
_ROOM = re.compile(r"\d{3,4}[A-Z]?(?:室|号)?")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_NAME = re.compile(r"[\u3400-\u9fff·]{2,6}")
_GUESSED = ("document", "phone", "area", "door", "building", "stair", "room", "kind", "owner")


def _is_document(text: str) -> bool:
    return all(len(part) == 18 and not document_fault(part) for part in map(fold_document, split_documents(text)))


def _is_phone(text: str) -> bool:
    phones = split_phones(text)
    return bool(phones) and all(_MOBILE.fullmatch(phone) for phone in phones)


def _is_area(text: str) -> bool:
    return "." in text and 500 <= read_area(text).value <= 5_000_000


def _is_owner(text: str) -> bool:
    return all(_NAME.fullmatch(name) or is_company(name) for name in split_names(text)) and not read_kind(text)


_TESTS: dict[str, Callable[[str], bool]] = {
    "document": _is_document,
    "phone": _is_phone,
    "area": _is_area,
    "door": looks_like_whole_door,
    "building": lambda text: bool(looks_like_building(text)),
    "stair": lambda text: text.endswith("单元") and len(text) <= 5,
    "room": lambda text: bool(_ROOM.fullmatch(text)),
    "kind": lambda text: bool(read_kind(text)),
    "owner": _is_owner,
}


def guess_columns(rows: Sequence[Sequence[Cell]], columns: Iterable[int], missing: Collection[str]) -> dict[int, str]:
    """Which of the columns hold one of the missing fields: nearly all their filled cells read like it, one a field."""
    found: dict[int, str] = {}
    left = list(columns)
    for field in _GUESSED:
        if field not in missing:
            continue
        for column in left:
            texts = [text_of(row[column]) for row in rows[:_SAMPLE] if column < len(row) and row[column] != ""]
            if not texts or len(texts) * 2 < min(len(rows), _SAMPLE):
                continue
            if field == "owner" and len(set(texts)) * 3 < len(texts):
                continue
            if sum(map(_TESTS[field], texts)) * 10 >= len(texts) * 9:
                found[column] = field
                left.remove(column)
                break
    return found


def complete_header(sheet: Sheet, header: Header) -> Header:
    """The header with its silent columns taken for the fields that no title names, by what they hold."""
    named = {column.meaning.field for column in header.columns if column.meaning}
    missing = {"area", "owner", "document", "phone"} - named
    if not named & {"door", "room"}:
        missing |= {"door", "room"} if "building" in named else {"door"}
    silent = [
        column.index
        for column in header.columns
        if column.meaning is None and column.parts and not is_ignored(*column.parts)
    ]
    guessed = guess_columns(sheet.rows[header.last + 1 :], silent, missing) if silent and missing else {}
    return with_meanings(header, guessed) if guessed else header


def header_without_titles(sheet: Sheet, by_hand: bool) -> Header | None:
    """A header above the first row for a table that has none: guessed by contents, or lettered for mapping by hand."""
    rows = [row for row in sheet.rows if any(cell != "" for cell in row)]
    width = max(map(len, rows[:_SAMPLE]), default=0)
    lettered = Header(-1, -1, tuple(Column(index, (), None) for index in range(width)))
    guessed = guess_columns(rows, range(width), _GUESSED) if len(rows) >= 3 else {}
    fields = set(guessed.values())
    if {"area"} <= fields and fields & {"door", "room"} and fields & {"owner", "document"}:
        return with_meanings(lettered, guessed)
    return lettered if by_hand and rows else None


def with_meanings(header: Header, guessed: dict[int, str]) -> Header:
    """The header with fields set by column."""
    columns = tuple(
        Column(column.index, column.parts, Meaning(guessed[column.index], _RANK)) if column.index in guessed else column
        for column in header.columns
    )
    return Header(header.first, header.last, columns)
