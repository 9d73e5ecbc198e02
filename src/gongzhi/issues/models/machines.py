"""Other systems: keys of those who send issues here, addresses that are told of them, and what came in once."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.kernel import keys
from gongzhi.places.models import Division


class ApiKey(models.Model):
    """A key by which another system sends issues for the estates below a division; only its keyed digest is kept."""

    digest = models.BinaryField(max_length=32, unique=True)
    client = models.CharField(max_length=60)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list)
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
    """A webhook: out (an address told of events, signed) or in (a secret by which what comes is known to be theirs)."""

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
