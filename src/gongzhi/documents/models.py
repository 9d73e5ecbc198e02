"""Documents: a number, the data they were set from, the hash of what was published; files found by their hash."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now

OFFICIAL = "official"  # the template of notices of meetings, minutes, letters and summaries


def tenant() -> models.GeneratedField:
    """The estate's number, or 0 above estates: the first half of the composite keys of both scopes."""
    return models.GeneratedField(
        expression=Coalesce("estate_id", 0), output_field=models.BigIntegerField(), db_persist=True
    )


def one_scope(name: str) -> models.CheckConstraint:
    """A row belongs to one estate or to one division (its official code), never to both."""
    return models.CheckConstraint(
        name=name,
        condition=Q(estate_id__isnull=False, division_id__isnull=True)
        | Q(estate_id__isnull=True, division_id__isnull=False, division_id__regex=r"^[0-9]{2,12}$"),
    )


def scope_of(estate_id: int | None, division_id: str | None) -> str:
    """The log and key scope of a row: `estate:7`, or `office:<code>` above estates; refuses both and neither."""
    if (estate_id is None) == (division_id is None):
        raise ValueError("a document or file belongs to one estate or to one division")
    return f"estate:{estate_id}" if division_id is None else f"office:{division_id}"


class StoredFile(models.Model):
    """A file of one estate or one division by its SHA-256, sealed on disk; every download re-checks the right."""

    estate_id = models.BigIntegerField(null=True)
    division_id = models.CharField(max_length=12, null=True)  # noqa: DJ001  # null is the other scope, not no text
    tenant = tenant()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    personal = models.BooleanField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate_id", "id"], name="documents_storedfile_tenant"),
            models.UniqueConstraint(fields=["tenant", "id"], name="documents_storedfile_scope"),
            models.UniqueConstraint(fields=["estate_id", "sha256", "name"], name="documents_storedfile_once"),
            models.UniqueConstraint(fields=["division_id", "sha256", "name"], name="documents_storedfile_once_above"),
            one_scope("documents_storedfile_has_one_scope"),
        ]

    @property
    def scope(self) -> str:
        """The key under which its bytes are sealed."""
        return scope_of(self.estate_id, self.division_id)


class Document(models.Model):
    """A published document: numbered a year and kind within its estate or division, insert-only."""

    estate_id = models.BigIntegerField(null=True)
    division_id = models.CharField(max_length=12, null=True)  # noqa: DJ001  # null is the other scope, not no text
    tenant = tenant()
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
            models.UniqueConstraint(fields=["tenant", "id"], name="documents_document_scope"),
            models.UniqueConstraint(
                fields=["estate_id", "kind", "year", "serial"], name="documents_document_serial_once"
            ),
            models.UniqueConstraint(fields=["estate_id", "number"], name="documents_document_number_once"),
            models.UniqueConstraint(
                fields=["division_id", "kind", "year", "serial"], name="documents_document_serial_once_above"
            ),
            models.UniqueConstraint(fields=["division_id", "number"], name="documents_document_number_once_above"),
            one_scope("documents_document_has_one_scope"),
        ]

    @property
    def scope(self) -> str:
        """The log in which it was journaled."""
        return scope_of(self.estate_id, self.division_id)
