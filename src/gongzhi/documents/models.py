"""Documents: a number, the data they were set from, the hash of what was published; files found by their hash."""

from django.db import models
from django.db.models.functions import Now


class StoredFile(models.Model):
    """A file of one estate by its SHA-256, sealed on disk; every download re-checks the right."""

    estate_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    personal = models.BooleanField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate_id", "id"], name="documents_storedfile_tenant"),
            models.UniqueConstraint(fields=["estate_id", "sha256", "name"], name="documents_storedfile_once"),
        ]


class Document(models.Model):
    """A published document: numbered a year and kind within its estate, insert-only."""

    estate_id = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    ref = models.CharField(max_length=64)
    template = models.CharField(max_length=40)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    entry_id = models.BigIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate_id", "id"], name="documents_document_tenant"),
            models.UniqueConstraint(
                fields=["estate_id", "kind", "year", "serial"], name="documents_document_serial_once"
            ),
            models.UniqueConstraint(fields=["estate_id", "number"], name="documents_document_number_once"),
        ]
