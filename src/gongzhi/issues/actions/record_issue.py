"""Record an issue that came by telephone, at the desk, on patrol or by letter."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.opening import Photo, Told, open_issue, pseudonym
from gongzhi.issues.models import Report, Source
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.people.models import Person
from gongzhi.places.models import Building, Estate

BY_HAND = (Source.PHONE, Source.DESK, Source.HOTLINE, Source.SMART, Source.GRID, Source.PATROL, Source.LETTER)


@act
@official
def record_issue(
    *,
    estate: Estate,
    source: str,
    words: str,
    source_ref: str = "",
    matter: str = "",
    building: Building | None = None,
    spot: str = "",
    place: str = "",
    urgent: bool = False,
    name: str = "",
    number: str = "",
    hide_from_parties: bool = False,
    photos: Sequence[Photo] = (),
    by: Person,
    at: datetime,
) -> Report:
    """An issue written down for somebody else (A10.3); whoever left a number gets the same tracking link.

    Refuses everyone but those at whose desk residents report, and a number of the source that came before.
    """
    access.require_recorder(by, estate, at=at)
    if source not in BY_HAND:
        raise BadInput(_("请选这件事是怎么来的。"), {"source": _("请重选")})
    told = Told(
        words=words,
        matter=matter,
        building=building,
        spot=spot,
        place=place,
        urgent=urgent,
        name=name,
        number=number,
        hide_from_parties=hide_from_parties,
        photos=tuple(photos),
    )
    channel = Report.Channel.PHONE if source == Source.PHONE else Report.Channel.DESK
    return open_issue(
        estate=estate,
        source=source,
        source_ref=source_ref.strip(),
        channel=channel,
        told=told,
        by=pseudonym(estate, by),
        at=at,
    )
