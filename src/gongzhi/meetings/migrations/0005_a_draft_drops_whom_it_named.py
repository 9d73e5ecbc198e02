"""A draft drops an estate or an observer: the rows stay and say since when; nobody ever wrote who read a notice."""

from django.db import migrations, models

from gongzhi.kernel.tenancy import together

HISTORY = (
    "CREATE TRIGGER {table}_history BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION bodies_history('{once}', '')"
)
NO_HISTORY = "DROP TRIGGER {table}_history ON {table}"
READ, REMOVED = "read_at,arrived_at,arrived_way", "arrived_at,arrived_way,removed_at"


def history(table: str, once: str) -> str:
    """The trigger that lets these columns be written once and nothing else change."""
    return HISTORY.format(table=table, once=once)


def unique(name: str, fields: list[str], **condition: models.Q) -> models.UniqueConstraint:
    """One row for these columns."""
    return models.UniqueConstraint(fields=fields, name=name, **condition)


SERVED, CALLED = ["division", "sitting", "about"], ["division", "sitting", "person_id"]
STANDING = models.Q(removed_at__isnull=True)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_agreed_items_keep_their_words")]

    operations = [
        migrations.RunSQL(NO_HISTORY.format(table="meetings_attendee"), history("meetings_attendee", READ)),
        migrations.RemoveField("attendee", "read_at"),
        migrations.AddField("attendee", "removed_at", models.DateTimeField(null=True)),
        migrations.AddField("served", "removed_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("served", "meetings_served_once"),
        migrations.AddConstraint("served", unique("meetings_served_once", SERVED, condition=STANDING)),
        migrations.RemoveConstraint("attendee", "meetings_attendee_once"),
        migrations.AddConstraint("attendee", unique("meetings_attendee_once", CALLED, condition=STANDING)),
        migrations.RunSQL(history("meetings_attendee", REMOVED), NO_HISTORY.format(table="meetings_attendee")),
        migrations.RunSQL(
            "DROP TRIGGER meetings_served_insert_only ON meetings_served",
            "CREATE TRIGGER meetings_served_insert_only BEFORE UPDATE OR DELETE ON meetings_served"
            " FOR EACH ROW EXECUTE FUNCTION gongzhi_insert_only()",
        ),
        migrations.RunSQL(
            "DROP TRIGGER meetings_served_no_truncate ON meetings_served",
            "CREATE TRIGGER meetings_served_no_truncate BEFORE TRUNCATE ON meetings_served"
            " FOR EACH STATEMENT EXECUTE FUNCTION gongzhi_insert_only()",
        ),
        migrations.RunSQL(history("meetings_served", "removed_at"), NO_HISTORY.format(table="meetings_served")),
        migrations.RunSQL(
            "GRANT UPDATE ON meetings_served TO gongzhi_app", "REVOKE UPDATE ON meetings_served FROM gongzhi_app"
        ),
    ]
    operations = together(operations)
