"""Tables as people hand them over (.csv, .tsv, .xls, .xlsx), read into rows within bounds. Pure: no Django, no clock."""

from gongzhi.documents.tables.problems import BLOCK, WARN, Problem, shown
from gongzhi.documents.tables.reading import read_table
from gongzhi.documents.tables.sheets import (
    MAX_FILE_BYTES,
    MAX_ROWS,
    Cell,
    Sheet,
    Unreadable,
    Workbook,
    collection_paused,
    column_index,
    column_letter,
)

__all__ = [
    "BLOCK",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "WARN",
    "Cell",
    "Problem",
    "Sheet",
    "Unreadable",
    "Workbook",
    "collection_paused",
    "column_index",
    "column_letter",
    "read_table",
    "shown",
]
