"""Receive an issue that another system sent with its key."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.actions.opening import Told, open_issue
from gongzhi.issues.models import ApiKey, Report, Source
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.places.models import Building, Estate

AN_HOUR = 120  # issues by one key within an hour: more is a fault or an attack


@act
@official
def send_request(
    *,
    key: ApiKey,
    estate: Estate,
    words: str,
    matter: str = "",
    building: Building | None = None,
    spot: str = "",
    place: str = "",
    urgent: bool = False,
    name: str = "",
    number: str = "",
    hide_from_parties: bool = False,
    media: str = "",
    lat: Decimal | None = None,
    long: Decimal | None = None,
    by: None = None,
    at: datetime,
) -> Report:
    """An issue by the open interface (A10.3); `media` is an address kept as words for a worker and never fetched.

    Refuses a key that was revoked or is not for this estate (not there), and more than so many within an hour.
    """
    key = ApiKey.objects.select_for_update(of=("self",)).select_related("division").get(pk=key.pk)
    access.require_key(key, estate)
    who = access.machine(access.KEY, key.pk)
    sent = Report.objects.filter(by=who, at__gt=at - timedelta(hours=1)).count()
    if sent >= AN_HOUR:
        raise Refused(
            Reason(
                _("这个密钥一小时内已经送来 %(n)s 件，先停一停。") % {"n": sent},
                remedy=_("过一会儿再送；长期不够用请联系发密钥的街道"),
            )
        )
    if media.strip():
        words = _("%(words)s\n附带的图片地址（没有下载，请核实后再打开）：%(url)s") % {
            "words": words.strip(),
            "url": media.strip()[:500],
        }
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
        lat=lat,
        long=long,
    )
    return open_issue(estate=estate, source=Source.API, channel=Report.Channel.API, told=told, by=who, at=at)
