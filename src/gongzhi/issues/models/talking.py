"""Mediation of a dispute, and the four forms in which residents take part."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.models.issue import Issue
from gongzhi.issues.states import GatheringState, MediationState
from gongzhi.kernel.sealed import unseal
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class Mediation(models.Model):
    """矛盾纠纷调解: who mediates, under which body, the agreement and what became of it (A10.5, B8.6, field-notes R27).

    The parties are sealed. Only an agreement of a people's mediation committee can be confirmed by a court, by
    `confirm_by`. `host_body_id` is a body of the estate or of its community (环物委). Everyone sees only that there was one
    and whether it was settled, and that only where `both_public`: both sides agreed.
    """

    class Mediator(models.TextChoices):
        PEOPLE = "people_committee", _("人民调解委员会")
        OTHER = "other", _("其他组织或者个人")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    issue = TenantForeignKey(Issue, null=True, related_name="mediations")
    serial = models.PositiveIntegerField()
    mediator_kind = models.CharField(max_length=20, choices=Mediator.choices)
    mediator_name = models.CharField(max_length=60)
    host_body_id = models.BigIntegerField(null=True)
    about = models.CharField(max_length=120)
    parties = models.BinaryField()
    state = models.CharField(max_length=10, choices=MediationState.choices, default=MediationState.OPENED)
    opened_on = models.DateField()
    file_id = models.BigIntegerField(null=True)
    signed_on = models.DateField(null=True)
    confirm_by = models.DateField(null=True)
    confirm_cite = models.CharField(max_length=200, blank=True)
    confirmed_on = models.DateField(null=True)
    confirmed_number = models.CharField(max_length=60, blank=True)
    follow_up_on = models.DateField(null=True)
    outcome = models.CharField(max_length=300, blank=True)
    both_public = models.BooleanField(default=False)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_mediation_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="issues_mediation_number_once"),
            models.CheckConstraint(
                name="issues_mediation_agreed_is_signed",
                condition=Q(state__in=["opened", "failed"]) | Q(signed_on__isnull=False, file_id__isnull=False),
            ),
            models.CheckConstraint(
                name="issues_mediation_court_confirms_peoples",
                condition=Q(confirmed_on__isnull=True) | Q(mediator_kind="people_committee", signed_on__isnull=False),
            ),
        ]

    def party_words(self) -> str:
        """Who is in dispute: for those who mediate only."""
        return unseal(self, "parties")


class MediationSession(models.Model):
    """One sitting of a mediation, or one look at how its agreement is kept; insert-only, words sealed."""

    class Kind(models.TextChoices):
        SITTING = "sitting", _("调解会")
        FOLLOW_UP = "follow_up", _("回访")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    mediation = TenantForeignKey(Mediation, related_name="sessions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    words = models.BinaryField()
    kept = models.BooleanField(null=True)
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="issues_mediationsession_tenant")]

    def text(self) -> str:
        """What was said: for those who mediate only."""
        return unseal(self, "words")


class Gathering(models.Model):
    """One of the four forms: 民情恳谈会 · 工作听证会 · 服务评议会 · 上门走访; signed up for, recorded, its result public (B3.6)."""

    class Form(models.TextChoices):
        TALK = "talk", _("民情恳谈会")
        HEARING = "hearing", _("工作听证会")
        REVIEW = "review", _("服务评议会")
        VISIT = "visit", _("上门走访")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="gatherings")
    issue = TenantForeignKey(Issue, null=True, related_name="gatherings")
    serial = models.PositiveIntegerField()
    form = models.CharField(max_length=8, choices=Form.choices)
    title = models.CharField(max_length=80)
    about = models.TextField(blank=True)
    place = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField(null=True)
    sign_up_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=GatheringState.choices, default=GatheringState.PLANNED)
    came = models.PositiveSmallIntegerField(null=True)
    record = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    held_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    cancelled_for = models.CharField(max_length=200, blank=True)
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    published_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_gathering_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="issues_gathering_number_once"),
            models.CheckConstraint(
                name="issues_gathering_held_has_record",
                condition=~Q(state__in=["held", "published"]) | Q(held_at__isnull=False) & ~Q(record=""),
            ),
            models.CheckConstraint(
                name="issues_gathering_published_has_outcome",
                condition=~Q(state="published") | Q(published_at__isnull=False) & ~Q(outcome=""),
            ),
        ]


class SignUp(models.Model):
    """One resident who will come to a gathering; who it is is sealed and never public."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    gathering = TenantForeignKey(Gathering, related_name="sign_ups")
    person_id = models.BigIntegerField()
    name = models.BinaryField(null=True)
    heads = models.PositiveSmallIntegerField(default=1)
    wishes = models.BinaryField(null=True)
    at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="issues_signup_tenant"),
            models.UniqueConstraint(
                fields=["estate", "gathering", "person_id"],
                condition=Q(cancelled_at__isnull=True),
                name="issues_signup_once",
            ),
            models.CheckConstraint(name="issues_signup_somebody", condition=Q(heads__gte=1)),
        ]

    def shown_name(self) -> str:
        """The resident's name, for those who hold the gathering."""
        return unseal(self, "name")

    def wish(self) -> str:
        """What the resident wants to be spoken of, for those who hold the gathering."""
        return unseal(self, "wishes")
