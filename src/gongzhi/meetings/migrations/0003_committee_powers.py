"""What a body makes use of by a decision, and the signed sheet that a vote was read from."""

from django.db import migrations, models
from django.db.models import Q

from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_guards")]

    operations = [
        migrations.AddField("agendaitem", "power", models.CharField(blank=True, default="", max_length=20), False),
        migrations.AddField("membervote", "file_id", models.BigIntegerField(null=True)),
        migrations.AddConstraint(
            "membervote",
            models.CheckConstraint(
                name="meetings_membervote_on_a_sheet", condition=Q(way="own") | Q(file_id__isnull=False)
            ),
        ),
    ]
    operations = together(operations)
