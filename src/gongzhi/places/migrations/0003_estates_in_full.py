"""Phases, versions, modes and levels by date, successions item by item, renovations."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_grids"),
    ]

    operations = [
        migrations.CreateModel(
            name="EstateEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("merged", "合并"), ("split", "分立")], max_length=8)),
                ("on", models.DateField()),
                ("issuer", models.CharField(max_length=80)),
                ("document_number", models.CharField(max_length=80)),
                ("file_id", models.BigIntegerField()),
                ("had_committee", models.BooleanField()),
                ("deregistered_on", models.DateField(null=True)),
                ("deregistration_number", models.CharField(blank=True, max_length=80)),
                ("entry", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="EstateVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("created", "登记"), ("redrawn", "调整"), ("merged", "合并"), ("split", "分立")],
                        max_length=8,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("name", models.CharField(max_length=60)),
                ("boundary", models.TextField(blank=True)),
                ("buildings", models.JSONField(default=list)),
                ("phases", models.JSONField(default=list)),
                ("issuer", models.CharField(blank=True, max_length=80)),
                ("document_number", models.CharField(blank=True, max_length=80)),
                ("file_id", models.BigIntegerField(null=True)),
                ("entry", models.BigIntegerField(null=True)),
            ],
            options={
                "ordering": ["from_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="LevelSpell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("l1", "L1 公示报事"),
                            ("l2", "L2 加公共收益"),
                            ("l3", "L3 加表决"),
                            ("l4", "L4 加评议考核"),
                        ],
                        max_length=2,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("entry", models.BigIntegerField(null=True)),
            ],
            options={
                "ordering": ["from_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ManagementFix",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("lump_sum", "包干制"),
                            ("remuneration", "酬金制"),
                            ("trust", "信托制"),
                            ("self", "自管"),
                            ("none", "无物业"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待第二人核准"), ("accepted", "已更正"), ("refused", "未采纳")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("proposed_by", models.CharField(max_length=32)),
                ("proposed_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=32)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ManagementSpell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("lump_sum", "包干制"),
                            ("remuneration", "酬金制"),
                            ("trust", "信托制"),
                            ("self", "自管"),
                            ("none", "无物业"),
                        ],
                        max_length=16,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[("registered", "首次登记"), ("vote", "业主共同决定"), ("corrected", "更正登记")],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=400)),
                ("resolution_id", models.BigIntegerField(null=True)),
                ("void", models.BooleanField(default=False)),
                ("entry", models.BigIntegerField(null=True)),
            ],
            options={
                "ordering": ["from_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=30)),
                ("delivered_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Renovation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80)),
                ("words", models.CharField(blank=True, max_length=400)),
                ("document_number", models.CharField(blank=True, max_length=80)),
                ("from_on", models.DateField()),
                ("governed", models.BooleanField()),
                ("entry", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("units", models.PositiveIntegerField()),
                ("holdings", models.PositiveIntegerField()),
                ("area", models.PositiveBigIntegerField()),
                ("entry", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SuccessionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("roster", "名册"),
                            ("accounts", "账户和资金"),
                            ("resolutions", "决议"),
                            ("contracts", "合同"),
                            ("seals", "印章"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待承接"), ("confirmed", "已承接"), ("nothing", "没有可承接的")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400)),
                ("done_on", models.DateField(null=True)),
                ("by", models.CharField(blank=True, max_length=32)),
                ("entry", models.BigIntegerField(null=True)),
            ],
            options={
                "ordering": ["succession", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="estate",
            name="places_estate_name_once_a_community",
        ),
        migrations.AddField(
            model_name="estate",
            name="ended_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="estate",
            name="level",
            field=models.CharField(
                choices=[("l1", "L1 公示报事"), ("l2", "L2 加公共收益"), ("l3", "L3 加表决"), ("l4", "L4 加评议考核")],
                default="l1",
                max_length=2,
            ),
        ),
        migrations.AddConstraint(
            model_name="estate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("community", "name"),
                name="places_estate_name_once_a_community",
            ),
        ),
        migrations.AddField(
            model_name="estateend",
            name="estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ends", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="estateversion",
            name="estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="levelspell",
            name="estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="level_spells", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="managementfix",
            name="estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="management_fixes", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="managementspell",
            name="estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="management_spells", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="managementfix",
            name="spell",
            field=gongzhi.kernel.tenancy.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fixes",
                to="places.managementspell",
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="phases", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="building",
            name="phase",
            field=gongzhi.kernel.tenancy.TenantForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="buildings",
                to="places.phase",
            ),
        ),
        migrations.AddField(
            model_name="renovation",
            name="estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="renovations", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="successions", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="from_estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="successors", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="successionitem",
            name="estate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="succession_items", to="places.estate"
            ),
        ),
        migrations.AddField(
            model_name="successionitem",
            name="succession",
            field=gongzhi.kernel.tenancy.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="places.succession",
            ),
        ),
        migrations.AddConstraint(
            model_name="estateend",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_estateend_tenant"),
        ),
        migrations.AddConstraint(
            model_name="estateend",
            constraint=models.UniqueConstraint(fields=("estate",), name="places_estateend_once"),
        ),
        migrations.AddConstraint(
            model_name="estateend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deregistered_on__isnull", True), ("deregistration_number", "")),
                    models.Q(
                        ("deregistered_on__isnull", False), models.Q(("deregistration_number", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="places_estateend_struck_off_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="estateversion",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_estateversion_tenant"),
        ),
        migrations.AddConstraint(
            model_name="estateversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="places_estateversion_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="levelspell",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_levelspell_tenant"),
        ),
        migrations.AddConstraint(
            model_name="levelspell",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="places_levelspell_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="managementspell",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_managementspell_tenant"),
        ),
        migrations.AddConstraint(
            model_name="managementspell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "vote"), _negated=True), ("resolution_id__isnull", False), _connector="OR"
                ),
                name="places_managementspell_vote_has_resolution",
            ),
        ),
        migrations.AddConstraint(
            model_name="managementspell",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="places_managementspell_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="managementfix",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_managementfix_tenant"),
        ),
        migrations.AddConstraint(
            model_name="managementfix",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("estate", "spell"), name="places_managementfix_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="managementfix",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    models.Q(
                        models.Q(("decided_by", ""), _negated=True),
                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="places_managementfix_takes_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_phase_tenant"),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.UniqueConstraint(fields=("estate", "name"), name="places_phase_name_once"),
        ),
        migrations.AddConstraint(
            model_name="renovation",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_renovation_tenant"),
        ),
        migrations.AddConstraint(
            model_name="renovation",
            constraint=models.UniqueConstraint(fields=("estate", "title"), name="places_renovation_title_once"),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_succession_tenant"),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(fields=("estate", "from_estate"), name="places_succession_once"),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("estate", models.F("from_estate")), _negated=True),
                name="places_succession_of_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="successionitem",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_successionitem_tenant"),
        ),
        migrations.AddConstraint(
            model_name="successionitem",
            constraint=models.UniqueConstraint(
                fields=("estate", "succession", "kind"), name="places_successionitem_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="successionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", True), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        ("done_on__isnull", False),
                        ("entry__isnull", False),
                        models.Q(("by", ""), _negated=True),
                        models.Q(("note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="places_successionitem_done_is_whole",
            ),
        ),
    ]
    operations = together(operations)
