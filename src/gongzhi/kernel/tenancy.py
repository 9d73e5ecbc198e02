"""Tenancy: rows of an estate point only at rows of the same estate, held by composite foreign keys in the database.

And what else migrations ask of it: tables to which one only adds, rows whose past never changes.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

# Kinds of operations that may go together; a field is not added and altered in one run.
TOGETHER = (
    (migrations.CreateModel,),
    (migrations.AddField, migrations.AlterField, migrations.AddConstraint, migrations.RemoveConstraint),
)


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A reference between two rows of one estate.

    Django makes no constraint of its own; the migration makes `FOREIGN KEY (estate_id, x_id) REFERENCES t (estate_id,
    id)`, and a house test proves from the catalogue that none is missing.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)


class Together(Operation):
    """Operations none of which needs another's trace: every model is rendered once, not once for each."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        """All of them on a state that is not rendered."""
        vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Each in its order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Each, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What each of them does."""
        return "; ".join(operation.describe() for operation in self.operations)


def together(operations: Sequence[Operation]) -> list[Operation]:
    """The operations of a migration, those that follow each other and may go together as one."""
    found: list[Operation] = []
    for kinds, several in groupby(
        operations, lambda one: next((kinds for kinds in TOGETHER if type(one) in kinds), None)
    ):
        rows = list(several)
        found += [Together(rows)] if kinds and len(rows) > 1 else rows
    return found


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
