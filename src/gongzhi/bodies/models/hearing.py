"""What is asked around about persons before they take a seat above estates, and which estates its members must cover."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models.body import Body, tenant
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class Hearing(models.Model):
    """征求意见: what one side said about one person proposed for a body; insert-only, kept with the appointment (B7.6)."""

    class Outcome(models.TextChoices):
        SUPPORT = "support", _("同意")
        CONCERN = "concern", _("有不同意见")
        NOTHING = "nothing", _("没有意见")

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    body = TenantForeignKey(Body, related_name="hearings")
    person_id = models.BigIntegerField()
    asked = models.CharField(max_length=80)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    words = models.TextField(blank=True)
    on = models.DateField()
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_hearing_tenant"),
            models.CheckConstraint(name="bodies_hearing_concern_has_words", condition=~Q(outcome="concern", words="")),
        ]
        indexes = [models.Index(fields=["body", "person_id"], name="bodies_hearing_person")]


class LargeEstate(models.Model):
    """Whether an estate counts as 规模较大: the paper names no number, so the community says; the newest counts (B7.4)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    large = models.BooleanField()
    why = models.CharField(max_length=120)
    on = models.DateField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="bodies_largeestate_tenant")]
