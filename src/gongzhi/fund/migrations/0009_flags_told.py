"""Those who acted may say what a warning is about; that decides nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fund", "0007_repair")]

    operations = [
        migrations.AlterField(
            "flagverdict",
            "verdict",
            models.CharField(
                choices=[
                    ("told", "经办一方说明"),
                    ("explained", "已说明，情况正常"),
                    ("corrected", "已更正"),
                    ("watched", "继续关注"),
                    ("handed_on", "移交街道、部门"),
                ],
                max_length=10,
            ),
        ),
    ]
