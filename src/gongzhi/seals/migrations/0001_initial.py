"""Seals of the bodies of an estate: who keeps them, what each use rests on, the log."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0006_ends_are_final"),
        ("places", "0005_first_spells"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("engraved", models.CharField(max_length=80)),
                ("police_number", models.CharField(blank=True, max_length=60)),
                ("made_on", models.DateField()),
                ("image_id", models.BigIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("kept", "在管"),
                            ("lost", "遗失"),
                            ("damaged", "损坏"),
                            ("held", "被扣"),
                            ("void", "作废"),
                        ],
                        default="kept",
                        max_length=8,
                    ),
                ),
                ("basis_words", models.CharField(max_length=200)),
                ("entry", models.BigIntegerField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seals",
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
                    "replaces",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="seals.seal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="seals_seal_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="seals_seal_serial_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "void"), _negated=True),
                        fields=("estate", "body", "kind"),
                        name="seals_seal_one_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Keeping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("post", models.CharField(max_length=80)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("file_id", models.BigIntegerField(null=True)),
                ("received_at", models.DateTimeField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("received_entry", models.BigIntegerField(null=True)),
                ("ended_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "seal",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keepings",
                        to="seals.seal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="seals_keeping_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("estate", "seal"),
                        name="seals_keeping_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lost", "遗失"),
                            ("damaged", "损坏"),
                            ("held", "被扣"),
                            ("announced", "公告"),
                            ("reported", "报备"),
                            ("returned", "归还"),
                            ("recut", "重刻"),
                            ("void", "作废"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.CharField(max_length=300)),
                ("office", models.CharField(blank=True, max_length=80)),
                ("document_number", models.CharField(blank=True, max_length=80)),
                ("file_id", models.BigIntegerField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "seal",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="seals.seal",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="seals_sealevent_tenant")],
            },
        ),
        migrations.CreateModel(
            name="SealRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("use", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=120)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("party_shown", models.CharField(blank=True, max_length=80)),
                ("copies", models.PositiveSmallIntegerField()),
                ("amount_fen", models.BigIntegerField(null=True)),
                ("basis_entry", models.BigIntegerField()),
                ("basis_kind", models.CharField(max_length=12)),
                ("file_id", models.BigIntegerField()),
                ("opinion_due_on", models.DateField(null=True)),
                ("opinion", models.CharField(blank=True, max_length=8)),
                ("opinion_words", models.CharField(blank=True, max_length=300)),
                ("opinion_at", models.DateTimeField(null=True)),
                ("opinion_by", models.CharField(blank=True, max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opinion", "征求意见"),
                            ("ready", "可以用印"),
                            ("used", "已用印"),
                            ("refused", "不予用印"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_for", models.CharField(blank=True, max_length=200)),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("opinion_entry", models.BigIntegerField(null=True)),
                ("ended_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "seal",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="seals.seal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="seals_sealrequest_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="seals_sealrequest_serial_once"),
                    models.CheckConstraint(condition=models.Q(("copies__gt", 0)), name="seals_sealrequest_copies"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "opinion"), _negated=True),
                            ("opinion_due_on__isnull", False),
                            _connector="OR",
                        ),
                        name="seals_sealrequest_opinion_is_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealSign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "appointment",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.appointment",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "request",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signs",
                        to="seals.sealrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="seals_sealsign_tenant"),
                    models.UniqueConstraint(fields=("estate", "request", "appointment"), name="seals_sealsign_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("use", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=120)),
                ("copies", models.PositiveSmallIntegerField()),
                ("used_on", models.DateField()),
                ("late", models.BooleanField()),
                ("photo_id", models.BigIntegerField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "request",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="seals.sealrequest",
                    ),
                ),
                (
                    "seal",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="seals.seal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="seals_sealuse_tenant"),
                    models.UniqueConstraint(fields=("estate", "seal", "serial"), name="seals_sealuse_serial_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("request__isnull", False)),
                        fields=("estate", "request"),
                        name="seals_sealuse_once_a_request",
                    ),
                    models.CheckConstraint(condition=models.Q(("copies__gt", 0)), name="seals_sealuse_copies"),
                    models.CheckConstraint(
                        condition=models.Q(("request__isnull", False), ("use", "routine"), _connector="OR"),
                        name="seals_sealuse_without_request_is_routine",
                    ),
                ],
            },
        ),
    ]
    operations = together(operations)
