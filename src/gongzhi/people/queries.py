"""Reading people: who is signed in, by which number, with which capacities."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from gongzhi.kernel import keys
from gongzhi.kernel.errors import BadInput
from gongzhi.people.models import NO_DESK, Capacity, Person
from gongzhi.places.models import Estate

SESSION_KEY = "person"


def normal_phone(text: str) -> str:
    """A phone number as digits with an optional leading +; refuses what cannot be one."""
    digits = "".join(c for c in text if c.isdigit() or c == "+")
    if not 7 <= len(digits.lstrip("+")) <= 15:
        raise BadInput("电话号码不对：请填 11 位手机号，或带区号的号码。")
    return digits


def phone_index(number: str) -> bytes:
    """The blind index by which a number is found in every table that keeps one."""
    return keys.blind_index("phone", normal_phone(number))


def person_of_session(session: Mapping[str, Any]) -> Person | None:
    """The person signed in to this session, or None; name and number are read only when asked for.

    A person's row is never deleted (the application may not), so the number in a session always has one.
    """
    number = session.get(SESSION_KEY)
    return Person.from_db(None, ["id"], [number]) if number else None


def person_by_phone(number: str) -> Person | None:
    """The person known by this phone number, or None."""
    return Person.objects.filter(phone_index=phone_index(number)).first()


def capacities(person: Person, *, at: datetime) -> QuerySet[Capacity]:
    """What the person may act as at `at`, in every place."""
    return Capacity.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=at), person=person, from_at__lte=at)


def holds(person: Person, kind: str, estate: Estate, *, at: datetime) -> bool:
    """Whether the person has this capacity for this estate: granted there, or over the division it lies in."""
    return holds_any(person, (kind,), estate, at=at)


def department(word: str) -> str:
    """The officers of one department alone (住建, 消防 …), where the kind alone would name those of all departments."""
    return f"{Capacity.Kind.DEPARTMENT}:{word}"


def holds_any(person: Person, kinds: Iterable[str], estate: Estate, *, at: datetime) -> bool:
    """Whether the person has one of these capacities for this estate, in one statement; `NO_DESK` opens none.

    A kind may be narrowed to one `department`.
    """
    code = estate.community_id
    above = [code[:length] for length in (2, 4, 6, 9, 12)]
    asked = [str(kind) for kind in kinds if kind not in NO_DESK]
    with connection.cursor() as cursor:  # every request at a desk begins with it, often several times: plain SQL
        cursor.execute(
            "SELECT 1 FROM people_capacity WHERE person_id = %s"
            " AND (kind = ANY(%s) OR kind || ':' || department = ANY(%s)) AND from_at <= %s"
            " AND (until_at IS NULL OR until_at > %s) AND (estate_id = %s OR division_id = ANY(%s)) LIMIT 1",
            [person.pk, asked, asked, at, at, estate.pk, above],
        )
        return cursor.fetchone() is not None


def estates_of(person: Person, *, at: datetime) -> QuerySet[Estate]:
    """The estates for which the person has any capacity at `at`, by name."""
    scope = Q(pk__in=[])
    for capacity in capacities(person, at=at).exclude(kind__in=NO_DESK):
        if capacity.estate_id:
            scope |= Q(pk=capacity.estate_id)
        else:
            scope |= Q(community__code__startswith=capacity.division_id)
    return Estate.objects.filter(scope).select_related("community").order_by("name")


def capacities_of_estate(estate: Estate, *, at: datetime) -> QuerySet[Capacity]:
    """Every capacity granted for this estate that is held at `at`, with its person."""
    now = Q(until_at__isnull=True) | Q(until_at__gt=at)
    return Capacity.objects.filter(now, estate=estate).select_related("person").order_by("kind", "from_at")


def spend_tries(purpose: str, subject: bytes, *, at: datetime, limit: int) -> list[tuple[int, bytes, str]]:
    """Counts one try of the newest open code of each way and returns (id, digest, way) of those that had one left.

    One statement, so that parallel guesses stand in line for the row and none sees an old count.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE people_code SET tries = tries + 1
            WHERE tries < %(limit)s AND used_at IS NULL AND id IN (
              SELECT max(id) FROM people_code
              WHERE subject = %(subject)s AND purpose = %(purpose)s AND used_at IS NULL
                AND expires_at > %(at)s AND at <= %(at)s
              GROUP BY way)
            RETURNING id, digest, way
            """,
            {"limit": limit, "subject": subject, "purpose": purpose, "at": at},
        )
        return [(number, bytes(digest), way) for number, digest, way in cursor.fetchall()]
