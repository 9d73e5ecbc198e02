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


class Capacity(models.Model):
    """What a person may act as, where, from when until when, and the journal entry that granted it."""

    class Kind(models.TextChoices):
        STREET = "street", _("街道办事处工作人员")
        COMMUNITY = "community", _("社区工作人员")
        COMMITTEE = "committee", _("业主委员会委员")
        TELLER = "teller", _("监票计票人")

    person = models.ForeignKey(Person, models.PROTECT, related_name="capacities")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="+")
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="capacities")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    filing_number = models.CharField(max_length=60, blank=True)
    granted_entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_capacity_has_one_scope",
                condition=Q(kind__in=["street", "community"], division__isnull=False, estate__isnull=True)
                | Q(kind__in=["committee", "teller"], division__isnull=True, estate__isnull=False),
            ),
            models.CheckConstraint(
                name="people_capacity_ends_after_it_begins",
                condition=Q(until_at__isnull=True) | Q(until_at__gt=models.F("from_at")),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "division"],
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
