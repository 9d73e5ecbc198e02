"""Forces beyond the three parties, and what an issue asks of each side: tasks, hand-backs, whistles and calls."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.models.issue import Issue, Side
from gongzhi.issues.states import CallState, PartyState, WhistleState
from gongzhi.kernel import keys
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Division, Estate


class Force(models.Model):
    """A force over a division that can be called (A10.2, B3.11); its contact is sealed, its people hold a capacity.

    A department's people hold the capacity `department` with its word; all others `partner` with the force's `code`.
    """

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("职能部门")
        UTILITY = "utility", _("公共服务企业")
        RESIDENT_UNIT = "resident_unit", _("驻社区单位")
        MASS_ORGANISATION = "mass_organisation", _("群团组织")
        SOCIAL_ORGANISATION = "social_organisation", _("社会组织")
        PARTY_MEMBER = "party_member", _("下沉党员干部")

    division = models.ForeignKey(Division, models.PROTECT, related_name="forces")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    word = models.CharField(max_length=20, blank=True)
    contact = models.BinaryField(null=True)
    ended_on = models.DateField(null=True)
    entry = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["division", "code"], condition=Q(ended_on__isnull=True), name="issues_force_code_once"
            ),
            models.CheckConstraint(
                name="issues_force_code_is_plain", condition=Q(code__regex=r"^[a-z0-9][a-z0-9-]{0,19}$")
            ),
            models.CheckConstraint(
                name="issues_force_department_has_word", condition=~Q(kind="department") | ~Q(word="")
            ),
        ]

    def reached_by(self) -> str:
        """The force's contact, for the outbox and those who call it."""
        return keys.unseal("platform", "issues_force.contact", bytes(self.contact)) if self.contact else ""


class Party(models.Model):
    """One side's task in an issue (B3.9: several, one of them leads); `word` names a department or utility.

    `due_*` is pinned when the task is given. A task handed back stays, the next one is a row of its own.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="parties")
    side = models.CharField(max_length=12, choices=Side.choices)
    word = models.CharField(max_length=20, blank=True)
    force = models.ForeignKey(Force, models.PROTECT, null=True, related_name="+")
    lead = models.BooleanField(default=False)
    task = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    due_cite = models.CharField(max_length=200, blank=True)
    due_strength = models.CharField(max_length=12, blank=True)
    due_exact = models.BooleanField(default=True)
    state = models.CharField(max_length=12, choices=PartyState.choices, default=PartyState.ASKED)
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)
    named_by_street = models.BooleanField(default=False)
    item_entry = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_party_tenant"),
            models.UniqueConstraint(fields=["estate", "issue"], condition=Q(lead=True), name="issues_party_one_lead"),
            models.UniqueConstraint(
                fields=["estate", "issue", "side", "word", "force"],
                condition=~Q(state="handed_back"),
                nulls_distinct=False,
                name="issues_party_side_once",
            ),
            models.CheckConstraint(
                name="issues_party_word_of_offices",
                condition=Q(side__in=["department", "utility"]) & ~Q(word="")
                | ~Q(side__in=["department", "utility"]) & Q(word=""),
            ),
            models.CheckConstraint(
                name="issues_party_force_is_named",
                condition=Q(side="force", force__isnull=False)
                | Q(side__in=["department", "utility"])
                | ~Q(side__in=["force", "department", "utility"]) & Q(force__isnull=True),
            ),
            models.CheckConstraint(
                name="issues_party_handed_back_leads_not",
                condition=~Q(state="handed_back") | Q(lead=False),
            ),
            models.CheckConstraint(
                name="issues_party_done_has_time",
                condition=~Q(state="done") | Q(done_at__isnull=False),
            ),
        ]

    @property
    def shown(self) -> str:
        """The side in words, with the department, utility or force."""
        if self.force is not None:
            return self.force.name
        return self.word or str(self.get_side_display())


class HandBack(models.Model):
    """A side handed its task back, and why; insert-only. At the law's limit none of the three may any more (B3.5)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="hand_backs")
    party = TenantForeignKey(Party, related_name="hand_backs")
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_handback_tenant"),
            models.UniqueConstraint(fields=["estate", "party"], name="issues_handback_once"),
            models.CheckConstraint(name="issues_handback_has_reason", condition=~Q(reason="")),
        ]


class Recommendation(models.Model):
    """提出建议: a joint meeting's, or in urgency its convener's, that forces be called; insert-only (B3.4, B3.10).

    `basis_entry` is the journal entry of the meeting's agreed item; an urgent one follows the whistle afterwards.
    """

    class By(models.TextChoices):
        JOINT_MEETING = "joint_meeting", _("联席会议")
        CONVENER = "convener", _("召集人（紧急）")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="recommendations")
    given_by = models.CharField(max_length=16, choices=By.choices)
    words = models.TextField()
    on = models.DateField()
    basis_entry = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_recommendation_tenant"),
            models.CheckConstraint(
                name="issues_recommendation_meeting_has_entry",
                condition=~Q(given_by="joint_meeting") | Q(basis_entry__isnull=False),
            ),
        ]


class Whistle(models.Model):
    """吹哨: 街道吹哨部门报到, 社区吹哨党员报到 or by the grid; which forces it calls are its calls (A10.2, B3.4)."""

    class Kind(models.TextChoices):
        STREET = "street", _("街道吹哨、部门报到")
        COMMUNITY = "community", _("社区吹哨、党员报到")
        GRID = "grid", _("网格吹哨、部门报到")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, related_name="whistles")
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    why = models.CharField(max_length=300)
    urgent = models.BooleanField(default=False)
    recommendation = TenantForeignKey(Recommendation, null=True, related_name="whistles")
    state = models.CharField(max_length=8, choices=WhistleState.choices, default=WhistleState.OPEN)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=32)
    by_person_id = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_whistle_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="issues_whistle_number_once"),
            models.CheckConstraint(
                name="issues_whistle_closed_has_time",
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed") & Q(closed_at__isnull=True),
            ),
        ]


class Call(models.Model):
    """One force called by a whistle: it confirms, arrives, acts, reports and is rated by whoever whistled (A10.2).

    `confirm_by`, `arrive_by` are instants, `report_by` a day, pinned when called; `escalated` counts the steps taken
    because it was late. `words` are the force's own reply, `rating` one to five.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    whistle = TenantForeignKey(Whistle, related_name="calls")
    force = models.ForeignKey(Force, models.PROTECT, related_name="calls")
    task = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=CallState.choices, default=CallState.CALLED)
    called_at = models.DateTimeField()
    confirm_by = models.DateTimeField(null=True)
    arrive_by = models.DateTimeField(null=True)
    report_by = models.DateField(null=True)
    due_cite = models.CharField(max_length=200, blank=True)
    due_strength = models.CharField(max_length=12, blank=True)
    due_exact = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    rated_at = models.DateTimeField(null=True)
    escalated = models.PositiveSmallIntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)
    file_id = models.BigIntegerField(null=True)
    rating = models.PositiveSmallIntegerField(null=True)
    rating_words = models.CharField(max_length=300, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_call_tenant"),
            models.UniqueConstraint(
                fields=["estate", "whistle", "force"],
                condition=~Q(state="withdrawn"),
                name="issues_call_force_once",
            ),
            models.CheckConstraint(
                name="issues_call_confirmed_has_time",
                condition=Q(state__in=["called", "withdrawn"]) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_call_arrived_has_time",
                condition=Q(state__in=["called", "confirmed", "withdrawn"]) | Q(arrived_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_call_reported_has_words",
                condition=~Q(state__in=["reported", "rated"]) | Q(reported_at__isnull=False) & ~Q(words=""),
            ),
            models.CheckConstraint(
                name="issues_call_rated_one_to_five",
                condition=Q(state="rated", rating__gte=1, rating__lte=5, rated_at__isnull=False)
                | ~Q(state="rated") & Q(rating__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["force", "state"], name="issues_call_force")]
