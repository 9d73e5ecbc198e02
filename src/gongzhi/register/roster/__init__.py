"""Rosters as property firms hand them over: read, mapped, checked, counted. Pure: no database, no clock."""

from gongzhi.documents.tables.problems import BLOCK, WARN, Problem
from gongzhi.documents.tables.reading import read_table
from gongzhi.documents.tables.sheets import MAX_FILE_BYTES, MAX_ROWS, Sheet, Unreadable, Workbook
from gongzhi.register.roster.difference import RosterDifference, UnitChange, difference
from gongzhi.register.roster.kinds import KINDS, SOLD, UNDELIVERED, UNSOLD
from gongzhi.register.roster.mapping import ColumnChoice, Mapping_, WrongMapping, guess_mapping
from gongzhi.register.roster.owners import COMPANY, DEVELOPER, NATURAL, OwnerRow
from gongzhi.register.roster.preview import preview
from gongzhi.register.roster.titles import FIELDS
from gongzhi.register.roster.units import KindTotal, MergeProposal, RosterPreview, UnitKey, UnitRow, unit_key

__all__ = [
    "BLOCK",
    "COMPANY",
    "DEVELOPER",
    "FIELDS",
    "KINDS",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "NATURAL",
    "SOLD",
    "UNDELIVERED",
    "UNSOLD",
    "WARN",
    "ColumnChoice",
    "KindTotal",
    "Mapping_",
    "MergeProposal",
    "OwnerRow",
    "Problem",
    "RosterDifference",
    "RosterPreview",
    "Sheet",
    "UnitChange",
    "UnitKey",
    "UnitRow",
    "Unreadable",
    "Workbook",
    "WrongMapping",
    "difference",
    "guess_mapping",
    "preview",
    "read_table",
    "unit_key",
]
