"""Rows every room leans on: the instance, keys, journal, idempotency, outbox."""

from django.db import models
from django.db.models.functions import Now


class Instance(models.Model):
    """What this installation is; only a demo or test instance may simulate time."""

    class Kind(models.TextChoices):
        DEMO = "demo", "演示"
        TEST = "test", "测试"
        PRODUCTION = "production", "正式"

    id = models.SmallIntegerField(primary_key=True, default=1)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(name="kernel_instance_is_one", condition=models.Q(id=1))]


class EnvelopeKey(models.Model):
    """The data key of one scope, wrapped by the master key that lives outside the database."""

    scope = models.CharField(max_length=64, unique=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(db_default=Now())


class Entry(models.Model):
    """One act in the journal: insert-only, with its canonical bytes and RFC 9162 leaf hash."""

    estate_id = models.BigIntegerField(null=True)
    log = models.CharField(max_length=64)
    act = models.CharField(max_length=64)
    ref = models.CharField(max_length=64)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    basis = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    body = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate_id", "id"], name="kernel_entry_tenant"),
            models.CheckConstraint(
                name="kernel_entry_log_is_of_its_estate",
                condition=models.Q(estate_id__isnull=True) ^ models.Q(log__startswith="estate:"),
            ),
        ]
        indexes = [models.Index(fields=["log", "id"], name="kernel_entry_log")]


class Position(models.Model):
    """The place of an entry in its log, given by the integrator; insert-only, dense from 0."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True)
    log = models.CharField(max_length=64)
    position = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "position"], name="kernel_position_once")]


class Salt(models.Model):
    """The salt of one committed text of an entry; erasing it makes the commitment unreadable for good."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="salts")
    field = models.CharField(max_length=32)
    salt = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "field"], name="kernel_salt_once")]


class Done(models.Model):
    """An act already carried out under an idempotency key, so that a resend is answered the same."""

    actor = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    act = models.CharField(max_length=64)
    asked = models.BinaryField(max_length=32)
    result_model = models.CharField(max_length=64, blank=True)
    result_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="kernel_done_once")]


class Message(models.Model):
    """A message leaving by the outbox; address and text are sealed, the queue holds only its number."""

    class State(models.TextChoices):
        QUEUED = "queued", "待发"
        SENT = "sent", "已发"
        DEAD = "dead", "发送失败"

    estate_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=12)
    kind = models.CharField(max_length=32)
    address = models.BinaryField()
    text = models.BinaryField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="kernel_message_state")]
        constraints = [
            models.CheckConstraint(
                name="kernel_message_sent_has_time",
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
            )
        ]
