"""Candidates for a committee: who recommended whom, their consent, and the vetting that may exclude on a listed ground only."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.states import CandidateState
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate
from gongzhi.register.models import Elector


class Slate(models.Model):
    """候选人名单 for one election of one estate: open for recommendations until it is published."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="slates")
    serial = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    set_size = models.PositiveSmallIntegerField()
    alternates = models.PositiveSmallIntegerField(default=0)
    assembly_id = models.BigIntegerField(null=True)
    opened_on = models.DateField()
    published_on = models.DateField(null=True)
    document_id = models.BigIntegerField(null=True)
    closed_on = models.DateField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_slate_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="bodies_slate_serial_once"),
            models.UniqueConstraint(
                fields=["estate"], condition=Q(closed_on__isnull=True), name="bodies_slate_one_open"
            ),
        ]


class Candidate(models.Model):
    """One recommended person (A1.2, B1.11): must be an owner here, and must agree."""

    class By(models.TextChoices):
        SELF = "self", _("业主自荐")
        OWNERS = "owners", _("业主联名推荐")
        PARTY = "party", _("党组织推荐")
        RESIDENTS = "residents", _("居委会推荐")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    slate = TenantForeignKey(Slate, related_name="candidates")
    person_id = models.BigIntegerField()
    elector = TenantForeignKey(Elector, related_name="+")
    recommended_by = models.CharField(max_length=12, choices=By.choices)
    recommender = models.CharField(max_length=120, blank=True)
    categories = models.JSONField(default=list)
    statement = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=CandidateState.choices, default=CandidateState.RECOMMENDED)
    consented_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_candidate_tenant"),
            models.UniqueConstraint(
                fields=["estate", "slate", "person_id"],
                condition=~Q(state="withdrawn"),
                name="bodies_candidate_once",
            ),
            models.CheckConstraint(
                name="bodies_candidate_listed_agreed",
                condition=~Q(state__in=["consented", "listed", "excluded"]) | Q(consented_at__isnull=False),
            ),
        ]


class Vetting(models.Model):
    """联审把关 of one candidate by one office: fit, or unfit on a ground of the list; what the person answers stands beside it (R20)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    candidate = TenantForeignKey(Candidate, related_name="vettings")
    office = models.CharField(max_length=40)
    fit = models.BooleanField()
    ground = models.CharField(max_length=40, blank=True)
    ground_cite = models.CharField(max_length=120, blank=True)
    evidence = models.TextField(blank=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_vetting_tenant"),
            models.CheckConstraint(
                name="bodies_vetting_excludes_on_a_ground",
                condition=Q(fit=True) | ~Q(ground="") & ~Q(ground_cite=""),
            ),
        ]
