"""老旧小区改造 registered for an estate, and whether it had a body of self-government then (A2.2)."""

from django.db import models

from gongzhi.places.models.estates import Estate


class Renovation(models.Model):
    """A renovation project; `governed` says whether the estate had a body of self-government when it was registered."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="renovations")
    title = models.CharField(max_length=80)
    words = models.CharField(max_length=400, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    from_on = models.DateField()
    governed = models.BooleanField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_renovation_tenant"),
            models.UniqueConstraint(fields=["estate", "title"], name="places_renovation_title_once"),
        ]
