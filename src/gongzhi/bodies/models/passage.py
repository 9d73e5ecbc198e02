"""From one body to the next: what happened on the way to a new term, and what a body of passage handed over when it ended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models.body import Body, Term
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class RenewalStep(models.Model):
    """One thing that happened on the way to a new term: reported, an election failed, who acts meanwhile; insert-only (L4.1)."""

    class Kind(models.TextChoices):
        REPORTED = "reported", _("书面报告换届")
        FAILED = "failed", _("选举未成")
        ACTING = "acting", _("居委会代行")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    term = TenantForeignKey(Term, related_name="renewal_steps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField()
    words = models.TextField()
    document_number = models.CharField(max_length=60, blank=True)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_renewalstep_tenant"),
            models.UniqueConstraint(
                fields=["estate", "term", "kind"],
                condition=~Q(kind="failed"),
                name="bodies_renewalstep_once_but_failures",
            ),
            models.UniqueConstraint(fields=["estate", "term", "kind", "on"], name="bodies_renewalstep_once_a_day"),
        ]


class Handover(models.Model):
    """What a body of passage (物管会, 自管组织, 筹备组, 换届小组) handed over when it ended; insert-only (A3.3).

    `items` (JSON): [{"item", "state": handed|none|withheld, "note"}]; `to_body` is None where nobody stands to receive.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    body = TenantForeignKey(Body, related_name="handovers")
    to_body = TenantForeignKey(Body, null=True, related_name="+")
    to_words = models.CharField(max_length=120)
    items = models.JSONField()
    witness = models.CharField(max_length=120)
    on = models.DateField()
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_handover_tenant"),
            models.UniqueConstraint(fields=["estate", "body"], name="bodies_handover_once_a_body"),
        ]
