"""Tenancy: rows of an estate point only at rows of the same estate, held by composite foreign keys in the database.

And what else migrations ask of it: tables to which one only adds, rows whose past never changes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import migrations, models


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A reference between two rows of one estate.

    Django makes no constraint of its own; the migration makes `FOREIGN KEY (estate_id, x_id) REFERENCES t (estate_id,
    id)`, and a house test proves from the catalogue that none is missing.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)


def statements(pairs: Sequence[tuple[str, str]]) -> list[migrations.RunSQL]:
    """Many statements (what to do, how to undo it) as one operation: Django renders every model anew for each."""
    if not pairs:
        return []
    return [migrations.RunSQL([do for do, _undo in pairs], [undo for _do, undo in reversed(pairs)])]


def composite(rows: Sequence[tuple[str, str, str]], *, scope: str = "estate_id") -> list[migrations.RunSQL]:
    """The composite foreign keys of `(table, column, target)`: both rows are of one estate (or of one `scope`)."""
    return statements(
        [
            (
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_tenant FOREIGN KEY ({scope}, {column})"
                f" REFERENCES {target} ({scope}, id) DEFERRABLE INITIALLY DEFERRED",
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_tenant",
            )
            for table, column, target in rows
        ]
    )


def insert_only(tables: Sequence[str]) -> list[migrations.RunSQL]:
    """Tables to which one only adds: by trigger for everyone, by right for the application."""
    found = []
    for table in tables:
        for name, when, each in (
            ("insert_only", "UPDATE OR DELETE", "ROW"),
            ("no_truncate", "TRUNCATE", "STATEMENT"),
        ):
            found.append(
                (
                    f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table} FOR EACH {each}"
                    " EXECUTE FUNCTION gongzhi_insert_only()",
                    f"DROP TRIGGER {table}_{name} ON {table}",
                )
            )
        found.append(
            (f"REVOKE UPDATE, DELETE ON {table} FROM gongzhi_app", f"GRANT UPDATE, DELETE ON {table} TO gongzhi_app")
        )
    return statements(found)


def history(changes: Mapping[str, tuple[str, str]]) -> list[migrations.RunSQL]:
    """Rows that are never deleted and of which only these columns change: `(written once, free)`, names with commas."""
    kept = ", ".join(changes)
    return statements(
        [
            *(
                (
                    f"CREATE TRIGGER {table}_history BEFORE UPDATE ON {table} FOR EACH ROW"
                    f" EXECUTE FUNCTION bodies_history('{once}', '{free}')",
                    f"DROP TRIGGER {table}_history ON {table}",
                )
                for table, (once, free) in changes.items()
            ),
            (f"REVOKE DELETE ON {kept} FROM gongzhi_app", f"GRANT DELETE ON {kept} TO gongzhi_app"),
        ]
    )
