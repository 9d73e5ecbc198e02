"""What must not stand in words that everyone reads: numbers of telephones and papers, names of owners."""

import re
import unicodedata
from collections.abc import Iterable

from django.db.models import Q

from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.holders import names_of
from gongzhi.places.models import Division, Estate
from gongzhi.register.models import Owner
from gongzhi.register.queries.masks import masked_name

PHONE = re.compile(r"(?<!\d)1[ -]?[3-9](?:[ -]?\d){9}(?!\d)")
PAPER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
SHORTEST = 2


def numbers_in(text: str) -> list[str]:
    """The mobile and identity card numbers in a text, masked for showing; full-width digits, blanks and hyphens hide none."""
    plain = unicodedata.normalize("NFKC", text)
    return [f"{one[:3]}…{one[-2:]}" for one in [*PHONE.findall(plain), *PAPER.findall(plain)]]


def owners_in(text: str, division: Division, estates: Iterable[Estate]) -> list[str]:
    """The masked names of owners of these estates that stand in the text; holders of an office are named by it."""
    known = list(estates)
    seated = Appointment.objects.filter(Q(estate__in=known) | Q(body__division=division))
    official = set(names_of(seated.values_list("person_id", flat=True)).values())
    found = set()
    for owner in Owner.objects.filter(estate__in=known, kind=Owner.Kind.NATURAL):
        name = owner.shown_name()
        if len(name) >= SHORTEST and name not in official and name in text:
            found.add(masked_name(owner.kind, name))
    return sorted(found)
