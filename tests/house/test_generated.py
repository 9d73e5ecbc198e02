"""Pages under docs/generated say what the code says; every state is in its table."""

import pytest
from django.db.models import Choices

from gongzhi.config import generated
from gongzhi.config.generated import clauses, states
from gongzhi_law import policies

pytestmark = pytest.mark.check


def test_no_generated_page_is_stale() -> None:
    assert [path.name for path in generated.stale()] == [], "run `make generated`"


def test_every_state_is_in_its_table() -> None:
    seen = 0
    for module in states.rooms_with_states():
        for name, table in states.tables(module).items():
            kinds = {type(state) for state in table}
            assert len(kinds) == 1, name
            [kind] = kinds
            assert issubclass(kind, Choices)
            assert set(table) == set(kind), f"{module.__name__}.{name}"
            assert {to for moves in table.values() for to in moves} <= set(kind)
            seen += 1
    assert seen >= 4


def test_claimed_clauses_exist() -> None:
    claimed = set(clauses.claims())
    assert claimed <= set(policies.clauses())
    page = (generated.FOLDER / clauses.FILE).read_text()
    assert clauses.claimed_on_page(page) <= claimed
