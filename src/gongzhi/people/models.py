"""People, what they may act as, and the one-time codes by which they show who they are."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.kernel import keys
from gongzhi.places.models import Division, Estate


class Person(models.Model):
    """A natural person known by a phone number; name and number are sealed, the number is found by blind index."""

    name = models.BinaryField()
    phone = models.BinaryField()
    phone_index = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(db_default=Now())

    def shown_name(self) -> str:
        """The full name, for the person's own pages and official acts signed by name."""
        return keys.unseal("platform", "people_person.name", bytes(self.name))

    def number(self) -> str:
        """The phone number, for the outbox only."""
        return keys.unseal("platform", "people_person.phone", bytes(self.phone))


OVER_DIVISIONS = ("street", "community", "department", "administrator", "environment", "partner")
NO_DESK = ("administrator", "partner")  # capacities that open no desk of a place: over rules, over one's own calls


class Capacity(models.Model):
    """What a person may act as, where, from when until when, and the journal entry that granted it.

    Officers have a division, everyone else one estate; a department's officer also the department (组织, 住建, 社工 …),
    and who acts for another force (供水, 驻社区单位, 群团 …) the code of that force.
    """

    class Kind(models.TextChoices):
        STREET = "street", _("街道办事处工作人员")
        COMMUNITY = "community", _("社区工作人员")
        DEPARTMENT = "department", _("职能部门工作人员")
        ADMINISTRATOR = "administrator", _("规则管理员")
        ENVIRONMENT = "environment", _("环境和物业管理委员会成员")
        PARTNER = "partner", _("参与力量工作人员")
        COMMITTEE = "committee", _("业主委员会委员")
        TELLER = "teller", _("监票计票人")
        INTERIM = "interim", _("物业管理委员会成员")
        SELF_MANAGED = "self_managed", _("物业自管组织成员")
        PREPARATORY = "preparatory", _("筹备组成员")
        RENEWAL = "renewal", _("换届小组成员")
        SUPERVISOR = "supervisor", _("业主监督委员会成员")
        FIRM = "firm", _("物业项目负责人")
        QUALITY = "quality", _("义务质量总监")
        SECRETARY = "secretary", _("专职秘书")
        DELEGATE = "delegate", _("受托办理人")
        AUDITOR = "auditor", _("审计人员")

    person = models.ForeignKey(Person, models.PROTECT, related_name="capacities")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="+")
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="capacities")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    department = models.CharField(max_length=20, blank=True)
    filing_number = models.CharField(max_length=60, blank=True)
    granted_entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_capacity_has_one_scope",
                condition=Q(kind__in=OVER_DIVISIONS, division__isnull=False, estate__isnull=True)
                | ~Q(kind__in=OVER_DIVISIONS) & Q(division__isnull=True, estate__isnull=False),
            ),
            models.CheckConstraint(
                name="people_capacity_names_its_department",
                condition=Q(kind__in=["department", "partner"]) & ~Q(department="")
                | ~Q(kind__in=["department", "partner"]) & Q(department=""),
            ),
            models.CheckConstraint(
                name="people_capacity_ends_after_it_begins",
                condition=Q(until_at__isnull=True) | Q(until_at__gt=models.F("from_at")),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "division", "department"],
                condition=Q(until_at__isnull=True, division__isnull=False),
                name="people_capacity_once_a_division",
            ),
            models.UniqueConstraint(
                fields=["estate", "person", "kind"],
                condition=Q(until_at__isnull=True, estate__isnull=False),
                name="people_capacity_once_an_estate",
            ),
        ]
        indexes = [models.Index(fields=["estate", "kind"], name="people_capacity_estate")]


class Code(models.Model):
    """A one-time code: only its keyed digest is kept; after five tries this code, and nothing else, is locked."""

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", _("登录")
        CLAIM = "claim", _("认领")
        CAST = "cast", _("投票")
        REPORT = "report", _("报事")

    WAYS = (("phone", _("手机短信")), ("letter", _("密封通知单")))

    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    way = models.CharField(max_length=8, choices=WAYS, default="phone")
    subject = models.BinaryField(max_length=32)
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    digest = models.BinaryField(max_length=32)
    asked_from = models.BinaryField(max_length=32, null=True)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["subject", "purpose", "-id"], name="people_code_subject"),
            models.Index(fields=["asked_from", "at"], name="people_code_asked_from"),
        ]
        constraints = [
            models.CheckConstraint(name="people_code_expires_later", condition=Q(expires_at__gt=models.F("at")))
        ]
