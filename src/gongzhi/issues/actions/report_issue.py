"""Report an issue without an account: a phone code is enough."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.opening import Photo, Told, open_issue
from gongzhi.issues.models import Report, Source
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.actions.send_code import subject_index
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
    if code is not None:
        if bytes(code.subject) != subject_index(report_subject(estate, number)):
            raise Refused(_("验证码和手机号对不上，请重新获取。"))
        if not Code.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=at):
            raise Refused(_("这个验证码已经用过，请重新获取。"))
        person = know_person(name="", number=number, at=at)
    elif by is not None:
        person, number = by, by.number()
    else:
        raise BadInput(_("请用手机验证码提交，不用注册。"), {"number": _("请填手机号")})
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
