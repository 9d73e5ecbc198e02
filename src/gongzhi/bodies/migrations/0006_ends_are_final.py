"""More history that never changes, and no capacity for a seat that has been left."""

from django.db import migrations

# What may still change in a row: once (from empty), and always (its state).
CHANGES = {
    "bodies_body": ("formed_on,basis_entry,ended_on,end_reason,ended_entry", "state,represents"),
    "bodies_seat": ("", ""),
    "bodies_dispute": ("cleared_on,cleared_for,cleared_entry", ""),
    "bodies_engagement": ("ended_on,ended_for", ""),
    "bodies_recall": ("answer,answered_at,decided_on,decision_basis,decision_entry", "state"),
    "bodies_listobjection": ("answer,answered_at", ""),
    "bodies_unitinquiry": ("answered_on,document_id", ""),
}
SEATED = """
CREATE OR REPLACE FUNCTION bodies_capacity_has_a_seat() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lasting boolean := EXISTS (SELECT 1 FROM people_capacity WHERE id = NEW.id AND until_at IS NULL);
BEGIN
  IF NEW.kind IN ('environment','committee','interim','self_managed','preparatory','renewal','supervisor','firm','quality','secretary','delegate')
     AND NOT EXISTS (SELECT 1 FROM bodies_appointment WHERE entry = NEW.granted_entry AND person_id = NEW.person_id AND (ended_on IS NULL OR NOT lasting))
     AND NOT EXISTS (SELECT 1 FROM bodies_delegation WHERE entry = NEW.granted_entry AND to_person_id = NEW.person_id AND (revoked_on IS NULL OR NOT lasting))
     AND NOT EXISTS (SELECT 1 FROM bodies_engagement WHERE entry = NEW.granted_entry AND person_id = NEW.person_id AND (ended_on IS NULL OR NOT lasting)) THEN
    RAISE EXCEPTION 'a capacity of this kind follows a seat, and there is none' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""
BEFORE = """
CREATE OR REPLACE FUNCTION bodies_capacity_has_a_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind IN ('environment','committee','interim','self_managed','preparatory','renewal','supervisor','firm','quality','secretary','delegate')
     AND NOT EXISTS (SELECT 1 FROM bodies_appointment WHERE entry = NEW.granted_entry AND person_id = NEW.person_id)
     AND NOT EXISTS (SELECT 1 FROM bodies_delegation WHERE entry = NEW.granted_entry AND to_person_id = NEW.person_id)
     AND NOT EXISTS (SELECT 1 FROM bodies_engagement WHERE entry = NEW.granted_entry AND person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'a capacity of this kind follows a seat, and there is none' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("bodies", "0005_hearings"), ("people", "0004_capacities_end_once")]

    operations = [
        migrations.RunSQL(SEATED, BEFORE),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_history BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION bodies_history('{once}', '{free}')",
                f"DROP TRIGGER {table}_history ON {table}",
            )
            for table, (once, free) in CHANGES.items()
        ),
    ]
