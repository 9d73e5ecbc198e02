"""The suggestion behind a key, as it is made now; part of the acts that decide about one."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from gongzhi.issues.models import Signal
from gongzhi.issues.queries.signals import Suggested, signals_of
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.places.models import Estate


def suggestion(estate: Estate, key: str, *, at: datetime) -> Suggested:
    """The suggestion, locked until the act ends; refuses one that was decided or whose cause is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"signal:{estate.pk}"])
    if Signal.objects.filter(estate=estate, key=key).exists():
        raise Refused(Reason(_("这一条信号已经研判过。"), remedy=_("看研判记录")))
    found = next((one for one in signals_of(estate, at) if one.key == key), None)
    if found is None:
        raise Refused(Reason(_("这一条信号已经不在了：情况已经变化。"), remedy=_("刷新后再看")))
    return found
