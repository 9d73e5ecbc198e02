"""The rule base in the open: changes of legal parameters by two persons, and the rules an estate adopted for itself."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.documents.models import Document, StoredFile
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate
from gongzhi_law.parameter import Strength

KNOWN = [(s.value, s.value) for s in Strength if s is not Strength.BYLAW]


class RuleChange(models.Model):
    """A proposed value of one legal parameter for one place from one day, with its words and source; insert-only."""

    class Weight(models.TextChoices):
        THRESHOLD = "threshold", _("门槛或者期限，两人")
        COURTESY = "courtesy", _("便民数值，一人")

    parameter = models.CharField(max_length=80)
    place = models.CharField(max_length=6)
    value = models.JSONField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    strength = models.CharField(max_length=12, choices=KNOWN)
    weight = models.CharField(max_length=10, choices=Weight.choices)
    instrument = models.CharField(max_length=80)
    article = models.CharField(max_length=20, blank=True)
    paragraph = models.CharField(max_length=8, blank=True)
    item = models.CharField(max_length=8, blank=True)
    quote = models.TextField()
    source_url = models.CharField(max_length=300, blank=True)
    full_text = models.TextField(blank=True)
    full_text_read = models.BooleanField()
    note = models.TextField(blank=True)
    office = models.CharField(max_length=12)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry_id = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="norms_rulechange_statute_was_read",
                condition=~Q(strength="statute") | Q(full_text_read=True) & ~Q(full_text=""),
            ),
            models.CheckConstraint(
                name="norms_rulechange_ends_later",
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
            ),
        ]


class RuleVerdict(models.Model):
    """What became of a proposed change: confirmed, declined, or withdrawn before its day; ids grow in order of commit."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("确认")
        DECLINED = "declined", _("不同意")
        WITHDRAWN = "withdrawn", _("撤回")

    change = models.ForeignKey(RuleChange, models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.TextField(blank=True)
    office = models.CharField(max_length=12)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry_id = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change"], condition=Q(kind__in=["confirmed", "declined"]), name="norms_ruleverdict_once"
            ),
            models.UniqueConstraint(
                fields=["change"], condition=Q(kind="withdrawn"), name="norms_ruleverdict_withdrawn_once"
            ),
            models.CheckConstraint(name="norms_ruleverdict_says_why", condition=Q(kind="confirmed") | ~Q(reason="")),
        ]


class AdoptedRules(models.Model):
    """议事规则, 管理规约 or 资金管理办法 as the owners adopted it: words, days, basis; binding once confirmed; insert-only."""

    class Kind(models.TextChoices):
        PROCEDURE = "procedure", _("业主大会议事规则")
        CONVENTION = "convention", _("管理规约")
        FUND = "fund", _("共有资金管理办法")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=80)
    text = models.TextField()
    file = TenantForeignKey(StoredFile, null=True, related_name="+")
    adopted_on = models.DateField()
    effective_on = models.DateField()
    old_decision = models.CharField(max_length=120, blank=True)
    basis_entry = models.BigIntegerField(null=True)
    office = models.CharField(max_length=16)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry_id = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="norms_adoptedrules_tenant"),
            models.CheckConstraint(
                name="norms_adoptedrules_has_one_basis",
                condition=Q(basis_entry__isnull=False, old_decision="")
                | Q(basis_entry__isnull=True) & ~Q(old_decision=""),
            ),
            models.CheckConstraint(
                name="norms_adoptedrules_in_effect_after_adoption", condition=Q(effective_on__gte=F("adopted_on"))
            ),
        ]


class AdoptedValue(models.Model):
    """One number or choice that the adopted rules settle, with the sentence that says so; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    rules = TenantForeignKey(AdoptedRules, related_name="values")
    parameter = models.CharField(max_length=80)
    value = models.JSONField()
    article = models.CharField(max_length=20)
    sentence = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="norms_adoptedvalue_tenant"),
            models.UniqueConstraint(fields=["estate", "rules", "parameter"], name="norms_adoptedvalue_once"),
            models.CheckConstraint(name="norms_adoptedvalue_has_its_sentence", condition=~Q(sentence="")),
        ]


class RulesConfirmation(models.Model):
    """The second person's word on recorded rules: confirmed and published, or declined with a reason; insert-only."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("确认")
        DECLINED = "declined", _("不同意")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    rules = TenantForeignKey(AdoptedRules, related_name="confirmations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.TextField(blank=True)
    document = TenantForeignKey(Document, null=True, related_name="+")
    office = models.CharField(max_length=16)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry_id = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="norms_rulesconfirmation_tenant"),
            models.UniqueConstraint(fields=["estate", "rules"], name="norms_rulesconfirmation_once"),
            models.CheckConstraint(
                name="norms_rulesconfirmation_is_whole",
                condition=Q(kind="confirmed", document__isnull=False) | Q(kind="declined") & ~Q(reason=""),
            ),
        ]
