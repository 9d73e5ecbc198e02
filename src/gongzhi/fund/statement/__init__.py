"""Bank and payment statements as banks hand them over: read, mapped, checked, summed. Pure: no database, no clock."""

from gongzhi.documents.tables import BLOCK, WARN, Problem, Unreadable, read_table
from gongzhi.fund.statement.lines import Line
from gongzhi.fund.statement.mapping import (
    ASK,
    REVERSED,
    SIGNED,
    ColumnChoice,
    StatementMapping,
    WrongMapping,
    choices,
    guess_mapping,
    has_table,
)
from gongzhi.fund.statement.preview import StatementPreview, read_statement
from gongzhi.fund.statement.titles import FIELDS

__all__ = [
    "ASK",
    "BLOCK",
    "FIELDS",
    "REVERSED",
    "SIGNED",
    "WARN",
    "ColumnChoice",
    "Line",
    "Problem",
    "StatementMapping",
    "StatementPreview",
    "Unreadable",
    "WrongMapping",
    "choices",
    "guess_mapping",
    "has_table",
    "read_statement",
    "read_table",
]
