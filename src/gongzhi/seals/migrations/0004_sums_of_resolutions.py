"""A use under a resolution names the sum that the owners decided and the sentence that says it, as a decision's item does."""

from django.db import migrations, models

from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    dependencies = [("seals", "0003_uses_and_signs")]

    operations = [
        migrations.AddField("sealrequest", "limit_fen", models.BigIntegerField(null=True)),
        migrations.AddField("sealrequest", "quote", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddConstraint(
            "sealrequest",
            models.CheckConstraint(
                condition=models.Q(("limit_fen__isnull", True), ("quote", ""))
                | models.Q(("limit_fen__gt", 0), models.Q(("quote", ""), _negated=True), ("resolution__isnull", False)),
                name="seals_sealrequest_limit_is_read",
            ),
        ),
    ]
    operations = together(operations)
