"""What a body is judged from on a day, and the judgement: members, declarations, posts, term, the estate's own rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body, Candidate, Slate, Term
from gongzhi.bodies.queries.bylaws_over import bylaws_over
from gongzhi.bodies.queries.declarations import Declared, declared_as_candidate, declared_over
from gongzhi.bodies.queries.large_estates import large_over
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.states import BodyState, CandidateState
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
)

R = Appointment.Role
ROLES = {R.CHAIR: CHAIR, R.VICE: VICE, R.MEMBER: MEMBER, R.ALTERNATE: ALTERNATE, R.LEADER: LEADER}
DWELLING = "住宅"
QUALITY = "义务质量总监"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A post of a person outside the body, with the row that would have to end to give it up."""

    post: Post
    appointment: Appointment
    community: str


def judged(body: Body) -> bool:
    """Whether any rule speaks of the composition of this kind of body."""
    return BodyKind(body.kind) in composition.JUDGED


def report_of(body: Body, on: date, *, named: bool = True) -> Report | None:
    """Every check of who sits in the body on `on`; None for a kind of which no rule speaks."""
    return composition.check(facts_of(body, on, named=named)) if judged(body) else None


def facts_of(body: Body, on: date, *, named: bool = True) -> Facts:
    """What one body is judged from on `on`; see `facts_over`."""
    return facts_over([body], on, named=named)[body.pk]


def facts_over(bodies: Iterable[Body], on: date, *, named: bool = True) -> dict[int, Facts]:
    """What these bodies are judged from on `on`, by body number, in a fixed number of statements.

    Party, skills and kin are what each member declared; posts are those of the same person in the community, never of
    people of the same name; who is an owner here comes from the register. What is not known is None, never False.
    With `named` False members are called by their seats, for public pages.
    """
    known = {body.pk: body for body in bodies}
    seats = seats_over(known, on)
    people = {seat.person_id for rows in seats.values() for seat in rows}
    terms = newest_terms(known, on)
    estates = {body.estate.pk: body.estate for body in known.values() if body.estate is not None}
    declared = declared_over(known.values(), people)
    posts = posts_over(people, on=on)
    homes = homes_over(people)
    owners = _still_owning([seat for rows in seats.values() for seat in rows])
    names = _names(people) if named else {}
    sizes, rules = sizes_over(estates), bylaws_over(estates, on=on)
    large = large_over({str(body.division_id) for body in known.values() if body.division_id}, on=on)
    found = {}
    for pk, body in known.items():
        community, term = community_of(body), terms.get(pk)
        members = tuple(
            _member(
                names.get(seat.person_id) or _seat_name(seat),
                ALTERNATE if seat.seat.alternate else ROLES.get(R(seat.role), PLAIN),
                declared.get((pk, seat.person_id), Declared()),
                [one.post for one in posts[seat.person_id] if _is_elsewhere(one, body, community)],
                owner_here=_owner_here(seat, homes, owners) if body.estate is not None else None,
                homes=[home.name for home in homes[seat.person_id] if home.community_id == community],
                side=seat.seat.side if seat.seat.side in SIDES else None,
            )
            for seat in seats[pk]
        )
        households, area = sizes.get(body.estate_id or 0, (None, None))
        found[pk] = Facts(
            kind=BodyKind(body.kind),
            place=place_of(body),
            on=on,
            set_size=term.set_size if term else None,
            members=members,
            large_estates=large.get(str(body.division_id)),
            term_from=term.from_on if term else None,
            term_until=term.last_on if term else None,
            households=households,
            gross_area=area,
            bylaws=rules.get(body.estate_id) if body.estate_id else None,
        )
    return found


def report_of_slate(slate: Slate, on: date) -> Report:
    """The checks of a slate as if all its candidates were seated (A1.3); what only an elected body can answer is left out."""
    return composition.check_slate(facts_of_slate(slate, on))


def facts_of_slate(slate: Slate, on: date) -> Facts:
    """What a slate is judged from: those who agreed and were not excluded."""
    standing = [CandidateState.CONSENTED, CandidateState.LISTED]
    rows = list(Candidate.objects.filter(estate_id=slate.estate_id, slate=slate, state__in=standing).order_by("pk"))
    people = [row.person_id for row in rows]
    declared = declared_as_candidate(slate.estate, people)
    names = _names(people)
    posts = posts_over(people, on=on)
    community = slate.estate.community_id
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
                [one.post for one in posts[row.person_id] if one.community == community and not _same_estate(one, row)],
                owner_here=True,
                homes=(slate.estate.name,),
                side=None,
            )
            for row in rows
        ),
        households=households,
        gross_area=area,
        bylaws=bylaws_over([slate.estate_id], on=on).get(slate.estate_id),
    )


def seats_over(bodies: Iterable[int], on: date) -> dict[int, list[Appointment]]:
    """Who sits in each of these bodies on `on`, alternates last, in the order of seats."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = Appointment.objects.filter(lasting, body__in=list(bodies), from_on__lte=on).select_related("seat")
    found: dict[int, list[Appointment]] = defaultdict(list)
    for row in rows.order_by("seat__alternate", "seat__number"):
        found[row.body_id].append(row)
    return found


def newest_terms(bodies: Iterable[int], on: date) -> dict[int, Term]:
    """The newest term of each body that has begun by `on`."""
    rows = Term.objects.filter(body__in=list(bodies), from_on__lte=on).order_by("number")
    return {row.body_id: row for row in rows}


def posts_over(people: Iterable[int], *, on: date) -> dict[int, list[Elsewhere]]:
    """Every seat these persons hold on `on` in a body that has not ended, wherever it is (B7.4: a name proves nothing)."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = Appointment.objects.filter(lasting, person_id__in=list(people), from_on__lte=on)
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    for row in rows.exclude(body__state=BodyState.ENDED).select_related("body__estate").order_by("pk"):
        found[row.person_id].append(Elsewhere(Post(row.body.name, post_kind(row)), row, community_of(row.body)))
    return found


def post_kind(row: Appointment) -> str:
    """The kind of a post in the law's words, with the office where the law asks for it."""
    if row.role == R.QUALITY:
        return QUALITY
    kind = BODY_NAMES[BodyKind(row.body.kind)]
    if row.body.kind == Body.Kind.RESIDENTS_COMMITTEE and row.role in (R.CHAIR, R.VICE):
        return f"{kind}{ROLES[R(row.role)]}"
    return kind


def homes_over(people: Iterable[int]) -> dict[int, list[Estate]]:
    """The estates in which these persons speak for a home, by the claims of the register."""
    claims = Claim.objects.filter(person_id__in=list(people), until_at__isnull=True, elector__ended_on__isnull=True)
    found: dict[int, list[Estate]] = defaultdict(list)
    for claim in claims.select_related("estate").order_by("pk"):
        if claim.estate not in found[claim.person_id]:
            found[claim.person_id].append(claim.estate)
    return found


def sizes_over(estates: Iterable[int]) -> dict[int, tuple[int | None, int | None]]:
    """Homes and gross area (0.01 m²) of estates by their registers; without a roster not known."""
    units = Unit.objects.filter(estate__in=list(estates), removed_on__isnull=True).order_by()
    sums = units.values("estate_id").annotate(homes=Count("pk", filter=Q(kind=DWELLING)), whole=Sum("area"))
    return {row["estate_id"]: (row["homes"] or None, row["whole"]) for row in sums}


def posts_in(community: str, people: Sequence[int], *, on: date) -> dict[int, list[Elsewhere]]:
    """What these persons hold on `on` in bodies of one community or of its estates."""
    found = posts_over(people, on=on)
    return defaultdict(list, {pk: [one for one in rows if one.community == community] for pk, rows in found.items()})


def homes_in(community: str, people: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The estates of one community in which these persons speak for a home."""
    found = homes_over(people)
    return {pk: tuple(home.name for home in rows if home.community_id == community) for pk, rows in found.items()}


def size_of(estate: Estate) -> tuple[int | None, int | None]:
    """Homes and gross area of one estate by its register."""
    return sizes_over([estate.pk]).get(estate.pk, (None, None))


def community_of(body: Body) -> str:
    """The code of the community in which a body is, or over which it stands."""
    return body.estate.community_id if body.estate is not None else str(body.division_id)


def _is_elsewhere(one: Elsewhere, body: Body, community: str) -> bool:
    return one.appointment.body_id != body.pk and one.community == community


def _same_estate(one: Elsewhere, row: Candidate) -> bool:
    """A committee member who stands again gives up nothing."""
    return one.appointment.body.kind == Body.Kind.COMMITTEE and one.appointment.estate_id == row.estate_id


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


def _names(people: Iterable[int]) -> dict[int, str]:
    return {person.pk: person.shown_name() for person in Person.objects.filter(pk__in=list(people))}


def _seat_name(seat: Appointment) -> str:
    words = _("候补%(n)s") if seat.seat.alternate else _("%(n)s号席位")
    return words % {"n": seat.seat.number}


def _still_owning(seats: Sequence[Appointment]) -> dict[int, bool]:
    """Elector number → whether one of its owners still holds a unit; for members who came in as owners."""
    electors = {seat.elector_id for seat in seats if seat.elector_id}
    members = ElectorOwner.objects.filter(elector__in=electors).values_list("owner", "elector")
    of = dict(members)
    held = Holding.objects.filter(until_on__isnull=True, owner__in=of).values_list("owner_id", flat=True)
    holding = {of[owner_id] for owner_id in held}
    return {pk: pk in holding for pk in electors}


def _owner_here(seat: Appointment, homes: Mapping[int, Sequence[Estate]], owning: Mapping[int, bool]) -> bool | None:
    """Whether a seat's holder is an owner of the estate: claimed or listed is yes, sold is no, unheard of is None."""
    if any(home.pk == seat.estate_id for home in homes[seat.person_id]):
        return True
    return owning[seat.elector_id] if seat.elector_id else None
