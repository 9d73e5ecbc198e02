"""Other systems: keys of those who send issues here, addresses that are told of them, and what came in once."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.states import SheetState
from gongzhi.kernel import keys
from gongzhi.kernel.models import Message
from gongzhi.places.models import Division


class ApiKey(models.Model):
    """A key by which another system sends issues for estates below a division; only its keyed digest is kept.

    `estates` are the codes of the estates for which it is good; empty: all below the division. `shown_once` is the key
    itself, in the answer of the act that made it and never again.
    """

    shown_once = ""

    digest = models.BinaryField(max_length=32, unique=True)
    client = models.CharField(max_length=60)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list)
    estates = models.JSONField(default=list)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="issues_apikey_names_its_client", condition=~Q(client="")),
        ]


class Hook(models.Model):
    """A webhook: out (an address told of events, signed) or in (a secret by which what comes is known to be theirs).

    `events` are the kinds of which an address is told; of a hook inwards, the one source of what comes in.
    """

    shown_once = ""

    class Way(models.TextChoices):
        OUT = "out", _("发出")
        IN = "in", _("收入")

    way = models.CharField(max_length=3, choices=Way.choices)
    name = models.CharField(max_length=60)
    slug = models.CharField(max_length=32, unique=True)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    secret = models.BinaryField()
    events = models.JSONField(default=list)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="issues_hook_out_has_address",
                condition=Q(way="out") & ~Q(address="") | Q(way="in", address=""),
            ),
        ]

    def signing_key(self) -> str:
        """The shared secret, for signing and checking only."""
        return keys.unseal("platform", "issues_hook.secret", bytes(self.secret))


class HookSeen(models.Model):
    """What came in by a hook, once: the same nonce again is refused; insert-only."""

    hook = models.ForeignKey(Hook, models.PROTECT, related_name="seen")
    nonce = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hook", "nonce"], name="issues_hookseen_once")]


class HookSent(models.Model):
    """One journal entry of which an address was told, once; the message itself lies in the outbox; insert-only."""

    hook = models.ForeignKey(Hook, models.PROTECT, related_name="sent")
    entry = models.BigIntegerField()
    message = models.ForeignKey(Message, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hook", "entry"], name="issues_hooksent_once")]


class TicketSheet(models.Model):
    """A file of tickets of 12345 or 微网实格, its mapping and what it would bring; taken in whole or not at all (A10.3)."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    source = models.CharField(max_length=8)
    file_id = models.BigIntegerField()
    mapping = models.JSONField(default=dict)
    summary = models.JSONField()
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.PREVIEWED)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="issues_ticketsheet_scope"),
            models.CheckConstraint(
                name="issues_ticketsheet_applied_has_time",
                condition=Q(state="applied", applied_at__isnull=False)
                | ~Q(state="applied") & Q(applied_at__isnull=True),
            ),
        ]


class Layout(models.Model):
    """An .xlsx of a superior whose {{marks}} are filled with issues; kept until another takes its place (L6.1)."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    file_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="issues_layout_scope"),
            models.UniqueConstraint(
                fields=["division", "name"], condition=Q(ended_at__isnull=True), name="issues_layout_name_once"
            ),
            models.CheckConstraint(name="issues_layout_has_a_name", condition=~Q(name="")),
        ]


class EnvReport(models.Model):
    """定期报告 of the 环物委 to the 居委会: a month or quarter of issues, drafted from data, edited, sent (B8.7).

    `period` is `2026-03` or `2026-Q1`; `sections` as in every official document.
    """

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    sections = models.JSONField()
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=32, blank=True)
    document_id = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()
    sent_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="issues_envreport_scope"),
            models.UniqueConstraint(fields=["division", "period"], name="issues_envreport_once"),
            models.CheckConstraint(
                name="issues_envreport_sent_whole",
                condition=Q(sent_at__isnull=True, document_id__isnull=True)
                | Q(sent_at__isnull=False, document_id__isnull=False),
            ),
        ]
