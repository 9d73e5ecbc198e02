"""Rolls of some buildings or stairwells: each is drawn from a frozen roll of the whole and keeps the units within."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together

FK = "ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_tenant FOREIGN KEY (estate_id, {column}) REFERENCES {to} (estate_id, id) DEFERRABLE INITIALLY DEFERRED"
NO_FK = "ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_tenant"
REFERENCES = [
    {"table": "register_roll", "column": "parent_id", "to": "register_roll"},
    {"table": "register_rollunit", "column": "roll_id", "to": "register_roll"},
    {"table": "register_rollunit", "column": "unit_id", "to": "register_unit"},
]


class Migration(migrations.Migration):
    dependencies = [("places", "0005_first_spells"), ("register", "0005_levels_of_use"), ("kernel", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="roll",
            name="parent",
            field=gongzhi.kernel.tenancy.TenantForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="register.roll",
            ),
        ),
        migrations.AddField(model_name="roll", name="scope", field=models.JSONField(default=list)),
        migrations.AddConstraint(
            model_name="roll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("state", "frozen"), models.Q(("parent", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="register_roll_part_is_frozen",
            ),
        ),
        migrations.CreateModel(
            name="RollUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.PositiveIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "roll",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units_within",
                        to="register.roll",
                    ),
                ),
                (
                    "unit",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_rollunit_tenant"),
                    models.UniqueConstraint(fields=("estate", "roll", "unit"), name="register_rollunit_once"),
                ],
            },
        ),
        *(migrations.RunSQL(FK.format(**one), NO_FK.format(**one)) for one in REFERENCES),
        migrations.RunSQL(
            "ALTER TABLE register_roll ADD CONSTRAINT register_roll_part_has_scope CHECK ((parent_id IS NULL) = (scope = '[]'::jsonb))",
            "ALTER TABLE register_roll DROP CONSTRAINT register_roll_part_has_scope",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION register_roll_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM register_roll
    WHERE estate_id = NEW.estate_id AND id = NEW.parent_id AND state = 'frozen' AND parent_id IS NULL
  ) THEN
    RAISE EXCEPTION 'a roll of a part is drawn from a frozen roll of the whole' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION register_roll_part()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER register_roll_part BEFORE INSERT OR UPDATE ON register_roll FOR EACH ROW EXECUTE FUNCTION register_roll_part()",
            "DROP TRIGGER register_roll_part ON register_roll",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER register_rollunit_insert_only BEFORE UPDATE OR DELETE ON register_rollunit FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER register_rollunit_insert_only ON register_rollunit",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER register_rollunit_no_truncate BEFORE TRUNCATE ON register_rollunit FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER register_rollunit_no_truncate ON register_rollunit",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON register_rollunit FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON register_rollunit TO gongzhi_app",
        ),
    ]
    operations = together(operations)
