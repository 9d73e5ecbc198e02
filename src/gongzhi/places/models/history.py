"""What an estate was from when until when: its name and ground, how it is managed, how much of the product it uses."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models.estates import Estate
from gongzhi.places.states import FixState


class EstateVersion(models.Model):
    """The estate as drawn from `from_on` (included) until `until_on` (not included); versions never overlap.

    `buildings` and `phases` are kept when the version closes; those of the open one are the tables themselves.
    """

    class Kind(models.TextChoices):
        CREATED = "created", _("登记")
        REDRAWN = "redrawn", _("调整")
        MERGED = "merged", _("合并")
        SPLIT = "split", _("分立")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    name = models.CharField(max_length=60)
    boundary = models.TextField(blank=True)
    buildings = models.JSONField(default=list)
    phases = models.JSONField(default=list)
    issuer = models.CharField(max_length=80, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    file_id = models.BigIntegerField(null=True)
    entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_estateversion_tenant"),
            models.CheckConstraint(
                name="places_estateversion_ends_later",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]
        ordering = ["from_on", "id"]

    @property
    def last_on(self) -> date | None:
        """The last day on which it held; None while it does."""
        return max(self.from_on, self.until_on - timedelta(days=1)) if self.until_on else None


class ManagementSpell(models.Model):
    """How the estate was managed from when until when, and on what basis; a wrong row is void, never overwritten."""

    class Basis(models.TextChoices):
        REGISTERED = "registered", _("首次登记")
        VOTE = "vote", _("业主共同决定")
        CORRECTED = "corrected", _("更正登记")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="management_spells")
    mode = models.CharField(max_length=16, choices=Estate.Management.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    words = models.CharField(max_length=400, blank=True)
    resolution_id = models.BigIntegerField(null=True)
    void = models.BooleanField(default=False)
    entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_managementspell_tenant"),
            models.CheckConstraint(
                name="places_managementspell_vote_has_resolution",
                condition=~Q(basis="vote") | Q(resolution_id__isnull=False),
            ),
            models.CheckConstraint(
                name="places_managementspell_ends_later",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]
        ordering = ["from_on", "id"]

    @property
    def last_on(self) -> date | None:
        """The last day on which it held; None while it does."""
        return max(self.from_on, self.until_on - timedelta(days=1)) if self.until_on else None


class ManagementFix(models.Model):
    """A proposal to correct a wrongly registered mode: one person proposes, another accepts."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="management_fixes")
    spell = TenantForeignKey(ManagementSpell, related_name="fixes")
    mode = models.CharField(max_length=16, choices=Estate.Management.choices)
    reason = models.CharField(max_length=400)
    state = models.CharField(max_length=8, choices=FixState.choices, default=FixState.OPEN)
    proposed_by = models.CharField(max_length=32)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=32, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_managementfix_tenant"),
            models.UniqueConstraint(
                fields=["estate", "spell"], condition=Q(state="open"), name="places_managementfix_one_open"
            ),
            models.CheckConstraint(
                name="places_managementfix_takes_two",
                condition=~Q(state="accepted") | ~Q(decided_by="") & ~Q(decided_by=F("proposed_by")),
            ),
        ]


class LevelSpell(models.Model):
    """Which level of use was in force from when until when, and why it was set."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="level_spells")
    level = models.CharField(max_length=2, choices=Estate.Level.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_levelspell_tenant"),
            models.CheckConstraint(
                name="places_levelspell_ends_later",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]
        ordering = ["from_on", "id"]

    @property
    def last_on(self) -> date | None:
        """The last day on which it held; None while it does."""
        return max(self.from_on, self.until_on - timedelta(days=1)) if self.until_on else None
