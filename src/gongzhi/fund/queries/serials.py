"""Numbers of a register of the estate, and the locks under which registers are kept."""

from django.db import connection, models
from django.db.models import Max

from gongzhi.places.models import Estate


def next_serial(model: type[models.Model], estate: Estate) -> int:
    """The next `serial` of the estate in this table, under a lock until the act ends."""
    hold_register(model._meta.db_table, estate)
    last = model._default_manager.filter(estate=estate).aggregate(n=Max("serial"))["n"]
    return (last or 0) + 1


def hold_register(name: str, estate: Estate) -> None:
    """Lets one act at a time write in this register of the estate, until its transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{name}:{estate.pk}"])
