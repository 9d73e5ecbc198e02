"""What was agreed and is followed up until done (B2.8), 环物委's urging (B1.2), and the summaries (B2.9)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.meetings.models.sitting import Side, Sitting
from gongzhi.meetings.models.topic import Topic
from gongzhi.meetings.states import ItemState
from gongzhi.places.models import Division, Estate


class AgreedItem(models.Model):
    """议定事项: a duty of one party by a day, shown at every later sitting until it is done."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    about = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    sitting = TenantForeignKey(Sitting, related_name="agreed")
    topic = TenantForeignKey(Topic, null=True, related_name="agreed")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    side = models.CharField(max_length=12, choices=Side.choices)
    unit = models.CharField(max_length=80, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.OPEN)
    done_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_agreeditem_scope"),
            models.UniqueConstraint(fields=["division", "sitting", "number"], name="meetings_agreeditem_number_once"),
            models.CheckConstraint(name="meetings_agreeditem_other_is_named", condition=~Q(side="other") | ~Q(unit="")),
        ]
        indexes = [models.Index(fields=["division", "state", "due_on"], name="meetings_agreeditem_due")]


class ItemProgress(models.Model):
    """One step of carrying out: progress, evidence, done, sent back to rectify, confirmed, given up; insert-only."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("进展")
        DONE = "done", _("报完成")
        RECTIFY = "rectify", _("要求整改")
        CONFIRM = "confirm", _("核实完成")
        DROP = "drop", _("不再落实")

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    item = TenantForeignKey(AgreedItem, related_name="progress")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField()
    file_id = models.BigIntegerField(null=True)
    due_on = models.DateField(null=True)
    side = models.CharField(max_length=12, choices=Side.choices)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["division", "id"], name="meetings_itemprogress_scope")]


class Urging(models.Model):
    """环物委 urges 业委会 or 物业 to do what they owe, with its ground, a day and their answer (B1.2, B8.5)."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    about = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=Side.choices)
    words = models.TextField()
    ground = models.CharField(max_length=200)
    item = TenantForeignKey(AgreedItem, null=True, related_name="urgings")
    due_on = models.DateField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField()
    answered_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_urging_scope"),
            models.CheckConstraint(name="meetings_urging_to_owners_or_firm", condition=Q(side__in=["owners", "firm"])),
        ]


class Summary(models.Model):
    """半年小结 or 年度总结 of the joint meeting to the party organisation: drafted from data, edited, sent, received (B2.9).

    `period` is `2026-H1`, `2026-H2` or `2026`; `sections` as in Minutes.
    """

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    sections = models.JSONField()
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=32, blank=True)
    document_id = models.BigIntegerField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.BigIntegerField(null=True)
    answer = models.TextField(blank=True)
    entry = models.BigIntegerField()
    sent_entry = models.BigIntegerField(null=True)
    received_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_summary_scope"),
            models.UniqueConstraint(fields=["division", "period"], name="meetings_summary_once"),
            models.CheckConstraint(
                name="meetings_summary_sent_whole",
                condition=Q(sent_at__isnull=True, document_id__isnull=True)
                | Q(sent_at__isnull=False, document_id__isnull=False),
            ),
        ]
