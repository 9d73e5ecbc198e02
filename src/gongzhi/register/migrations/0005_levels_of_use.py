"""Estates that have units use the product with voting (L3); a fresh one begins with L1."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0004_roll_left_out"), ("places", "0005_first_spells")]

    operations = [
        migrations.RunSQL(
            "UPDATE places_levelspell SET level = 'l3' WHERE until_on IS NULL AND estate_id IN (SELECT estate_id FROM register_unit WHERE removed_on IS NULL)",
            migrations.RunSQL.noop,
        ),
    ]
