"""The history of the estates that were there before: their name, mode and first level, from the day they were made."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0004_estate_guards")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO places_estateversion (estate_id, kind, from_on, name, boundary, buildings, phases, issuer, document_number) SELECT e.id, 'created', (e.created_at AT TIME ZONE 'Asia/Shanghai')::date, e.name, '', '[]', '[]', '', '' FROM places_estate e",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "INSERT INTO places_managementspell (estate_id, mode, from_on, basis, words, void) SELECT e.id, e.management, (e.created_at AT TIME ZONE 'Asia/Shanghai')::date, 'registered', '', false FROM places_estate e",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "INSERT INTO places_levelspell (estate_id, level, from_on, reason) SELECT e.id, e.level, (e.created_at AT TIME ZONE 'Asia/Shanghai')::date, '' FROM places_estate e",
            migrations.RunSQL.noop,
        ),
    ]
