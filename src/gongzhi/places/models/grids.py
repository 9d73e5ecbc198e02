"""网格 and 微网格: how a community divides its ground, and which estates or buildings each part covers."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models.estates import Building, Division, Estate


class Grid(models.Model):
    """网格 of a community (no parent) or 微网格 (below a grid of the same community); ended, never deleted."""

    community = models.ForeignKey(Division, models.PROTECT, related_name="grids")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", db_constraint=False)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "id"], name="places_grid_of_community"),
            models.UniqueConstraint(
                fields=["community", "code"], condition=Q(ended_on__isnull=True), name="places_grid_code_once"
            ),
            models.CheckConstraint(
                name="places_grid_code_is_plain", condition=Q(code__regex=r"^[0-9A-Za-z][0-9A-Za-z-]{0,19}$")
            ),
            models.CheckConstraint(
                name="places_grid_is_not_below_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            ),
        ]

    @property
    def micro(self) -> bool:
        """Whether this is a 微网格."""
        return self.parent_id is not None


class GridCover(models.Model):
    """A whole estate (no building) or one building of it lies in a grid from a day on; closed, never overwritten."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="grid_covers")
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="covers")
    building = TenantForeignKey(Building, null=True, related_name="grid_covers")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_gridcover_tenant"),
            models.UniqueConstraint(
                fields=["estate", "grid", "building"],
                condition=Q(until_on__isnull=True),
                nulls_distinct=False,
                name="places_gridcover_once",
            ),
            models.CheckConstraint(
                name="places_gridcover_ends_later", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
        ]
