"""Who governs, for everyone: bodies with their people by office, duty numbers, terms; personal facts only by own choice (R23)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body, Contact, Dispute, Term
from gongzhi.bodies.queries.declarations import declared_for
from gongzhi.bodies.queries.standings import Standing, bodies_of, standings
from gongzhi.bodies.states import BodyState
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate

K, R = Body.Kind, Appointment.Role
GOVERNING = (K.COMMITTEE, K.INTERIM, K.SELF_MANAGED)
LEADING = {R.CHAIR: 0, R.LEADER: 0, R.SECRETARY: 0, R.MANAGER: 0, R.VICE: 1, R.VICE_SECRETARY: 1}
CHANGES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one seat as everyone may see it: name and office; phone and party by their own choice alone."""

    name: str
    role: str
    since: date
    alternate: bool
    side: str
    phone: str
    party: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One body as everyone may see it."""

    body: Body
    standing: Standing
    holders: tuple[Holder, ...]
    contact: Contact | None
    asked_for: str


@dataclass(frozen=True, slots=True)
class Change:
    """What last changed in a body, on which day, in words without names."""

    on: date
    body: Body
    words: str


@dataclass(frozen=True, slots=True)
class Who:
    """Who governs an estate: bodies in groups, whether the term ran out or is disputed, what changed last."""

    groups: tuple[tuple[str, tuple[Shown, ...]], ...]
    governing: Shown | None
    dispute: Dispute | None
    changes: tuple[Change, ...] = field(default=())


def asked_for() -> dict[str, str]:
    """Whom to turn to for what, by kind of body."""
    return {
        K.COMMITTEE: _("业主共同决定、物业合同履行、公共收益"),
        K.INTERIM: _("代行业委会职责：监督物业、组织业主共商、培育成立业委会"),
        K.SELF_MANAGED: _("没有业委会时的协调和日常事务；大事由业主共同决定"),
        K.PREPARATORY: _("首次业主大会的筹备、名册核对"),
        K.RENEWAL: _("业委会换届选举"),
        K.ASSEMBLY: _("全体业主共同决定重大事项"),
        K.OWNERS_SUPERVISION: _("监督业委会履职和收支"),
        K.PROJECT: _("保洁、秩序、维修、收费"),
        K.FIRM: _("物业服务合同"),
        K.PARTY_COMMUNITY: _("党建引领、联席会议"),
        K.PARTY_ESTATE: _("小区党员、议事协商"),
        K.RESIDENTS_COMMITTEE: _("居民事务、反映问题、听取意见"),
        K.ENV_COMMITTEE: _("督促业委会和物业履职、调解矛盾"),
        K.RESIDENTS_SUPERVISION: _("监督居务公开"),
        K.THIRD_PARTY: _("受托的专业服务"),
        K.STREET: _("业委会备案、指导监督、投诉处理"),
        K.DEPARTMENT: _("执法和行业监管"),
        K.UTILITY: _("水、电、气、通信"),
    }


def group_names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The groups of the page in its order."""
    return (
        (_("代表业主"), (K.ASSEMBLY, K.COMMITTEE, K.INTERIM, K.SELF_MANAGED, K.PREPARATORY, K.RENEWAL)),
        (_("监督"), (K.OWNERS_SUPERVISION, K.RESIDENTS_SUPERVISION)),
        (_("物业服务"), (K.PROJECT, K.FIRM, K.THIRD_PARTY)),
        (_("党组织"), (K.PARTY_ESTATE, K.PARTY_COMMUNITY)),
        (_("社区"), (K.RESIDENTS_COMMITTEE, K.ENV_COMMITTEE)),
        (_("街道、部门和公共服务"), (K.STREET, K.DEPARTMENT, K.UTILITY)),
    )


def who_governs(estate: Estate, *, on: date) -> Who:
    """Everything that governs the estate on `on`, in a fixed number of statements."""
    rows = bodies_of(estate)
    shown = shown_bodies([b for b in rows if b.state != BodyState.ENDED], on=on)
    return Who(
        groups=grouped(shown),
        governing=next((one for kind in GOVERNING for one in shown if one.body.kind == kind), None),
        dispute=open_dispute(estate.pk, on=on),
        changes=tuple(latest_changes(rows, on=on)),
    )


def open_dispute(estate: int | None, *, on: date) -> Dispute | None:
    """The dispute over who governs the estate that is marked and not cleared by `on`."""
    lasting = Q(cleared_on__isnull=True) | Q(cleared_on__gt=on)
    return Dispute.objects.filter(lasting, estate=estate, marked_on__lte=on).first()


def governing_of(estate: Estate, *, on: date) -> Standing | None:
    """How the body stands that acts for the owners; None where nobody does."""
    rows = [b for b in bodies_of(estate) if b.state != BodyState.ENDED and b.kind in GOVERNING]
    chosen = next((b for kind in GOVERNING for b in rows if b.kind == kind), None)
    return standings([chosen], on=on)[chosen.pk] if chosen else None


def grouped(shown: Iterable[Shown]) -> tuple[tuple[str, tuple[Shown, ...]], ...]:
    """Bodies in the groups of the page; empty groups are left out."""
    rows = list(shown)
    found = ((title, tuple(one for one in rows if one.body.kind in kinds)) for title, kinds in group_names())
    return tuple((title, members) for title, members in found if members)


def shown_bodies(bodies: Sequence[Body], *, on: date) -> list[Shown]:
    """The bodies with their people, standing and newest contact."""
    known = standings(bodies, on=on)
    seats = holders_of(bodies, on=on)
    contacts = contacts_of(bodies)
    words = asked_for()
    return [
        Shown(body, known[body.pk], tuple(seats[body.pk]), contacts.get(body.pk), words.get(body.kind, ""))
        for body in bodies
    ]


def holders_of(bodies: Iterable[Body], *, on: date) -> Mapping[int, list[Holder]]:
    """Body number → who sits in it, leaders first, alternates last."""
    known = {body.pk: body for body in bodies}
    now = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = list(
        Appointment.objects.filter(now, body__in=known, from_on__lte=on)
        .select_related("seat")
        .order_by("seat__alternate", "seat__number")
    )
    people = {p.pk: p for p in Person.objects.filter(pk__in={row.person_id for row in rows})}
    members = _party_shown(known, rows)
    found: dict[int, list[Holder]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r.seat.alternate, LEADING.get(R(r.role), 2), r.seat.number)):
        found[row.body_id].append(
            Holder(
                name=people[row.person_id].shown_name() if row.person_id in people else "",
                role=str(row.get_role_display()),
                since=row.from_on,
                alternate=row.seat.alternate,
                side=row.seat.side,
                phone=row.shown_phone,
                party=row.pk in members,
            )
        )
    return found


def _party_shown(known: Mapping[int, Body], rows: Iterable[Appointment]) -> set[int]:
    """The seats whose holder chose to show a party membership they declared (R20)."""
    chosen: dict[int, list[Appointment]] = defaultdict(list)
    for row in rows:
        if row.party_shown:
            chosen[row.body_id].append(row)
    found = set()
    for body_id, seats in chosen.items():
        declared = declared_for(known[body_id], [seat.person_id for seat in seats])
        found |= {s.pk for s in seats if s.person_id in declared and declared[s.person_id].party is True}
    return found


def contacts_of(bodies: Iterable[Body]) -> dict[int, Contact]:
    """Body number → its newest duty number, hours and place."""
    rows = Contact.objects.filter(body__in=[body.pk for body in bodies]).order_by("pk")
    return {row.body_id: row for row in rows}


def latest_changes(bodies: Iterable[Body], *, on: date) -> list[Change]:
    """The newest changes of these bodies up to `on`: formed, ended, a term begun, people come and gone."""
    known = {body.pk: body for body in bodies}
    counts: dict[tuple[date, int, str], int] = defaultdict(int)
    for body in known.values():
        if body.formed_on:
            counts[body.formed_on, body.pk, "formed"] += 1
        if body.ended_on:
            counts[body.ended_on, body.pk, "ended"] += 1
    for body_id, number, from_on in Term.objects.filter(body__in=known).values_list("body_id", "number", "from_on"):
        if number > 1:
            counts[from_on, body_id, "term"] += 1
    seats = Appointment.objects.filter(body__in=known).values_list("body_id", "from_on", "ended_on", "end_way")
    for body_id, from_on, ended_on, way in seats:
        counts[from_on, body_id, "come"] += 1
        if ended_on and way != Appointment.End.ROLE_CHANGED:
            counts[ended_on, body_id, "gone"] += 1
    newest = sorted((key for key in counts if key[0] <= on), reverse=True)[:CHANGES_SHOWN]
    return [Change(day, known[pk], _change_words(what, counts[day, pk, what])) for day, pk, what in newest]


def _change_words(what: str, n: int) -> str:
    words = {
        "formed": _("成立"),
        "ended": _("终止"),
        "term": _("新的一届开始"),
        "come": _("%(n)s 人就任"),
        "gone": _("%(n)s 人不再任职"),
    }
    return words[what] % {"n": n} if "%" in words[what] else words[what]


@dataclass(frozen=True, slots=True)
class EstateLine:
    """One estate on the page of its community: by which body it is governed, and how that stands."""

    estate: Estate
    governing: Standing | None


def estates_below(division: Division, *, on: date) -> list[EstateLine]:
    """The living estates below a division with the body that governs each, in a fixed number of statements."""
    estates = list(
        Estate.objects.filter(community__code__startswith=division.pk, ended_on__isnull=True)
        .select_related("community")
        .order_by("community_id", "name")
    )
    rows = Body.objects.filter(estate__in=estates, kind__in=GOVERNING).exclude(state=BodyState.ENDED)
    bodies = list(rows.select_related("estate__community"))
    known = standings(bodies, on=on)
    found: dict[int, Standing] = {}
    for kind in reversed(GOVERNING):
        found |= {int(b.estate_id or 0): known[b.pk] for b in bodies if b.kind == kind}
    return [EstateLine(estate, found.get(estate.pk)) for estate in estates]
