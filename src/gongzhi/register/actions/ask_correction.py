"""Ask for a correction of one's own unit in the register."""

import json
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import queries
from gongzhi.register.models import Correction, Unit

ASKED = journal.event("register.correction.asked", correction=Fact.NUMBER, unit=Fact.WORD, what=Fact.WORD)
LONGEST = 1000


@act
def ask_correction(*, unit: Unit, what: str, text: str, by: Person, at: datetime) -> Correction:
    """Keeps the owner's words, sealed, until the desk proposes a change or answers (个人信息保护法第46条).

    Not there for a person who speaks for no elector of this unit; refuses empty words.
    """
    estate = Estate.objects.get(pk=unit.estate_id)
    elector = queries.elector_of_unit(unit)
    if elector is None or not queries.electors_of(by, estate).filter(pk=elector.pk).exists():
        raise NotHere
    text = text.strip()
    if not text or len(text) > LONGEST or what not in Correction.What.values:
        raise BadInput(_("请写清楚哪里不对、应当是什么。"), {"text": _("必填，最多一千字")})
    actor = keys.pseudonym(estate.pk, by.pk)
    correction = Correction.objects.create(
        estate=estate, unit=unit, what=what, asked=seal_words(estate.pk, text), asked_by=actor, at=at
    )
    journal.record(
        ASKED,
        ref=f"correction:{correction.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        correction=correction.pk,
        unit=keys.alias(estate.pk, "unit", unit.pk),
        what=what,
    )
    return correction


def seal_words(estate_id: int, text: str) -> bytes:
    """The words of a request, sealed."""
    return keys.seal(f"estate:{estate_id}", "register_correction.asked", text)


def seal_change(estate_id: int, change: dict[str, object]) -> bytes:
    """A proposed change, sealed."""
    text = json.dumps(change, ensure_ascii=False, sort_keys=True)
    return keys.seal(f"estate:{estate_id}", "register_correction.change", text)
