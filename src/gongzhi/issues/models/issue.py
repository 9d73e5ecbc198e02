"""An issue of an estate, who reported it, its files and notes, how it was classed, merged, confirmed and explained."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.states import IssueState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.sealed import unseal
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Building, Estate


class Side(models.TextChoices):
    """Who stands behind a note, a file or a task: one of the three parties, those above them, or a force."""

    COMMITTEE = "committee", _("业主委员会")
    FIRM = "firm", _("物业服务企业")
    RESIDENTS = "residents", _("居民委员会")
    PARTY_ORG = "party_org", _("党组织")
    STREET = "street", _("街道")
    DEPARTMENT = "department", _("职能部门")
    UTILITY = "utility", _("公共服务企业")
    FORCE = "force", _("参与力量")


THREE = (Side.COMMITTEE, Side.FIRM, Side.RESIDENTS)


class Class(models.TextChoices):
    """日常 · 重大 · 超出三方职责 · 历史遗留 (B3.1); the ids are those of `gongzhi_law.issues.IssueClass`."""

    DAILY = "daily", _("日常问题")
    MAJOR = "major", _("重大问题")
    BEYOND = "beyond", _("超出三方职责")
    LEGACY = "legacy", _("历史遗留问题")


class Source(models.TextChoices):
    """Where an issue came from (A10.3)."""

    OWNER = "owner", _("业主反馈")
    PHONE = "phone", _("电话")
    DESK = "desk", _("前台")
    HOTLINE = "hotline", _("12345")
    SMART = "smart", _("智慧物业")
    GRID = "grid", _("微网实格")
    PATROL = "patrol", _("巡查")
    API = "api", _("开放接口")
    SIGNAL = "signal", _("信号")
    LETTER = "letter", _("函件")


class Issue(models.Model):
    """诉求事项: numbered a year within its estate; what strangers read of it is `public_words`, written by a worker.

    `due_*` is what the law gave when it was dispatched, `due_at` the instant for what is urgent. `place` is sealed: the
    public sees the building and the coarse `spot` only. `matter` is an id of `gongzhi_law.matters`, empty while unknown.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="issues")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    source = models.CharField(max_length=8, choices=Source.choices)
    source_ref = models.CharField(max_length=60, blank=True)
    matter = models.CharField(max_length=40, blank=True)
    issue_class = models.CharField(max_length=8, choices=Class.choices, blank=True, db_column="class")
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=IssueState.choices, default=IssueState.RECEIVED)
    building = TenantForeignKey(Building, null=True, related_name="issues")
    spot = models.CharField(max_length=60, blank=True)
    place = models.BinaryField(null=True)
    lat = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    long = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    public_words = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    due_cite = models.CharField(max_length=200, blank=True)
    due_strength = models.CharField(max_length=12, blank=True)
    due_exact = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)
    follow_up_on = models.DateField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    merged_into = TenantForeignKey("self", null=True, related_name="merged")
    basis_entry = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_issue_tenant"),
            models.UniqueConstraint(fields=["estate", "year", "serial"], name="issues_issue_number_once"),
            models.UniqueConstraint(
                fields=["estate", "source", "source_ref"],
                condition=~Q(source_ref=""),
                name="issues_issue_source_once",
            ),
            models.CheckConstraint(
                name="issues_issue_merged_somewhere",
                condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="issues_issue_not_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
            models.CheckConstraint(
                name="issues_issue_accepted_has_time",
                condition=~Q(state__in=["accepted", "working", "done", "closed", "explained"])
                | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_issue_worked_is_classed",
                condition=~Q(state__in=["working", "done", "explained"]) | ~Q(issue_class=""),
            ),
            models.CheckConstraint(
                name="issues_issue_done_has_outcome",
                condition=~Q(state__in=["done", "closed"]) | Q(done_at__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="issues_issue_closed_has_time",
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_issue_place_in_pairs",
                condition=Q(lat__isnull=True, long__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, long__gte=-180, long__lte=180),
            ),
        ]
        indexes = [
            models.Index(fields=["estate", "state"], name="issues_issue_state"),
            models.Index(fields=["estate", "matter", "received_at"], name="issues_issue_matter"),
        ]

    @property
    def number(self) -> str:
        """The public number within the estate, e.g. 2026-0042."""
        return f"{self.year}-{self.serial:04d}"

    def late(self, at: datetime) -> bool:
        """Whether the pinned day (or instant) has passed at `at`; never where none was pinned."""
        if self.due_at is not None:
            return at > self.due_at
        return self.due_on is not None and law_day(at) > self.due_on

    def full_place(self) -> str:
        """The place in full (door, room), for those who go there."""
        return unseal(self, "place")


class Report(models.Model):
    """One person's report of an issue; who it was is hidden from the public always, from firm and committee when asked.

    `token_index` finds the report by its tracking link. Name, phone and words are sealed; looks are journaled.
    """

    class Channel(models.TextChoices):
        WEB = "web", _("网页")
        PHONE = "phone", _("电话")
        DESK = "desk", _("前台")
        SHEET = "sheet", _("表格")
        API = "api", _("接口")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="reports")
    person_id = models.BigIntegerField(null=True)
    name = models.BinaryField(null=True)
    phone = models.BinaryField(null=True)
    phone_index = models.BinaryField(max_length=32, null=True)
    words = models.BinaryField()
    hide_from_parties = models.BooleanField(default=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    token_index = models.BinaryField(max_length=32, null=True, unique=True)
    token = models.BinaryField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="issues_report_tenant")]
        indexes = [
            models.Index(fields=["person_id"], name="issues_report_person"),
            models.Index(fields=["phone_index"], name="issues_report_phone"),
            models.Index(fields=["by", "at"], name="issues_report_by"),
        ]

    def shown_name(self) -> str:
        """The reporter's name; callers journal the look."""
        return unseal(self, "name")

    def number(self) -> str:
        """The reporter's phone, for the outbox only."""
        return unseal(self, "phone")

    def text(self) -> str:
        """What the reporter wrote: never public."""
        return unseal(self, "words")

    def link(self) -> str:
        """The token of the tracking link, for messages to the reporter only."""
        return unseal(self, "token")


class IssueFile(models.Model):
    """A photograph or paper of an issue (its metadata already taken out); public only after somebody confirmed it."""

    class Stage(models.TextChoices):
        BEFORE = "before", _("报事时")
        AFTER = "after", _("办理后")
        PAPER = "paper", _("材料")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="files")
    file_id = models.BigIntegerField()
    stage = models.CharField(max_length=8, choices=Stage.choices)
    side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    public = models.BooleanField(default=False)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_issuefile_tenant"),
            models.UniqueConstraint(fields=["estate", "issue", "file_id"], name="issues_issuefile_once"),
        ]


class Note(models.Model):
    """One step of progress, insert-only: who did what; `public` ones are read by everyone, so they name nobody.

    `step` is a step of the class's path, or where it went on to (`gongzhi_law.issues`); empty for plain progress. What a
    reporter said anew through another system is `sealed`, read by whoever may read the report; `words` then only say so.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="notes")
    side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    who = models.CharField(max_length=60, blank=True)
    step = models.CharField(max_length=24, blank=True)
    words = models.TextField()
    sealed = models.BinaryField(null=True)
    public = models.BooleanField()
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_note_tenant"),
            models.CheckConstraint(name="issues_note_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="issues_note_sealed_is_not_public", condition=Q(sealed__isnull=True) | Q(public=False)
            ),
        ]

    def told(self) -> str:
        """What the reporter said anew: only for those who may read the report."""
        return unseal(self, "sealed")


class ClassChange(models.Model):
    """An issue was put into a class, or into another one, and why; insert-only (B3.1)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="class_changes")
    was = models.CharField(max_length=8, choices=Class.choices, blank=True)
    became = models.CharField(max_length=8, choices=Class.choices)
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_classchange_tenant"),
            models.CheckConstraint(name="issues_classchange_changes", condition=~Q(was=F("became"))),
            models.CheckConstraint(name="issues_classchange_has_reason", condition=~Q(reason="")),
        ]


class Merge(models.Model):
    """One issue went into another as the same matter; insert-only (A10.3)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="merge")
    into = TenantForeignKey(Issue, related_name="merges")
    reason = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_merge_tenant"),
            models.UniqueConstraint(fields=["estate", "issue"], name="issues_merge_once"),
        ]


class Confirmation(models.Model):
    """What the reporter answered when told that it was done, or four weeks later; insert-only; words are sealed."""

    class Answer(models.TextChoices):
        SOLVED = "solved", _("解决了")
        UNSOLVED = "unsolved", _("没有解决")
        STILL = "still", _("四周后仍好")
        AGAIN = "again", _("四周后又出现")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="confirmations")
    report = TenantForeignKey(Report, related_name="confirmations")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    words = models.BinaryField(null=True)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="issues_confirmation_tenant")]

    def text(self) -> str:
        """The reporter's words: never public."""
        return unseal(self, "words")


class Explanation(models.Model):
    """What residents were told about a matter left over from history, in public words; insert-only (B3.5)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="explanations")
    words = models.TextField()
    told_street_on = models.DateField(null=True)
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_explanation_tenant"),
            models.CheckConstraint(name="issues_explanation_has_words", condition=~Q(words="")),
        ]
