"""The shared money of an estate: ledger, accounts, income, spending, bank, repair fund, publication, oversight."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0006_ends_are_final"),
        ("places", "0005_first_spells"),
        ("register", "0006_roll_of_a_part"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8)),
                ("title", models.CharField(max_length=60)),
                (
                    "root",
                    models.CharField(
                        choices=[
                            ("money", "资金"),
                            ("income", "收入"),
                            ("expense", "支出"),
                            ("owed", "应付"),
                            ("opening", "期初"),
                        ],
                        max_length=8,
                    ),
                ),
                ("fund", models.CharField(blank=True, max_length=20)),
                ("by_unit", models.BooleanField(default=False)),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_account_tenant"),
                    models.UniqueConstraint(fields=("estate", "code"), name="fund_account_code_once"),
                    models.UniqueConstraint(fields=("estate", "root", "title"), name="fund_account_title_once"),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z][0-9]{1,6}$")), name="fund_account_code_is_plain"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("root", "money"), _negated=True),
                            models.Q(("fund", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="fund_account_money_has_a_fund",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MoneyAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "custody",
                    models.CharField(
                        choices=[
                            ("joint", "共管账户"),
                            ("own", "业主组织专户"),
                            ("agency", "主管部门代管"),
                            ("cash", "备用金"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "拟开立"), ("open", "在用"), ("closed", "已销户")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("bank", models.CharField(blank=True, max_length=80)),
                ("holder", models.CharField(max_length=80)),
                ("number", models.BinaryField(null=True)),
                ("number_index", models.BinaryField(max_length=32, null=True)),
                ("tail", models.CharField(blank=True, max_length=4)),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("basis_words", models.CharField(max_length=200)),
                ("file_id", models.BigIntegerField(null=True)),
                ("opened_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                ("opened_entry", models.BigIntegerField(null=True)),
                ("closed_entry", models.BigIntegerField(null=True)),
                (
                    "account",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="money",
                        to="fund.account",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_moneyaccount_tenant"),
                    models.UniqueConstraint(fields=("estate", "account"), name="fund_moneyaccount_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", True), ("number_index__isnull", False)),
                        fields=("number_index",),
                        name="fund_moneyaccount_number_of_one_estate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            models.Q(("opened_entry__isnull", False), ("opened_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="fund_moneyaccount_open_since_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("state", "closed")),
                            models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="fund_moneyaccount_closed_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            ("custody", "cash"),
                            models.Q(models.Q(("bank", ""), _negated=True), models.Q(("tail", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="fund_moneyaccount_bank_is_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpendBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("resolution", "业主大会决议"), ("decision", "业委会决定"), ("emergency", "紧急维修")],
                        max_length=12,
                    ),
                ),
                ("basis_entry", models.BigIntegerField()),
                ("limit_fen", models.BigIntegerField()),
                ("quote", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_spendbasis_tenant"),
                    models.UniqueConstraint(fields=("estate", "basis_entry"), name="fund_spendbasis_once"),
                    models.CheckConstraint(condition=models.Q(("limit_fen__gt", 0)), name="fund_spendbasis_is_money"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RepairProject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=80)),
                ("part", models.CharField(max_length=20)),
                ("why", models.TextField()),
                ("plan", models.TextField()),
                ("scope", models.JSONField()),
                (
                    "custody",
                    models.CharField(choices=[("agency", "代管"), ("transferred", "已划转业主大会")], max_length=12),
                ),
                ("emergency", models.CharField(blank=True, max_length=30)),
                (
                    "warranty",
                    models.CharField(
                        choices=[("out", "已过保修期"), ("in", "在保修期内"), ("unknown", "不清楚")], max_length=8
                    ),
                ),
                ("excluded", models.JSONField(default=list)),
                ("budget_fen", models.BigIntegerField()),
                ("actual_fen", models.BigIntegerField(null=True)),
                ("assembly_id", models.BigIntegerField(null=True)),
                ("contractor", models.CharField(blank=True, max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "制定方案"),
                            ("agreed", "三方商定"),
                            ("decided", "表决通过"),
                            ("applied", "已申请"),
                            ("granted", "已核准"),
                            ("working", "施工"),
                            ("accepted", "已验收"),
                            ("settled", "已决算"),
                            ("published", "决算已公示"),
                            ("dropped", "不再进行"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("dropped_for", models.CharField(blank=True, max_length=200)),
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
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="fund.moneyaccount",
                    ),
                ),
                (
                    "basis",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="fund.spendbasis",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_repairproject_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_repairproject_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(("budget_fen__gt", 0)), name="fund_repairproject_is_money"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["settled", "published"]), _negated=True),
                            ("actual_fen__isnull", False),
                            _connector="OR",
                        ),
                        name="fund_repairproject_settled_for_a_sum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("planned", "预算分摊"), ("final", "决算分摊")], max_length=8)),
                ("total_fen", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "project",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="fund.repairproject",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_allocation_tenant"),
                    models.UniqueConstraint(fields=("estate", "project", "kind"), name="fund_allocation_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllocationShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.PositiveIntegerField()),
                ("amount_fen", models.BigIntegerField()),
                (
                    "allocation",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="fund.allocation",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_allocationshare_tenant"),
                    models.UniqueConstraint(fields=("estate", "allocation", "unit"), name="fund_allocationshare_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gte", 0)), name="fund_allocationshare_takes_nothing"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Asset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advertising", "广告位"),
                            ("parking", "停车位"),
                            ("room", "用房"),
                            ("ground", "场地摊位"),
                            ("locker", "快递柜、售货机、充电桩"),
                            ("base_station", "通信基站"),
                            ("other", "其他"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        choices=[
                            ("common", "业主共有"),
                            ("private", "产权（专有）"),
                            ("civil_defence", "人防"),
                            ("unplanned", "规划外占用共有场地"),
                        ],
                        max_length=14,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("evidence", models.CharField(max_length=200)),
                ("file_id", models.BigIntegerField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                ("ended_entry", models.BigIntegerField(null=True)),
                (
                    "building",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.building",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_asset_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_asset_serial_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[("term", "任期审计"), ("year", "年度审计"), ("special", "专项审计")], max_length=8
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("auditor", models.CharField(max_length=80)),
                ("basis_words", models.CharField(max_length=200)),
                ("person_id", models.BigIntegerField(null=True)),
                ("capacity_id", models.BigIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "审计中"), ("reported", "已出报告"), ("closed", "整改完毕")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("conclusion", models.TextField(blank=True)),
                ("report_file_id", models.BigIntegerField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("reported_entry", models.BigIntegerField(null=True)),
                ("closed_entry", models.BigIntegerField(null=True)),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_audit_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_audit_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="fund_audit_is_a_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(("report_file_id__isnull", False), ("reported_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="fund_audit_reported_on_paper",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.TextField()),
                ("ground", models.CharField(max_length=200)),
                ("remedy", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("amount_fen", models.BigIntegerField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("file_id", models.BigIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("answered_entry", models.BigIntegerField(null=True)),
                ("closed_entry", models.BigIntegerField(null=True)),
                (
                    "audit",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="fund.audit",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_auditfinding_tenant"),
                    models.UniqueConstraint(fields=("estate", "audit", "number"), name="fund_auditfinding_number_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditPackage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("items", models.PositiveIntegerField()),
                ("file_id", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "audit",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="fund.audit",
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
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="fund_auditpackage_tenant")],
            },
        ),
        migrations.CreateModel(
            name="BankStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_id", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sheet", models.CharField(blank=True, max_length=80)),
                ("mapping", models.JSONField()),
                ("problems", models.JSONField()),
                ("rows", models.PositiveIntegerField()),
                ("fresh", models.PositiveIntegerField()),
                ("first_on", models.DateField(null=True)),
                ("last_on", models.DateField(null=True)),
                ("opening_fen", models.BigIntegerField(null=True)),
                ("closing_fen", models.BigIntegerField(null=True)),
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
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_bankstatement_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "money", "sha256", "sheet"), name="fund_bankstatement_file_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("moment", models.CharField(blank=True, max_length=20)),
                ("amount_fen", models.BigIntegerField()),
                ("neutral", models.BooleanField(default=False)),
                ("balance_fen", models.BigIntegerField(null=True)),
                ("counterparty", models.BinaryField(null=True)),
                ("words", models.BinaryField(null=True)),
                ("digest", models.BinaryField(max_length=32)),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "statement",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="fund.bankstatement",
                    ),
                ),
                (
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["estate", "money", "on"], name="fund_bankline_on")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_bankline_tenant"),
                    models.UniqueConstraint(fields=("estate", "money", "digest", "ordinal"), name="fund_bankline_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="book", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="fund_book_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("fund", models.CharField(max_length=20)),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "编制中"), ("adopted", "通过执行"), ("dropped", "不再提出")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("adopted_on", models.DateField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField()),
                ("adopted_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_budget_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "year", "fund", "number"), name="fund_budget_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "adopted"), _negated=True),
                            models.Q(
                                ("adopted_entry__isnull", False),
                                ("adopted_on__isnull", False),
                                ("basis_entry__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="fund_budget_adopted_on_a_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=120)),
                ("amount_fen", models.BigIntegerField()),
                (
                    "account",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fund.account",
                    ),
                ),
                (
                    "budget",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="fund.budget",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_budgetline_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "budget", "account", "words"), name="fund_budgetline_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="fund_budgetline_is_money"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlyItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("income", "公共收益清算"),
                            ("repair_fund", "应交维修资金"),
                            ("rooms", "物业服务用房"),
                            ("papers", "资料"),
                            ("warranty", "保修责任"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("debtor", models.CharField(max_length=80)),
                ("owed_fen", models.BigIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("file_id", models.BigIntegerField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("closed_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                ("closed_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_earlyitem_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_earlyitem_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(("owed_fen__isnull", True), ("owed_fen__gt", 0), _connector="OR"),
                        name="fund_earlyitem_owes_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FlagVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=20)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("explained", "已说明，情况正常"),
                            ("corrected", "已更正"),
                            ("watched", "继续关注"),
                            ("handed_on", "移交街道、部门"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("file_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["estate", "key"], name="fund_flagverdict_key")],
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="fund_flagverdict_tenant")],
            },
        ),
        migrations.CreateModel(
            name="HandoverBalance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("accounts", models.JSONField()),
                ("pending", models.JSONField()),
                ("document_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("received_by", models.CharField(blank=True, max_length=32)),
                ("received_at", models.DateTimeField(null=True)),
                ("remark", models.TextField(blank=True)),
                ("received_entry", models.BigIntegerField(null=True)),
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
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_handoverbalance_tenant"),
                    models.UniqueConstraint(fields=("estate", "body", "on"), name="fund_handoverbalance_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomeContract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("party", models.BinaryField()),
                ("party_shown", models.CharField(max_length=80)),
                ("words", models.CharField(max_length=200)),
                ("signed_on", models.DateField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("deposit_fen", models.BigIntegerField(default=0)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("resolution", "业主共同决定"),
                            ("before_2021", "2021年以前的决定"),
                            ("preliminary", "前期合同、临时规约"),
                            ("none", "未见业主共同决定"),
                        ],
                        max_length=12,
                    ),
                ),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("basis_words", models.CharField(blank=True, max_length=200)),
                ("file_id", models.BigIntegerField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                ("ended_entry", models.BigIntegerField(null=True)),
                (
                    "asset",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="fund.asset",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "income",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fund.account",
                    ),
                ),
                (
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_incomecontract_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_incomecontract_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="fund_incomecontract_ends_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deposit_fen__gte", 0)), name="fund_incomecontract_deposit"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "resolution"), ("basis_entry__isnull", False)),
                            models.Q(("basis", "resolution"), _negated=True),
                            _connector="OR",
                        ),
                        name="fund_incomecontract_resolution_is_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("amount_fen", models.BigIntegerField()),
                ("words", models.CharField(blank=True, max_length=80)),
                ("entry", models.BigIntegerField()),
                (
                    "contract",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="fund.incomecontract",
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
                "indexes": [models.Index(fields=["estate", "due_on"], name="fund_instalment_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_instalment_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "contract", "number"), name="fund_instalment_number_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="fund_instalment_is_money"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Match",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[("proposed", "系统建议，人工确认"), ("hand", "人工勾对"), ("posted", "据流水入账")],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_for", models.CharField(blank=True, max_length=200)),
                ("undone_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="fund_match_tenant")],
            },
        ),
        migrations.CreateModel(
            name="MatchLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("live", models.BooleanField(default=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "line",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matched",
                        to="fund.bankline",
                    ),
                ),
                (
                    "match",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="fund.match",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_matchline_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("live", True)), fields=("estate", "line"), name="fund_matchline_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mirror",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField()),
                ("total_fen", models.BigIntegerField()),
                ("file_id", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
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
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mirrors",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_mirror_tenant"),
                    models.UniqueConstraint(fields=("estate", "money", "as_of"), name="fund_mirror_once_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MirrorBalance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("balance_fen", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "mirror",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="balances",
                        to="fund.mirror",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_mirrorbalance_tenant"),
                    models.UniqueConstraint(fields=("estate", "mirror", "unit"), name="fund_mirrorbalance_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthClose",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_monthclose_tenant"),
                    models.UniqueConstraint(fields=("estate", "month"), name="fund_monthclose_once"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="fund_monthclose_is_a_month"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("slips", models.PositiveIntegerField()),
                ("total_fen", models.BigIntegerField()),
                ("file_id", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
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
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_paybatch_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_paybatch_serial_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PettyFund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month_cap_fen", models.BigIntegerField()),
                ("each_cap_fen", models.BigIntegerField()),
                ("basis_entry", models.BigIntegerField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("entry", models.BigIntegerField()),
                ("ended_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "keeper",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.appointment",
                    ),
                ),
                (
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="petty",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_pettyfund_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("estate", "money"),
                        name="fund_pettyfund_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("each_cap_fen__gt", 0),
                            ("month_cap_fen__gt", 0),
                            ("month_cap_fen__gte", models.F("each_cap_fen")),
                        ),
                        name="fund_pettyfund_has_caps",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PettyReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("confirmed_fen", models.BigIntegerField()),
                ("rejected_fen", models.BigIntegerField()),
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
                    "petty",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="fund.pettyfund",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_pettyreview_tenant"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="fund_pettyreview_is_a_month"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opening", "期初"),
                            ("income", "收入"),
                            ("payment", "支出"),
                            ("transfer", "划转"),
                            ("clearing", "期初待核清理"),
                            ("reversal", "红字冲销"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("serial", models.PositiveIntegerField(null=True)),
                ("basis_entry", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "reverses",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="fund.transaction",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["estate", "on"], name="fund_transaction_on")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_transaction_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("reverses__isnull", False)),
                        fields=("estate", "reverses"),
                        name="fund_transaction_reversed_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("serial__isnull", False)),
                        fields=("estate", "serial"),
                        name="fund_transaction_serial_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "reversal"), ("reverses__isnull", False)),
                            models.Q(models.Q(("kind", "reversal"), _negated=True), ("reverses__isnull", True)),
                            _connector="OR",
                        ),
                        name="fund_transaction_reversal_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "payment"), _negated=True),
                            ("basis_entry__isnull", False),
                            _connector="OR",
                        ),
                        name="fund_transaction_payment_has_a_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", models.BigIntegerField()),
                (
                    "account",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="fund.account",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "transaction",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="fund.transaction",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["estate", "account"], name="fund_posting_account"),
                    models.Index(fields=["estate", "transaction"], name="fund_posting_transaction"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_posting_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen", 0), _negated=True), name="fund_posting_is_not_nothing"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchPosting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("live", models.BooleanField(default=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "match",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="fund.match",
                    ),
                ),
                (
                    "posting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matched",
                        to="fund.posting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_matchposting_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("live", True)), fields=("estate", "posting"), name="fund_matchposting_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlyStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("asked", "催要"), ("handed", "移交"), ("paid", "到账")], max_length=8),
                ),
                ("words", models.CharField(max_length=200)),
                ("file_id", models.BigIntegerField(null=True)),
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
                    "item",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="fund.earlyitem",
                    ),
                ),
                (
                    "posting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fund.posting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_earlystep_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "paid"), _negated=True), ("posting__isnull", False), _connector="OR"
                        ),
                        name="fund_earlystep_paid_is_posted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("opening_fen", models.BigIntegerField()),
                ("income_fen", models.BigIntegerField()),
                ("expense_fen", models.BigIntegerField()),
                ("closing_fen", models.BigIntegerField()),
                ("lines", models.PositiveIntegerField()),
                ("document_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "account",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="fund.account",
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
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_publication_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "account", "from_on", "until_on"), name="fund_publication_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "closing_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("opening_fen"), "+", models.F("income_fen")
                                    ),
                                    "-",
                                    models.F("expense_fen"),
                                ),
                            )
                        ),
                        name="fund_publication_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="fund_publication_is_a_period"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", models.BigIntegerField()),
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
                    "instalment",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="fund.instalment",
                    ),
                ),
                (
                    "posting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="fund.posting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_receipt_tenant"),
                    models.UniqueConstraint(fields=("estate", "instalment", "posting"), name="fund_receipt_once"),
                    models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="fund_receipt_is_money"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("bank_fen", models.BigIntegerField()),
                ("book_fen", models.BigIntegerField()),
                ("lines_fen", models.BigIntegerField()),
                ("postings_fen", models.BigIntegerField()),
                ("open_lines", models.JSONField()),
                ("open_postings", models.JSONField()),
                ("document_id", models.BigIntegerField(null=True)),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("checked_by", models.CharField(blank=True, max_length=32)),
                ("checked_at", models.DateTimeField(null=True)),
                ("checked_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reconciliations",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_reconciliation_tenant"),
                    models.UniqueConstraint(fields=("estate", "money", "month"), name="fund_reconciliation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="fund_reconciliation_is_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "bank_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("book_fen"), "+", models.F("lines_fen")
                                    ),
                                    "-",
                                    models.F("postings_fen"),
                                ),
                            )
                        ),
                        name="fund_reconciliation_agrees",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bidder", models.CharField(max_length=80)),
                ("amount_fen", models.BigIntegerField()),
                ("file_id", models.BigIntegerField(null=True)),
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
                    "project",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="fund.repairproject",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_quote_tenant"),
                    models.UniqueConstraint(fields=("estate", "project", "bidder"), name="fund_quote_once"),
                    models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="fund_quote_is_money"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanVoice",
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
                ("agrees", models.BooleanField()),
                ("words", models.CharField(blank=True, max_length=300)),
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
                    "project",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voices",
                        to="fund.repairproject",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="fund_planvoice_tenant")],
            },
        ),
        migrations.CreateModel(
            name="RepairStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("evidence", "紧急情况证据"),
                            ("confirmed", "街道、居委会确认"),
                            ("reviewed", "业委会审核"),
                            ("filed", "报备案"),
                            ("applied", "提交申请"),
                            ("received", "受理"),
                            ("granted", "核准"),
                            ("returned", "退回"),
                            ("transferred", "划转"),
                            ("started", "开工"),
                            ("accepted", "验收"),
                            ("audited", "结算审核"),
                            ("settled", "决算"),
                            ("published", "公示"),
                            ("reported", "向业主大会报告"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.CharField(blank=True, max_length=300)),
                ("document_number", models.CharField(blank=True, max_length=80)),
                ("amount_fen", models.BigIntegerField(null=True)),
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
                    "project",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="fund.repairproject",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="fund_repairstep_tenant")],
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("owners", "业主方"),
                            ("firm", "物业企业"),
                            ("residents_committee", "居民委员会"),
                            ("street", "街道"),
                        ],
                        max_length=20,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=16)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("entry", models.BigIntegerField()),
                ("ended_entry", models.BigIntegerField(null=True)),
                (
                    "body",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatories",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_signatory_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("estate", "money", "side", "role"),
                        name="fund_signatory_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("side__in", ["owners", "firm"])),
                            models.Q(("body__isnull", True), ("side__in", ["residents_committee", "street"])),
                            _connector="OR",
                        ),
                        name="fund_signatory_of_a_body",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllowanceRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=16)),
                ("month_fen", models.BigIntegerField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("entry", models.BigIntegerField()),
                ("ended_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "basis",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allowances",
                        to="fund.spendbasis",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_allowancerule_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("estate", "role"),
                        name="fund_allowancerule_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month_fen__gt", 0)), name="fund_allowancerule_is_money"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpendRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("matter", models.CharField(max_length=20)),
                ("amount_fen", models.BigIntegerField()),
                ("words", models.CharField(max_length=200)),
                ("payee", models.BinaryField(null=True)),
                ("payee_shown", models.CharField(max_length=80)),
                ("payee_index", models.BinaryField(max_length=32, null=True)),
                ("payee_bank", models.CharField(blank=True, max_length=80)),
                ("payee_number", models.BinaryField(null=True)),
                ("ground", models.CharField(max_length=12)),
                ("project_id", models.BigIntegerField(null=True)),
                ("month", models.DateField(null=True)),
                ("related", models.BooleanField(default=False)),
                ("related_words", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待审核"),
                            ("approved", "审核通过"),
                            ("issued", "已出付款单"),
                            ("paid", "已付款"),
                            ("refused", "未通过"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("owners", "业主方"),
                            ("firm", "物业企业"),
                            ("residents_committee", "居民委员会"),
                            ("street", "街道"),
                        ],
                        max_length=20,
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("ended_for", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField()),
                ("ended_entry", models.BigIntegerField(null=True)),
                (
                    "basis",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="fund.spendbasis",
                    ),
                ),
                (
                    "category",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fund.account",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "line",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="fund.budgetline",
                    ),
                ),
                (
                    "money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="fund.moneyaccount",
                    ),
                ),
                (
                    "seat",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.appointment",
                    ),
                ),
                (
                    "to_money",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_spendrequest_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_spendrequest_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="fund_spendrequest_is_money"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category__isnull", True), ("to_money__isnull", False)),
                            models.Q(("category__isnull", False), ("to_money__isnull", True)),
                            _connector="OR",
                        ),
                        name="fund_spendrequest_goes_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_money__isnull", True),
                            models.Q(("to_money", models.F("money")), _negated=True),
                            _connector="OR",
                        ),
                        name="fund_spendrequest_not_to_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis__isnull", False), ("ground__in", ["resolution", "committee", "emergency"])
                            ),
                            models.Q(("ground", "budget"), ("line__isnull", False)),
                            ("ground", "contract"),
                            _connector="OR",
                        ),
                        name="fund_spendrequest_has_its_ground",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("seat__isnull", False), models.Q(("state__in", ["refused", "withdrawn"]), _negated=True)
                        ),
                        fields=("estate", "seat", "month"),
                        name="fund_spendrequest_allowance_once_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("words", models.CharField(blank=True, max_length=120)),
                ("file_id", models.BigIntegerField()),
                ("clear", models.BooleanField(default=False)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="fund.spendrequest",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "id"), name="fund_requestfile_tenant")],
            },
        ),
        migrations.CreateModel(
            name="PaymentSlip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("document_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "batch",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payslips",
                        to="fund.paybatch",
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
                        related_name="slips",
                        to="fund.spendrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_paymentslip_tenant"),
                    models.UniqueConstraint(fields=("estate", "request"), name="fund_paymentslip_once"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_paymentslip_serial_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("owners", "业主方"),
                            ("firm", "物业企业"),
                            ("residents_committee", "居民委员会"),
                            ("street", "街道"),
                        ],
                        max_length=20,
                    ),
                ),
                ("second_key", models.BooleanField(default=False)),
                ("agrees", models.BooleanField()),
                ("remark", models.CharField(blank=True, max_length=200)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="fund.spendrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_approval_tenant"),
                    models.UniqueConstraint(
                        fields=("estate", "request", "person_id"), name="fund_approval_once_a_person"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubPosting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", models.BigIntegerField()),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "posting",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="fund.posting",
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
                "indexes": [models.Index(fields=["estate", "unit"], name="fund_subposting_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_subposting_tenant"),
                    models.UniqueConstraint(fields=("estate", "posting", "unit"), name="fund_subposting_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seen",
                    models.CharField(
                        choices=[
                            ("in_order", "相符"),
                            ("no_voucher", "缺凭证"),
                            ("no_basis", "缺依据"),
                            ("differs", "不符"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "audit",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="fund.audit",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "transaction",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fund.transaction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_sample_tenant"),
                    models.UniqueConstraint(fields=("estate", "audit", "transaction"), name="fund_sample_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=32)),
                ("entry", models.BigIntegerField()),
                ("answered_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "transaction",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="fund.transaction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_remark_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_remark_serial_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PettyVoucher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("amount_fen", models.BigIntegerField()),
                ("words", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("recorded", "已登记"), ("confirmed", "已核"), ("rejected", "退回")],
                        default="recorded",
                        max_length=10,
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=200)),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                (
                    "category",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fund.account",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "petty",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vouchers",
                        to="fund.pettyfund",
                    ),
                ),
                (
                    "review",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vouchers",
                        to="fund.pettyreview",
                    ),
                ),
                (
                    "transaction",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="petty_vouchers",
                        to="fund.transaction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_pettyvoucher_tenant"),
                    models.UniqueConstraint(fields=("estate", "petty", "serial"), name="fund_pettyvoucher_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="fund_pettyvoucher_is_money"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paid_on", models.DateField()),
                ("amount_fen", models.BigIntegerField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="fund.spendrequest",
                    ),
                ),
                (
                    "transaction",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="fund.transaction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_payment_tenant"),
                    models.UniqueConstraint(fields=("estate", "request"), name="fund_payment_once"),
                    models.UniqueConstraint(fields=("estate", "transaction"), name="fund_payment_transaction_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.PositiveIntegerField()),
                ("words", models.BinaryField()),
                ("person_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("public_words", models.CharField(blank=True, max_length=300)),
                ("answer", models.TextField(blank=True)),
                ("file_id", models.BigIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=32)),
                ("entry", models.BigIntegerField()),
                ("answered_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "publication",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="fund.publication",
                    ),
                ),
                (
                    "transaction",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="fund.transaction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_fundquestion_tenant"),
                    models.UniqueConstraint(fields=("estate", "serial"), name="fund_fundquestion_serial_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True), ("public_words", "")),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("public_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fund_fundquestion_answered_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Voucher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invoice", "发票、收据"),
                            ("slip", "银行回单"),
                            ("contract", "合同"),
                            ("acceptance", "验收单"),
                            ("photo", "照片"),
                            ("other", "其他"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=120)),
                ("file_id", models.BigIntegerField()),
                ("clear", models.BooleanField(default=False)),
                ("shown_file_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("shown_entry", models.BigIntegerField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
                (
                    "transaction",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vouchers",
                        to="fund.transaction",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_voucher_tenant"),
                    models.UniqueConstraint(fields=("estate", "transaction", "file_id"), name="fund_voucher_once"),
                ],
            },
        ),
    ]
    operations = together(operations)
