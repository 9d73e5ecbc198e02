"""Merging and splitting estates: how one ended, which one took what over, item by item."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models.estates import Estate
from gongzhi.places.states import ItemState


class EstateEnd(models.Model):
    """How and on which document an estate ended, and when its owners' assembly and committee were struck off (备案注销)."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("合并")
        SPLIT = "split", _("分立")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="ends")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField()
    issuer = models.CharField(max_length=80)
    document_number = models.CharField(max_length=80)
    file_id = models.BigIntegerField()
    had_committee = models.BooleanField()
    deregistered_on = models.DateField(null=True)
    deregistration_number = models.CharField(max_length=80, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_estateend_tenant"),
            models.UniqueConstraint(fields=["estate"], name="places_estateend_once"),
            models.CheckConstraint(
                name="places_estateend_struck_off_has_number",
                condition=Q(deregistered_on__isnull=True, deregistration_number="")
                | Q(deregistered_on__isnull=False) & ~Q(deregistration_number=""),
            ),
        ]


class Succession(models.Model):
    """承接: `estate` took over from `from_estate` so many units of so much area (0.01 m²)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="successions")
    from_estate = models.ForeignKey(Estate, models.PROTECT, related_name="successors")
    on = models.DateField()
    units = models.PositiveIntegerField()
    holdings = models.PositiveIntegerField()
    area = models.PositiveBigIntegerField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_succession_tenant"),
            models.UniqueConstraint(fields=["estate", "from_estate"], name="places_succession_once"),
            models.CheckConstraint(name="places_succession_of_another", condition=~Q(estate=F("from_estate"))),
        ]


class SuccessionItem(models.Model):
    """One thing to be taken over, confirmed in an act of its own with a note of what was handed over."""

    class Kind(models.TextChoices):
        ROSTER = "roster", _("名册")
        ACCOUNTS = "accounts", _("账户和资金")
        RESOLUTIONS = "resolutions", _("决议")
        CONTRACTS = "contracts", _("合同")
        SEALS = "seals", _("印章")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="succession_items")
    succession = TenantForeignKey(Succession, related_name="items")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.OPEN)
    note = models.CharField(max_length=400, blank=True)
    done_on = models.DateField(null=True)
    by = models.CharField(max_length=32, blank=True)
    entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="places_successionitem_tenant"),
            models.UniqueConstraint(fields=["estate", "succession", "kind"], name="places_successionitem_once"),
            models.CheckConstraint(
                name="places_successionitem_done_is_whole",
                condition=Q(state="open", done_on__isnull=True)
                | ~Q(state="open") & Q(done_on__isnull=False, entry__isnull=False) & ~Q(by="") & ~Q(note=""),
            ),
        ]
        ordering = ["succession", "id"]
