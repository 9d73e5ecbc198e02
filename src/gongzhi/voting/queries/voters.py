"""From a link or a claim to the box: one statement, and the noticed assembly kept in memory while its state stands."""

from django.db import connection

from gongzhi.register.models import Elector
from gongzhi.voting.models import Assembly

KEPT = 64
_noticed: dict[tuple[str, int], Assembly] = {}

BY_LINK = """
    SELECT a.id, a.state, d.elector_id
    FROM voting_delivery d JOIN voting_assembly a ON a.estate_id = d.estate_id AND a.id = d.assembly_id
    WHERE d.token_index = %s
"""
BY_CLAIM = """
    SELECT a.id, a.state, c.elector_id
    FROM places_estate e
    JOIN voting_assembly a ON a.estate_id = e.id AND a.serial = %s
    JOIN register_claim c ON c.estate_id = e.id AND c.elector_id = %s AND c.until_at IS NULL AND c.person_id = %s
    WHERE e.code = %s AND a.noticed_at IS NOT NULL
"""


def voter_of_link(token_index: bytes) -> tuple[Assembly, Elector] | None:
    """The assembly and elector of a personal link by its blind index, or None."""
    return _voter(BY_LINK, [token_index])


def voter_of_claim(person_id: int, code: str, serial: int, elector_id: int) -> tuple[Assembly, Elector] | None:
    """The noticed assembly and the elector for whom this person speaks now, or None."""
    return _voter(BY_CLAIM, [serial, elector_id, person_id, code])


def _voter(statement: str, values: list[object]) -> tuple[Assembly, Elector] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    if row is None:
        return None
    assembly_id, state, elector_id = row
    assembly = noticed(assembly_id, state)
    return assembly, Elector.from_db(None, ["id", "estate_id"], [elector_id, assembly.estate_id])


def noticed(assembly_id: int, state: str) -> Assembly:
    """A noticed assembly in the state just read; what the notice fixed never changes, the rest moves with the state."""
    place = (str(connection.settings_dict["NAME"]), assembly_id)
    kept = _noticed.get(place)
    if kept is None or kept.state != state:
        kept = Assembly.objects.select_related("estate__community", "roll").get(pk=assembly_id)
        while len(_noticed) >= KEPT:
            _noticed.pop(next(iter(_noticed)), None)
        _noticed[place] = kept
    return kept
