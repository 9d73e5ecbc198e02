"""A small estate of fictional people, and ways of writing it down as property firms do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongzhi.register.roster.documents import credit_check, resident_check


def resident(serial: int) -> str:
    """A resident ID with a valid check digit."""
    first17 = f"510107{1950 + serial % 50}{serial % 12 + 1:02d}{serial % 28 + 1:02d}{serial % 1000:03d}"
    return first17 + resident_check(first17)


def credit_code(serial: int) -> str:
    """A unified social credit code with a valid check sign."""
    first17 = f"91510107MA6{serial:05d}A"
    return first17 + credit_check(first17)


@dataclass(frozen=True)
class Person:
    name: str
    document: str
    phone: str


@dataclass(frozen=True)
class Flat:
    building: int
    stair: int
    floor: int
    number: int
    area: str
    owners: tuple[Person, ...]

    @property
    def room(self) -> str:
        return f"{self.floor}{self.number:02d}"

    @property
    def door(self) -> str:
        return f"{self.building}栋{self.stair}单元{self.room}"


_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = "伟芳娜敏静秀英丽强磊军洋勇艳杰涛"


def person(serial: int) -> Person:
    name = _FAMILY[serial % 16] + _GIVEN[serial // 16 % 16] + _GIVEN[(serial * 7 + 3) % 16]
    return Person(name, resident(serial), f"138{serial:08d}")


def estate(buildings: int = 2, stairs: int = 2, floors: int = 3, rooms: int = 2) -> list[Flat]:
    """Flats of which every fifth has two owners and two belong to one and the same person."""
    flats: list[Flat] = []
    serial = 0
    for building in range(1, buildings + 1):
        for stair in range(1, stairs + 1):
            for floor in range(1, floors + 1):
                for number in range(1, rooms + 1):
                    serial += 1
                    owners = (person(1),) if serial == 3 else (person(serial),)
                    if serial % 5 == 0:
                        owners = (*owners, person(serial + 500))
                    area = f"{60 + serial * 137 % 9000 / 100:.2f}"
                    flats.append(Flat(building, stair, floor, number, area, owners))
    return flats


def area_sum(flats: Sequence[Flat]) -> str:
    cents = sum(int(flat.area.replace(".", "")) for flat in flats)
    return f"{cents // 100}.{cents % 100:02d}"


def heads(flats: Sequence[Flat]) -> int:
    return len({frozenset(owner.document for owner in flat.owners) for flat in flats})
