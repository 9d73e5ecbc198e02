"""Of an agreed item only state, day and end may change, and nothing once it is over: the rest is history."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_committee_powers"), ("bodies", "0002_guards")]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER meetings_agreeditem_history BEFORE UPDATE ON meetings_agreeditem"
            " FOR EACH ROW EXECUTE FUNCTION bodies_history('done_at', 'state,due_on')",
            "DROP TRIGGER meetings_agreeditem_history ON meetings_agreeditem",
        ),
        migrations.RunSQL(
            """
CREATE FUNCTION meetings_item_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.done_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'an agreed item that is over never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
            """,
            "DROP FUNCTION meetings_item_over()",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER meetings_agreeditem_over BEFORE UPDATE ON meetings_agreeditem"
            " FOR EACH ROW EXECUTE FUNCTION meetings_item_over()",
            "DROP TRIGGER meetings_agreeditem_over ON meetings_agreeditem",
        ),
    ]
