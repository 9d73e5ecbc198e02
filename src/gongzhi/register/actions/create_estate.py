"""Create an estate; from that moment its public page is up."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.estate_history import begin_history

CREATED = journal.event(
    "register.estate.created",
    community=Fact.WORD,
    kind=Fact.WORD,
    management=Fact.WORD,
    level=Fact.WORD,
    name=Fact.TEXT,
)


@act
def create_estate(
    *,
    name: str,
    community: Division,
    kind: str,
    management: str,
    address: str = "",
    duty_phone: str = "",
    level: str = Estate.Level.L1,
    by: Person,
    at: datetime,
) -> Estate:
    """Makes the tenant, its code (from the name's sound) and its history; refuses all but the community worker of the place.

    Wrong input: an empty name, a division that is no community, a name already used in the community.
    """
    name = name.strip()
    if not name or community.level != Division.Level.COMMUNITY:
        raise BadInput(_("请写小区名称，并选它所在的社区。"), {"name": _("请填写"), "community": _("请选到社区")})
    if level not in Estate.Level.values:
        raise BadInput(_("请选使用级别。"), {"level": _("请选一项")})
    held = capacities(by, at=at).filter(kind=Capacity.Kind.COMMUNITY)
    if not any(community.code.startswith(str(c.division_id)) for c in held):
        raise Refused(_("只有本社区的工作人员可以建小区。"))
    refuse_taken_name(name, community)
    estate = Estate.objects.create(
        code=free_code(name),
        name=name,
        community=community,
        kind=kind,
        management=management,
        level=level,
        address=address.strip(),
        duty_phone=duty_phone.strip(),
        created_at=at,
    )
    entry = journal_estate(estate, by=keys.pseudonym(estate.pk, by.pk), at=at)
    begin_history(estate, on=law_day(at), entry=entry)
    return estate


def refuse_taken_name(name: str, community: Division) -> None:
    """Wrong input for a name that a living estate of the community bears."""
    if Estate.objects.filter(community=community, name=name, ended_on__isnull=True).exists():
        raise BadInput(_("这个社区已经有同名的小区。"), {"name": _("请改用全名，例如加上期数")})


def journal_estate(estate: Estate, *, by: str, at: datetime) -> int:
    """Journals a new estate; returns the number of the entry."""
    entry = journal.record(
        CREATED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=by,
        at=at,
        community=estate.community_id,
        kind=estate.kind,
        management=estate.management,
        level=estate.level,
        name=estate.name,
    )
    return int(entry.pk)


def free_code(name: str) -> str:
    """An address made of the name's sound, with a number where it is taken."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # its tables take longer to load than all of Django

    base = re.sub(r"[^a-z0-9]+", "", "".join(lazy_pinyin(name)).lower())[:30]
    base = base if len(base) > 1 else f"estate{base}"
    taken = set(Estate.objects.filter(code__startswith=base).values_list("code", flat=True))
    return base if base not in taken else next(c for n in range(2, 10_000) if (c := f"{base}-{n}") not in taken)
