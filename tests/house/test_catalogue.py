"""What the catalogue of the database proves: rows of an estate stay in it, and the schema could be distributed."""

import re

import pytest
from django.db import connection

pytestmark = [pytest.mark.check, pytest.mark.django_db]

# Unique without the estate, each with its reason.
EXCEPTIONS = {
    "issues_report": {("token_index",)},  # the tracking link is followed before its estate is known
    "voting_delivery": {("token_index",)},  # the link is followed before its estate is known
    "voting_openedballot": {("ballot_id",)},  # one row for one row; the pair with the estate is unique anyway
    # One bank account belongs to one estate, so its index is unique across estates (A5.1).
    "fund_moneyaccount": {("number_index",)},
}
ROOTS = {"places_estate", "places_division", "places_grid", "issues_force"}


def _rows(question: str, *arguments: object) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, arguments)
        return cursor.fetchall()


@pytest.fixture
def tenant_tables(db: None) -> set[str]:
    """Tables each of whose rows belongs to an estate."""
    found = _rows(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND column_name = 'estate_id' AND is_nullable = 'NO'"
    )
    return {name for (name,) in found}


def test_there_are_tenant_tables(tenant_tables: set[str]) -> None:
    assert {"register_unit", "register_elector", "voting_ballot", "voting_result"} <= tenant_tables


def test_every_tenant_table_can_be_pointed_at_within_its_estate(tenant_tables: set[str]) -> None:
    found = _rows(
        "SELECT conrelid::regclass::text FROM pg_constraint"
        " WHERE contype = 'u' AND pg_get_constraintdef(oid) = 'UNIQUE (estate_id, id)'"
    )
    assert tenant_tables - {name for (name,) in found} == set()


def test_no_reference_leaves_its_estate(tenant_tables: set[str]) -> None:
    """A foreign key between two tenant tables names the estate on both sides; none points at people."""
    wrong = []
    for table, target, definition in _rows(
        "SELECT conrelid::regclass::text, confrelid::regclass::text, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE contype = 'f'"
    ):
        if table not in tenant_tables or target in ROOTS:
            continue
        inside = re.match(r"FOREIGN KEY \(estate_id, (\w+)\) REFERENCES \w+\(estate_id, id\)", definition)
        if target.startswith("people_") or not inside:
            wrong.append((table, definition))
    assert wrong == []


def test_every_reference_of_the_models_is_held_by_the_database(tenant_tables: set[str]) -> None:
    """A TenantForeignKey makes no constraint of its own: its migration must have made the composite one."""
    from django.apps import apps

    held = {
        (table, re.findall(r"\w+", definition)[3])
        for table, definition in _rows(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND pg_get_constraintdef(oid) LIKE 'FOREIGN KEY (estate_id, %%'"
        )
    }
    wanted = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model._meta.db_table in tenant_tables
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.db_table not in ROOTS
    }
    assert wanted
    assert wanted - held == set()


def test_business_uniqueness_begins_with_the_estate(tenant_tables: set[str]) -> None:
    """So the same schema can be sharded by estate; exceptions are named above with their reason."""
    wrong = []
    for table, columns in _rows(
        "SELECT i.indrelid::regclass::text, array_agg(a.attname::text ORDER BY k.n)"
        " FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(attnum, n), pg_attribute a"
        " WHERE i.indisunique AND NOT i.indisprimary AND a.attrelid = i.indrelid AND a.attnum = k.attnum"
        " GROUP BY i.indexrelid, i.indrelid"
    ):
        allowed = columns[0] == "estate_id" or tuple(columns) in EXCEPTIONS.get(table, set())
        if table in tenant_tables and not allowed:
            wrong.append((table, columns))
    assert wrong == []


def test_what_is_insert_only_by_trigger_is_insert_only_by_right() -> None:
    found = _rows(
        "SELECT t.tgrelid::regclass::text,"
        " has_table_privilege('gongzhi_app', t.tgrelid, 'UPDATE'),"
        " has_table_privilege('gongzhi_app', t.tgrelid, 'DELETE')"
        " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'gongzhi_insert_only'"
    )
    assert {"kernel_entry", "kernel_position", "voting_ballot"} <= {table for table, *_rights in found}
    assert [row for row in found if row[1] or row[2]] == []


def test_every_table_belongs_to_the_owner() -> None:
    found = _rows(
        "SELECT relname, pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'S', 'v') AND pg_get_userbyid(relowner) <> 'gongzhi_owner'"
    )
    assert found == []
