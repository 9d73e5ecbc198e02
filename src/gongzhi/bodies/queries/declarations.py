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


def declared_for(body: Body, people: Iterable[int]) -> dict[int, Declared]:
    """The newest declaration of each person for this body; what one declared as its candidate counts until then."""
    rows = Declaration.objects.filter(person_id__in=list(people))
    if body.estate_id is None:
        rows = rows.filter(body=body)
    else:
        rows = rows.filter(Q(body=body) | Q(body__isnull=True), estate_id=body.estate_id)
    return _newest(rows.order_by("pk"))


def declared_as_candidate(estate: Estate, people: Iterable[int]) -> dict[int, Declared]:
    """The newest declaration of each person as a candidate of the estate."""
    rows = Declaration.objects.filter(estate=estate, body__isnull=True, person_id__in=list(people))
    return _newest(rows.order_by("pk"))


def _newest(rows: Iterable[Declaration]) -> dict[int, Declared]:
    last: dict[int, Declaration] = {row.person_id: row for row in rows}
    return {person_id: opened(row) for person_id, row in last.items()}
