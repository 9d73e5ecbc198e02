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
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("giver_id", models.BigIntegerField()),
                ("giver_seat", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("seat", models.BigIntegerField()),
                (
                    "standing",
                    models.CharField(
                        choices=[("member", "联席会议成员"), ("party_estate", "小区党组织负责人")], max_length=16
                    ),
                ),
                ("limit", models.CharField(blank=True, max_length=200)),
                ("basis", models.CharField(max_length=200)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("revoked_on", models.DateField(null=True)),
                ("revoked_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                ("revoked_entry", models.BigIntegerField(null=True)),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_mandate_scope"),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="meetings_mandate_ends_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver_id", models.F("person_id")), _negated=True),
                        name="meetings_mandate_to_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joint", "三方联席会议"),
                            ("env", "环境和物业管理委员会会议"),
                            ("env_summary", "环境和物业管理委员会半年总结会"),
                            ("exchange", "业主委员会交流沟通会"),
                            ("forum", "物业联席会"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "form",
                    models.CharField(
                        choices=[("regular", "工作例会"), ("onsite", "现场办公"), ("video", "视频会议")], max_length=8
                    ),
                ),
                ("window", models.CharField(blank=True, max_length=7)),
                ("why", models.TextField(blank=True)),
                ("begins_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=120)),
                ("link", models.CharField(blank=True, max_length=300)),
                ("brief", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "筹备"),
                            ("noticed", "已通知"),
                            ("sitting", "开会中"),
                            ("closed", "已散会，待审签纪要"),
                            ("minuted", "纪要已审签"),
                            ("cancelled", "已取消"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("prepared_by", models.CharField(max_length=32)),
                ("convener_id", models.BigIntegerField(null=True)),
                ("notice_words", models.TextField(blank=True)),
                ("noticed_at", models.DateTimeField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("sign_in", models.CharField(blank=True, max_length=64)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("photo_id", models.BigIntegerField(null=True)),
                ("cancelled_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "mandate",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="meetings.mandate",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["division", "kind", "begins_at"], name="meetings_sitting_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_sitting_scope"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form", "video"), models.Q(("link", ""), _negated=True)),
                            models.Q(
                                models.Q(("form", "video"), _negated=True), models.Q(("place", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="meetings_sitting_has_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "joint"), _negated=True),
                            models.Q(("window", ""), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meetings_sitting_ad_hoc_is_explained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "cancelled"]),
                            models.Q(("convener_id__isnull", False), ("noticed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="meetings_sitting_noticed_by_a_convener",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="meetings_sitting_closes_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("party", "社区党组织"),
                            ("residents", "社区居民委员会"),
                            ("owners", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("environment", "环境和物业管理委员会"),
                            ("street", "街道办事处（镇政府）"),
                            ("other", "其他单位"),
                        ],
                        max_length=12,
                    ),
                ),
                ("business", models.CharField(max_length=16)),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField()),
                ("file_id", models.BigIntegerField(null=True)),
                ("proposer_id", models.BigIntegerField()),
                ("proposed_at", models.DateTimeField()),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("basis_ref", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待党组织研究"),
                            ("accepted", "已确定，待上会"),
                            ("returned", "已退回"),
                            ("withdrawn", "已撤回"),
                            ("taken", "已列入议程"),
                            ("settled", "已议定"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("judged_by", models.BigIntegerField(null=True)),
                ("judged_at", models.DateTimeField(null=True)),
                ("position", models.PositiveSmallIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "sitting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="meetings.sitting",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["division", "state"], name="meetings_topic_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_topic_scope"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meetings_topic_returned_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sitting__isnull", False), ("state", "taken")),
                            models.Q(("sitting__isnull", False), ("state", "settled")),
                            models.Q(
                                ("sitting__isnull", True),
                                ("state__in", ["proposed", "accepted", "returned", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="meetings_topic_taken_by_a_sitting",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("basis_ref", ""), _negated=True), ("state__in", ["proposed", "accepted", "taken"])
                        ),
                        fields=("division", "basis_ref"),
                        name="meetings_topic_one_open_of_a_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreedItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.TextField()),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("party", "社区党组织"),
                            ("residents", "社区居民委员会"),
                            ("owners", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("environment", "环境和物业管理委员会"),
                            ("street", "街道办事处（镇政府）"),
                            ("other", "其他单位"),
                        ],
                        max_length=12,
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "落实中"),
                            ("reported", "已报完成，待核实"),
                            ("rectify", "要求整改"),
                            ("done", "已完成"),
                            ("dropped", "不再落实"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "sitting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed",
                        to="meetings.sitting",
                    ),
                ),
                (
                    "topic",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed",
                        to="meetings.topic",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["division", "state", "due_on"], name="meetings_agreeditem_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_agreeditem_scope"),
                    models.UniqueConstraint(
                        fields=("division", "sitting", "number"), name="meetings_agreeditem_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("side", "other"), _negated=True),
                            models.Q(("unit", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meetings_agreeditem_other_is_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                ("reached_at", models.DateTimeField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("entry", models.BigIntegerField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="bodies.body",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="meetings_demand_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__isnull", True), ("reached_at__isnull", False), _connector="OR"),
                        name="meetings_demand_is_due_once_reached",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Naming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.TextField()),
                ("cite", models.CharField(max_length=120)),
                ("by", models.CharField(max_length=32)),
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
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                    ),
                ),
                (
                    "demand",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="namings",
                        to="meetings.demand",
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
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="meetings_naming_tenant")],
            },
        ),
        migrations.CreateModel(
            name="CommitteeMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("regular", "定期会议"),
                            ("first", "选举后的首次会议"),
                            ("demanded", "委员提议"),
                            ("urgent", "紧急会议"),
                            ("other", "临时会议"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                (
                    "convened_as",
                    models.CharField(
                        choices=[("chair", "主任"), ("vice", "副主任"), ("member", "委员"), ("named", "被指定的委员")],
                        max_length=8,
                    ),
                ),
                ("form", models.CharField(choices=[("onsite", "现场会议"), ("video", "视频会议")], max_length=8)),
                ("begins_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=120)),
                ("link", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("called", "已召集"),
                            ("sitting", "开会中"),
                            ("closed", "已散会，待签纪要"),
                            ("minuted", "会议记录已签"),
                            ("cancelled", "已取消"),
                        ],
                        default="called",
                        max_length=10,
                    ),
                ),
                ("called_at", models.DateTimeField()),
                ("residents_told_at", models.DateTimeField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("set_size", models.PositiveSmallIntegerField(null=True)),
                ("seated", models.PositiveSmallIntegerField(null=True)),
                ("minutes", models.TextField(blank=True)),
                ("minutes_file_id", models.BigIntegerField(null=True)),
                ("minutes_at", models.DateTimeField(null=True)),
                ("cancelled_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="bodies.body",
                    ),
                ),
                (
                    "convener",
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
                    "demand",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="meetings.demand",
                    ),
                ),
                (
                    "naming",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.naming",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="meetings_committeemeeting_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "body", "serial"), name="meetings_committeemeeting_serial_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form", "onsite"), models.Q(("place", ""), _negated=True)),
                            models.Q(("form", "video"), models.Q(("link", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="meetings_committeemeeting_has_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cause", "demanded"), _negated=True), ("demand__isnull", False), _connector="OR"
                        ),
                        name="meetings_committeemeeting_demand_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cause", "urgent"), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="meetings_committeemeeting_urgency_is_explained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("convened_as", "named"), _negated=True),
                            ("naming__isnull", False),
                            _connector="OR",
                        ),
                        name="meetings_committeemeeting_named_by_a_naming",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["closed", "minuted"]), _negated=True),
                            models.Q(
                                ("closed_at__isnull", False), ("seated__isnull", False), ("set_size__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="meetings_committeemeeting_closed_is_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="meetings_committeemeeting_closes_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("decide", "表决事项"),
                            ("chair", "推选主任"),
                            ("vice", "推选副主任"),
                            ("hear", "通报、听取意见"),
                        ],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField(blank=True)),
                ("amount_fen", models.BigIntegerField(null=True)),
                ("file_id", models.BigIntegerField(null=True)),
                ("late", models.BooleanField(default=False)),
                ("entry", models.BigIntegerField()),
                (
                    "candidate",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
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
                    "meeting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="meetings.committeemeeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="meetings_agendaitem_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "meeting", "number"), name="meetings_agendaitem_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__isnull", True), ("amount_fen__gt", 0), _connector="OR"),
                        name="meetings_agendaitem_amount_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("candidate__isnull", False), ("kind__in", ["chair", "vice"])),
                            models.Q(("candidate__isnull", True), ("kind__in", ["decide", "hear"])),
                            _connector="OR",
                        ),
                        name="meetings_agendaitem_office_names_a_member",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passed", models.BooleanField(null=True)),
                ("in_favour", models.PositiveSmallIntegerField()),
                ("against", models.PositiveSmallIntegerField()),
                ("abstained", models.PositiveSmallIntegerField()),
                ("present", models.PositiveSmallIntegerField()),
                ("sentence", models.TextField()),
                ("cite", models.CharField(max_length=120)),
                ("decided_on", models.DateField()),
                ("publish_by", models.DateField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
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
                ("entry", models.BigIntegerField()),
                ("published_entry", models.BigIntegerField(null=True)),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
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
                    "item",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="meetings_decision_tenant"),
                    models.UniqueConstraint(fields=("estate", "item"), name="meetings_decision_once"),
                    models.UniqueConstraint(fields=("estate", "entry"), name="meetings_decision_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("passed", True),
                                models.Q(("state__in", ["not_passed", "undecided", "not_in_effect"]), _negated=True),
                            ),
                            models.Q(("passed", False), ("state", "not_passed")),
                            models.Q(("passed__isnull", True), ("state", "undecided")),
                            _connector="OR",
                        ),
                        name="meetings_decision_takes_effect_if_passed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document_id__isnull", True),
                                ("published_at__isnull", True),
                                ("published_entry__isnull", True),
                            ),
                            models.Q(
                                ("document_id__isnull", False),
                                ("published_at__isnull", False),
                                ("published_entry__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="meetings_decision_published_by_a_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionOrder",
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
                ("entry", models.BigIntegerField()),
                (
                    "by_decision",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.decision",
                    ),
                ),
                (
                    "decision",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="meetings.decision",
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
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="meetings_decisionorder_tenant")],
            },
        ),
        migrations.CreateModel(
            name="DemandSign",
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
                    "demand",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signs",
                        to="meetings.demand",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="meetings_demandsign_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "demand", "appointment"), name="meetings_demandsign_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("progress", "进展"),
                            ("done", "报完成"),
                            ("rectify", "要求整改"),
                            ("confirm", "核实完成"),
                            ("drop", "不再落实"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("file_id", models.BigIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("party", "社区党组织"),
                            ("residents", "社区居民委员会"),
                            ("owners", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("environment", "环境和物业管理委员会"),
                            ("street", "街道办事处（镇政府）"),
                            ("other", "其他单位"),
                        ],
                        max_length=12,
                    ),
                ),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "item",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="meetings.agreeditem",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("division", "id"), name="meetings_itemprogress_scope")],
            },
        ),
        migrations.CreateModel(
            name="MeetingSign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(choices=[("own", "本人"), ("sheet", "签到表、签字页")], max_length=8)),
                ("file_id", models.BigIntegerField(null=True)),
                ("remark", models.TextField(blank=True)),
                ("by", models.CharField(max_length=32)),
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
                    "meeting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signs",
                        to="meetings.committeemeeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="meetings_meetingsign_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "meeting", "appointment"), name="meetings_meetingsign_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way", "own"), ("file_id__isnull", False), _connector="OR"),
                        name="meetings_meetingsign_on_a_sheet",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "choice",
                    models.CharField(choices=[("yes", "同意"), ("no", "反对"), ("abstain", "弃权")], max_length=8),
                ),
                ("way", models.CharField(choices=[("own", "本人"), ("sheet", "签到表、签字页")], max_length=8)),
                ("by", models.CharField(max_length=32)),
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
                    "item",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="meetings_membervote_tenant"),
                    models.UniqueConstraint(fields=("estate", "item", "appointment"), name="meetings_membervote_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(choices=[("own", "本人"), ("sheet", "签到表、签字页")], max_length=8)),
                ("by", models.CharField(max_length=32)),
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
                    "meeting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="meetings.committeemeeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="meetings_presence_tenant"),
                    models.UniqueConstraint(fields=("estate", "meeting", "appointment"), name="meetings_presence_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Served",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "sitting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="served",
                        to="meetings.sitting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_served_scope"),
                    models.UniqueConstraint(fields=("division", "sitting", "about"), name="meetings_served_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sections", models.JSONField()),
                ("drafted_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("signed_by", models.BigIntegerField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                ("signed_entry", models.BigIntegerField(null=True)),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "sitting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="meetings.sitting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_minutes_scope"),
                    models.UniqueConstraint(
                        fields=("division", "sitting", "about"), name="meetings_minutes_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document_id__isnull", True), ("signed_at__isnull", True), ("signed_by__isnull", True)
                            ),
                            models.Q(
                                ("document_id__isnull", False),
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="meetings_minutes_signed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("party", "社区党组织"),
                            ("residents", "社区居民委员会"),
                            ("owners", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("environment", "环境和物业管理委员会"),
                            ("street", "街道办事处（镇政府）"),
                            ("other", "其他单位"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("acknowledged_by", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                ("acknowledged_entry", models.BigIntegerField(null=True)),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "minutes",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="meetings.minutes",
                    ),
                ),
                (
                    "sitting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="meetings.sitting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_delivery_scope"),
                    models.UniqueConstraint(
                        fields=("division", "sitting", "minutes", "side", "about"),
                        name="meetings_delivery_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BriefSign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("party", "社区党组织"),
                            ("residents", "社区居民委员会"),
                            ("owners", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("environment", "环境和物业管理委员会"),
                            ("street", "街道办事处（镇政府）"),
                            ("other", "其他单位"),
                        ],
                        max_length=12,
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "sitting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signs",
                        to="meetings.sitting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_briefsign_scope"),
                    models.UniqueConstraint(
                        fields=("division", "sitting", "side", "about"),
                        name="meetings_briefsign_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("party", "社区党组织"),
                            ("residents", "社区居民委员会"),
                            ("owners", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("environment", "环境和物业管理委员会"),
                            ("street", "街道办事处（镇政府）"),
                            ("other", "其他单位"),
                        ],
                        max_length=12,
                    ),
                ),
                ("observer", models.CharField(blank=True, max_length=24)),
                ("person_id", models.BigIntegerField(null=True)),
                ("seat", models.BigIntegerField(null=True)),
                ("office", models.CharField(max_length=80)),
                ("guest", models.BinaryField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("arrived_way", models.CharField(blank=True, max_length=8)),
                ("entry", models.BigIntegerField()),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "sitting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendees",
                        to="meetings.sitting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_attendee_scope"),
                    models.UniqueConstraint(fields=("division", "sitting", "person_id"), name="meetings_attendee_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guest__isnull", True), ("person_id__isnull", False)),
                            models.Q(("guest__isnull", False), ("person_id__isnull", True)),
                            _connector="OR",
                        ),
                        name="meetings_attendee_is_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("observer", ""), _negated=True), ("seat__isnull", False), _connector="OR"
                        ),
                        name="meetings_attendee_member_by_a_seat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=7)),
                ("sections", models.JSONField()),
                ("drafted_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_by", models.CharField(blank=True, max_length=32)),
                ("document_id", models.BigIntegerField(null=True)),
                ("received_at", models.DateTimeField(null=True)),
                ("received_by", models.BigIntegerField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("entry", models.BigIntegerField()),
                ("sent_entry", models.BigIntegerField(null=True)),
                ("received_entry", models.BigIntegerField(null=True)),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_summary_scope"),
                    models.UniqueConstraint(fields=("division", "period"), name="meetings_summary_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document_id__isnull", True), ("sent_at__isnull", True)),
                            models.Q(("document_id__isnull", False), ("sent_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="meetings_summary_sent_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Discussion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("settled", models.BooleanField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "sitting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discussions",
                        to="meetings.sitting",
                    ),
                ),
                (
                    "topic",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discussions",
                        to="meetings.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_discussion_scope"),
                    models.UniqueConstraint(fields=("division", "sitting", "topic"), name="meetings_discussion_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Urging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("party", "社区党组织"),
                            ("residents", "社区居民委员会"),
                            ("owners", "业主委员会"),
                            ("firm", "物业服务企业"),
                            ("environment", "环境和物业管理委员会"),
                            ("street", "街道办事处（镇政府）"),
                            ("other", "其他单位"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField()),
                ("ground", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("entry", models.BigIntegerField()),
                ("answered_entry", models.BigIntegerField(null=True)),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.division"
                    ),
                ),
                (
                    "item",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgings",
                        to="meetings.agreeditem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("division", "id"), name="meetings_urging_scope"),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["owners", "firm"])), name="meetings_urging_to_owners_or_firm"
                    ),
                ],
            },
        ),
    ]
    operations = together(operations)
