"""What the database itself refuses: references out of an estate or a community, votes outside a meeting, changed records."""

from django.db import migrations

# Rows of one estate.
OF_ESTATE = (
    ("meetings_demand", "body_id", "bodies_body"),
    ("meetings_demandsign", "demand_id", "meetings_demand"),
    ("meetings_demandsign", "appointment_id", "bodies_appointment"),
    ("meetings_naming", "body_id", "bodies_body"),
    ("meetings_naming", "demand_id", "meetings_demand"),
    ("meetings_naming", "appointment_id", "bodies_appointment"),
    ("meetings_committeemeeting", "body_id", "bodies_body"),
    ("meetings_committeemeeting", "demand_id", "meetings_demand"),
    ("meetings_committeemeeting", "convener_id", "bodies_appointment"),
    ("meetings_committeemeeting", "naming_id", "meetings_naming"),
    ("meetings_agendaitem", "meeting_id", "meetings_committeemeeting"),
    ("meetings_agendaitem", "candidate_id", "bodies_appointment"),
    ("meetings_presence", "meeting_id", "meetings_committeemeeting"),
    ("meetings_presence", "appointment_id", "bodies_appointment"),
    ("meetings_membervote", "item_id", "meetings_agendaitem"),
    ("meetings_membervote", "appointment_id", "bodies_appointment"),
    ("meetings_meetingsign", "meeting_id", "meetings_committeemeeting"),
    ("meetings_meetingsign", "appointment_id", "bodies_appointment"),
    ("meetings_decision", "body_id", "bodies_body"),
    ("meetings_decision", "item_id", "meetings_agendaitem"),
    ("meetings_decisionorder", "decision_id", "meetings_decision"),
    ("meetings_decisionorder", "by_decision_id", "meetings_decision"),
)
# Rows of one community.
OF_DIVISION = (
    ("meetings_sitting", "mandate_id", "meetings_mandate"),
    ("meetings_served", "sitting_id", "meetings_sitting"),
    ("meetings_attendee", "sitting_id", "meetings_sitting"),
    ("meetings_minutes", "sitting_id", "meetings_sitting"),
    ("meetings_delivery", "sitting_id", "meetings_sitting"),
    ("meetings_delivery", "minutes_id", "meetings_minutes"),
    ("meetings_briefsign", "sitting_id", "meetings_sitting"),
    ("meetings_topic", "sitting_id", "meetings_sitting"),
    ("meetings_discussion", "sitting_id", "meetings_sitting"),
    ("meetings_discussion", "topic_id", "meetings_topic"),
    ("meetings_agreeditem", "sitting_id", "meetings_sitting"),
    ("meetings_agreeditem", "topic_id", "meetings_topic"),
    ("meetings_itemprogress", "item_id", "meetings_agreeditem"),
    ("meetings_urging", "item_id", "meetings_agreeditem"),
)
INSERT_ONLY = (
    "meetings_agendaitem",
    "meetings_briefsign",
    "meetings_decisionorder",
    "meetings_demandsign",
    "meetings_discussion",
    "meetings_itemprogress",
    "meetings_meetingsign",
    "meetings_membervote",
    "meetings_naming",
    "meetings_presence",
    "meetings_served",
)
KEPT = (
    "meetings_agreeditem",
    "meetings_attendee",
    "meetings_committeemeeting",
    "meetings_decision",
    "meetings_delivery",
    "meetings_demand",
    "meetings_mandate",
    "meetings_minutes",
    "meetings_sitting",
    "meetings_summary",
    "meetings_topic",
    "meetings_urging",
)
# Columns written once (from empty), and columns that may change; nothing else of these rows ever does.
CHANGES = {
    "meetings_demand": ("reached_at,due_on", ""),
    "meetings_committeemeeting": (
        "residents_told_at,document_id,opened_at,closed_at,set_size,seated,minutes_file_id,minutes_at,cancelled_for",
        "state,minutes",
    ),
    "meetings_decision": ("published_at,document_id,published_entry", "state"),
    "meetings_mandate": ("revoked_on,revoked_for,revoked_entry", ""),
    "meetings_sitting": (
        "noticed_at,convener_id,mandate_id,document_id,sign_in,opened_at,closed_at,photo_id,cancelled_for",
        "state,title,form,window,why,begins_at,place,link,brief,notice_words",
    ),
    "meetings_attendee": ("read_at,arrived_at,arrived_way", ""),
    "meetings_minutes": ("signed_at,signed_by,document_id,signed_entry", "sections"),
    "meetings_delivery": ("acknowledged_at,acknowledged_by,acknowledged_entry", ""),
    "meetings_urging": ("answer,answered_at,answered_entry", ""),
    "meetings_summary": (
        "sent_at,sent_by,document_id,received_at,received_by,answer,sent_entry,received_entry",
        "sections",
    ),
}
# What may be written only while its meeting is in one of these states.
DURING = (
    ("meetings_agendaitem", "meeting_id", "called,sitting"),
    ("meetings_presence", "meeting_id", "sitting"),
    ("meetings_meetingsign", "meeting_id", "closed,minuted"),
)


def references() -> list[migrations.RunSQL]:
    """The composite foreign keys of both scopes."""
    pairs = [(*row, "estate_id") for row in OF_ESTATE] + [(*row, "division_id") for row in OF_DIVISION]
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


def triggers() -> list[migrations.RunSQL]:
    """Rows whose end is written once; rows that belong to an open meeting; texts that are fixed once published."""
    found = [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_history BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION bodies_history('{once}', '{free}')",
            f"DROP TRIGGER {table}_history ON {table}",
        )
        for table, (once, free) in CHANGES.items()
    ]
    found += [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_during BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION meetings_during('{states}')",
            f"DROP TRIGGER {table}_during ON {table}",
        )
        for table, _column, states in DURING
    ]
    found += [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_sections BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION meetings_sections()",
            f"DROP TRIGGER {table}_sections ON {table}",
        )
        for table in ("meetings_minutes", "meetings_summary")
    ]
    return found


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("bodies", "0002_guards"), ("kernel", "0002_guards")]

    operations = [
        *references(),
        migrations.RunSQL(
            """
CREATE FUNCTION meetings_during() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM meetings_committeemeeting
    WHERE estate_id = NEW.estate_id AND id = NEW.meeting_id AND state = ANY (string_to_array(TG_ARGV[0], ','))) THEN
    RAISE EXCEPTION '%: the meeting is not in a state for this', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION meetings_during()",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION meetings_vote_present() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM meetings_agendaitem i
    JOIN meetings_committeemeeting m ON m.estate_id = i.estate_id AND m.id = i.meeting_id AND m.state = 'sitting'
    JOIN meetings_presence p ON p.estate_id = m.estate_id AND p.meeting_id = m.id
      AND p.appointment_id = NEW.appointment_id
    WHERE i.estate_id = NEW.estate_id AND i.id = NEW.item_id AND i.kind <> 'hear') THEN
    RAISE EXCEPTION 'a member votes in an open meeting, being present' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION meetings_vote_present()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER meetings_membervote_present BEFORE INSERT ON meetings_membervote"
            " FOR EACH ROW EXECUTE FUNCTION meetings_vote_present()",
            "DROP TRIGGER meetings_membervote_present ON meetings_membervote",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION meetings_sections() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.document_id IS NOT NULL AND NEW.sections IS DISTINCT FROM OLD.sections THEN
    RAISE EXCEPTION '%: what was signed off never changes', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION meetings_sections()",
        ),
        *triggers(),
        *insert_only(),
        migrations.RunSQL(
            f"REVOKE DELETE ON {', '.join(KEPT)} FROM gongzhi_app", f"GRANT DELETE ON {', '.join(KEPT)} TO gongzhi_app"
        ),
    ]
