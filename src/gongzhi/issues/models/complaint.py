"""The reply document to a complaint about what a firm, a committee or another did in the management (物业管理条例48条)."""

from django.db import models

from gongzhi.issues.models.issue import Issue
from gongzhi.kernel.sealed import unseal
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class ComplaintReply(models.Model):
    """物业管理投诉处理答复书: what was found and what follows, sealed, for those who complained; insert-only.

    `document_id` is its number and the hash of its words in the open, without the words.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="complaint_replies")
    found = models.BinaryField()
    opinion = models.BinaryField()
    remedy = models.CharField(max_length=300)
    office = models.CharField(max_length=60)
    document_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="issues_complaintreply_tenant")]

    def findings(self) -> str:
        """What the inquiry found, for those who complained and those who handle it."""
        return unseal(self, "found")

    def verdict(self) -> str:
        """What the authority thinks of it and on which text."""
        return unseal(self, "opinion")
