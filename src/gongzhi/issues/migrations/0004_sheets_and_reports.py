"""Sheets of tickets, layouts of superiors, regular reports, what addresses were told; keys for some estates alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0003_replies_and_public_words"),
        ("kernel", "0002_guards"),
        ("places", "0005_first_spells"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["by", "at"], name="issues_report_by"),
        ),
        migrations.AddField(
            model_name="apikey",
            name="estates",
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name="EnvReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=7)),
                ("sections", models.JSONField()),
                ("drafted_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_by", models.CharField(blank=True, max_length=32)),
                ("document_id", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                ("sent_entry", models.BigIntegerField(null=True)),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="issues_envreport_scope"),
                    models.UniqueConstraint(fields=("division", "period"), name="issues_envreport_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document_id__isnull", True), ("sent_at__isnull", True)),
                            models.Q(("document_id__isnull", False), ("sent_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="issues_envreport_sent_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HookSent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "hook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sent", to="issues.hook"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.message"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("hook", "entry"), name="issues_hooksent_once")],
            },
        ),
        migrations.CreateModel(
            name="Layout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("file_id", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="issues_layout_scope"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("division", "name"),
                        name="issues_layout_name_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="issues_layout_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=8)),
                ("file_id", models.BigIntegerField()),
                ("mapping", models.JSONField(default=dict)),
                ("summary", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[("previewed", "已预览"), ("applied", "已导入"), ("discarded", "已放弃")],
                        default="previewed",
                        max_length=10,
                    ),
                ),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="issues_ticketsheet_scope"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at__isnull", False), ("state", "applied")),
                            models.Q(models.Q(("state", "applied"), _negated=True), ("applied_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="issues_ticketsheet_applied_has_time",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER issues_hooksent_insert_only BEFORE UPDATE OR DELETE ON issues_hooksent FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER issues_hooksent_insert_only ON issues_hooksent",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER issues_hooksent_no_truncate BEFORE TRUNCATE ON issues_hooksent FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER issues_hooksent_no_truncate ON issues_hooksent",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON issues_hooksent FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON issues_hooksent TO gongzhi_app",
        ),
        migrations.RunSQL(
            "REVOKE DELETE ON issues_ticketsheet, issues_layout, issues_envreport FROM gongzhi_app",
            "GRANT DELETE ON issues_ticketsheet, issues_layout, issues_envreport TO gongzhi_app",
        ),
    ]
