import django.db.models.deletion
import django.db.models.functions.datetime
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
            name="Force",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("department", "职能部门"),
                            ("utility", "公共服务企业"),
                            ("resident_unit", "驻社区单位"),
                            ("mass_organisation", "群团组织"),
                            ("social_organisation", "社会组织"),
                            ("party_member", "下沉党员干部"),
                        ],
                        max_length=20,
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=60)),
                ("word", models.CharField(blank=True, max_length=20)),
                ("contact", models.BinaryField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("entry", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="forces", to="places.division"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("division", "code"),
                        name="issues_force_code_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z0-9][a-z0-9-]{0,19}$")),
                        name="issues_force_code_is_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "department"), _negated=True),
                            models.Q(("word", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="issues_force_department_has_word",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(choices=[("out", "发出"), ("in", "收入")], max_length=3)),
                ("name", models.CharField(max_length=60)),
                ("slug", models.CharField(max_length=32, unique=True)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("secret", models.BinaryField()),
                ("events", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "out"), models.Q(("address", ""), _negated=True)),
                            models.Q(("address", ""), ("way", "in")),
                            _connector="OR",
                        ),
                        name="issues_hook_out_has_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HookSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "hook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seen", to="issues.hook"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("hook", "nonce"), name="issues_hookseen_once")],
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("owner", "业主反馈"),
                            ("phone", "电话"),
                            ("desk", "前台"),
                            ("hotline", "12345"),
                            ("smart", "智慧物业"),
                            ("grid", "微网实格"),
                            ("patrol", "巡查"),
                            ("api", "开放接口"),
                            ("signal", "信号"),
                            ("letter", "函件"),
                        ],
                        max_length=8,
                    ),
                ),
                ("source_ref", models.CharField(blank=True, max_length=60)),
                ("matter", models.CharField(blank=True, max_length=40)),
                (
                    "issue_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("daily", "日常问题"),
                            ("major", "重大问题"),
                            ("beyond", "超出三方职责"),
                            ("legacy", "历史遗留问题"),
                        ],
                        db_column="class",
                        max_length=8,
                    ),
                ),
                ("urgent", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "已收到"),
                            ("accepted", "已受理"),
                            ("working", "办理中"),
                            ("done", "已办结，待报事人确认"),
                            ("closed", "已确认办结"),
                            ("merged", "已并入另一件"),
                            ("answered", "已答复去处"),
                            ("explained", "已反映并解释"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("spot", models.CharField(blank=True, max_length=60)),
                ("place", models.BinaryField(null=True)),
                ("lat", models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ("long", models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ("public_words", models.CharField(blank=True, max_length=300)),
                ("received_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("due_cite", models.CharField(blank=True, max_length=200)),
                ("due_strength", models.CharField(blank=True, max_length=12)),
                ("due_exact", models.BooleanField(default=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                ("closed_at", models.DateTimeField(null=True)),
                ("follow_up_on", models.DateField(null=True)),
                ("reopened", models.PositiveSmallIntegerField(default=0)),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "building",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="places.building",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="issues", to="places.estate"
                    ),
                ),
                (
                    "merged_into",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["estate", "state"], name="issues_issue_state"),
                    models.Index(fields=["estate", "matter", "received_at"], name="issues_issue_matter"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_issue_tenant"),
                    models.UniqueConstraint(fields=("estate", "year", "serial"), name="issues_issue_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("source_ref", ""), _negated=True),
                        fields=("estate", "source", "source_ref"),
                        name="issues_issue_source_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("state", "merged")),
                            models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)),
                            _connector="OR",
                        ),
                        name="issues_issue_merged_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="issues_issue_not_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["accepted", "working", "done", "closed", "explained"]), _negated=True
                            ),
                            ("accepted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="issues_issue_accepted_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["working", "done", "explained"]), _negated=True),
                            models.Q(("issue_class", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="issues_issue_worked_is_classed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["done", "closed"]), _negated=True),
                            models.Q(("done_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="issues_issue_done_has_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", False), _connector="OR"
                        ),
                        name="issues_issue_closed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("long__isnull", True)),
                            models.Q(("lat__gte", -90), ("lat__lte", 90), ("long__gte", -180), ("long__lte", 180)),
                            _connector="OR",
                        ),
                        name="issues_issue_place_in_pairs",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("members", models.CharField(max_length=300)),
                ("findings", models.TextField(blank=True)),
                ("opinion", models.TextField(blank=True)),
                ("reported_to", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("opened", "调查中"), ("concluded", "已形成意见"), ("reported", "已上报")],
                        default="opened",
                        max_length=10,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("concluded_on", models.DateField(null=True)),
                ("reported_on", models.DateField(null=True)),
                ("topic_entry", models.BigIntegerField(null=True)),
                ("file_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_inquiry_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "reported"), _negated=True),
                        fields=("estate", "issue"),
                        name="issues_inquiry_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "opened"),
                            models.Q(
                                ("concluded_on__isnull", False),
                                models.Q(("findings", ""), _negated=True),
                                models.Q(("opinion", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="issues_inquiry_concluded_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "reported"), _negated=True),
                            models.Q(("reported_on__isnull", False), models.Q(("reported_to", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="issues_inquiry_reported_to_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InquiryNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("words", models.BinaryField()),
                ("file_id", models.BigIntegerField(null=True)),
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
                    "inquiry",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="issues.inquiry",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="issues_inquirynote_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Gathering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("talk", "民情恳谈会"),
                            ("hearing", "工作听证会"),
                            ("review", "服务评议会"),
                            ("visit", "上门走访"),
                        ],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("about", models.TextField(blank=True)),
                ("place", models.CharField(max_length=80)),
                ("starts_at", models.DateTimeField()),
                ("seats", models.PositiveSmallIntegerField(null=True)),
                ("sign_up_until", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "报名中"),
                            ("held", "已举行"),
                            ("published", "结果已公开"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("came", models.PositiveSmallIntegerField(null=True)),
                ("record", models.TextField(blank=True)),
                ("outcome", models.TextField(blank=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("cancelled_for", models.CharField(blank=True, max_length=200)),
                ("file_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("published_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gatherings", to="places.estate"
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_gathering_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="issues_gathering_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["held", "published"]), _negated=True),
                            models.Q(("held_at__isnull", False), models.Q(("record", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="issues_gathering_held_has_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            models.Q(("published_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="issues_gathering_published_has_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("told_street_on", models.DateField(null=True)),
                ("file_id", models.BigIntegerField(null=True)),
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
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_explanation_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="issues_explanation_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClassChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "was",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("daily", "日常问题"),
                            ("major", "重大问题"),
                            ("beyond", "超出三方职责"),
                            ("legacy", "历史遗留问题"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "became",
                    models.CharField(
                        choices=[
                            ("daily", "日常问题"),
                            ("major", "重大问题"),
                            ("beyond", "超出三方职责"),
                            ("legacy", "历史遗留问题"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
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
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="class_changes",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_classchange_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("became")), _negated=True),
                        name="issues_classchange_changes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="issues_classchange_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_id", models.BigIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[("before", "报事时"), ("after", "办理后"), ("paper", "材料")], max_length=8
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("committee", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("residents", "居民委员会"),
                            ("party_org", "党组织"),
                            ("street", "街道"),
                            ("department", "职能部门"),
                            ("utility", "公共服务企业"),
                            ("force", "参与力量"),
                        ],
                        max_length=12,
                    ),
                ),
                ("public", models.BooleanField(default=False)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_issuefile_tenant"),
                    models.UniqueConstraint(fields=("estate", "issue", "file_id"), name="issues_issuefile_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "given_by",
                    models.CharField(
                        choices=[("joint_meeting", "联席会议"), ("convener", "召集人（紧急）")], max_length=16
                    ),
                ),
                ("words", models.TextField()),
                ("on", models.DateField()),
                ("basis_entry", models.BigIntegerField(null=True)),
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
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_recommendation_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_by", "joint_meeting"), _negated=True),
                            ("basis_entry__isnull", False),
                            _connector="OR",
                        ),
                        name="issues_recommendation_meeting_has_entry",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Whistle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("street", "街道吹哨、部门报到"),
                            ("community", "社区吹哨、党员报到"),
                            ("grid", "网格吹哨、部门报到"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why", models.CharField(max_length=300)),
                ("urgent", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(choices=[("open", "已吹哨"), ("closed", "已结束")], default="open", max_length=8),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                ("by", models.CharField(max_length=32)),
                ("by_person_id", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="whistles",
                        to="issues.issue",
                    ),
                ),
                (
                    "recommendation",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="whistles",
                        to="issues.recommendation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_whistle_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="issues_whistle_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="issues_whistle_closed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("number", models.CharField(blank=True, max_length=60)),
                (
                    "addressee_kind",
                    models.CharField(
                        choices=[
                            ("firm", "物业服务企业"),
                            ("department", "职能部门"),
                            ("developer", "建设单位"),
                            ("utility", "公共服务企业"),
                            ("other", "其他单位"),
                        ],
                        max_length=12,
                    ),
                ),
                ("addressee", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=80)),
                ("words", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "起草"),
                            ("sent", "已发出"),
                            ("received", "已签收"),
                            ("answered", "已答复"),
                            ("whistled", "未答，已转吹哨"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="drafted",
                        max_length=10,
                    ),
                ),
                ("public", models.BooleanField(default=False)),
                ("document_id", models.BigIntegerField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("handed", "当面送达"),
                            ("post", "邮寄"),
                            ("email", "电子邮件"),
                            ("platform", "平台送达"),
                        ],
                        max_length=10,
                    ),
                ),
                ("proof", models.CharField(blank=True, max_length=120)),
                ("proof_file_id", models.BigIntegerField(null=True)),
                ("received_on", models.DateField(null=True)),
                ("received_by", models.CharField(blank=True, max_length=60)),
                ("due_on", models.DateField(null=True)),
                ("due_cite", models.CharField(blank=True, max_length=200)),
                ("due_exact", models.BooleanField(default=True)),
                ("reply", models.TextField(blank=True)),
                ("replied_on", models.DateField(null=True)),
                ("reply_file_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="bodies.body",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="places.estate"
                    ),
                ),
                (
                    "force",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="issues.force"
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="issues.issue",
                    ),
                ),
                (
                    "whistle",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="issues.whistle",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_letter_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="issues_letter_serial_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("estate", "number"),
                        name="issues_letter_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["drafted", "withdrawn"]),
                            models.Q(
                                ("due_on__isnull", False),
                                ("sent_at__isnull", False),
                                models.Q(("number", ""), _negated=True),
                                models.Q(("way", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="issues_letter_sent_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(("replied_on__isnull", False), models.Q(("reply", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="issues_letter_answered_has_reply",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "whistled"), _negated=True), ("whistle__isnull", False), _connector="OR"
                        ),
                        name="issues_letter_whistled_names_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "letter",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="issues.letter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_letterfile_tenant"),
                    models.UniqueConstraint(fields=("estate", "letter", "file_id"), name="issues_letterfile_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mediation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                (
                    "mediator_kind",
                    models.CharField(
                        choices=[("people_committee", "人民调解委员会"), ("other", "其他组织或者个人")], max_length=20
                    ),
                ),
                ("mediator_name", models.CharField(max_length=60)),
                ("host_body_id", models.BigIntegerField(null=True)),
                ("about", models.CharField(max_length=120)),
                ("parties", models.BinaryField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "调解中"),
                            ("agreed", "达成协议"),
                            ("confirmed", "已经司法确认"),
                            ("kept", "履行完毕"),
                            ("broken", "未履行"),
                            ("failed", "调解不成"),
                        ],
                        default="opened",
                        max_length=10,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("file_id", models.BigIntegerField(null=True)),
                ("signed_on", models.DateField(null=True)),
                ("confirm_by", models.DateField(null=True)),
                ("confirm_cite", models.CharField(blank=True, max_length=200)),
                ("confirmed_on", models.DateField(null=True)),
                ("confirmed_number", models.CharField(blank=True, max_length=60)),
                ("follow_up_on", models.DateField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediations",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_mediation_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="issues_mediation_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["opened", "failed"]),
                            models.Q(("file_id__isnull", False), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="issues_mediation_agreed_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_on__isnull", True),
                            models.Q(("mediator_kind", "people_committee"), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="issues_mediation_court_confirms_peoples",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediationSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("sitting", "调解会"), ("follow_up", "回访")], max_length=10)),
                ("on", models.DateField()),
                ("words", models.BinaryField()),
                ("kept", models.BooleanField(null=True)),
                ("file_id", models.BigIntegerField(null=True)),
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
                    "mediation",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="issues.mediation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_mediationsession_tenant")
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                    "into",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="issues.issue",
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merge",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_merge_tenant"),
                    models.UniqueConstraint(fields=("estate", "issue"), name="issues_merge_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("committee", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("residents", "居民委员会"),
                            ("party_org", "党组织"),
                            ("street", "街道"),
                            ("department", "职能部门"),
                            ("utility", "公共服务企业"),
                            ("force", "参与力量"),
                        ],
                        max_length=12,
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=60)),
                ("step", models.CharField(blank=True, max_length=24)),
                ("words", models.TextField()),
                ("public", models.BooleanField()),
                ("file_id", models.BigIntegerField(null=True)),
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
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_note_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="issues_note_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("committee", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("residents", "居民委员会"),
                            ("party_org", "党组织"),
                            ("street", "街道"),
                            ("department", "职能部门"),
                            ("utility", "公共服务企业"),
                            ("force", "参与力量"),
                        ],
                        max_length=12,
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=20)),
                ("lead", models.BooleanField(default=False)),
                ("task", models.CharField(max_length=300)),
                ("due_on", models.DateField(null=True)),
                ("due_cite", models.CharField(blank=True, max_length=200)),
                ("due_strength", models.CharField(blank=True, max_length=12)),
                ("due_exact", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待接收"),
                            ("accepted", "办理中"),
                            ("done", "已办完"),
                            ("handed_back", "已退回"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                ("named_by_street", models.BooleanField(default=False)),
                ("item_entry", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "force",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="issues.force"
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_party_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("lead", True)), fields=("estate", "issue"), name="issues_party_one_lead"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "handed_back"), _negated=True),
                        fields=("estate", "issue", "side", "word", "force"),
                        name="issues_party_side_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("side__in", ["department", "utility"]), models.Q(("word", ""), _negated=True)),
                            models.Q(models.Q(("side__in", ["department", "utility"]), _negated=True), ("word", "")),
                            _connector="OR",
                        ),
                        name="issues_party_word_of_offices",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("force__isnull", False), ("side", "force")),
                            ("side__in", ["department", "utility"]),
                            models.Q(
                                models.Q(("side__in", ["force", "department", "utility"]), _negated=True),
                                ("force__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="issues_party_force_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "handed_back"), _negated=True), ("lead", False), _connector="OR"
                        ),
                        name="issues_party_handed_back_leads_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="issues_party_done_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300)),
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
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_backs",
                        to="issues.issue",
                    ),
                ),
                (
                    "party",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_backs",
                        to="issues.party",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_handback_tenant"),
                    models.UniqueConstraint(fields=("estate", "party"), name="issues_handback_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="issues_handback_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField(null=True)),
                ("name", models.BinaryField(null=True)),
                ("phone", models.BinaryField(null=True)),
                ("phone_index", models.BinaryField(max_length=32, null=True)),
                ("words", models.BinaryField()),
                ("hide_from_parties", models.BooleanField(default=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "网页"),
                            ("phone", "电话"),
                            ("desk", "前台"),
                            ("sheet", "表格"),
                            ("api", "接口"),
                        ],
                        max_length=8,
                    ),
                ),
                ("token_index", models.BinaryField(max_length=32, null=True, unique=True)),
                ("token", models.BinaryField(null=True)),
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
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person_id"], name="issues_report_person"),
                    models.Index(fields=["phone_index"], name="issues_report_phone"),
                ],
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="issues_report_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("solved", "解决了"),
                            ("unsolved", "没有解决"),
                            ("still", "四周后仍好"),
                            ("again", "四周后又出现"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.BinaryField(null=True)),
                ("entry", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="issues.issue",
                    ),
                ),
                (
                    "report",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="issues.report",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="issues_confirmation_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=24)),
                ("key", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(choices=[("confirmed", "确认立案"), ("dismissed", "不立案")], max_length=10),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signals",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_signal_tenant"),
                    models.UniqueConstraint(fields=("estate", "key"), name="issues_signal_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("issue__isnull", False), ("state", "confirmed")),
                            models.Q(
                                ("issue__isnull", True), ("state", "dismissed"), models.Q(("reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="issues_signal_is_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("name", models.BinaryField(null=True)),
                ("heads", models.PositiveSmallIntegerField(default=1)),
                ("wishes", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "gathering",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to="issues.gathering",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_signup_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at__isnull", True)),
                        fields=("estate", "gathering", "person_id"),
                        name="issues_signup_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("heads__gte", 1)), name="issues_signup_somebody"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item_entry", models.BigIntegerField(null=True)),
                ("serial", models.PositiveIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("committee", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("residents", "居民委员会"),
                            ("party_org", "党组织"),
                            ("street", "街道"),
                            ("department", "职能部门"),
                            ("utility", "公共服务企业"),
                            ("force", "参与力量"),
                        ],
                        max_length=12,
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=20)),
                ("words", models.TextField()),
                ("due_on", models.DateField()),
                ("due_cite", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("issued", "督办中"), ("replied", "已回复"), ("closed", "已办结")],
                        default="issued",
                        max_length=8,
                    ),
                ),
                ("supervisor_id", models.BigIntegerField()),
                ("reply", models.TextField(blank=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("replied_by", models.CharField(blank=True, max_length=32)),
                ("file_id", models.BigIntegerField(null=True)),
                ("verdict", models.CharField(blank=True, max_length=300)),
                ("closed_at", models.DateTimeField(null=True)),
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
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervisions",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_supervision_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="issues_supervision_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("issue__isnull", False), ("item_entry__isnull", False), _connector="OR"),
                        name="issues_supervision_is_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "issued"),
                            models.Q(("replied_at__isnull", False), models.Q(("reply", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="issues_supervision_reply_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("cause", models.CharField(max_length=300)),
                ("forces", models.CharField(max_length=200)),
                ("handling", models.TextField()),
                ("outcome", models.TextField(blank=True)),
                ("public_at", models.DateTimeField(null=True)),
                ("file_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("public_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "issue",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="issues.issue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_visit_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="issues_visit_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("public_at__isnull", True), models.Q(("outcome", ""), _negated=True), _connector="OR"
                        ),
                        name="issues_visit_public_has_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("called", "已召唤"),
                            ("confirmed", "已确认"),
                            ("arrived", "已到场"),
                            ("reported", "已反馈"),
                            ("rated", "已评价"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="called",
                        max_length=10,
                    ),
                ),
                ("called_at", models.DateTimeField()),
                ("confirm_by", models.DateTimeField(null=True)),
                ("arrive_by", models.DateTimeField(null=True)),
                ("report_by", models.DateField(null=True)),
                ("due_cite", models.CharField(blank=True, max_length=200)),
                ("due_strength", models.CharField(blank=True, max_length=12)),
                ("due_exact", models.BooleanField(default=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
                ("rated_at", models.DateTimeField(null=True)),
                ("escalated", models.PositiveSmallIntegerField(default=0)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("words", models.TextField(blank=True)),
                ("file_id", models.BigIntegerField(null=True)),
                ("rating", models.PositiveSmallIntegerField(null=True)),
                ("rating_words", models.CharField(blank=True, max_length=300)),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="issues.force"
                    ),
                ),
                (
                    "whistle",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="issues.whistle",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["force", "state"], name="issues_call_force")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="issues_call_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("estate", "whistle", "force"),
                        name="issues_call_force_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["called", "withdrawn"]), ("confirmed_at__isnull", False), _connector="OR"
                        ),
                        name="issues_call_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["called", "confirmed", "withdrawn"]),
                            ("arrived_at__isnull", False),
                            _connector="OR",
                        ),
                        name="issues_call_arrived_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["reported", "rated"]), _negated=True),
                            models.Q(("reported_at__isnull", False), models.Q(("words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="issues_call_reported_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rated_at__isnull", False), ("rating__gte", 1), ("rating__lte", 5), ("state", "rated")
                            ),
                            models.Q(models.Q(("state", "rated"), _negated=True), ("rating__isnull", True)),
                            _connector="OR",
                        ),
                        name="issues_call_rated_one_to_five",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("client", models.CharField(max_length=60)),
                ("kinds", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("entry", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("client", ""), _negated=True), name="issues_apikey_names_its_client"
                    )
                ],
            },
        ),
    ]
    operations = together(operations)
