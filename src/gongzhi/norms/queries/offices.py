"""The offices of administrators in words, and the places they may choose."""

from collections.abc import Iterable

from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from gongzhi.people.models import Capacity
from gongzhi.places.models import Division, Estate
from gongzhi_law.jurisdiction import NATION, name_of

PROVINCE = 2  # digits of a province's code


def office_words(division: str) -> str:
    """An office by its place, without any name."""
    return _("%(place)s规则管理员") % {"place": name_of(division[:6])}


def places_of(offices: Iterable[Capacity]) -> list[tuple[str, str]]:
    """Where these offices may change rules: the nation for a province, their place, and what lies below with estates."""
    codes = {str(office.division_id) for office in offices}
    rows = Division.objects.filter(level__in=["province", "city", "county"]).values_list("code", flat=True)
    held = {code for code in rows if any(code.startswith(own) for own in codes)} | codes
    counties = Estate.objects.annotate(county=Substr("community_id", 1, 6)).values_list("county", flat=True).distinct()
    held |= {county for county in counties if any(county.startswith(own) for own in codes)}
    found = [(code, name_of(code)) for code in sorted(held) if len(code) <= len("510107")]
    nation = [(NATION, _("全国"))] if any(len(code) == PROVINCE for code in codes) else []
    return [*nation, *found]
