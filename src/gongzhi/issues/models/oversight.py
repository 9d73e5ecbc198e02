"""What is done about an issue from above: supervision orders, inquiries, visits of law enforcement; and own signals."""

from django.db import models
from django.db.models import Q

from gongzhi.issues.models.issue import Issue, Side
from gongzhi.issues.states import InquiryState, SignalState, SupervisionState
from gongzhi.kernel.sealed import unseal
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class Supervision(models.Model):
    """督办单 from a named person of the party organisation to one side, with its reply (B3.8)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, null=True, related_name="supervisions")
    item_entry = models.BigIntegerField(null=True)
    serial = models.PositiveIntegerField()
    side = models.CharField(max_length=12, choices=Side.choices)
    word = models.CharField(max_length=20, blank=True)
    words = models.TextField()
    due_on = models.DateField()
    due_cite = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=SupervisionState.choices, default=SupervisionState.ISSUED)
    supervisor_id = models.BigIntegerField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.CharField(max_length=32, blank=True)
    file_id = models.BigIntegerField(null=True)
    verdict = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_supervision_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="issues_supervision_number_once"),
            models.CheckConstraint(
                name="issues_supervision_is_of_something",
                condition=Q(issue__isnull=False) | Q(item_entry__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_supervision_reply_has_words",
                condition=Q(state="issued") | Q(replied_at__isnull=False) & ~Q(reply=""),
            ),
        ]


class Inquiry(models.Model):
    """Investigation of a major issue: who looked into it, what was found, which opinion, reported to whom (B3.3)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="inquiries")
    members = models.CharField(max_length=300)
    findings = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    reported_to = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=InquiryState.choices, default=InquiryState.OPENED)
    opened_on = models.DateField()
    concluded_on = models.DateField(null=True)
    reported_on = models.DateField(null=True)
    topic_entry = models.BigIntegerField(null=True)
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_inquiry_tenant"),
            models.UniqueConstraint(
                fields=["estate", "issue"], condition=~Q(state="reported"), name="issues_inquiry_one_open"
            ),
            models.CheckConstraint(
                name="issues_inquiry_concluded_is_whole",
                condition=Q(state="opened") | Q(concluded_on__isnull=False) & ~Q(findings="") & ~Q(opinion=""),
            ),
            models.CheckConstraint(
                name="issues_inquiry_reported_to_somebody",
                condition=~Q(state="reported") | Q(reported_on__isnull=False) & ~Q(reported_to=""),
            ),
        ]


class InquiryNote(models.Model):
    """One step of an investigation: what was looked at or who was heard; insert-only, sealed."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    inquiry = TenantForeignKey(Inquiry, related_name="notes")
    on = models.DateField()
    words = models.BinaryField()
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="issues_inquirynote_tenant")]

    def text(self) -> str:
        """What was noted."""
        return unseal(self, "words")


class Visit(models.Model):
    """执法进小区: cause, forces, handling, and the outcome made public (A10.4)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, null=True, related_name="visits")
    serial = models.PositiveIntegerField()
    on = models.DateField()
    cause = models.CharField(max_length=300)
    forces = models.CharField(max_length=200)
    handling = models.TextField()
    outcome = models.TextField(blank=True)
    public_at = models.DateTimeField(null=True)
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    public_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_visit_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="issues_visit_number_once"),
            models.CheckConstraint(
                name="issues_visit_public_has_outcome", condition=Q(public_at__isnull=True) | ~Q(outcome="")
            ),
        ]


class Signal(models.Model):
    """What a person decided about a suggestion of the system: taken up as an issue, or not and why; insert-only (A10.6).

    The suggestion itself is derived and never kept; its `key` is, so that it is not made twice.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=SignalState.choices)
    issue = TenantForeignKey(Issue, null=True, related_name="signals")
    reason = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_signal_tenant"),
            models.UniqueConstraint(fields=["estate", "key"], name="issues_signal_key_once"),
            models.CheckConstraint(
                name="issues_signal_is_decided",
                condition=Q(state="confirmed", issue__isnull=False)
                | Q(state="dismissed", issue__isnull=True) & ~Q(reason=""),
            ),
        ]
