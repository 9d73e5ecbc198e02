"""网格 and 微网格 of a community, and what each covers."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import gongzhi.kernel.tenancy
from gongzhi.kernel.tenancy import together


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Grid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=60)),
                ("created_at", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grids", to="places.division"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="places.grid",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GridCover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "building",
                    gongzhi.kernel.tenancy.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grid_covers",
                        to="places.building",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grid_covers", to="places.estate"
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="covers", to="places.grid"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="grid",
            constraint=models.UniqueConstraint(fields=("community", "id"), name="places_grid_of_community"),
        ),
        migrations.AddConstraint(
            model_name="grid",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("community", "code"),
                name="places_grid_code_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="grid",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[0-9A-Za-z][0-9A-Za-z-]{0,19}$")), name="places_grid_code_is_plain"
            ),
        ),
        migrations.AddConstraint(
            model_name="grid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="places_grid_is_not_below_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="gridcover",
            constraint=models.UniqueConstraint(fields=("estate", "id"), name="places_gridcover_tenant"),
        ),
        migrations.AddConstraint(
            model_name="gridcover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on__isnull", True)),
                fields=("estate", "grid", "building"),
                name="places_gridcover_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="gridcover",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="places_gridcover_ends_later",
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE places_grid ADD CONSTRAINT places_grid_parent_of_community FOREIGN KEY (community_id, parent_id) REFERENCES places_grid (community_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE places_grid DROP CONSTRAINT places_grid_parent_of_community",
        ),
        migrations.RunSQL(
            "ALTER TABLE places_gridcover ADD CONSTRAINT places_gridcover_building_id_tenant FOREIGN KEY (estate_id, building_id) REFERENCES places_building (estate_id, id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE places_gridcover DROP CONSTRAINT places_gridcover_building_id_tenant",
        ),
        migrations.RunSQL(
            "REVOKE DELETE ON places_grid, places_gridcover FROM gongzhi_app",
            "GRANT DELETE ON places_grid, places_gridcover TO gongzhi_app",
        ),
    ]
    operations = together(operations)
