import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        ("register", "0003_correction_claim"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assembly",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=80)),
                ("purpose", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("reported", "报告与邀请介入"),
                            ("noticed", "已公告"),
                            ("counting", "开箱计票"),
                            ("preliminary", "结果公示"),
                            ("final", "最终结果"),
                            ("withdrawn", "撤回"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("convener", models.CharField(max_length=16)),
                ("drafted_by", models.CharField(max_length=32)),
                ("drafted_at", models.DateTimeField()),
                ("channel", models.CharField(blank=True, max_length=24)),
                ("change_rule", models.CharField(blank=True, max_length=24)),
                ("conflict_rule", models.CharField(blank=True, max_length=24)),
                ("disclosure", models.CharField(blank=True, max_length=24)),
                ("objection_days", models.PositiveSmallIntegerField(null=True)),
                ("opens_at", models.DateTimeField(null=True)),
                ("closes_at", models.DateTimeField(null=True)),
                ("noticed_at", models.DateTimeField(null=True)),
                ("notice_hash", models.CharField(blank=True, max_length=64)),
                ("notice_id", models.BigIntegerField(null=True)),
                ("warnings", models.JSONField(default=list)),
                ("withdrawn_for", models.TextField(blank=True)),
                ("pinned", models.JSONField(default=dict)),
                ("counting_by", models.CharField(blank=True, max_length=32)),
                ("counted_by", models.CharField(blank=True, max_length=32)),
                ("counted_at", models.DateTimeField(null=True)),
                ("counted_entry_id", models.BigIntegerField(null=True)),
                ("objections_until", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assemblies", to="places.estate"
                    ),
                ),
                (
                    "roll",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assemblies",
                        to="register.roll",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_assembly_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="voting_assembly_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "reported", "withdrawn"]),
                            models.Q(
                                ("closes_at__isnull", False),
                                ("noticed_at__isnull", False),
                                ("opens_at__isnull", False),
                                ("roll__isnull", False),
                                ("objection_days__isnull", False),
                                models.Q(("notice_hash", ""), _negated=True),
                                models.Q(("channel", ""), _negated=True),
                                models.Q(("change_rule", ""), _negated=True),
                                models.Q(("conflict_rule", ""), _negated=True),
                                models.Q(("disclosure", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="voting_assembly_noticed_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at__isnull", True),
                            ("closes_at__isnull", True),
                            ("closes_at__gt", models.F("opens_at")),
                            _connector="OR",
                        ),
                        name="voting_assembly_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["preliminary", "final"]), _negated=True),
                            models.Q(
                                ("counted_at__isnull", False),
                                ("objections_until__isnull", False),
                                models.Q(("counting_by", ""), _negated=True),
                                models.Q(("counted_by", ""), _negated=True),
                                models.Q(("counted_by", models.F("counting_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="voting_assembly_counted_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", False), ("state", "final")),
                            models.Q(models.Q(("state", "final"), _negated=True), ("decided_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="voting_assembly_final_iff_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveSmallIntegerField()),
                ("sealed", models.BinaryField()),
                ("commitment", models.CharField(max_length=64)),
                ("text_hash", models.CharField(max_length=64)),
                ("code_id", models.BigIntegerField()),
                ("device", models.BinaryField(max_length=32)),
                ("person_id", models.BigIntegerField()),
                ("idempotency_key", models.CharField(max_length=64)),
                ("journal_entry_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "assembly",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="voting.assembly",
                    ),
                ),
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
                    "entry",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.rollentry",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "supersedes",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="voting.ballot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_ballot_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes__isnull", True)),
                        fields=("estate", "assembly", "elector"),
                        name="voting_ballot_one_first",
                    ),
                    models.UniqueConstraint(fields=("estate", "supersedes"), name="voting_ballot_superseded_once"),
                    models.UniqueConstraint(
                        fields=("estate", "assembly", "commitment"), name="voting_ballot_not_copied"
                    ),
                    models.UniqueConstraint(
                        fields=("estate", "assembly", "elector", "idempotency_key"), name="voting_ballot_key_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sequence", 0), ("supersedes__isnull", True)),
                            models.Q(("sequence__gt", 0), ("supersedes__isnull", False)),
                            _connector="OR",
                        ),
                        name="voting_ballot_sequence_fits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("sms", "短信"),
                            ("view", "打开查看"),
                            ("handed", "当面送交"),
                            ("posted", "邮寄"),
                            ("announced", "小区公告"),
                        ],
                        max_length=10,
                    ),
                ),
                ("token_index", models.BinaryField(max_length=32, null=True, unique=True)),
                ("message_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=32)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "assembly",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="voting.assembly",
                    ),
                ),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_delivery_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "assembly", "elector", "way"), name="voting_delivery_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Motion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("rules_of_procedure", "制定、修改业主大会议事规则"),
                            ("management_convention", "制定、修改管理规约"),
                            ("committee_election", "选举业主委员会"),
                            ("property_firm", "选聘、解聘物业服务企业"),
                            ("repair_fund_use", "使用维修资金"),
                            ("repair_fund_raise", "筹集维修资金"),
                            ("rebuild", "改建、重建建筑物及其附属设施"),
                            ("common_part_use", "改变共有部分用途或者利用共有部分经营"),
                            ("other_major", "其他重大事项"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("approve", "同意或者不同意"), ("choice", "从选项中选一项")], max_length=8
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("text", models.TextField()),
                ("large", models.BooleanField(default=False)),
                (
                    "assembly",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="motions",
                        to="voting.assembly",
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
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_motion_tenant"),
                    models.UniqueConstraint(fields=("estate", "assembly", "number"), name="voting_motion_number_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("text", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=32)),
                (
                    "assembly",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="voting.assembly",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_objection_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "assembly", "number"), name="voting_objection_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="voting_objection_answered_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenedBallot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("choices", models.JSONField()),
                ("salt", models.BinaryField(max_length=32)),
                (
                    "standing",
                    models.CharField(
                        choices=[("counted", "计入"), ("superseded", "被后票取代"), ("void", "无效")], max_length=10
                    ),
                ),
                (
                    "assembly",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="voting.assembly",
                    ),
                ),
                (
                    "ballot",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="voting.ballot",
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
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="voting_openedballot_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter", models.CharField(max_length=1)),
                ("title", models.CharField(max_length=80)),
                ("terms", models.TextField(blank=True)),
                ("lot", models.PositiveSmallIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "motion",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="voting.motion",
                    ),
                ),
            ],
            options={
                "ordering": ["lot", "letter"],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_option_tenant"),
                    models.UniqueConstraint(fields=("estate", "motion", "letter"), name="voting_option_letter_once"),
                    models.CheckConstraint(
                        condition=models.Q(("letter__regex", "^[A-M]$")), name="voting_option_letter_is_a_to_m"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passed", models.BooleanField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "motion",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="voting.motion",
                    ),
                ),
                (
                    "of",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="voting.motion",
                    ),
                ),
                (
                    "option",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="voting.option",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_condition_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("motion", models.F("of")), _negated=True),
                        name="voting_condition_of_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("residents_committee", "居民委员会"),
                            ("party", "社区党组织"),
                            ("street", "街道办事处"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("tell", "告知"), ("report", "报告"), ("invite", "邀请提前介入")], max_length=8
                    ),
                ),
                ("clause", models.CharField(max_length=8)),
                ("blocks", models.BooleanField()),
                ("cite", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("days", models.PositiveSmallIntegerField()),
                ("opinion", models.TextField(blank=True)),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[("support", "支持"), ("advice", "有建议"), ("against", "反对")],
                        max_length=8,
                    ),
                ),
                ("opinion_at", models.DateTimeField(null=True)),
                (
                    "assembly",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="voting.assembly",
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
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_report_tenant"),
                    models.UniqueConstraint(fields=("estate", "assembly", "to", "what"), name="voting_report_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opinion", ""), ("opinion_at__isnull", True), ("stance", "")),
                            models.Q(
                                models.Q(("opinion", ""), _negated=True),
                                models.Q(("stance", ""), _negated=True),
                                ("opinion_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="voting_report_opinion_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("effective", "生效"),
                            ("not_in_effect", "通过，条件未成就"),
                            ("not_passed", "未通过"),
                            ("undecided", "不能判断"),
                            ("correcting", "责令改正"),
                            ("suspended", "暂停执行"),
                            ("annulled_court", "被法院撤销"),
                            ("annulled_office", "被行政撤销"),
                            ("superseded", "已被取代"),
                        ],
                        max_length=16,
                    ),
                ),
                ("passed", models.BooleanField(null=True)),
                ("in_effect", models.BooleanField()),
                ("decided_on", models.DateField()),
                ("entry_id", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resolutions", to="places.estate"
                    ),
                ),
                (
                    "motion",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="voting.motion",
                    ),
                ),
                (
                    "option",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="voting.option",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_resolution_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "motion", "option"), name="voting_resolution_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("in_effect", False), ("passed", True), _connector="OR"),
                        name="voting_resolution_counts_only_if_passed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correct", "责令限期改正"),
                            ("suspend", "暂停执行（保全）"),
                            ("annul_court", "法院判决撤销"),
                            ("annul_office", "行政撤销"),
                            ("supersede", "被后决议取代"),
                            ("lift", "解除"),
                        ],
                        max_length=16,
                    ),
                ),
                ("issuer", models.CharField(max_length=80)),
                ("document_number", models.CharField(max_length=80)),
                ("file_id", models.BigIntegerField()),
                ("text", models.TextField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry_id", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "by_resolution",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="voting.resolution",
                    ),
                ),
                (
                    "resolution",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="voting.resolution",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="voting_order_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passed", models.BooleanField(null=True)),
                ("sums", models.JSONField()),
                ("finding", models.JSONField()),
                ("entry_id", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "motion",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="voting.motion",
                    ),
                ),
                (
                    "option",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="voting.option",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_result_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "motion", "option"), name="voting_result_once", nulls_distinct=False
                    ),
                ],
            },
        ),
    ]
    operations = together(operations)
