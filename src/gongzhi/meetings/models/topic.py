"""议题 of a joint meeting: proposed by the parties, accepted or returned with a reason by the party organisation (B2.4)."""

from django.db import models
from django.db.models import Q

from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.meetings.models.sitting import Side, Sitting
from gongzhi.meetings.states import TopicState
from gongzhi.places.models import Division, Estate


class Topic(models.Model):
    """One topic; `business` is one of the six kinds of `gongzhi_law.joint_meetings.BUSINESS` (B2.10, B2.11).

    `basis_entry` and `basis_ref` (`issue:12`) cite what it came from.
    """

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    about = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    side = models.CharField(max_length=12, choices=Side.choices)
    business = models.CharField(max_length=16)
    title = models.CharField(max_length=120)
    words = models.TextField()
    file_id = models.BigIntegerField(null=True)
    proposer_id = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    basis_entry = models.BigIntegerField(null=True)
    basis_ref = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=TopicState.choices, default=TopicState.PROPOSED)
    reason = models.TextField(blank=True)
    judged_by = models.BigIntegerField(null=True)
    judged_at = models.DateTimeField(null=True)
    sitting = TenantForeignKey(Sitting, null=True, related_name="topics")
    position = models.PositiveSmallIntegerField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_topic_scope"),
            models.CheckConstraint(
                name="meetings_topic_returned_with_a_reason", condition=~Q(state="returned") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="meetings_topic_taken_by_a_sitting",
                condition=Q(state="taken", sitting__isnull=False)
                | Q(state="settled", sitting__isnull=False)
                | Q(state__in=["proposed", "accepted", "returned", "withdrawn"], sitting__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["division", "basis_ref"],
                condition=~Q(basis_ref="") & Q(state__in=["proposed", "accepted", "taken"]),
                name="meetings_topic_one_open_of_a_basis",
            ),
        ]
        indexes = [models.Index(fields=["division", "state"], name="meetings_topic_state")]


class Discussion(models.Model):
    """What one sitting said on a topic: opinions, and whether it is settled or comes again; insert-only."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    sitting = TenantForeignKey(Sitting, related_name="discussions")
    topic = TenantForeignKey(Topic, related_name="discussions")
    words = models.TextField()
    settled = models.BooleanField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_discussion_scope"),
            models.UniqueConstraint(fields=["division", "sitting", "topic"], name="meetings_discussion_once"),
        ]
