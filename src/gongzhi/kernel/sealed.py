"""How words entrusted to an estate are sealed: under the estate's key, bound to their column."""

from django.db import models

from gongzhi.kernel import keys


def seal(estate_id: int, table: str, column: str, text: str) -> bytes | None:
    """`text` sealed under the key of the estate for one column; None where there is nothing to keep."""
    return keys.seal(f"estate:{estate_id}", f"{table}.{column}", text) if text else None


def unseal(row: models.Model, column: str) -> str:
    """What is sealed in a column of a row of an estate; empty where nothing is."""
    blob = getattr(row, column)
    table = row._meta.db_table
    return keys.unseal(f"estate:{row.estate_id}", f"{table}.{column}", bytes(blob)) if blob else ""  # type: ignore[attr-defined]
