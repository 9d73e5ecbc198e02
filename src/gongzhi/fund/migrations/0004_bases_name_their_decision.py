"""A basis is one resolution or decision, not the journal entry that the resolutions of an assembly share; a refund names its receipt."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import composite, together

TABLES = ("budget", "pettyfund", "spendbasis")
REFERENCES = (
    *((f"fund_{table}", "resolution_id", "voting_resolution") for table in TABLES),
    *((f"fund_{table}", "decision_id", "meetings_decision") for table in TABLES),
    ("fund_spendrequest", "returns_id", "fund_transaction"),
)
ONCE = "basis_entry,adopted_on,document_id,adopted_entry"


def reference(model: str, name: str, to: str) -> migrations.AddField:
    """A reference within the estate."""
    return migrations.AddField(
        model,
        name,
        gongzhi.kernel.tenancy.TenantForeignKey(
            db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to
        ),
    )


def history(once: str) -> str:
    """What of a budget is written once."""
    return (
        "DROP TRIGGER fund_budget_history ON fund_budget;"
        " CREATE TRIGGER fund_budget_history BEFORE UPDATE ON fund_budget FOR EACH ROW"
        f" EXECUTE FUNCTION bodies_history('{once}', 'state,title')"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("fund", "0002_guards"),
        ("meetings", "0005_a_draft_drops_whom_it_named"),
        ("voting", "0004_votes_of_a_part"),
    ]

    operations = [
        migrations.RemoveConstraint("spendbasis", "fund_spendbasis_once"),
        *(reference(table, "resolution", "voting.resolution") for table in TABLES),
        *(reference(table, "decision", "meetings.decision") for table in TABLES),
        reference("spendrequest", "returns", "fund.transaction"),
        migrations.AddConstraint(
            "budget", models.UniqueConstraint(fields=("estate", "resolution"), name="fund_budget_once_a_resolution")
        ),
        migrations.AddConstraint(
            "budget", models.UniqueConstraint(fields=("estate", "decision"), name="fund_budget_once_a_decision")
        ),
        migrations.AddConstraint(
            "spendbasis",
            models.UniqueConstraint(
                condition=models.Q(("kind", "emergency")),
                fields=("estate", "basis_entry"),
                name="fund_spendbasis_emergency_once",
            ),
        ),
        migrations.AddConstraint(
            "spendbasis",
            models.UniqueConstraint(fields=("estate", "resolution"), name="fund_spendbasis_resolution_once"),
        ),
        migrations.AddConstraint(
            "spendbasis", models.UniqueConstraint(fields=("estate", "decision"), name="fund_spendbasis_decision_once")
        ),
        migrations.AddConstraint(
            "spendbasis",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__isnull", True), ("kind", "resolution"), ("resolution__isnull", False)),
                    models.Q(("decision__isnull", False), ("kind", "decision"), ("resolution__isnull", True)),
                    models.Q(("decision__isnull", True), ("kind", "emergency"), ("resolution__isnull", True)),
                    _connector="OR",
                ),
                name="fund_spendbasis_names_its_kind",
            ),
        ),
        *composite(REFERENCES),
        migrations.RunSQL(history(f"{ONCE},resolution_id,decision_id"), history(ONCE)),
    ]
    operations = together(operations)
