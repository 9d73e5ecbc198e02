"""What the database itself refuses: references across estates, changes to what is insert-only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "REVOKE DELETE ON people_person, people_capacity FROM gongzhi_app",
            "GRANT DELETE ON people_person, people_capacity TO gongzhi_app",
        ),
    ]
