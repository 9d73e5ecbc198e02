"""Report an issue without an account: a phone code is enough."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from gongzhi.issues.actions.opening import Photo, Told, open_issue
from gongzhi.issues.models import Report, Source
from gongzhi.kernel.acts import act, official
from gongzhi.people.actions.spending import whoever_asks
from gongzhi.people.models import Code, Person
from gongzhi.people.queries import normal_phone
from gongzhi.places.models import Building, Estate


def report_subject(estate: Estate, number: str) -> str:
    """What the code of a report is bound to: the estate and the number given."""
    return f"report:{estate.pk}:{normal_phone(number)}"


@act
@official
def report_issue(
    *,
    estate: Estate,
    words: str,
    matter: str = "",
    building: Building | None = None,
    spot: str = "",
    place: str = "",
    urgent: bool = False,
    name: str = "",
    number: str = "",
    code: Code | None = None,
    hide_from_parties: bool = False,
    photos: Sequence[Photo] = (),
    by: Person | None,
    at: datetime,
) -> Report:
    """A resident's report (A10.3, B3.1): by the phone of a checked `code`, or by whoever is signed in (`by`).

    Who it was is sealed. Refuses a code of another number or a used one, an estate that ended; wrong input: no words, an
    unknown matter, more photographs than can be kept.
    """
    person = whoever_asks(code, partial(report_subject, estate), number, by=by, at=at)
    number = number if code is not None else person.number()
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
    return open_issue(
        estate=estate,
        source=Source.OWNER,
        channel=Report.Channel.WEB,
        told=told,
        reporter=person,
        at=at,
    )
