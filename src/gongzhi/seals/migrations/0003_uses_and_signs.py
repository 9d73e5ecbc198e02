"""Uses without a basis are routine or handing over; who signs beside a member; the owners' seal follows their body."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import composite, together

REFERENCES = (
    ("seals_sealrequest", "resolution_id", "voting_resolution"),
    ("seals_sealrequest", "decision_id", "meetings_decision"),
)
ONCE = "opinion,opinion_words,opinion_at,opinion_by,opinion_entry,ended_for,ended_entry"
COSIGNED = "cosigned_at,cosigned_by,cosigned_entry"


def history(table: str, once: str, free: str) -> str:
    """Replaces the trigger that keeps the past of a table."""
    return (
        f"DROP TRIGGER {table}_history ON {table};"
        f" CREATE TRIGGER {table}_history BEFORE UPDATE ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION bodies_history('{once}', '{free}')"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_a_draft_drops_whom_it_named"),
        ("seals", "0002_guards"),
        ("voting", "0004_votes_of_a_part"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="sealuse",
            name="seals_sealuse_without_request_is_routine",
        ),
        migrations.AddField(
            model_name="sealrequest",
            name="cosign",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="sealrequest",
            name="cosigned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="sealrequest",
            name="cosigned_by",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="sealrequest",
            name="cosigned_entry",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="sealrequest",
            name="decision",
            field=gongzhi.kernel.tenancy.TenantForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.decision",
            ),
        ),
        migrations.AddField(
            model_name="sealrequest",
            name="emergency",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="sealrequest",
            name="resolution",
            field=gongzhi.kernel.tenancy.TenantForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="voting.resolution",
            ),
        ),
        migrations.AddField(
            model_name="sealrequest",
            name="signs_needed",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="sealrequest",
            name="basis_entry",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="sealrequest",
            name="basis_kind",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AlterField(
            model_name="sealrequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("opinion", "征求意见"),
                    ("signing", "待签字"),
                    ("ready", "可以用印"),
                    ("used", "已用印"),
                    ("refused", "不予用印"),
                    ("withdrawn", "已撤回"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="sealrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis_entry__isnull", False), ("decision__isnull", True), ("resolution__isnull", False)),
                    models.Q(("basis_entry__isnull", False), ("decision__isnull", False), ("resolution__isnull", True)),
                    models.Q(
                        ("basis_entry__isnull", True),
                        ("decision__isnull", True),
                        ("resolution__isnull", True),
                        ("use__in", ["routine", "handover"]),
                    ),
                    _connector="OR",
                ),
                name="seals_sealrequest_rests_on_a_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("request__isnull", False), ("use__in", ["routine", "handover"]), _connector="OR"),
                name="seals_sealuse_without_request_is_free",
            ),
        ),
        *composite(REFERENCES),
        migrations.RunSQL(
            history("seals_sealrequest", f"{ONCE},{COSIGNED}", "state"), history("seals_sealrequest", ONCE, "state")
        ),
        migrations.RunSQL(
            history("seals_seal", "image_id,police_number", "state,body_id"),
            history("seals_seal", "image_id,police_number", "state"),
        ),
    ]
    operations = together(operations)
