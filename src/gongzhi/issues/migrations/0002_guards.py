"""What the database itself refuses: references across estates, changes to what was said, files that vanish."""

from django.db import migrations

REFERENCES = (
    ("issues_issue", "building_id", "places_building"),
    ("issues_issue", "merged_into_id", "issues_issue"),
    ("issues_report", "issue_id", "issues_issue"),
    ("issues_issuefile", "issue_id", "issues_issue"),
    ("issues_note", "issue_id", "issues_issue"),
    ("issues_classchange", "issue_id", "issues_issue"),
    ("issues_merge", "issue_id", "issues_issue"),
    ("issues_merge", "into_id", "issues_issue"),
    ("issues_confirmation", "issue_id", "issues_issue"),
    ("issues_confirmation", "report_id", "issues_report"),
    ("issues_explanation", "issue_id", "issues_issue"),
    ("issues_party", "issue_id", "issues_issue"),
    ("issues_handback", "issue_id", "issues_issue"),
    ("issues_handback", "party_id", "issues_party"),
    ("issues_recommendation", "issue_id", "issues_issue"),
    ("issues_whistle", "issue_id", "issues_issue"),
    ("issues_whistle", "recommendation_id", "issues_recommendation"),
    ("issues_call", "whistle_id", "issues_whistle"),
    ("issues_supervision", "issue_id", "issues_issue"),
    ("issues_inquiry", "issue_id", "issues_issue"),
    ("issues_inquirynote", "inquiry_id", "issues_inquiry"),
    ("issues_visit", "issue_id", "issues_issue"),
    ("issues_signal", "issue_id", "issues_issue"),
    ("issues_mediation", "issue_id", "issues_issue"),
    ("issues_mediationsession", "mediation_id", "issues_mediation"),
    ("issues_gathering", "issue_id", "issues_issue"),
    ("issues_signup", "gathering_id", "issues_gathering"),
    ("issues_letter", "issue_id", "issues_issue"),
    ("issues_letter", "body_id", "bodies_body"),
    ("issues_letter", "whistle_id", "issues_whistle"),
    ("issues_letterfile", "letter_id", "issues_letter"),
)
INSERT_ONLY = (
    "issues_classchange",
    "issues_confirmation",
    "issues_explanation",
    "issues_handback",
    "issues_hookseen",
    "issues_inquirynote",
    "issues_letterfile",
    "issues_mediationsession",
    "issues_merge",
    "issues_note",
    "issues_recommendation",
    "issues_signal",
)
KEPT = (
    "issues_apikey",
    "issues_call",
    "issues_force",
    "issues_gathering",
    "issues_hook",
    "issues_inquiry",
    "issues_issue",
    "issues_issuefile",
    "issues_letter",
    "issues_mediation",
    "issues_party",
    "issues_report",
    "issues_signup",
    "issues_supervision",
    "issues_visit",
    "issues_whistle",
)
# What never changes in a row that otherwise goes on.
FIXED = {
    "issues_issue": "estate_id,year,serial,source,source_ref,received_at,entry",
    "issues_report": "estate_id,words,channel,token_index,at,entry",
    "issues_party": "estate_id,issue_id,side,word,force_id,asked_at,entry",
    "issues_whistle": "estate_id,issue_id,serial,kind,by,at,entry",
    "issues_call": "estate_id,whistle_id,force_id,called_at,entry",
    "issues_supervision": "estate_id,issue_id,serial,side,words,supervisor_id,at,entry",
}


def references() -> list[migrations.RunSQL]:
    """The composite foreign keys."""
    return [
        migrations.RunSQL(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_tenant FOREIGN KEY (estate_id, {column})"
            f" REFERENCES {target} (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_tenant",
        )
        for table, column, target in REFERENCES
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


def fixed() -> list[migrations.RunSQL]:
    """Columns that keep what they were given."""
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION issues_fixed('{columns}')",
            f"DROP TRIGGER {table}_fixed ON {table}",
        )
        for table, columns in FIXED.items()
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0001_initial"),
        ("bodies", "0006_ends_are_final"),
        ("kernel", "0002_guards"),
        ("places", "0005_first_spells"),
    ]

    operations = [
        *references(),
        migrations.RunSQL(
            """
CREATE FUNCTION issues_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  now jsonb := to_jsonb(NEW);
  name text;
BEGIN
  FOREACH name IN ARRAY string_to_array(TG_ARGV[0], ',') LOOP
    IF now -> name IS DISTINCT FROM was -> name THEN
      RAISE EXCEPTION '%.% never changes', TG_TABLE_NAME, name USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION issues_fixed()",
        ),
        *insert_only(),
        *fixed(),
        migrations.RunSQL(
            f"REVOKE DELETE ON {', '.join(KEPT)} FROM gongzhi_app", f"GRANT DELETE ON {', '.join(KEPT)} TO gongzhi_app"
        ),
    ]
