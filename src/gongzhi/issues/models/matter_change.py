"""What an office keeps of the responsibility list by date: another lead, others with it, a period of its own (A10.1)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.places.models import Division


class MatterChange(models.Model):
    """One change of one matter over a division from a day on, resting on the office's own paper; insert-only.

    `periods` is a list of {step, number, unit, urgent}; `with_words` None leaves those who help as they were. A change of
    periods needs a second person, of who leads and helps one.
    """

    class Weight(models.TextChoices):
        THRESHOLD = "threshold", _("时限，两人")
        COURTESY = "courtesy", _("责任单位，一人")

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    matter = models.CharField(max_length=40)
    lead = models.CharField(max_length=20, blank=True)
    with_words = models.JSONField(null=True)
    periods = models.JSONField(default=list)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    weight = models.CharField(max_length=10, choices=Weight.choices)
    instrument = models.CharField(max_length=80)
    article = models.CharField(max_length=20, blank=True)
    quote = models.TextField()
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="issues_matterchange_ends_later",
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
            ),
            models.CheckConstraint(
                name="issues_matterchange_has_its_paper", condition=~Q(instrument="") & ~Q(quote="")
            ),
        ]


class MatterVerdict(models.Model):
    """What became of a proposed change: in force, not agreed to, or withdrawn later; insert-only."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("确认")
        DECLINED = "declined", _("不同意")
        WITHDRAWN = "withdrawn", _("撤回")

    change = models.ForeignKey(MatterChange, models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=300, blank=True)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change"], condition=Q(kind__in=["confirmed", "declined"]), name="issues_matterverdict_once"
            ),
            models.UniqueConstraint(
                fields=["change"], condition=Q(kind="withdrawn"), name="issues_matterverdict_withdrawn_once"
            ),
            models.CheckConstraint(name="issues_matterverdict_says_why", condition=Q(kind="confirmed") | ~Q(reason="")),
        ]
