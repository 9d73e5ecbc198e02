"""Forming a body for an estate that has none, from the trigger to the day it stands; objections and written reasons."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models.body import Body, tenant
from gongzhi.bodies.states import FormationState
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class Formation(models.Model):
    """A 物管会, 自管组织, 筹备组 or 换届小组 in the making: trigger, plan, guidance, sides, list made public (A3.1, A3.4, B8.8)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="formations")
    kind = models.CharField(max_length=24, choices=Body.Kind.choices)
    serial = models.PositiveSmallIntegerField()
    trigger = models.CharField(max_length=40)
    trigger_words = models.TextField()
    trigger_cite = models.CharField(max_length=120)
    trigger_file_id = models.BigIntegerField(null=True)
    plan = models.TextField()
    set_size = models.PositiveSmallIntegerField()
    term_months = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=FormationState.choices, default=FormationState.DRAFTED)
    opened_on = models.DateField()
    guidance_on = models.DateField(null=True)
    guidance_until = models.DateField(null=True)
    announced_on = models.DateField(null=True)
    announced_until = models.DateField(null=True)
    document_id = models.BigIntegerField(null=True)
    body = TenantForeignKey(Body, null=True, related_name="formations")
    abandoned_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_formation_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="bodies_formation_serial_once"),
            models.UniqueConstraint(
                fields=["estate", "kind"],
                condition=Q(state__in=["drafted", "guidance", "announced"]),
                name="bodies_formation_one_open",
            ),
        ]


class FormationSide(models.Model):
    """A unit asked to send someone (镇街, 公安, 建设单位, 业主代表 …): joined, absent or refused; absence never blocks (R7)."""

    class Answer(models.TextChoices):
        ASKED = "asked", _("已邀请")
        JOINED = "joined", _("参加")
        ABSENT = "absent", _("未答复")
        REFUSED = "refused", _("不参加")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    formation = TenantForeignKey(Formation, related_name="sides")
    side = models.CharField(max_length=20)
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.ASKED)
    note = models.CharField(max_length=200, blank=True)
    person_id = models.BigIntegerField(null=True)
    elector_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=16, blank=True)
    asked_on = models.DateField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="bodies_formationside_tenant")]


class Guidance(models.Model):
    """指导意见 of a department on a formation; it guides and never blocks (A3.4)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    formation = TenantForeignKey(Formation, related_name="guidance")
    department = models.CharField(max_length=20)
    words = models.TextField()
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="bodies_guidance_tenant")]


class ListObjection(models.Model):
    """An objection to a list made public (members, candidates, kin): sealed words, answered in writing, never obeyed by itself."""

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    number = models.PositiveIntegerField()
    body = TenantForeignKey(Body, null=True, related_name="objections")
    formation_id = models.BigIntegerField(null=True)
    slate_id = models.BigIntegerField(null=True)
    about = models.CharField(max_length=12)
    words = models.BinaryField()
    by_person_id = models.BigIntegerField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_listobjection_tenant"),
            models.UniqueConstraint(fields=["tenant", "number"], name="bodies_listobjection_number_once"),
            models.CheckConstraint(
                name="bodies_listobjection_about_one_list",
                condition=Q(body__isnull=False, formation_id__isnull=True, slate_id__isnull=True)
                | Q(body__isnull=True, formation_id__isnull=False, slate_id__isnull=True)
                | Q(body__isnull=True, formation_id__isnull=True, slate_id__isnull=False),
            ),
        ]


class WrittenReason(models.Model):
    """Why a body or a slate departs from what a paper asks for (A1.3: 党员占比, 主任): written, public, no veto."""

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    body = TenantForeignKey(Body, null=True, related_name="reasons")
    slate_id = models.BigIntegerField(null=True)
    formation_id = models.BigIntegerField(null=True)
    rule = models.CharField(max_length=60)
    words = models.TextField()
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_writtenreason_tenant"),
            models.CheckConstraint(name="bodies_writtenreason_has_words", condition=~Q(words="") & ~Q(rule="")),
        ]
