"""Reading lists of candidates: who stands, who recommended and vetted them, until when one may object."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongzhi.bodies.models import Body, Candidate, Formation, ListObjection, Slate, Vetting
from gongzhi.bodies.states import CandidateState
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.people.queries import phone_index
from gongzhi.places.models import Estate
from gongzhi.register.models import Elector, ElectorOwner, Holding
from gongzhi.register.queries import electors_of
from gongzhi_law import offices
from gongzhi_law.bodies import BodyKind
from gongzhi_law.calendar import last_day
from gongzhi_law.params import Answer, NoLawInForce, lookup, offered

STANDING = (CandidateState.CONSENTED, CandidateState.LISTED)
WORDS = "bodies_listobjection.words"


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate for a page: the name, the vettings newest last, and the grounds held against them by words."""

    candidate: Candidate
    name: str
    vettings: tuple[Vetting, ...]
    categories: tuple[str, ...]

    @property
    def against(self) -> tuple[Vetting, ...]:
        """The newest word of each office that says unfit."""
        newest = {row.office: row for row in self.vettings}
        return tuple(row for row in newest.values() if not row.fit)


def elector_behind(person: Person, estate: Estate) -> Elector | None:
    """The elector through whom the person is an owner here: by a claim, or by the number of an owner who holds a unit."""
    claimed = electors_of(person, estate).filter(ended_on__isnull=True).first()
    if claimed is not None:
        return claimed
    number = phone_index(person.number())
    held = Holding.objects.filter(estate=estate, until_on__isnull=True, owner__phone_index=number).values("owner_id")
    row = ElectorOwner.objects.filter(estate=estate, owner__in=held, elector__ended_on__isnull=True)
    found = row.select_related("elector").order_by("elector_id").first()
    return found.elector if found else None


def slates_of(estate: Estate) -> list[Slate]:
    """Every list of the estate, the newest first."""
    return list(Slate.objects.filter(estate=estate).order_by("-serial"))


def category_words(on: date, place: str) -> dict[str, str]:
    """The categories of candidates by id (A1.2, B1.11)."""
    return {ground.id: ground.words for ground in offices.categories(on, place)}


def ground_words(on: date, place: str) -> dict[str, str]:
    """The grounds of exclusion by id (R20)."""
    return {ground.id: ground.words for ground in offices.exclusion_grounds(BodyKind.COMMITTEE, on, place)}


def standing_on(slate: Slate, *, on: date, states: Iterable[str] = CandidateState.values) -> list[Standing]:
    """The candidates of a slate in these states, in the order of recommendation, with a fixed number of statements."""
    rows = slate.candidates.filter(state__in=list(states)).prefetch_related("vettings").order_by("pk")
    found = list(rows)
    names = {p.pk: p.shown_name() for p in Person.objects.filter(pk__in={row.person_id for row in found})}
    words = category_words(on, slate.estate.place)
    return [
        Standing(
            row,
            names.get(row.person_id, ""),
            tuple(sorted(row.vettings.all(), key=lambda v: v.pk)),
            tuple(words.get(word, word) for word in row.categories),
        )
        for row in found
    ]


def publicity_rule(slate: Slate) -> Answer | None:
    """How long the list is public before the election, by the law of the day it was published."""
    on = slate.published_on or slate.opened_on
    return offices.publicity(BodyKind.COMMITTEE, "candidates", on=on, place=slate.estate.place)


def before_rule(slate: Slate) -> Answer | None:
    """How many days before the election the list must be public; None where no rule names any."""
    on = slate.published_on or slate.opened_on
    return offices.publicity(BodyKind.COMMITTEE, "candidates_before", on=on, place=slate.estate.place)


def public_until(slate: Slate) -> date | None:
    """The last day of the publicity; None before it was published and where no rule names a number of days."""
    rule = publicity_rule(slate)
    return last_day(slate.published_on, rule.number) if slate.published_on and rule is not None else None


def may_object_to(slate: Slate, *, at: datetime) -> bool:
    """Whether the list is public and its days are not over (R8: where no rule names days, until it is closed)."""
    until = public_until(slate)
    return slate.published_on is not None and slate.closed_on is None and (until is None or law_day(at) <= until)


def answer_rule(on: date, place: str) -> Answer:
    """Within how many days an objection is answered in writing, as law or offer has it."""
    try:
        return lookup("assembly/answer_days", on=on, place=place)
    except NoLawInForce:
        found = offered("assembly/answer_days", on=on, place=place)
        if found is None:
            raise
        return found


def place_of_objection(objection: ListObjection) -> str:
    """Where the law of an objection is looked up."""
    if objection.estate is not None:
        return objection.estate.place
    return str(objection.body.division_id)[:6] if objection.body is not None else ""


def answer_due(objection: ListObjection) -> date:
    """The day by which an objection is to be answered."""
    on = law_day(objection.at)
    return last_day(on, answer_rule(on, place_of_objection(objection)).number)


def objections_to(of: Body | Slate | Formation) -> list[ListObjection]:
    """The objections to one list, the oldest first."""
    rows = ListObjection.objects.select_related("estate", "body").order_by("number")
    if isinstance(of, Body):
        return list(rows.filter(tenant=of.tenant, body=of))
    field = "slate_id" if isinstance(of, Slate) else "formation_id"
    return list(rows.filter(**{"estate_id": of.estate_id, field: of.pk}))


def words_of(objection: ListObjection) -> str:
    """What was objected, for who keeps the list and for the objector alone."""
    scope = f"estate:{objection.estate_id}" if objection.estate_id else "platform"
    return keys.unseal(scope, WORDS, bytes(objection.words))


def candidacies_of(person: Person) -> list[Candidate]:
    """Where the person was recommended, the newest first; lists that ended long ago are left out."""
    rows = Candidate.objects.filter(person_id=person.pk).select_related("slate", "estate").order_by("-pk")
    return list(rows[:20])


def as_terms(rows: Iterable[Standing]) -> list[dict[str, Any]]:
    """The candidates as lines of the published document: name, who recommended, categories, vetting; no number."""
    return [
        {
            "label": row.name,
            "value": "；".join(filter(None, (_how(row), "、".join(row.categories), row.candidate.statement))),
        }
        for row in rows
    ]


def _how(row: Standing) -> str:
    said = {CandidateState.LISTED: "审核合格", CandidateState.CONSENTED: "已送审，审核方没有提出意见"}
    how = str(row.candidate.get_recommended_by_display())
    return f"{how}；{said[CandidateState(row.candidate.state)]}"
