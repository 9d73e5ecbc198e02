"""Tenancy: rows of an estate point only at rows of the same estate, held by composite foreign keys in the database."""

from typing import Any

from django.db import models


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A reference between two rows of one estate.

    Django makes no constraint of its own; the migration makes `FOREIGN KEY (estate_id, x_id) REFERENCES t (estate_id,
    id)`, and a house test proves from the catalogue that none is missing.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)
