"""A motion may carry an explanation that is not voted on: what was said of it before (B2.11)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voting", "0002_guards")]

    operations = [
        migrations.AddField("motion", "explanation", models.TextField(blank=True, default="")),
    ]
