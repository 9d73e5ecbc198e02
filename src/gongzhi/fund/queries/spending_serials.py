"""The next number of a register of spending, under a lock until the act ends: none is missing, none is given twice."""

from django.db import connection, models
from django.db.models import Max

from gongzhi.places.models import Estate


def hold_register(model: type[models.Model], estate: Estate) -> None:
    """Takes the register of the estate until the act ends."""
    with connection.cursor() as cursor:
        key = f"{model._meta.db_table}:{estate.pk}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def next_serial(model: type[models.Model], estate: Estate, **within: object) -> int:
    """The next `serial` in this table of the estate (`within` a parent, where numbers begin anew with each)."""
    hold_register(model, estate)
    last = model._default_manager.filter(estate=estate, **within).aggregate(n=Max("serial"))["n"]
    return int(last or 0) + 1
