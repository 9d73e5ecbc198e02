"""What passes from one body to the next: steps of a renewal, items handed over, the period of guidance."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together

REFERENCES = (
    ("bodies_renewalstep", "term_id", "bodies_term"),
    ("bodies_handover", "body_id", "bodies_body"),
    ("bodies_handover", "to_body_id", "bodies_body"),
)
INSERT_ONLY = ("bodies_renewalstep", "bodies_handover")


def guards() -> list[migrations.RunSQL]:
    """References inside one estate; rows that are only added."""
    found = [
        migrations.RunSQL(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_tenant FOREIGN KEY (estate_id, {column})"
            f" REFERENCES {target} (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_tenant",
        )
        for table, column, target in REFERENCES
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
        ("bodies", "0003_capacities_follow_seats"),
        ("places", "0005_first_spells"),
    ]

    operations = [
        migrations.AddField(
            model_name="formation",
            name="guidance_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="formation",
            name="guidance_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="formation",
            name="trigger_file_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to_words", models.CharField(max_length=120)),
                ("items", models.JSONField()),
                ("witness", models.CharField(max_length=120)),
                ("on", models.DateField()),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="bodies.body",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "to_body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_handover_tenant"),
                    models.UniqueConstraint(fields=("estate", "body"), name="bodies_handover_once_a_body"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RenewalStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("reported", "书面报告换届"), ("failed", "选举未成"), ("acting", "居委会代行")],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.TextField()),
                ("document_number", models.CharField(blank=True, max_length=60)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "term",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewal_steps",
                        to="bodies.term",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_renewalstep_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "failed"), _negated=True),
                        fields=("estate", "term", "kind"),
                        name="bodies_renewalstep_once_but_failures",
                    ),
                    models.UniqueConstraint(
                        fields=("estate", "term", "kind", "on"), name="bodies_renewalstep_once_a_day"
                    ),
                ],
            },
        ),
        *guards(),
    ]
    operations = together(operations)
