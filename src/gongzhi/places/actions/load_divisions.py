"""Load the official division codes that the product ships."""

import csv
from importlib.resources import files

from gongzhi.kernel.acts import act
from gongzhi.places.models import Division

LEVELS = {
    2: Division.Level.PROVINCE,
    4: Division.Level.CITY,
    6: Division.Level.COUNTY,
    9: Division.Level.STREET,
    12: Division.Level.COMMUNITY,
}


@act
def load_divisions() -> int:
    """Adds the divisions that are not there yet, provinces down to communities, and returns how many.

    Provinces, cities and counties come from the law package, streets and communities from the files beside this room. A
    code table above all estates: no journal entry, and nothing is ever changed or removed here.
    """
    rows: dict[str, str] = {}
    with (files("gongzhi_law") / "divisions.csv").open(encoding="utf-8") as lines:
        rows.update((code, name) for code, name in csv.reader(lines) if len(code) in LEVELS)
    for file in ("streets_5101_4201.csv", "villages_5101_4201.csv"):
        with (files("gongzhi.places") / "divisions" / file).open(encoding="utf-8") as lines:
            rows.update((row["code"], plain_name(row["name"])) for row in csv.DictReader(lines))
    known = set(Division.objects.values_list("code", flat=True))
    added = 0
    for length, level in LEVELS.items():
        fresh = [
            Division(code=code, name=name[:60], level=level, parent_id=_parent(code, rows))
            for code, name in sorted(rows.items())
            if len(code) == length and code not in known
        ]
        Division.objects.bulk_create(fresh, batch_size=2000)
        added += len(fresh)
    return added


def plain_name(name: str) -> str:
    """三瓦窑社区居委会 -> 三瓦窑社区: the division, not its committee."""
    return name.removesuffix("居民委员会").removesuffix("居委会") or name


def _parent(code: str, rows: dict[str, str]) -> str | None:
    """The nearest division above that is known (directly administered counties skip the city)."""
    above = [code[:length] for length in sorted(LEVELS, reverse=True) if length < len(code)]
    return next((c for c in above if c in rows), None)
