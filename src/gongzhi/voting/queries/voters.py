"""From a link or a claim to the box: one statement, and the noticed assembly kept in memory while its state stands."""

from django.db import connection

from gongzhi.register.models import Elector
from gongzhi.voting.models import Assembly
from gongzhi.voting.queries.ballots import BOX, COLUMNS, Standing

KEPT = 64
_noticed: dict[tuple[str, int], Assembly] = {}

BY_LINK = f"""
    SELECT a.id, d.elector_id, {COLUMNS}
    FROM voting_delivery d JOIN voting_assembly a ON a.estate_id = d.estate_id AND a.id = d.assembly_id
    {BOX.replace("%(elector)s", "d.elector_id")}
    WHERE d.token_index = %(token)s
"""  # noqa: S608  (constants only)
BY_CLAIM = f"""
    SELECT a.id, c.elector_id, {COLUMNS}
    FROM places_estate p JOIN voting_assembly a ON a.estate_id = p.id AND a.serial = %(serial)s
    {BOX}
    WHERE p.code = %(code)s AND c.person_id = %(person)s AND a.noticed_at IS NOT NULL
"""  # noqa: S608  (constants only)


def voter_of_link(token_index: bytes) -> tuple[Assembly, Elector, Standing] | None:
    """Assembly and elector of a personal link by its blind index, and where the elector stands; or None."""
    return _voter(BY_LINK, {"token": token_index})


def voter_of_claim(
    person_id: int, code: str, serial: int, elector_id: int
) -> tuple[Assembly, Elector, Standing] | None:
    """The noticed assembly and the elector for whom this person speaks now, and where the elector stands; or None."""
    return _voter(BY_CLAIM, {"serial": serial, "elector": elector_id, "person": person_id, "code": code})


def _voter(statement: str, values: dict[str, object]) -> tuple[Assembly, Elector, Standing] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    if row is None:
        return None
    standing = Standing(*row[2:])
    assembly = noticed(row[0], standing.state)
    return assembly, Elector.from_db(None, ["id", "estate_id"], [row[1], assembly.estate_id]), standing


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
