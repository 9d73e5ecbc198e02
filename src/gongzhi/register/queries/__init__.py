"""Reading the register: electors and who speaks for them, rolls and their lines, doors and masked names."""

from gongzhi.register.queries.electors import (
    claim_of,
    claims_of,
    current_electors,
    elector_label,
    elector_of_unit,
    electors_of,
    masked_of,
    phone_of_elector,
    phones_of_elector,
    units_of_elector,
    with_label,
)
from gongzhi.register.queries.masks import masked_name, tail
from gongzhi.register.queries.rolls import (
    frozen_roll,
    latest_roll,
    open_merges,
    roll_entry_for,
    roll_in_preparation,
    roll_was_opened,
    undecided_corrections,
)

__all__ = [
    "claim_of",
    "claims_of",
    "current_electors",
    "elector_label",
    "elector_of_unit",
    "electors_of",
    "frozen_roll",
    "latest_roll",
    "masked_name",
    "masked_of",
    "open_merges",
    "phone_of_elector",
    "phones_of_elector",
    "roll_entry_for",
    "roll_in_preparation",
    "roll_was_opened",
    "tail",
    "undecided_corrections",
    "units_of_elector",
    "with_label",
]
