"""The 环境和物业管理委员会 beside its 居委会: whether their terms end together, what was heard about its members."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongzhi.bodies.models import Body, Hearing, Term
from gongzhi.bodies.queries.composition import newest_terms
from gongzhi.bodies.states import BodyState
from gongzhi.places.models import Division

PAIR = (Body.Kind.RESIDENTS_COMMITTEE, Body.Kind.ENV_COMMITTEE)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two committees of a community with their terms; any may be missing."""

    residents: Body | None
    env: Body | None
    residents_term: Term | None
    env_term: Term | None

    @property
    def apart(self) -> bool:
        """Whether both terms are known and end on different days (B7.5)."""
        ends = [term.until_on if term else None for term in (self.residents_term, self.env_term)]
        return None not in ends and ends[0] != ends[1]


def pairs_over(communities: Iterable[str], *, on: date) -> dict[str, Pair]:
    """The two committees of each community, in two statements."""
    found: dict[str, dict[str, Body]] = defaultdict(dict)
    bodies = Body.objects.filter(division__in=list(communities), kind__in=PAIR).exclude(state=BodyState.ENDED)
    for body in bodies.select_related("division"):
        found[str(body.division_id)][body.kind] = body
    terms = newest_terms([body.pk for of in found.values() for body in of.values()], on)
    pairs = {}
    for code, of in found.items():
        residents, env = of.get(PAIR[0]), of.get(PAIR[1])
        pairs[code] = Pair(
            residents, env, terms.get(residents.pk) if residents else None, terms.get(env.pk) if env else None
        )
    return pairs


def residents_term(division: Division, *, on: date) -> Term | None:
    """The newest term of the 居委会 that has begun by `on`."""
    pair = pairs_over([str(division.code)], on=on).get(str(division.code))
    return pair.residents_term if pair else None


def hearings_of(body: Body) -> dict[int, list[Hearing]]:
    """What was heard about each person for this body, by person."""
    found: dict[int, list[Hearing]] = defaultdict(list)
    for row in Hearing.objects.filter(tenant=body.tenant, body=body).order_by("pk"):
        found[row.person_id].append(row)
    return found
