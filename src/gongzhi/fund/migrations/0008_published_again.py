"""A corrected period is published again and names what it replaces; owners ask about a budget too."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import composite, together

REFERENCES = (
    ("fund_publication", "replaces_id", "fund_publication"),
    ("fund_fundquestion", "budget_id", "fund_budget"),
)
ONCE = "public_words,answer,file_id,answered_at,answered_by,answered_entry"


def reference(name: str, to: str) -> gongzhi.kernel.tenancy.TenantForeignKey:
    """A reference within the estate."""
    return gongzhi.kernel.tenancy.TenantForeignKey(
        db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to
    )


def history(once: str, free: str) -> str:
    """What of a question is written once, and what may change."""
    return (
        "DROP TRIGGER fund_fundquestion_history ON fund_fundquestion;"
        " CREATE TRIGGER fund_fundquestion_history BEFORE UPDATE ON fund_fundquestion FOR EACH ROW"
        f" EXECUTE FUNCTION bodies_history('{once}', '{free}')"
    )


class Migration(migrations.Migration):
    dependencies = [("fund", "0005_income")]

    operations = [
        migrations.RemoveConstraint("publication", "fund_publication_once"),
        migrations.AddField("publication", "replaces", reference("replaced_by", "fund.publication")),
        migrations.AddField("fundquestion", "budget", reference("questions", "fund.budget")),
        migrations.AddField("fundquestion", "shortened", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "publication",
            models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", True)),
                fields=("estate", "account", "from_on", "until_on"),
                name="fund_publication_once",
            ),
        ),
        migrations.AddConstraint(
            "publication",
            models.UniqueConstraint(fields=("estate", "replaces"), name="fund_publication_replaced_once"),
        ),
        migrations.AddConstraint(
            "remark",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="fund_remark_answered_whole",
            ),
        ),
        *composite(REFERENCES),
        migrations.RunSQL(history(ONCE, "shortened"), history(ONCE, "")),
    ]
    operations = together(operations)
