"""资金管理办法 is a kind of adopted rules of its own: adopting it leaves 议事规则 and 管理规约 as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("norms", "0002_guards")]

    operations = [
        migrations.AlterField(
            model_name="adoptedrules",
            name="kind",
            field=models.CharField(
                choices=[
                    ("procedure", "业主大会议事规则"),
                    ("convention", "管理规约"),
                    ("fund", "共有资金管理办法"),
                ],
                max_length=12,
            ),
        ),
    ]
