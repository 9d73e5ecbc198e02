"""What every page shows around its content: who is signed in, which estate this is, and the boards of its desk.

A context processor; everything in it is looked up only if the template asks, so that pages without a mast pay nothing.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import Error as DatabaseFails
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from gongzhi.bodies.queries.standing import standing_seats
from gongzhi.bodies.upkeep_access import OVERSEERS
from gongzhi.fund.access import READERS as MONEY
from gongzhi.issues.access import DESK as ISSUES
from gongzhi.issues.access import FORCES
from gongzhi.kernel.clock import law_day
from gongzhi.norms.access import CONFIRMERS
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Division, Estate
from gongzhi.register.access import KEEPERS

CALLS = ("issues:calls", "issues:call")
MATTERS = ("issues:matter_desk", "issues:change_matter", "issues:one_matter_change", "issues:settle_matter_change")
BOARDS = (
    ("desk:estate", "desk:"),
    ("issues:desk_issues", "issues:"),
    ("voting:desk_assemblies", "voting:"),
    ("fund:home", "fund:"),
    ("register:roll", "register:"),
    ("bodies:desk_bodies", "bodies:"),
    ("norms:rules_desk", "norms:"),
    ("people:capacities", "people:"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """`person` {name, role, home_url, sign_out_url}, `boards` as `nav`, `mast_estate` {name, place, url}."""
    return {
        "person": _later(lambda: person_of(request)),
        "boards": _later(lambda: boards_of(request)),
        "mast_estate": _later(lambda: mast_of(request)),
    }


def _later(look: Callable[[], Any]) -> Any:
    """Looked up when first asked for; a page that tells of a broken database must not need it."""

    def careful() -> Any:
        try:
            return look()
        except DatabaseFails:
            return None

    return SimpleLazyObject(careful)


def estate_of(request: HttpRequest) -> Estate | None:
    """The estate whose page this is, once its door has let the person in."""
    here = getattr(request, "here", None)
    if isinstance(here, Estate):
        return here
    found = getattr(here, "estate", None)
    return found if isinstance(found, Estate) else None


def person_of(request: HttpRequest) -> dict[str, str] | None:
    """Who is signed in, and as what: in this estate where the page belongs to one, else everywhere."""
    person = getattr(request, "person", None)
    if not person:
        return None
    held = roles(person, estate_of(request), at=getattr(request, "at", None))
    return {
        "name": person.shown_name() or _("没有写姓名"),
        "role": "、".join(held or _seats(request, person)) or _("业主"),
        "home_url": reverse("desk:officer") if held else reverse("desk:home"),
        "sign_out_url": reverse("people:sign_out"),
    }


def _seats(request: HttpRequest, person: Person) -> list[str]:
    """On the desk, as what somebody without any capacity sits there: secretary of a party organisation, for one."""
    at = getattr(request, "at", None)  # no door was entered where there is no such page
    if at is None or not on_desk(request):
        return []
    rows = standing_seats(person, on=law_day(at))
    return [f"{seat.body.get_kind_display()}{seat.get_role_display()}" for seat in rows]


def kinds_of(person: Person | None, estate: Estate | None, *, at: datetime | None) -> list[str]:
    """What the person may act as, in this estate or anywhere, each once."""
    return list(dict.fromkeys(kind for kind, _word in _held(person, estate, at=at)))


def reads_as(person: Person | None, estate: Estate | None, *, at: datetime | None) -> set[str]:
    """The same kinds, and each department by its name."""
    held = _held(person, estate, at=at)
    return {kind for kind, _word in held} | {f"{kind}:{word}" for kind, word in held if word}


def _held(person: Person | None, estate: Estate | None, *, at: datetime | None) -> list[tuple[str, str]]:
    if not person or at is None:
        return []
    held = capacities(person, at=at)
    if estate is not None:
        above = [estate.community_id[:length] for length in (2, 4, 6, 9, 12)]
        held = held.filter(Q(estate=estate) | Q(division_id__in=above))
    return list(held.order_by("kind").values_list("kind", "department"))


def roles(person: Person | None, estate: Estate | None, *, at: datetime | None) -> list[str]:
    """The names of what the person may act as."""
    return [str(Capacity.Kind(kind).label) for kind in kinds_of(person, estate, at=at)]


def mast_of(request: HttpRequest) -> dict[str, str] | None:
    """Name of the estate and its place in words; it leads to the desk from the desk, else to the public page."""
    estate = estate_of(request)
    if estate is None:
        return None
    code = estate.community_id
    names = Division.objects.filter(code__in=[code[:6], code[:9], code]).order_by("code").values_list("name", flat=True)
    desk = on_desk(request)
    return {
        "name": estate.name,
        "place": " ".join(names),
        "url": reverse("desk:estate", args=[estate.code]) if desk else f"/e/{estate.code}/",
    }


def on_desk(request: HttpRequest) -> bool:
    """Whether this is a page of the desk."""
    return request.path.startswith("/desk/")


def boards_of(request: HttpRequest) -> list[dict[str, Any]]:
    """The boards of an estate's desk that this person may open, and its public page; above estates the desk and the law."""
    if not on_desk(request):
        return []
    estate, match = estate_of(request), request.resolver_match
    name = match.view_name if match else ""
    kinds = reads_as(request.person, estate, at=getattr(request, "at", None))  # type: ignore[attr-defined]
    if not kinds:  # by a seat alone: nothing on the desk but what led here
        return [{"label": _("我的小区"), "url": reverse("desk:owner"), "active": False}] if request.person else []  # type: ignore[attr-defined]
    if estate is None:
        rows = [{"label": _("我的待办"), "url": reverse("desk:officer"), "active": name == "desk:officer"}]
        if Capacity.Kind.COMMUNITY in kinds:
            grids = name in ("register:grids", "register:grid")
            rows.append({"label": _("网格"), "url": reverse("register:grids"), "active": grids})
        if not set(OVERSEERS).isdisjoint(kinds):
            rows.append({"label": _("到期表"), "url": reverse("bodies:expiry"), "active": name == "bodies:expiry"})
        if not set(FORCES).isdisjoint(kinds):
            rows.append({"label": _("召唤"), "url": reverse("issues:calls"), "active": name in CALLS})
        if Capacity.Kind.ADMINISTRATOR in kinds:
            rows.append({"label": _("规则管理"), "url": reverse("norms:desk"), "active": name.startswith("norms:")})
            label, active = _("权责清单"), name in MATTERS
            rows.append({"label": label, "url": reverse("issues:matter_desk"), "active": active})
        return [*rows, {"label": _("规则和法条"), "url": reverse("norms:law"), "active": False}]
    keeps = not set(KEEPERS).isdisjoint(kinds)
    ground = request.path.startswith(
        reverse("register:ground", args=[estate.code])
    )  # of two rooms, no board of its own
    names = (_("待办"), _("报事"), _("表决"), _("资金"), _("名册"), _("组织"), _("规则"), _("身份"))
    boards = [
        {"label": label, "url": reverse(address, args=[estate.code]), "active": name.startswith(room) and not ground}
        for (address, room), label in zip(BOARDS, names, strict=True)
        if (keeps or room != "register:")
        and (room != "norms:" or not set(CONFIRMERS).isdisjoint(kinds))
        and (room != "issues:" or not set(ISSUES).isdisjoint(kinds))
        and (room != "fund:" or not set(MONEY).isdisjoint(kinds))
    ]
    return [*boards, {"label": _("公开页"), "url": f"/e/{estate.code}/", "active": False}]
