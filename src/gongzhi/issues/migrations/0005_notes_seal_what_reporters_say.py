"""What a reporter says anew through another system is sealed, as the first report is."""

from django.db import migrations, models

from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    dependencies = [("issues", "0004_sheets_and_reports")]

    operations = [
        migrations.AddField("note", "sealed", models.BinaryField(null=True)),
        migrations.AddConstraint(
            "note",
            models.CheckConstraint(
                name="issues_note_sealed_is_not_public",
                condition=models.Q(("sealed__isnull", True), ("public", False), _connector="OR"),
            ),
        ),
    ]
    operations = together(operations)
