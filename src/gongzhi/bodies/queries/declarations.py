"""What people declared of themselves for a body: sealed rows, the newest counts, opened here and nowhere else."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from gongzhi.bodies.models import Body, Declaration
from gongzhi.kernel import keys
from gongzhi.places.models import Estate
from gongzhi_law.composition import Kin

PURPOSE = "bodies_declaration.content"


@dataclass(frozen=True, slots=True)
class Declared:
    """The content of one declaration: None and empty are unknown; `own` False comes from a signed sheet or a list (`source`)."""

    party: bool | None = None
    skills: tuple[str, ...] = ()
    kin: tuple[Kin, ...] = ()
    voluntary: bool | None = None
    lives_in: str = ""
    own: bool = True
    source: str = ""
    row: Declaration | None = field(default=None, compare=False)


def scope_of(estate: Estate | None) -> str:
    """The key under which a declaration is sealed: the estate's, or the platform's above estates."""
    return f"estate:{estate.pk}" if estate is not None else "platform"


def sealed(estate: Estate | None, content: Mapping[str, Any]) -> bytes:
    """The bytes that a row keeps."""
    return keys.seal(scope_of(estate), PURPOSE, json.dumps(content, ensure_ascii=False, sort_keys=True))


def opened(row: Declaration) -> Declared:
    """The content of a row; callers show it to the person, the judgement of the body and its keepers only."""
    scope = f"estate:{row.estate_id}" if row.estate_id else "platform"
    content = json.loads(keys.unseal(scope, PURPOSE, bytes(row.content)))
    return Declared(
        party=content.get("party"),
        skills=tuple(content.get("skills", ())),
        kin=tuple(Kin(k["relation"], k["body"], k["kind"]) for k in content.get("kin", ())),
        voluntary=content.get("voluntary"),
        lives_in=content.get("lives_in", ""),
        own=row.own,
        source=row.source,
        row=row,
    )


def declared_over(bodies: Iterable[Body], people: Iterable[int]) -> dict[tuple[int, int], Declared]:
    """The newest declaration by body and person; what one declared as a candidate of the estate counts until then."""
    known = {body.pk: body for body in bodies}
    estates = {body.estate_id for body in known.values() if body.estate_id}
    asked = Q(body__in=known) | Q(body__isnull=True, estate__in=estates)
    newest: dict[tuple[int, int], Declaration] = {}
    for row in Declaration.objects.filter(asked, person_id__in=list(people)).order_by("pk"):
        if row.body_id is not None:
            newest[row.body_id, row.person_id] = row
            continue
        for body in known.values():
            if body.estate_id == row.estate_id:
                newest[body.pk, row.person_id] = row
    return {place: opened(row) for place, row in newest.items()}


def declared_for(body: Body, people: Iterable[int]) -> dict[int, Declared]:
    """The newest declaration of each person for one body."""
    return {person_id: row for (_body, person_id), row in declared_over([body], people).items()}


def declared_as_candidate(estate: Estate, people: Iterable[int]) -> dict[int, Declared]:
    """The newest declaration of each person as a candidate of the estate."""
    rows = Declaration.objects.filter(estate=estate, body__isnull=True, person_id__in=list(people))
    return _newest(rows.order_by("pk"))


def _newest(rows: Iterable[Declaration]) -> dict[int, Declared]:
    last: dict[int, Declaration] = {row.person_id: row for row in rows}
    return {person_id: opened(row) for person_id, row in last.items()}
