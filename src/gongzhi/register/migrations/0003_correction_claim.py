"""A correction may also end a claim."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0002_guards")]

    operations = [
        migrations.AlterField(
            model_name="correction",
            name="what",
            field=models.CharField(
                choices=[
                    ("name", "姓名"),
                    ("area", "面积"),
                    ("owners", "业主"),
                    ("phone", "电话"),
                    ("claim", "认领"),
                    ("other", "其他"),
                ],
                max_length=8,
            ),
        ),
    ]
