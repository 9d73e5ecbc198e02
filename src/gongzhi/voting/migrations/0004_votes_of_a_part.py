"""Votes of some buildings or stairwells: their scope is fixed with the notice, the authority's answer is kept for good."""

import django.db.models.deletion
from django.db import migrations, models

import gongzhi.kernel.tenancy

FIXED = """
CREATE OR REPLACE FUNCTION voting_notice_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.noticed_at IS NOT NULL AND
     (NEW.title, NEW.purpose, NEW.roll_id, NEW.channel, NEW.change_rule, NEW.conflict_rule, NEW.disclosure,
      NEW.objection_days, NEW.opens_at, NEW.closes_at, NEW.noticed_at, NEW.notice_hash,
      NEW.notice_id, NEW.pinned{new})
     IS DISTINCT FROM
     (OLD.title, OLD.purpose, OLD.roll_id, OLD.channel, OLD.change_rule, OLD.conflict_rule, OLD.disclosure,
      OLD.objection_days, OLD.opens_at, OLD.closes_at, OLD.noticed_at, OLD.notice_hash,
      OLD.notice_id, OLD.pinned{old}) THEN
    RAISE EXCEPTION 'what was noticed never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
FK = "ALTER TABLE voting_ruleanswer ADD CONSTRAINT voting_ruleanswer_{0}_tenant FOREIGN KEY (estate_id, {0}) REFERENCES {1} (estate_id, id) DEFERRABLE INITIALLY DEFERRED"
NO_FK = "ALTER TABLE voting_ruleanswer DROP CONSTRAINT voting_ruleanswer_{0}_tenant"
REFERENCES = [
    ("assembly_id", "voting_assembly"),
    ("entry_id", "kernel_entry"),
    ("file_id", "documents_storedfile"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0005_first_spells"),
        ("register", "0006_roll_of_a_part"),
        ("voting", "0003_motion_explanation"),
    ]

    operations = [
        migrations.AddField(model_name="assembly", name="scope", field=models.JSONField(default=list)),
        migrations.CreateModel(
            name="RuleAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("participants", "按民法典第278条的比例在范围内计算"),
                            ("all", "按范围内全体业主的比例计算"),
                        ],
                        max_length=12,
                    ),
                ),
                ("issuer", models.CharField(max_length=80)),
                ("document_number", models.CharField(max_length=80)),
                ("file_id", models.BigIntegerField()),
                ("text", models.TextField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("entry_id", models.BigIntegerField()),
                (
                    "assembly",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_answers",
                        to="voting.assembly",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.estate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("estate", "id"), name="voting_ruleanswer_tenant"),
                    models.UniqueConstraint(fields=("estate", "assembly"), name="voting_ruleanswer_once"),
                ],
            },
        ),
        migrations.RunSQL(
            FIXED.format(new=", NEW.scope", old=", OLD.scope"),
            FIXED.format(new="", old=""),
        ),
        *(migrations.RunSQL(FK.format(*one), NO_FK.format(*one)) for one in REFERENCES),
        migrations.RunSQL(
            "CREATE TRIGGER voting_ruleanswer_insert_only BEFORE UPDATE OR DELETE ON voting_ruleanswer FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_ruleanswer_insert_only ON voting_ruleanswer",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER voting_ruleanswer_no_truncate BEFORE TRUNCATE ON voting_ruleanswer FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            "DROP TRIGGER voting_ruleanswer_no_truncate ON voting_ruleanswer",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON voting_ruleanswer FROM gongzhi_app",
            "GRANT UPDATE, DELETE ON voting_ruleanswer TO gongzhi_app",
        ),
    ]
