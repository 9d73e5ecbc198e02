"""What a capacity was is history, and its end only ever comes earlier: nobody revives an office that was left."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0003_more_capacities")]

    operations = [
        migrations.RunSQL(
            """
CREATE FUNCTION people_capacity_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.person_id, NEW.kind, NEW.division_id, NEW.estate_id, NEW.from_at, NEW.department, NEW.granted_entry)
     IS DISTINCT FROM
     (OLD.id, OLD.person_id, OLD.kind, OLD.division_id, OLD.estate_id, OLD.from_at, OLD.department, OLD.granted_entry)
     OR OLD.ended_entry IS NOT NULL AND NEW.ended_entry IS DISTINCT FROM OLD.ended_entry THEN
    RAISE EXCEPTION 'a capacity is history and never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.until_at IS NOT NULL AND (NEW.until_at IS NULL OR NEW.until_at > OLD.until_at) THEN
    RAISE EXCEPTION 'the end of a capacity only comes earlier' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION people_capacity_history()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER people_capacity_history BEFORE UPDATE ON people_capacity"
            " FOR EACH ROW EXECUTE FUNCTION people_capacity_history()",
            "DROP TRIGGER people_capacity_history ON people_capacity",
        ),
    ]
