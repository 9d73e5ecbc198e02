"""Who holds several posts in a community, by person and by body, and what the law says of it (B1.7, B7.4)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.composition import facts_of, judged, post_kind
from gongzhi.bodies.states import BodyState
from gongzhi.people.models import Person
from gongzhi.places.models import Division
from gongzhi_law import composition
from gongzhi_law.composition import BodyFinding

POSTS = ("no_posts", "post", "posts", "firm_post", "quality_inspector")


@dataclass(frozen=True, slots=True)
class Post:
    """One seat a person holds, with the words of the post."""

    appointment: Appointment
    words: str


@dataclass(frozen=True, slots=True)
class Warning:
    """What a rule says against holding two posts: the finding, whose body it is about, the remedy names the post to give up."""

    body: Body
    finding: BodyFinding


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everybody with more than one post, the bodies as columns, and the warnings of the law."""

    bodies: tuple[Body, ...]
    people: tuple[tuple[str, tuple[Post, ...]], ...]
    warnings: tuple[Warning, ...]
    seats: int


def matrix_of(division: Division, *, on: date) -> Matrix:
    """The cross-posts below a division on `on`; of a community the warnings of its judged bodies too."""
    below = Q(body__estate__community__code__startswith=division.pk) | Q(body__division__code__startswith=division.pk)
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = list(
        Appointment.objects.filter(below, lasting, from_on__lte=on)
        .exclude(body__state=BodyState.ENDED)
        .select_related("body__estate__community", "body__division", "seat")
        .order_by("body__estate__name", "body__kind", "seat__number", "pk")
    )
    held: dict[int, list[Appointment]] = defaultdict(list)
    for row in rows:
        held[row.person_id].append(row)
    several = {pk: seats for pk, seats in held.items() if len(seats) > 1}
    names = {p.pk: p.shown_name() for p in Person.objects.filter(pk__in=several)}
    bodies = {row.body_id: row.body for seats in several.values() for row in seats}
    people = [
        (names.get(pk, ""), tuple(Post(row, f"{post_kind(row)} {row.get_role_display()}") for row in seats))
        for pk, seats in several.items()
    ]
    return Matrix(
        bodies=tuple(sorted(bodies.values(), key=lambda b: (b.estate_id is not None, b.estate_id or 0, b.kind, b.pk))),
        people=tuple(sorted(people, key=lambda row: (-len(row[1]), row[0]))),
        warnings=tuple(_warnings({b.pk: b for b in bodies.values()}, on)),
        seats=len(rows),
    )


def _warnings(bodies: dict[int, Body], on: date) -> list[Warning]:
    """The findings about posts of the bodies in which somebody holds another post."""
    found = []
    for body in bodies.values():
        if judged(body):
            for finding in composition.check(facts_of(body, on)).findings:
                if finding.passed is not True and about_posts(finding):
                    found.append(Warning(body, finding))
    return found


def about_posts(finding: BodyFinding) -> bool:
    """Whether a finding is about posts held elsewhere."""
    words = set(finding.rule.replace("_", ".").split("."))
    return any(set(name.split("_")) <= words for name in POSTS)
