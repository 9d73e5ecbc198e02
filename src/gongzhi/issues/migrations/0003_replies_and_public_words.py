"""Replies to complaints, what everyone reads of letters and mediations, and what an office keeps of the responsibility list."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together

INSERT_ONLY = ("issues_complaintreply", "issues_matterchange", "issues_matterverdict")
# What never changes in a row that otherwise goes on.
FIXED = {
    "issues_gathering": "estate_id,serial,form,by,entry",
    "issues_letter": "estate_id,body_id,serial,by,at,entry",
    "issues_mediation": "estate_id,serial,mediator_kind,parties,opened_on,by,entry",
    "issues_signup": "estate_id,gathering_id,person_id,at,entry",
    "issues_visit": "estate_id,serial,on,cause,forces,handling,by,entry",
}


def insert_only() -> list[migrations.RunSQL]:
    """Tables to which one only adds."""
    found = []
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


def fixed() -> list[migrations.RunSQL]:
    """Columns that keep what they were given."""
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION issues_fixed('{columns}')",
            f"DROP TRIGGER {table}_fixed ON {table}",
        )
        for table, columns in FIXED.items()
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0006_ends_are_final"),
        ("issues", "0002_guards"),
        ("places", "0005_first_spells"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComplaintReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("found", models.BinaryField()),
                ("opinion", models.BinaryField()),
                ("remedy", models.CharField(max_length=300)),
                ("office", models.CharField(max_length=60)),
                ("document_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MatterChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.CharField(max_length=40)),
                ("lead", models.CharField(blank=True, max_length=20)),
                ("with_words", models.JSONField(null=True)),
                ("periods", models.JSONField(default=list)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "weight",
                    models.CharField(
                        choices=[("threshold", "时限，两人"), ("courtesy", "责任单位，一人")], max_length=10
                    ),
                ),
                ("instrument", models.CharField(max_length=80)),
                ("article", models.CharField(blank=True, max_length=20)),
                ("quote", models.TextField()),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="MatterVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("confirmed", "确认"), ("declined", "不同意"), ("withdrawn", "撤回")], max_length=10
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.AddField(
            model_name="letter",
            name="public_reply",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="public_words",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="published_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="published_entry",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="mediation",
            name="both_public",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("public", False),
                    models.Q(("published_at__isnull", False), models.Q(("public_words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="issues_letter_public_was_read",
            ),
        ),
        migrations.AddField(
            model_name="complaintreply",
            name="estate",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"),
        ),
        migrations.AddField(
            model_name="complaintreply",
            name="issue",
            field=gongzhi.kernel.tenancy.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaint_replies",
                to="issues.issue",
            ),
        ),
        migrations.AddField(
            model_name="matterchange",
            name="division",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
            ),
        ),
        migrations.AddField(
            model_name="matterverdict",
            name="change",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="issues.matterchange"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintreply",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="issues_complaintreply_tenant"),
        ),
        migrations.AddConstraint(
            model_name="matterchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gt", models.F("from_on")), _connector="OR"),
                name="issues_matterchange_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="matterchange",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("instrument", ""), _negated=True), models.Q(("quote", ""), _negated=True)),
                name="issues_matterchange_has_its_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="matterverdict",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["confirmed", "declined"])),
                fields=("change",),
                name="issues_matterverdict_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="matterverdict",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "withdrawn")),
                fields=("change",),
                name="issues_matterverdict_withdrawn_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="matterverdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "confirmed"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="issues_matterverdict_says_why",
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE issues_complaintreply ADD CONSTRAINT issues_complaintreply_issue_id_tenant FOREIGN KEY"
            " (estate_id, issue_id) REFERENCES issues_issue (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE issues_complaintreply DROP CONSTRAINT issues_complaintreply_issue_id_tenant",
        ),
        *insert_only(),
        *fixed(),
    ]
    operations = together(operations)
