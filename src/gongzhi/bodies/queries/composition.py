"""What a body is judged from on a day, and the judgement: members, declarations, posts, term, the estate's own rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body, Candidate, Slate
from gongzhi.bodies.queries.declarations import Declared, declared_as_candidate, declared_for
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.standing import appointments, latest_term
from gongzhi.bodies.states import CandidateState
from gongzhi.norms.queries import bylaws_of
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register.models import Claim, ElectorOwner, Holding, Unit
from gongzhi_law import composition
from gongzhi_law.bodies import BODY_NAMES, BodyKind
from gongzhi_law.composition import Facts, Member, Post, Report
from gongzhi_law.composition_facts import (
    ALTERNATE,
    CHAIR,
    LEADER,
    MEMBER,
    PLAIN,
    SIDES,
    VICE,
    report,
)

R = Appointment.Role
ROLES = {R.CHAIR: CHAIR, R.VICE: VICE, R.MEMBER: MEMBER, R.ALTERNATE: ALTERNATE, R.LEADER: LEADER}
DWELLING = "住宅"
QUALITY = "义务质量总监"
LASTING = Q(ended_on__isnull=True)
SEATED_ONLY = {
    "size",
    "odd",
    "seated",
    "chair",
    "vice",
    "alternates",
    "term",
}  # asked of an elected body, not of a slate


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A post of a person outside the body, with the row that would have to end to give it up."""

    post: Post
    appointment: Appointment


def judged(body: Body) -> bool:
    """Whether any rule speaks of the composition of this kind of body."""
    return BodyKind(body.kind) in composition.JUDGED


def report_of(body: Body, on: date, *, named: bool = True) -> Report | None:
    """Every check of who sits in the body on `on`; None for a kind of which no rule speaks."""
    return composition.check(facts_of(body, on, named=named)) if judged(body) else None


def facts_of(body: Body, on: date, *, named: bool = True) -> Facts:
    """What the body is judged from on `on`; with `named` False members are called by their seats, for public pages.

    Party, skills and kin are what each declared; posts are those of the same person in the community, never of people
    of the same name; who is an owner here comes from the register. What is not known is None, never False.
    """
    seats = list(appointments(body, on=on))
    people = [seat.person_id for seat in seats]
    term = latest_term(body, on=on)
    declared = declared_for(body, people)
    posts = posts_of(people, body, on=on)
    homes = homes_in(_community(body), people)
    owners = _owners(body.estate, seats, homes) if body.estate else {}
    names = _names(people) if named else {}
    members = tuple(
        _member(
            names.get(seat.person_id) or _seat_name(seat),
            ALTERNATE if seat.seat.alternate else ROLES.get(R(seat.role), PLAIN),
            declared.get(seat.person_id, Declared()),
            [found.post for found in posts[seat.person_id]],
            owner_here=owners.get(seat.person_id),
            homes=homes.get(seat.person_id, ()),
            side=seat.seat.side if seat.seat.side in SIDES else None,
        )
        for seat in seats
    )
    households, area = size_of(body.estate) if body.estate else (None, None)
    return Facts(
        kind=BodyKind(body.kind),
        place=place_of(body),
        on=on,
        set_size=term.set_size if term else None,
        members=members,
        term_from=term.from_on if term else None,
        term_until=term.until_on if term else None,
        households=households,
        gross_area=area,
        bylaws=bylaws_of(body.estate, on=on) if body.estate else None,
    )


def report_of_slate(slate: Slate, on: date) -> Report:
    """The checks of a slate as if all its candidates were seated (A1.3); what only an elected body can answer is left out."""
    found = composition.check(facts_of_slate(slate, on)).findings
    return report(tuple(one for one in found if not SEATED_ONLY.intersection(one.rule.split("."))))


def facts_of_slate(slate: Slate, on: date) -> Facts:
    """What a slate is judged from: those who agreed and were not excluded."""
    standing = [CandidateState.CONSENTED, CandidateState.LISTED]
    rows = list(Candidate.objects.filter(estate_id=slate.estate_id, slate=slate, state__in=standing).order_by("pk"))
    people = [row.person_id for row in rows]
    declared = declared_as_candidate(slate.estate, people)
    names = _names(people)
    posts = posts_in(slate.estate.community_id, people, on=on)
    households, area = size_of(slate.estate)
    return Facts(
        kind=BodyKind.COMMITTEE,
        place=slate.estate.place,
        on=on,
        set_size=slate.set_size,
        members=tuple(
            _member(
                names.get(row.person_id, ""),
                MEMBER,
                declared.get(row.person_id, Declared()),
                [p.post for p in posts[row.person_id] if p.appointment.body.kind != Body.Kind.COMMITTEE],
                owner_here=True,
                homes=(slate.estate.name,),
                side=None,
            )
            for row in rows
        ),
        households=households,
        gross_area=area,
        bylaws=bylaws_of(slate.estate, on=on),
    )


def posts_of(people: Sequence[int], body: Body, *, on: date) -> dict[int, list[Elsewhere]]:
    """What the same persons hold on `on` in other bodies of the community (B7.4: a name proves nothing)."""
    found = posts_in(_community(body), people, on=on)
    return defaultdict(
        list, {pk: [one for one in rows if one.appointment.body_id != body.pk] for pk, rows in found.items()}
    )


def posts_in(community: str, people: Sequence[int], *, on: date) -> dict[int, list[Elsewhere]]:
    """Every seat these persons hold on `on` in a body of the community or of one of its estates."""
    here = Q(body__estate__community_id=community) | Q(body__division_id=community)
    lasting = LASTING | Q(ended_on__gt=on)
    rows = Appointment.objects.filter(here, lasting, person_id__in=list(people), from_on__lte=on)
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    for row in rows.exclude(body__state="ended").select_related("body__estate").order_by("pk"):
        found[row.person_id].append(Elsewhere(Post(row.body.name, post_kind(row)), row))
    return found


def post_kind(row: Appointment) -> str:
    """The kind of a post in the law's words, with the office where the law asks for it."""
    if row.role == R.QUALITY:
        return QUALITY
    kind = BODY_NAMES[BodyKind(row.body.kind)]
    if row.body.kind == Body.Kind.RESIDENTS_COMMITTEE and row.role in (R.CHAIR, R.VICE):
        return f"{kind}{ROLES[R(row.role)]}"
    return kind


def homes_in(community: str, people: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The estates of the community in which these persons speak for a home, by the claims of the register."""
    claims = Claim.objects.filter(
        person_id__in=list(people),
        until_at__isnull=True,
        estate__community_id=community,
        elector__ended_on__isnull=True,
    )
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, name in claims.order_by("pk").values_list("person_id", "estate__name").distinct():
        if name not in found[person_id]:
            found[person_id].append(name)
    return {person_id: tuple(names) for person_id, names in found.items()}


def size_of(estate: Estate) -> tuple[int | None, int | None]:
    """Homes and gross area (0.01 m²) of the estate by its register; None before a roster was entered."""
    units = Unit.objects.filter(estate=estate, removed_on__isnull=True)
    sums = units.aggregate(homes=Count("pk", filter=Q(kind=DWELLING)), area=Sum("area"))
    return (sums["homes"] or None, sums["area"])


def _member(
    name: str,
    role: str,
    declared: Declared,
    posts: Iterable[Post],
    *,
    owner_here: bool | None,
    homes: Sequence[str],
    side: str | None,
) -> Member:
    return Member(
        name=name,
        role=role,
        party=declared.party,
        skills=declared.skills,
        estate=declared.lives_in or next(iter(homes), None),
        owner_here=owner_here,
        posts=tuple(posts),
        kin=declared.kin,
        side=side,
    )


def _community(body: Body) -> str:
    return body.estate.community_id if body.estate is not None else str(body.division_id)


def _names(people: Iterable[int]) -> dict[int, str]:
    return {person.pk: person.shown_name() for person in Person.objects.filter(pk__in=list(people))}


def _seat_name(seat: Appointment) -> str:
    words = _("候补%(n)s") if seat.seat.alternate else _("%(n)s号席位")
    return words % {"n": seat.seat.number}


def _owners(estate: Estate, seats: Sequence[Appointment], homes: Mapping[int, Sequence[str]]) -> dict[int, bool | None]:
    """Who is an owner here: by a claim or the elector that stood at the appointment; sold is no, unheard of is None."""
    electors = [seat.elector_id for seat in seats if seat.elector_id]
    members = dict(ElectorOwner.objects.filter(estate=estate, elector__in=electors).values_list("owner", "elector"))
    held = Holding.objects.filter(estate=estate, until_on__isnull=True, owner__in=members)
    holding = {members[owner_id] for owner_id in held.values_list("owner_id", flat=True)}
    found: dict[int, bool | None] = {}
    for seat in seats:
        if estate.name in homes.get(seat.person_id, ()):
            found[seat.person_id] = True
        elif seat.elector_id:
            found[seat.person_id] = seat.elector_id in holding
    return found
