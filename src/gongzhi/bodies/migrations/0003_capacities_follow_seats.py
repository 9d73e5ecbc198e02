"""Capacities follow seats, in the database: none without a seat, none left when the seat is."""

from django.db import migrations


def seats_and_capacities() -> list[migrations.RunSQL]:
    """Nobody acts in an office without a seat, and no capacity is left when the seat is."""
    found = [
        migrations.RunSQL(
            "CREATE CONSTRAINT TRIGGER people_capacity_has_a_seat AFTER INSERT ON people_capacity"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bodies_capacity_has_a_seat()",
            "DROP TRIGGER people_capacity_has_a_seat ON people_capacity",
        )
    ]
    for table, end in (
        ("bodies_appointment", "ended_on"),
        ("bodies_delegation", "revoked_on"),
        ("bodies_engagement", "ended_on"),
    ):
        found.append(
            migrations.RunSQL(
                f"CREATE CONSTRAINT TRIGGER {table}_ends_its_capacity AFTER INSERT OR UPDATE ON {table}"
                f" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bodies_no_capacity_outlives_its_seat('{end}')",
                f"DROP TRIGGER {table}_ends_its_capacity ON {table}",
            )
        )
    return found


class Migration(migrations.Migration):
    dependencies = [("bodies", "0002_guards")]

    operations = [
        migrations.RunSQL(
            """
CREATE FUNCTION bodies_capacity_has_a_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind IN ('environment','committee','interim','self_managed','preparatory','renewal','supervisor','firm','quality','secretary','delegate')
     AND NOT EXISTS (SELECT 1 FROM bodies_appointment WHERE entry = NEW.granted_entry AND person_id = NEW.person_id)
     AND NOT EXISTS (SELECT 1 FROM bodies_delegation WHERE entry = NEW.granted_entry AND to_person_id = NEW.person_id)
     AND NOT EXISTS (SELECT 1 FROM bodies_engagement WHERE entry = NEW.granted_entry AND person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'a capacity of this kind follows a seat, and there is none' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
            """,
            "DROP FUNCTION bodies_capacity_has_a_seat()",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION bodies_no_capacity_outlives_its_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) ->> TG_ARGV[0] IS NOT NULL
     AND EXISTS (SELECT 1 FROM people_capacity WHERE granted_entry = NEW.entry AND until_at IS NULL) THEN
    RAISE EXCEPTION 'a capacity must end with its seat' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
            """,
            "DROP FUNCTION bodies_no_capacity_outlives_its_seat()",
        ),
        migrations.RunSQL(
            "CREATE INDEX people_capacity_granted ON people_capacity (granted_entry)",
            "DROP INDEX people_capacity_granted",
        ),
        *seats_and_capacities(),
    ]
