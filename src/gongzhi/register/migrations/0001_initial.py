import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Elector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=12)),
                ("ended_on", models.DateField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="electors", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_elector_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("estate", "key"),
                        name="register_elector_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                (
                    "way",
                    models.CharField(
                        choices=[("phone", "清册电话的一次性验证码"), ("letter", "密封通知单上的验证码")], max_length=8
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "elector",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="register.elector",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person_id"], name="register_claim_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_claim_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=("estate", "elector"),
                        name="register_claim_one_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Owner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("natural", "自然人"), ("company", "单位"), ("developer", "建设单位")], max_length=10
                    ),
                ),
                ("name", models.BinaryField()),
                ("document", models.BinaryField(null=True)),
                ("document_index", models.BinaryField(max_length=32, null=True)),
                ("phone", models.BinaryField(null=True)),
                ("phone_index", models.BinaryField(max_length=32, null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="owners", to="places.estate"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["estate", "phone_index"], name="register_owner_phone")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_owner_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("document_index__isnull", False)),
                        fields=("estate", "document_index"),
                        name="register_owner_document_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待确认"), ("confirmed", "确认为同一人"), ("refused", "不是同一人")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=32)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="places.estate"
                    ),
                ),
                (
                    "left",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.owner",
                    ),
                ),
                (
                    "right",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.owner",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_merge_tenant"),
                    models.UniqueConstraint(fields=("estate", "left", "right"), name="register_merge_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="register_merge_decided_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ElectorOwner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "elector",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="register.elector",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "owner",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.owner",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_electorowner_tenant"),
                    models.UniqueConstraint(fields=("estate", "elector", "owner"), name="register_electorowner_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待第二人核准"),
                            ("checking", "公示核对中"),
                            ("frozen", "已冻结"),
                            ("discarded", "已作废"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "parking",
                    models.CharField(
                        choices=[
                            ("never", "车位不计"),
                            ("parking_matters_only", "只在车位事项计入"),
                            ("always", "车位计入"),
                        ],
                        default="never",
                        max_length=24,
                    ),
                ),
                ("opened_by", models.CharField(max_length=32)),
                ("approved_by", models.CharField(blank=True, max_length=32)),
                ("check_from", models.DateField(null=True)),
                ("check_until", models.DateField(null=True)),
                ("frozen_at", models.DateTimeField(null=True)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("units", models.PositiveIntegerField(null=True)),
                ("heads", models.PositiveIntegerField(null=True)),
                ("heads_min", models.PositiveIntegerField(null=True)),
                ("area", models.PositiveBigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rolls", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_roll_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "checking"])),
                        fields=("estate",),
                        name="register_roll_one_in_preparation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "frozen"), _negated=True),
                            models.Q(
                                ("area__isnull", False),
                                ("frozen_at__isnull", False),
                                ("heads__isnull", False),
                                ("units__isnull", False),
                                ("heads_min__isnull", False),
                                models.Q(("hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="register_roll_frozen_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", ""),
                            models.Q(("approved_by", models.F("opened_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="register_roll_approved_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField()),
                ("doors", models.TextField()),
                ("masked", models.CharField(max_length=60)),
                ("units", models.PositiveIntegerField()),
                ("area", models.PositiveBigIntegerField()),
                ("parking_area", models.PositiveBigIntegerField(default=0)),
                ("merge_group", models.PositiveIntegerField(null=True)),
                (
                    "elector",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.elector",
                    ),
                ),
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
                        related_name="entries",
                        to="register.roll",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_rollentry_tenant"),
                    models.UniqueConstraint(fields=("estate", "roll", "elector"), name="register_rollentry_once"),
                    models.UniqueConstraint(fields=("estate", "roll", "line"), name="register_rollentry_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("parking_area__lte", models.F("area"))),
                        name="register_rollentry_parking_is_part",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_id", models.BigIntegerField()),
                ("mapping", models.JSONField()),
                ("summary", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[("previewed", "已预览"), ("applied", "已入册"), ("discarded", "已放弃")],
                        default="previewed",
                        max_length=10,
                    ),
                ),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="imports", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_rosterimport_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at__isnull", False), ("state", "applied")),
                            models.Q(models.Q(("state", "applied"), _negated=True), ("applied_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="register_rosterimport_applied_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stair", models.CharField(blank=True, max_length=20)),
                ("floor", models.CharField(blank=True, max_length=10)),
                ("room", models.CharField(max_length=30)),
                ("door", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=12)),
                ("area", models.PositiveIntegerField()),
                (
                    "area_source",
                    models.CharField(
                        choices=[
                            ("register", "登记簿"),
                            ("survey", "实测"),
                            ("contract", "合同"),
                            ("firm", "物业清册，未核对"),
                        ],
                        default="firm",
                        max_length=10,
                    ),
                ),
                ("status", models.CharField(blank=True, max_length=12)),
                ("delivered_on", models.DateField(null=True)),
                ("removed_on", models.DateField(null=True)),
                (
                    "building",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="places.building",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_unit_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("removed_on__isnull", True)),
                        fields=("estate", "building", "stair", "room"),
                        name="register_unit_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("area__gt", 0)), name="register_unit_has_area"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "owner",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="register.owner",
                    ),
                ),
                (
                    "unit",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="register.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_holding_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("estate", "unit", "owner"),
                        name="register_holding_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="register_holding_ends_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ElectorUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "elector",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="register.elector",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
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
                    models.UniqueConstraint(fields=("estate", "id"), name="register_electorunit_tenant"),
                    models.UniqueConstraint(fields=("estate", "unit"), name="register_electorunit_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("name", "姓名"),
                            ("area", "面积"),
                            ("owners", "业主"),
                            ("phone", "电话"),
                            ("other", "其他"),
                        ],
                        max_length=8,
                    ),
                ),
                ("asked", models.BinaryField()),
                ("change", models.BinaryField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待处理"),
                            ("proposed", "待第二人核准"),
                            ("accepted", "已采纳"),
                            ("refused", "未采纳"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("asked_by", models.CharField(max_length=32)),
                ("proposed_by", models.CharField(blank=True, max_length=32)),
                ("decided_by", models.CharField(blank=True, max_length=32)),
                ("at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="places.estate"
                    ),
                ),
                (
                    "owner",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.owner",
                    ),
                ),
                (
                    "unit",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="register.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="register_correction_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(
                                models.Q(("proposed_by", ""), _negated=True),
                                models.Q(("decided_by", ""), _negated=True),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="register_correction_takes_two",
                    ),
                ],
            },
        ),
    ]
    operations = together(operations)
