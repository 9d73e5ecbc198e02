"""What is heard about persons before they take a seat, and which estates a community calls large; both only grow."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import gongzhi.kernel.tenancy

INSERT_ONLY = ("bodies_hearing", "bodies_largeestate")


def guards() -> list[migrations.RunSQL]:
    """A hearing is of a body in its own scope; rows are only added."""
    found = [
        migrations.RunSQL(
            "ALTER TABLE bodies_hearing ADD CONSTRAINT bodies_hearing_body_id_tenant FOREIGN KEY (tenant, body_id)"
            " REFERENCES bodies_body (tenant, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE bodies_hearing DROP CONSTRAINT bodies_hearing_body_id_tenant",
        )
    ]
    for table in INSERT_ONLY:
        found += [
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
                f"DROP TRIGGER {table}_insert_only ON {table}",
            ),
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
                f"DROP TRIGGER {table}_no_truncate ON {table}",
            ),
            migrations.RunSQL(
                f"REVOKE UPDATE, DELETE ON {table} FROM gongzhi_app", f"GRANT UPDATE, DELETE ON {table} TO gongzhi_app"
            ),
        ]
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0004_formation_upkeep"),
        ("places", "0005_first_spells"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tenant",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce("estate_id", 0),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("asked", models.CharField(max_length=80)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("support", "同意"), ("concern", "有不同意见"), ("nothing", "没有意见")], max_length=8
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearings",
                        to="bodies.body",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["body", "person_id"], name="bodies_hearing_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_hearing_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", "concern"), ("words", ""), _negated=True),
                        name="bodies_hearing_concern_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LargeEstate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("large", models.BooleanField()),
                ("why", models.CharField(max_length=120)),
                ("on", models.DateField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="bodies_largeestate_tenant")],
            },
        ),
        *guards(),
    ]
