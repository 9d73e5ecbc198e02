"""What the database itself refuses: changes to what is insert-only, one person as two, references across estates."""

from django.db import migrations

INSERT_ONLY = (
    "norms_rulechange",
    "norms_ruleverdict",
    "norms_adoptedrules",
    "norms_adoptedvalue",
    "norms_rulesconfirmation",
)
WITHIN_AN_ESTATE = (
    ("norms_adoptedrules", "file_id", "documents_storedfile"),
    ("norms_adoptedvalue", "rules_id", "norms_adoptedrules"),
    ("norms_rulesconfirmation", "rules_id", "norms_adoptedrules"),
    ("norms_rulesconfirmation", "document_id", "documents_document"),
)


def _insert_only(table):
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
            f"DROP TRIGGER {table}_insert_only ON {table}",
        ),
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
            f"DROP TRIGGER {table}_no_truncate ON {table}",
        ),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {table} FROM gongzhi_app",
            f"GRANT UPDATE, DELETE ON {table} TO gongzhi_app",
        ),
    ]


def _tenant(table, column, target):
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_tenant FOREIGN KEY (estate_id, {column}) REFERENCES {target} (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_tenant",
    )


class Migration(migrations.Migration):
    dependencies = [("norms", "0001_initial"), ("documents", "0002_guards")]

    operations = [
        *(operation for table in INSERT_ONLY for operation in _insert_only(table)),
        *(_tenant(*reference) for reference in WITHIN_AN_ESTATE),
        migrations.RunSQL(
            """
CREATE FUNCTION norms_two_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'confirmed' AND EXISTS (
    SELECT 1 FROM norms_rulechange WHERE id = NEW.change_id AND weight = 'threshold' AND person_id = NEW.person_id
  ) THEN
    RAISE EXCEPTION 'a threshold is changed by two persons' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION norms_two_persons()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER norms_two_persons BEFORE INSERT ON norms_ruleverdict FOR EACH ROW EXECUTE FUNCTION norms_two_persons()",
            "DROP TRIGGER norms_two_persons ON norms_ruleverdict",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION norms_rules_two_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'confirmed' AND EXISTS (
    SELECT 1 FROM norms_adoptedrules
    WHERE estate_id = NEW.estate_id AND id = NEW.rules_id AND basis_entry IS NULL AND person_id = NEW.person_id
  ) THEN
    RAISE EXCEPTION 'rules adopted before are recorded by two persons' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION norms_rules_two_persons()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER norms_rules_two_persons BEFORE INSERT ON norms_rulesconfirmation FOR EACH ROW EXECUTE FUNCTION norms_rules_two_persons()",
            "DROP TRIGGER norms_rules_two_persons ON norms_rulesconfirmation",
        ),
    ]
