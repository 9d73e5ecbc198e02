"""函件 of a committee or 物管会 to the firm, a department or the developer (L1.2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Body
from gongzhi.issues.models.forces import Force, Whistle
from gongzhi.issues.models.issue import Issue
from gongzhi.issues.states import LetterState
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class Letter(models.Model):
    """A letter with its number, delivery and proof, receipt, day of answer and reply; unanswered it becomes a whistle.

    Its words are for those who wrote and got it; everyone reads `public_words` and `public_reply` once a person looked.
    """

    class Addressee(models.TextChoices):
        FIRM = "firm", _("物业服务企业")
        DEPARTMENT = "department", _("职能部门")
        DEVELOPER = "developer", _("建设单位")
        UTILITY = "utility", _("公共服务企业")
        OTHER = "other", _("其他单位")

    class Way(models.TextChoices):
        HANDED = "handed", _("当面送达")
        POST = "post", _("邮寄")
        EMAIL = "email", _("电子邮件")
        PLATFORM = "platform", _("平台送达")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="letters")
    issue = TenantForeignKey(Issue, null=True, related_name="letters")
    body = TenantForeignKey(Body, related_name="letters")
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=60, blank=True)
    addressee_kind = models.CharField(max_length=12, choices=Addressee.choices)
    addressee = models.CharField(max_length=80)
    force = models.ForeignKey(Force, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=80)
    words = models.TextField()
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.DRAFTED)
    public = models.BooleanField(default=False)
    document_id = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)
    proof = models.CharField(max_length=120, blank=True)
    proof_file_id = models.BigIntegerField(null=True)
    received_on = models.DateField(null=True)
    received_by = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True)
    due_cite = models.CharField(max_length=200, blank=True)
    due_exact = models.BooleanField(default=True)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    reply_file_id = models.BigIntegerField(null=True)
    public_words = models.TextField(blank=True)
    public_reply = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    published_entry = models.BigIntegerField(null=True)
    whistle = TenantForeignKey(Whistle, null=True, related_name="letters")
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_letter_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="issues_letter_serial_once"),
            models.UniqueConstraint(
                fields=["estate", "number"], condition=~Q(number=""), name="issues_letter_number_once"
            ),
            models.CheckConstraint(
                name="issues_letter_sent_is_whole",
                condition=Q(state__in=["drafted", "withdrawn"])
                | Q(sent_at__isnull=False, due_on__isnull=False) & ~Q(number="") & ~Q(way=""),
            ),
            models.CheckConstraint(
                name="issues_letter_answered_has_reply",
                condition=~Q(state="answered") | Q(replied_on__isnull=False) & ~Q(reply=""),
            ),
            models.CheckConstraint(
                name="issues_letter_whistled_names_it",
                condition=~Q(state="whistled") | Q(whistle__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_letter_public_was_read",
                condition=Q(public=False) | Q(published_at__isnull=False) & ~Q(public_words=""),
            ),
        ]


class LetterFile(models.Model):
    """An enclosure of a letter; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    letter = TenantForeignKey(Letter, related_name="files")
    file_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_letterfile_tenant"),
            models.UniqueConstraint(fields=["estate", "letter", "file_id"], name="issues_letterfile_once"),
        ]
