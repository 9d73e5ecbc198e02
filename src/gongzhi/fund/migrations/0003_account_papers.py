"""The papers of an account beside its basis: opened, signed for by others, closed."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import composite, insert_only

KINDS = [("opened", "开户"), ("signers", "签字安排变更"), ("closed", "销户")]


class Migration(migrations.Migration):
    dependencies = [("fund", "0008_published_again")]

    operations = [
        migrations.CreateModel(
            name="AccountPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=8)),
                ("file_id", models.BigIntegerField()),
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
                        related_name="papers",
                        to="fund.moneyaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="fund_accountpaper_tenant"),
                ],
            },
        ),
        *composite((("fund_accountpaper", "money_id", "fund_moneyaccount"),)),
        *insert_only(("fund_accountpaper",)),
    ]
