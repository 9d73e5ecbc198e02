"""What a body in the making is judged from before it stands: those who agreed to join, its size and its term (A3.1, R26)."""

from collections.abc import Iterable
from datetime import date

from gongzhi.bodies.models import Appointment, Formation, FormationSide
from gongzhi.bodies.queries.composition import ROLES, homes_in, posts_in, size_of
from gongzhi.norms.queries import bylaws_of
from gongzhi.people.models import Person
from gongzhi_law import composition
from gongzhi_law import formation as law
from gongzhi_law.bodies import BodyKind
from gongzhi_law.composition import Facts, Member, Report
from gongzhi_law.composition_facts import DEVELOPER, OWNERS, PLAIN, POLICE, RESIDENTS, SIDES, STREET
from gongzhi_law.params import NoLawInForce, lookup

R = Appointment.Role
LISTS = {
    BodyKind.INTERIM: ("bodies/interim_invited", "bodies/interim_sides"),
    BodyKind.PREPARATORY: ("bodies/prep_sides",),
    BodyKind.RENEWAL: ("bodies/renewal_sides",),
    BodyKind.SELF_MANAGED: (),
}
USUAL = {
    BodyKind.PREPARATORY: (OWNERS, STREET, RESIDENTS, DEVELOPER),
    BodyKind.RENEWAL: (OWNERS, STREET, RESIDENTS),
    BodyKind.SELF_MANAGED: (OWNERS, RESIDENTS),
    BodyKind.INTERIM: (STREET, RESIDENTS, POLICE, DEVELOPER, OWNERS),
}


def sides_to_ask(formation: Formation, *, on: date) -> list[str]:
    """The units from which members come in this place, in the order of `SIDES`; the usual ones where no rule names them."""
    kind = BodyKind(formation.kind)
    named: set[str] = set()
    for name in LISTS[kind]:
        try:
            answer = lookup(name, on=on, place=formation.estate.place)
        except NoLawInForce:
            continue
        named.update(answer.value if isinstance(answer.value, tuple) else ())
    return [side for side in SIDES if side in (named or set(USUAL[kind]))]


def joined(formation: Formation) -> list[FormationSide]:
    """Those who agreed to be members, in the order in which they did."""
    rows = FormationSide.objects.filter(estate_id=formation.estate_id, formation=formation)
    return list(rows.filter(answer=FormationSide.Answer.JOINED).order_by("entry"))


def facts_of_formation(formation: Formation, *, on: date, named: bool = True) -> Facts:
    """What the list is judged from on `on`; unknown is None. With `named` False members are called by their sides."""
    estate, rows = formation.estate, joined(formation)
    people = [row.person_id for row in rows if row.person_id]
    homes = homes_in(estate.community_id, people)
    posts = posts_in(estate.community_id, people, on=on)
    names = _names(people) if named else {}
    households, area = size_of(estate)
    months = formation.term_months
    return Facts(
        kind=BodyKind(formation.kind),
        place=estate.place,
        on=on,
        set_size=formation.set_size,
        members=tuple(
            Member(
                name=names.get(row.person_id or 0, f"{row.side}{number}"),
                role=ROLES.get(R(row.role), PLAIN) if row.role else PLAIN,
                estate=next(iter(homes.get(row.person_id or 0, ())), None),
                owner_here=True if estate.name in homes.get(row.person_id or 0, ()) or row.elector_id else None,
                posts=tuple(one.post for one in posts.get(row.person_id or 0, ())),
                side=row.side,
            )
            for number, row in enumerate(rows, 1)
        ),
        term_from=on if months else None,
        term_until=law.term_end(on, months) if months else None,
        households=households,
        gross_area=area,
        bylaws=bylaws_of(estate, on=on),
    )


def report_of_formation(formation: Formation, *, on: date, named: bool = True) -> Report:
    """Every check of the list; only statute and the estate's own rules may refuse it."""
    return composition.check(facts_of_formation(formation, on=on, named=named))


def _names(people: Iterable[int]) -> dict[int, str]:
    return {person.pk: person.shown_name() for person in Person.objects.filter(pk__in=list(people))}
