import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0002_grids"),
        ("register", "0004_roll_left_out"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_community", "社区党组织"),
                            ("party_estate", "小区党组织"),
                            ("residents_committee", "居民委员会"),
                            ("env_committee", "环境和物业管理委员会"),
                            ("assembly", "业主大会"),
                            ("committee", "业主委员会"),
                            ("interim", "物业管理委员会"),
                            ("self_managed", "物业自管组织"),
                            ("preparatory", "首次业主大会筹备组"),
                            ("renewal", "换届小组"),
                            ("owners_supervision", "业主监督委员会"),
                            ("residents_supervision", "居务监督委员会"),
                            ("firm", "物业服务企业"),
                            ("project", "物业服务项目"),
                            ("third_party", "第三方机构"),
                            ("street", "街道办事处（镇政府）"),
                            ("department", "职能部门"),
                            ("utility", "公共服务企业"),
                        ],
                        max_length=24,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("department", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[("forming", "组建中"), ("standing", "已成立"), ("ended", "已终止")],
                        default="forming",
                        max_length=10,
                    ),
                ),
                ("represents", models.BooleanField(default=False)),
                ("basis", models.CharField(max_length=200)),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("formed_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                ("ended_entry", models.BigIntegerField(null=True)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "division",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="places.division",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="places.estate",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="bodies.body"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["division", "kind"], name="bodies_body_division")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_body_tenant"),
                    models.UniqueConstraint(fields=("tenant", "id"), name="bodies_body_scope"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("division__isnull", True), ("estate__isnull", False)),
                            models.Q(("division__isnull", False), ("estate__isnull", True)),
                            _connector="OR",
                        ),
                        name="bodies_body_has_one_scope",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            ("estate__isnull", False),
                            (
                                "kind__in",
                                ["assembly", "committee", "interim", "self_managed", "preparatory", "renewal"],
                            ),
                        ),
                        fields=("estate", "kind"),
                        name="bodies_body_one_of_a_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("represents", True)),
                        fields=("estate",),
                        name="bodies_body_one_filed_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            ("division__isnull", False),
                            ("kind__in", ["residents_committee", "env_committee", "residents_supervision", "street"]),
                        ),
                        fields=("division", "kind"),
                        name="bodies_body_one_a_division",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("represents", False),
                            models.Q(
                                ("estate__isnull", False), ("kind__in", ["committee", "interim"]), ("state", "standing")
                            ),
                            _connector="OR",
                        ),
                        name="bodies_body_represents_while_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "standing"), _negated=True),
                            ("formed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="bodies_body_standing_since_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", False), ("state", "ended")),
                            models.Q(models.Q(("state", "ended"), _negated=True), ("ended_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="bodies_body_ended_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                ("number", models.PositiveSmallIntegerField()),
                ("alternate", models.BooleanField(default=False)),
                ("side", models.CharField(blank=True, max_length=20)),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
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
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_seat_tenant"),
                    models.UniqueConstraint(fields=("tenant", "id"), name="bodies_seat_scope"),
                    models.UniqueConstraint(fields=("tenant", "body", "alternate", "number"), name="bodies_seat_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
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
                ("number", models.PositiveSmallIntegerField()),
                ("set_size", models.PositiveSmallIntegerField()),
                ("alternates", models.PositiveSmallIntegerField(default=0)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
                ("basis", models.CharField(max_length=200)),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("filed_on", models.DateField(null=True)),
                ("filing_number", models.CharField(blank=True, max_length=60)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_entry", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
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
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_term_tenant"),
                    models.UniqueConstraint(fields=("tenant", "id"), name="bodies_term_scope"),
                    models.UniqueConstraint(fields=("tenant", "body", "number"), name="bodies_term_number_once"),
                    models.CheckConstraint(condition=models.Q(("set_size__gt", 0)), name="bodies_term_has_seats"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gt", models.F("from_on")), _connector="OR"
                        ),
                        name="bodies_term_ends_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="bodies_term_ended_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", True),
                            models.Q(("filing_number", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="bodies_term_confirmed_on_a_filing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
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
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "主任"),
                            ("vice", "副主任"),
                            ("member", "委员"),
                            ("alternate", "候补"),
                            ("leader", "组长"),
                            ("plain", "成员"),
                            ("secretary", "书记"),
                            ("vice_secretary", "副书记"),
                            ("manager", "项目负责人"),
                            ("quality", "义务质量总监"),
                            ("clerk", "专职秘书"),
                            ("officer", "经办人"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("elected", "选举"),
                            ("by_street", "镇街组织产生"),
                            ("ex_officio", "因职务"),
                            ("by_residents", "居民代表会议决定"),
                            ("recommended", "推荐"),
                            ("promoted", "候补递补"),
                            ("chosen", "委员推选"),
                            ("hired", "聘任"),
                        ],
                        max_length=16,
                    ),
                ),
                ("basis", models.CharField(max_length=200)),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("seconded_from", models.CharField(blank=True, max_length=80)),
                ("from_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "end_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("resigned", "书面辞职"),
                            ("not_owner", "不再是业主"),
                            ("incapable", "丧失民事行为能力"),
                            ("natural", "其他自然终止情形"),
                            ("recalled", "罢免"),
                            ("term_ended", "任期终止，已移交"),
                            ("body_ended", "组织终止"),
                            ("role_changed", "职务变动"),
                            ("promoted", "候补递补为委员"),
                            ("left_unit", "单位调整"),
                        ],
                        max_length=16,
                    ),
                ),
                ("end_note", models.CharField(blank=True, max_length=200)),
                ("shown_phone", models.CharField(blank=True, max_length=40)),
                ("party_shown", models.BooleanField(default=False)),
                ("entry", models.BigIntegerField()),
                ("ended_entry", models.BigIntegerField(null=True)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "elector",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.elector",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="bodies.body",
                    ),
                ),
                (
                    "seat",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="bodies.seat",
                    ),
                ),
                (
                    "term",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="bodies.term",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person_id"], name="bodies_appointment_person"),
                    models.Index(fields=["entry"], name="bodies_appointment_entry"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_appointment_tenant"),
                    models.UniqueConstraint(fields=("tenant", "id"), name="bodies_appointment_scope"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="bodies_appointment_ended_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_way", ""), ("ended_entry__isnull", True), ("ended_on__isnull", True)),
                            models.Q(
                                ("ended_entry__isnull", False),
                                ("ended_on__isnull", False),
                                models.Q(("end_way", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bodies_appointment_end_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("duty_phone", models.CharField(max_length=40)),
                ("hours", models.CharField(blank=True, max_length=80)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
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
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="bodies_contact_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
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
                ("content", models.BinaryField()),
                ("own", models.BooleanField()),
                ("source", models.CharField(blank=True, max_length=120)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
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
                "indexes": [models.Index(fields=["person_id", "body"], name="bodies_declaration_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_declaration_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("own", True), models.Q(("source", ""), _negated=True), _connector="OR"),
                        name="bodies_declaration_is_own_or_has_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
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
                ("to_person_id", models.BigIntegerField()),
                ("powers", models.JSONField()),
                ("limit_words", models.CharField(blank=True, max_length=200)),
                ("basis", models.CharField(max_length=200)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("revoked_on", models.DateField(null=True)),
                ("revoked_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                ("revoked_entry", models.BigIntegerField(null=True)),
                (
                    "appointment",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="bodies.appointment",
                    ),
                ),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
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
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_delegation_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="bodies_delegation_has_an_end"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.TextField()),
                ("document_number", models.CharField(max_length=60)),
                ("file_id", models.BigIntegerField(null=True)),
                ("marked_on", models.DateField()),
                ("cleared_on", models.DateField(null=True)),
                ("cleared_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                ("cleared_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disputes", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_dispute_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("cleared_on__isnull", True)),
                        fields=("estate",),
                        name="bodies_dispute_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cleared_on__isnull", True), ("cleared_on__gte", models.F("marked_on")), _connector="OR"
                        ),
                        name="bodies_dispute_clears_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisputeStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(max_length=40)),
                ("words", models.TextField()),
                ("file_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "dispute",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="bodies.dispute",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_disputestatement_tenant")
                ],
            },
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("secretary", "专职秘书"), ("service", "小区治理专业服务")], max_length=10
                    ),
                ),
                ("person_id", models.BigIntegerField(null=True)),
                ("provider", models.CharField(blank=True, max_length=80)),
                ("purpose", models.TextField()),
                (
                    "pay_source",
                    models.CharField(
                        choices=[
                            ("common_income", "公共收益"),
                            ("committee_budget", "业委会工作经费"),
                            ("street", "镇街购买"),
                            ("donation", "捐赠、志愿"),
                        ],
                        max_length=20,
                    ),
                ),
                ("pay_fen", models.BigIntegerField()),
                ("basis", models.CharField(max_length=200)),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("powers", models.JSONField(default=list)),
                ("file_id", models.BigIntegerField(null=True)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("ended_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="bodies.body",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="engagements", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_engagement_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="bodies_engagement_has_an_end"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pay_fen__gte", 0)), name="bodies_engagement_pay_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "secretary"), ("person_id__isnull", False)),
                            models.Q(("kind", "service"), models.Q(("provider", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="bodies_engagement_has_its_party",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EngagementNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("delivery", "交付"), ("evaluation", "评价")], max_length=10)),
                ("words", models.TextField()),
                ("file_id", models.BigIntegerField(null=True)),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                (
                    "engagement",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="bodies.engagement",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="bodies_engagementnote_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Formation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_community", "社区党组织"),
                            ("party_estate", "小区党组织"),
                            ("residents_committee", "居民委员会"),
                            ("env_committee", "环境和物业管理委员会"),
                            ("assembly", "业主大会"),
                            ("committee", "业主委员会"),
                            ("interim", "物业管理委员会"),
                            ("self_managed", "物业自管组织"),
                            ("preparatory", "首次业主大会筹备组"),
                            ("renewal", "换届小组"),
                            ("owners_supervision", "业主监督委员会"),
                            ("residents_supervision", "居务监督委员会"),
                            ("firm", "物业服务企业"),
                            ("project", "物业服务项目"),
                            ("third_party", "第三方机构"),
                            ("street", "街道办事处（镇政府）"),
                            ("department", "职能部门"),
                            ("utility", "公共服务企业"),
                        ],
                        max_length=24,
                    ),
                ),
                ("serial", models.PositiveSmallIntegerField()),
                ("trigger", models.CharField(max_length=40)),
                ("trigger_words", models.TextField()),
                ("trigger_cite", models.CharField(max_length=120)),
                ("plan", models.TextField()),
                ("set_size", models.PositiveSmallIntegerField()),
                ("term_months", models.PositiveSmallIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "方案起草"),
                            ("guidance", "报部门指导"),
                            ("announced", "名单公示"),
                            ("formed", "已成立"),
                            ("abandoned", "不再组建"),
                        ],
                        default="drafted",
                        max_length=10,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("announced_on", models.DateField(null=True)),
                ("announced_until", models.DateField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("abandoned_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formations",
                        to="bodies.body",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="formations", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_formation_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="bodies_formation_serial_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["drafted", "guidance", "announced"])),
                        fields=("estate", "kind"),
                        name="bodies_formation_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormationSide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(max_length=20)),
                (
                    "answer",
                    models.CharField(
                        choices=[("asked", "已邀请"), ("joined", "参加"), ("absent", "未答复"), ("refused", "不参加")],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("person_id", models.BigIntegerField(null=True)),
                ("elector_id", models.BigIntegerField(null=True)),
                ("role", models.CharField(blank=True, max_length=16)),
                ("asked_on", models.DateField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "formation",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sides",
                        to="bodies.formation",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="bodies_formationside_tenant")],
            },
        ),
        migrations.CreateModel(
            name="FourOnes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("leadership", "有党组织引领"),
                            ("example", "有党员示范带动"),
                            ("place", "有党群服务阵地保障"),
                            ("funds", "有工作经费支撑"),
                            ("mechanism", "党建引领机制制度化"),
                        ],
                        max_length=12,
                    ),
                ),
                ("met", models.BooleanField()),
                ("evidence", models.TextField()),
                ("file_id", models.BigIntegerField(null=True)),
                ("on", models.DateField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="four_ones", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_fourones_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("met", False), models.Q(("evidence", ""), _negated=True), _connector="OR"),
                        name="bodies_fourones_met_has_evidence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Guidance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("department", models.CharField(max_length=20)),
                ("words", models.TextField()),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "formation",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guidance",
                        to="bodies.formation",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="bodies_guidance_tenant")],
            },
        ),
        migrations.CreateModel(
            name="ListObjection",
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
                ("number", models.PositiveIntegerField()),
                ("formation_id", models.BigIntegerField(null=True)),
                ("slate_id", models.BigIntegerField(null=True)),
                ("about", models.CharField(max_length=12)),
                ("words", models.BinaryField()),
                ("by_person_id", models.BigIntegerField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
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
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_listobjection_tenant"),
                    models.UniqueConstraint(fields=("tenant", "number"), name="bodies_listobjection_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("body__isnull", False), ("formation_id__isnull", True), ("slate_id__isnull", True)
                            ),
                            models.Q(
                                ("body__isnull", True), ("formation_id__isnull", False), ("slate_id__isnull", True)
                            ),
                            models.Q(
                                ("body__isnull", True), ("formation_id__isnull", True), ("slate_id__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="bodies_listobjection_about_one_list",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MicroGridDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "appointment",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="micro_grids",
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
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="places.grid"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_microgridduty_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("estate", "grid", "person_id"),
                        name="bodies_microgridduty_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyCoverage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("independent", "独立建立"),
                            ("joint", "联合建立"),
                            ("functional", "功能型"),
                            ("none", "未覆盖"),
                        ],
                        max_length=12,
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=80)),
                ("committee_members", models.PositiveSmallIntegerField(null=True)),
                ("firm_members", models.PositiveSmallIntegerField(null=True)),
                ("committee_built", models.BooleanField(default=False)),
                ("firm_built", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("on", models.DateField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="party_coverage", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="bodies_partycoverage_tenant")],
            },
        ),
        migrations.CreateModel(
            name="QualityNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("patrol", "巡查"), ("evaluation", "评价")], max_length=10)),
                ("words", models.TextField()),
                ("file_id", models.BigIntegerField(null=True)),
                ("on", models.DateField()),
                ("entry", models.BigIntegerField()),
                (
                    "appointment",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_notes",
                        to="bodies.appointment",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="bodies_qualitynote_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposer", models.CharField(max_length=16)),
                ("proposer_words", models.CharField(max_length=200)),
                ("proposers", models.PositiveIntegerField()),
                ("proposers_of", models.PositiveIntegerField()),
                ("ground", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "已提议，待申辩"),
                            ("answered", "已申辩，待决定"),
                            ("decided", "决定终止职务"),
                            ("refused", "决定不终止"),
                            ("withdrawn", "提议撤回"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("decision_basis", models.CharField(blank=True, max_length=200)),
                ("decision_entry", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "appointment",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recalls",
                        to="bodies.appointment",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_recall_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "answered"])),
                        fields=("estate", "appointment"),
                        name="bodies_recall_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "decided"), _negated=True),
                            models.Q(("decided_on__isnull", False), models.Q(("decision_basis", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="bodies_recall_decided_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("own", models.BooleanField(default=False)),
                ("on", models.DateField()),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                (
                    "appointment",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_notes",
                        to="bodies.appointment",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="bodies_servicenote_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Slate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=80)),
                ("set_size", models.PositiveSmallIntegerField()),
                ("alternates", models.PositiveSmallIntegerField(default=0)),
                ("assembly_id", models.BigIntegerField(null=True)),
                ("opened_on", models.DateField()),
                ("published_on", models.DateField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slates", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_slate_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="bodies_slate_serial_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=("estate",),
                        name="bodies_slate_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                (
                    "recommended_by",
                    models.CharField(
                        choices=[
                            ("self", "业主自荐"),
                            ("owners", "业主联名推荐"),
                            ("party", "党组织推荐"),
                            ("residents", "居委会推荐"),
                        ],
                        max_length=12,
                    ),
                ),
                ("recommender", models.CharField(blank=True, max_length=120)),
                ("categories", models.JSONField(default=list)),
                ("statement", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("recommended", "已推荐，待本人同意"),
                            ("consented", "本人同意，待联审"),
                            ("listed", "合格，列入候选"),
                            ("excluded", "不合格，可申辩"),
                            ("withdrawn", "已退出"),
                        ],
                        default="recommended",
                        max_length=12,
                    ),
                ),
                ("consented_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("entry", models.BigIntegerField()),
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
                    "slate",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
                        to="bodies.slate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_candidate_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("estate", "slate", "person_id"),
                        name="bodies_candidate_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["consented", "listed", "excluded"]), _negated=True),
                            ("consented_at__isnull", False),
                            _connector="OR",
                        ),
                        name="bodies_candidate_listed_agreed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
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
                ("ground", models.CharField(max_length=200)),
                ("cite", models.CharField(max_length=120)),
                ("from_on", models.DateField()),
                ("lifted_on", models.DateField(null=True)),
                ("entry", models.BigIntegerField()),
                ("lifted_entry", models.BigIntegerField(null=True)),
                (
                    "appointment",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="bodies.appointment",
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
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_suspension_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_on__isnull", True)),
                        fields=("tenant", "appointment"),
                        name="bodies_suspension_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_on__isnull", True), ("lifted_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="bodies_suspension_lifted_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitInquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.CharField(max_length=80)),
                ("letter_number", models.CharField(max_length=60)),
                ("received_on", models.DateField()),
                ("file_id", models.BigIntegerField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "appointment",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="bodies.appointment",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_unitinquiry_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "appointment", "letter_number"), name="bodies_unitinquiry_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office", models.CharField(max_length=40)),
                ("fit", models.BooleanField()),
                ("ground", models.CharField(blank=True, max_length=40)),
                ("ground_cite", models.CharField(blank=True, max_length=120)),
                ("evidence", models.TextField(blank=True)),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "candidate",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vettings",
                        to="bodies.candidate",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_vetting_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fit", True),
                            models.Q(
                                models.Q(("ground", ""), _negated=True), models.Q(("ground_cite", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="bodies_vetting_excludes_on_a_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenReason",
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
                ("slate_id", models.BigIntegerField(null=True)),
                ("formation_id", models.BigIntegerField(null=True)),
                ("rule", models.CharField(max_length=60)),
                ("words", models.TextField()),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reasons",
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
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="bodies_writtenreason_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True), models.Q(("rule", ""), _negated=True)
                        ),
                        name="bodies_writtenreason_has_words",
                    ),
                ],
            },
        ),
    ]
    operations = together(operations)
