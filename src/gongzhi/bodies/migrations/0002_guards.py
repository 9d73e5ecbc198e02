"""What the database itself refuses: references across scopes, overlapping terms, changed history."""

from django.db import migrations

# Tables that may be above estates: the pair (tenant, id) holds both scopes apart.
MIXED = (
    ("bodies_term", "body_id", "bodies_body"),
    ("bodies_contact", "body_id", "bodies_body"),
    ("bodies_seat", "body_id", "bodies_body"),
    ("bodies_appointment", "body_id", "bodies_body"),
    ("bodies_appointment", "term_id", "bodies_term"),
    ("bodies_appointment", "seat_id", "bodies_seat"),
    ("bodies_declaration", "body_id", "bodies_body"),
    ("bodies_suspension", "appointment_id", "bodies_appointment"),
    ("bodies_delegation", "body_id", "bodies_body"),
    ("bodies_delegation", "appointment_id", "bodies_appointment"),
    ("bodies_listobjection", "body_id", "bodies_body"),
    ("bodies_writtenreason", "body_id", "bodies_body"),
)
# Tables of one estate.
STRICT = (
    ("bodies_appointment", "elector_id", "register_elector"),
    ("bodies_disputestatement", "dispute_id", "bodies_dispute"),
    ("bodies_recall", "appointment_id", "bodies_appointment"),
    ("bodies_candidate", "slate_id", "bodies_slate"),
    ("bodies_candidate", "elector_id", "register_elector"),
    ("bodies_vetting", "candidate_id", "bodies_candidate"),
    ("bodies_formation", "body_id", "bodies_body"),
    ("bodies_formationside", "formation_id", "bodies_formation"),
    ("bodies_guidance", "formation_id", "bodies_formation"),
    ("bodies_microgridduty", "appointment_id", "bodies_appointment"),
    ("bodies_engagement", "body_id", "bodies_body"),
    ("bodies_engagementnote", "engagement_id", "bodies_engagement"),
    ("bodies_qualitynote", "appointment_id", "bodies_appointment"),
    ("bodies_servicenote", "appointment_id", "bodies_appointment"),
    ("bodies_unitinquiry", "appointment_id", "bodies_appointment"),
)
INSERT_ONLY = (
    "bodies_contact",
    "bodies_declaration",
    "bodies_disputestatement",
    "bodies_engagementnote",
    "bodies_fourones",
    "bodies_guidance",
    "bodies_partycoverage",
    "bodies_qualitynote",
    "bodies_servicenote",
    "bodies_vetting",
    "bodies_writtenreason",
)
KEPT = (
    "bodies_appointment",
    "bodies_body",
    "bodies_candidate",
    "bodies_delegation",
    "bodies_dispute",
    "bodies_engagement",
    "bodies_formation",
    "bodies_formationside",
    "bodies_listobjection",
    "bodies_microgridduty",
    "bodies_recall",
    "bodies_seat",
    "bodies_slate",
    "bodies_suspension",
    "bodies_term",
    "bodies_unitinquiry",
)
# What may still change in a row of history, and only once (from empty): its end, its filing; and what a person shows.
CHANGES = {
    "bodies_appointment": ("ended_on,end_way,end_note,ended_entry", "shown_phone,party_shown"),
    "bodies_term": ("ended_on,end_reason,filed_on,filing_number,confirmed_at,confirmed_entry", ""),
    "bodies_suspension": ("lifted_on,lifted_entry", ""),
    "bodies_delegation": ("revoked_on,revoked_for,revoked_entry", ""),
    "bodies_microgridduty": ("until_on", ""),
}


def references() -> list[migrations.RunSQL]:
    """The composite foreign keys."""
    pairs = [(*row, "tenant") for row in MIXED] + [(*row, "estate_id") for row in STRICT]
    return [
        migrations.RunSQL(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_tenant FOREIGN KEY ({scope}, {column})"
            f" REFERENCES {target} ({scope}, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_tenant",
        )
        for table, column, target, scope in pairs
    ]


def insert_only() -> list[migrations.RunSQL]:
    """Tables to which one only adds."""
    found = []
    for table in INSERT_ONLY:
        found += [
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
                f"DROP TRIGGER {table}_insert_only ON {table}",
            ),
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
                f"DROP TRIGGER {table}_no_truncate ON {table}",
            ),
            migrations.RunSQL(
                f"REVOKE UPDATE, DELETE ON {table} FROM gongzhi_app", f"GRANT UPDATE, DELETE ON {table} TO gongzhi_app"
            ),
        ]
    return found


def history() -> list[migrations.RunSQL]:
    """Rows whose end is written once and nothing else."""
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_history BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION bodies_history('{once}', '{free}')",
            f"DROP TRIGGER {table}_history ON {table}",
        )
        for table, (once, free) in CHANGES.items()
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0001_initial"),
        ("kernel", "0002_guards"),
        ("people", "0003_more_capacities"),
        ("register", "0002_guards"),
    ]

    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gist", migrations.RunSQL.noop),
        *references(),
        migrations.RunSQL(
            "ALTER TABLE bodies_term ADD CONSTRAINT bodies_term_never_overlap EXCLUDE USING gist"
            " (tenant WITH =, body_id WITH =, daterange(from_on, COALESCE(ended_on, until_on)) WITH &&)",
            "ALTER TABLE bodies_term DROP CONSTRAINT bodies_term_never_overlap",
        ),
        migrations.RunSQL(
            "ALTER TABLE bodies_appointment ADD CONSTRAINT bodies_appointment_one_a_seat EXCLUDE USING gist"
            " (tenant WITH =, seat_id WITH =, daterange(from_on, ended_on) WITH &&)",
            "ALTER TABLE bodies_appointment DROP CONSTRAINT bodies_appointment_one_a_seat",
        ),
        migrations.RunSQL(
            "ALTER TABLE bodies_appointment ADD CONSTRAINT bodies_appointment_once_a_body EXCLUDE USING gist"
            " (tenant WITH =, body_id WITH =, person_id WITH =, daterange(from_on, ended_on) WITH &&)",
            "ALTER TABLE bodies_appointment DROP CONSTRAINT bodies_appointment_once_a_body",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION bodies_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  now jsonb := to_jsonb(NEW);
  once text[] := string_to_array(TG_ARGV[0], ',');
  free text[] := string_to_array(TG_ARGV[1], ',');
  name text;
BEGIN
  FOR name IN SELECT jsonb_object_keys(now) LOOP
    IF name <> 'tenant' AND now -> name IS DISTINCT FROM was -> name AND NOT name = ANY (free)
       AND NOT (name = ANY (once) AND coalesce(was ->> name, '') = '') THEN
      RAISE EXCEPTION '%.% is history and never changes', TG_TABLE_NAME, name USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION bodies_history()",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION bodies_parent_in_scope() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM bodies_body WHERE id = NEW.parent_id AND (tenant = NEW.tenant OR tenant = 0)) THEN
    RAISE EXCEPTION 'a body hangs on one of its own estate or above estates' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
            """,
            "DROP FUNCTION bodies_parent_in_scope()",
        ),
        migrations.RunSQL(
            "CREATE CONSTRAINT TRIGGER bodies_body_parent_in_scope AFTER INSERT OR UPDATE ON bodies_body"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bodies_parent_in_scope()",
            "DROP TRIGGER bodies_body_parent_in_scope ON bodies_body",
        ),
        *insert_only(),
        *history(),
        migrations.RunSQL(
            f"REVOKE DELETE ON {', '.join(KEPT)} FROM gongzhi_app", f"GRANT DELETE ON {', '.join(KEPT)} TO gongzhi_app"
        ),
    ]
