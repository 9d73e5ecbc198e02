import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_guards"),
        ("places", "0002_grids"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdoptedRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("procedure", "业主大会议事规则"), ("convention", "管理规约")], max_length=12
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("text", models.TextField()),
                ("adopted_on", models.DateField()),
                ("effective_on", models.DateField()),
                ("old_decision", models.CharField(blank=True, max_length=120)),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("office", models.CharField(max_length=16)),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry_id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "file",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="norms_adoptedrules_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis_entry__isnull", False), ("old_decision", "")),
                            models.Q(("basis_entry__isnull", True), models.Q(("old_decision", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="norms_adoptedrules_has_one_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effective_on__gte", models.F("adopted_on"))),
                        name="norms_adoptedrules_in_effect_after_adoption",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdoptedValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("parameter", models.CharField(max_length=80)),
                ("value", models.JSONField()),
                ("article", models.CharField(max_length=20)),
                ("sentence", models.TextField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "rules",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="norms.adoptedrules",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="norms_adoptedvalue_tenant"),
                    models.UniqueConstraint(fields=("estate", "rules", "parameter"), name="norms_adoptedvalue_once"),
                    models.CheckConstraint(
                        condition=models.Q(("sentence", ""), _negated=True), name="norms_adoptedvalue_has_its_sentence"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("parameter", models.CharField(max_length=80)),
                ("place", models.CharField(max_length=6)),
                ("value", models.JSONField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("statute", "statute"),
                            ("second_hand", "second_hand"),
                            ("policy", "policy"),
                            ("recalled", "recalled"),
                            ("proposed", "proposed"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "weight",
                    models.CharField(
                        choices=[("threshold", "门槛或者期限，两人"), ("courtesy", "便民数值，一人")], max_length=10
                    ),
                ),
                ("instrument", models.CharField(max_length=80)),
                ("article", models.CharField(blank=True, max_length=20)),
                ("paragraph", models.CharField(blank=True, max_length=8)),
                ("item", models.CharField(blank=True, max_length=8)),
                ("quote", models.TextField()),
                ("source_url", models.CharField(blank=True, max_length=300)),
                ("full_text", models.TextField(blank=True)),
                ("full_text_read", models.BooleanField()),
                ("note", models.TextField(blank=True)),
                ("office", models.CharField(max_length=12)),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry_id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("strength", "statute"), _negated=True),
                            models.Q(("full_text_read", True), models.Q(("full_text", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="norms_rulechange_statute_was_read",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gt", models.F("from_on")), _connector="OR"
                        ),
                        name="norms_rulechange_ends_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RulesConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("confirmed", "确认"), ("declined", "不同意")], max_length=10)),
                ("reason", models.TextField(blank=True)),
                ("office", models.CharField(max_length=16)),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry_id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "document",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "rules",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="norms.adoptedrules",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="norms_rulesconfirmation_tenant"),
                    models.UniqueConstraint(fields=("estate", "rules"), name="norms_rulesconfirmation_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document__isnull", False), ("kind", "confirmed")),
                            models.Q(("kind", "declined"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="norms_rulesconfirmation_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("confirmed", "确认"), ("declined", "不同意"), ("withdrawn", "撤回")], max_length=10
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("office", models.CharField(max_length=12)),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry_id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="norms.rulechange"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["confirmed", "declined"])),
                        fields=("change",),
                        name="norms_ruleverdict_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "withdrawn")),
                        fields=("change",),
                        name="norms_ruleverdict_withdrawn_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "confirmed"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="norms_ruleverdict_says_why",
                    ),
                ],
            },
        ),
    ]
    operations = together(operations)
