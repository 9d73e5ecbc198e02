"""An owners' assembly from draft to resolution: motions, notice, delivery, sealed ballots, count, objections, orders."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Body
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate
from gongzhi.register.models import Elector, Roll, RollEntry
from gongzhi.voting.states import AssemblyState, Phase, ResolutionState


class Matter(models.TextChoices):
    """The matters of 民法典 278 and the two that only the Property Law's thresholds set apart."""

    RULES_OF_PROCEDURE = "rules_of_procedure", _("制定、修改业主大会议事规则")
    MANAGEMENT_CONVENTION = "management_convention", _("制定、修改管理规约")
    COMMITTEE_ELECTION = "committee_election", _("选举业主委员会")
    PROPERTY_FIRM = "property_firm", _("选聘、解聘物业服务企业")
    REPAIR_FUND_USE = "repair_fund_use", _("使用维修资金")
    REPAIR_FUND_RAISE = "repair_fund_raise", _("筹集维修资金")
    REBUILD = "rebuild", _("改建、重建建筑物及其附属设施")
    COMMON_PART_USE = "common_part_use", _("改变共有部分用途或者利用共有部分经营")
    OTHER_MAJOR = "other_major", _("其他重大事项")


class Assembly(models.Model):
    """业主大会会议: one vote of the owners of one estate, or with a `scope` of those of some buildings or stairwells (R15)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="assemblies")
    serial = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    purpose = models.TextField()
    state = models.CharField(max_length=12, choices=AssemblyState.choices, default=AssemblyState.DRAFT)
    convener = models.CharField(max_length=16)
    drafted_by = models.CharField(max_length=32)
    drafted_at = models.DateTimeField()
    scope = models.JSONField(default=list)
    roll = TenantForeignKey(Roll, null=True, related_name="assemblies")
    channel = models.CharField(max_length=24, blank=True)
    change_rule = models.CharField(max_length=24, blank=True)
    conflict_rule = models.CharField(max_length=24, blank=True)
    disclosure = models.CharField(max_length=24, blank=True)
    objection_days = models.PositiveSmallIntegerField(null=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    noticed_at = models.DateTimeField(null=True)
    notice_hash = models.CharField(max_length=64, blank=True)
    notice_id = models.BigIntegerField(null=True)
    warnings = models.JSONField(default=list)
    withdrawn_for = models.TextField(blank=True)
    pinned = models.JSONField(default=dict)
    counting_by = models.CharField(max_length=32, blank=True)
    counted_by = models.CharField(max_length=32, blank=True)
    counted_at = models.DateTimeField(null=True)
    counted_entry_id = models.BigIntegerField(null=True)
    objections_until = models.DateField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_assembly_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="voting_assembly_serial_once"),
            models.CheckConstraint(
                name="voting_assembly_noticed_is_whole",
                condition=Q(state__in=["draft", "reported", "withdrawn"])
                | Q(
                    roll__isnull=False,
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                    noticed_at__isnull=False,
                )
                & Q(objection_days__isnull=False)
                & ~Q(notice_hash="")
                & ~Q(channel="")
                & ~Q(change_rule="")
                & ~Q(conflict_rule="")
                & ~Q(disclosure=""),
            ),
            models.CheckConstraint(
                name="voting_assembly_closes_after_it_opens",
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
            ),
            models.CheckConstraint(
                name="voting_assembly_counted_by_two",
                condition=~Q(state__in=["preliminary", "final"])
                | Q(counted_at__isnull=False, objections_until__isnull=False)
                & ~Q(counting_by="")
                & ~Q(counted_by="")
                & ~Q(counted_by=F("counting_by")),
            ),
            models.CheckConstraint(
                name="voting_assembly_final_iff_decided",
                condition=Q(state="final", decided_on__isnull=False) | ~Q(state="final") & Q(decided_on__isnull=True),
            ),
        ]

    def convener_name(self) -> str:
        """The body or office that calls the owners together, by the name printed on its documents."""
        community = self.estate.community
        if self.convener == "community":  # the residents' committee, whose officers hold that capacity (L4.1)
            return str(_("%(community)s居民委员会") % {"community": community.name})
        if self.convener == Body.Kind.STREET:
            return str(community.parent.name if community.parent else Body.Kind.STREET.label)
        name = f"{self.estate.name}{Body.Kind(self.convener).label}"
        acts_for = self.convener in (Body.Kind.INTERIM, Body.Kind.SELF_MANAGED)  # A3.2, B1.4: said wherever it is named
        return str(_("%(name)s（代行）") % {"name": name}) if acts_for else name

    def span(self) -> tuple[datetime, datetime]:
        """Opening and close of a noticed assembly; raises for a draft, which has none."""
        if self.opens_at is None or self.closes_at is None:
            raise ValueError("a draft has no voting period")
        return self.opens_at, self.closes_at

    def phase(self, at: datetime) -> Phase | None:
        """Where a noticed assembly stands at `at`: before, open in `[opens_at, closes_at)`, closed; else None."""
        if self.state != AssemblyState.NOTICED or self.opens_at is None or self.closes_at is None:
            return None
        if at < self.opens_at:
            return Phase.BEFORE
        return Phase.OPEN if at < self.closes_at else Phase.CLOSED


class Motion(models.Model):
    """议题: one question of statutory matter, to approve or to choose from options; `explanation` is not voted on."""

    class Form(models.TextChoices):
        APPROVE = "approve", _("同意或者不同意")
        CHOICE = "choice", _("从选项中选一项")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    assembly = TenantForeignKey(Assembly, related_name="motions")
    number = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=24, choices=Matter.choices)
    form = models.CharField(max_length=8, choices=Form.choices)
    title = models.CharField(max_length=80)
    text = models.TextField()
    explanation = models.TextField(blank=True, default="")
    large = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_motion_tenant"),
            models.UniqueConstraint(fields=["estate", "assembly", "number"], name="voting_motion_number_once"),
        ]
        ordering = ["number"]


class Option(models.Model):
    """选项: one candidate answer of a choice, with its main terms; `letter` is its mark on the ballot, order by lot."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    motion = TenantForeignKey(Motion, related_name="options")
    letter = models.CharField(max_length=1)
    title = models.CharField(max_length=80)
    terms = models.TextField(blank=True)
    lot = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_option_tenant"),
            models.UniqueConstraint(fields=["estate", "motion", "letter"], name="voting_option_letter_once"),
            models.CheckConstraint(name="voting_option_letter_is_a_to_m", condition=Q(letter__regex=r"^[A-M]$")),
        ]
        ordering = ["lot", "letter"]


class Condition(models.Model):
    """When a motion counts: only if `of` (an option of it, where named) passed, or did not (R25: step two and three)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    motion = TenantForeignKey(Motion, related_name="conditions")
    of = TenantForeignKey(Motion, related_name="+")
    option = TenantForeignKey(Option, null=True, related_name="+")
    passed = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_condition_tenant"),
            models.CheckConstraint(name="voting_condition_of_another", condition=~Q(motion=F("of"))),
        ]


class Report(models.Model):
    """A report or invitation to a body before notice: fulfilled when sent; an opinion has a period and never blocks."""

    class To(models.TextChoices):
        RESIDENTS = "residents_committee", _("居民委员会")
        PARTY = "party", _("社区党组织")
        STREET = "street", _("街道办事处")

    class What(models.TextChoices):
        TELL = "tell", _("告知")
        REPORT = "report", _("报告")
        INVITE = "invite", _("邀请提前介入")

    class Stance(models.TextChoices):
        SUPPORT = "support", _("支持")
        ADVICE = "advice", _("有建议")
        AGAINST = "against", _("反对")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    assembly = TenantForeignKey(Assembly, related_name="reports")
    to = models.CharField(max_length=20, choices=To.choices)
    what = models.CharField(max_length=8, choices=What.choices)
    clause = models.CharField(max_length=8)
    blocks = models.BooleanField()
    cite = models.CharField(max_length=120)
    text = models.TextField()
    sent_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    opinion = models.TextField(blank=True)
    stance = models.CharField(max_length=8, choices=Stance.choices, blank=True)
    opinion_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_report_tenant"),
            models.UniqueConstraint(fields=["estate", "assembly", "to", "what"], name="voting_report_once"),
            models.CheckConstraint(
                name="voting_report_opinion_is_whole",
                condition=Q(opinion="", stance="", opinion_at__isnull=True)
                | ~Q(opinion="") & ~Q(stance="") & Q(opinion_at__isnull=False),
            ),
        ]
        ordering = ["id"]


class Delivery(models.Model):
    """送达登记: that an elector was reached, how and when (R29); a link's token is kept as blind index only."""

    class Way(models.TextChoices):
        SMS = "sms", _("短信")
        VIEW = "view", _("打开查看")
        HANDED = "handed", _("当面送交")
        POSTED = "posted", _("邮寄")
        ANNOUNCED = "announced", _("小区公告")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    assembly = TenantForeignKey(Assembly, related_name="deliveries")
    elector = TenantForeignKey(Elector, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    token_index = models.BinaryField(max_length=32, null=True, unique=True)
    message_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=32)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_delivery_tenant"),
            models.UniqueConstraint(fields=["estate", "assembly", "elector", "way"], name="voting_delivery_once"),
        ]


class Ballot(models.Model):
    """表决票: sealed choice and salt of one elector, insert-only; a changed vote supersedes, the chain is held by unique keys."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    assembly = TenantForeignKey(Assembly, related_name="ballots")
    entry = TenantForeignKey(RollEntry, related_name="+")
    elector = TenantForeignKey(Elector, related_name="+")
    sequence = models.PositiveSmallIntegerField()
    supersedes = TenantForeignKey("self", null=True, related_name="superseded_by")
    sealed = models.BinaryField()
    commitment = models.CharField(max_length=64)
    text_hash = models.CharField(max_length=64)
    code_id = models.BigIntegerField()
    device = models.BinaryField(max_length=32)
    person_id = models.BigIntegerField()
    idempotency_key = models.CharField(max_length=64)
    journal_entry_id = models.BigIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_ballot_tenant"),
            models.UniqueConstraint(
                fields=["estate", "assembly", "elector"],
                condition=Q(supersedes__isnull=True),
                name="voting_ballot_one_first",
            ),
            models.UniqueConstraint(fields=["estate", "supersedes"], name="voting_ballot_superseded_once"),
            models.UniqueConstraint(fields=["estate", "assembly", "commitment"], name="voting_ballot_not_copied"),
            models.UniqueConstraint(
                fields=["estate", "assembly", "elector", "idempotency_key"], name="voting_ballot_key_once"
            ),
            models.CheckConstraint(
                name="voting_ballot_sequence_fits",
                condition=Q(sequence=0, supersedes__isnull=True) | Q(sequence__gt=0, supersedes__isnull=False),
            ),
        ]


class OpenedBallot(models.Model):
    """What a ballot said, opened at the count and checked against its commitment; insert-only."""

    class Standing(models.TextChoices):
        COUNTED = "counted", _("计入")
        SUPERSEDED = "superseded", _("被后票取代")
        VOID = "void", _("无效")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    ballot = models.OneToOneField(Ballot, models.PROTECT, db_constraint=False, related_name="opened")
    assembly = TenantForeignKey(Assembly, related_name="opened")
    choices = models.JSONField()
    salt = models.BinaryField(max_length=32)
    standing = models.CharField(max_length=10, choices=Standing.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="voting_openedballot_tenant")]


class Result(models.Model):
    """The count of one motion, or of one option of a choice: sums, every check, every reading; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    motion = TenantForeignKey(Motion, related_name="results")
    option = TenantForeignKey(Option, null=True, related_name="+")
    passed = models.BooleanField(null=True)
    sums = models.JSONField()
    finding = models.JSONField()
    entry_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_result_tenant"),
            models.UniqueConstraint(
                fields=["estate", "motion", "option"], name="voting_result_once", nulls_distinct=False
            ),
        ]


class Objection(models.Model):
    """异议: asked within the notice's window, answered in writing; it never stops a resolution from counting."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    assembly = TenantForeignKey(Assembly, related_name="objections")
    number = models.PositiveIntegerField()
    person_id = models.BigIntegerField()
    text = models.BinaryField()
    at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_objection_tenant"),
            models.UniqueConstraint(fields=["estate", "assembly", "number"], name="voting_objection_number_once"),
            models.CheckConstraint(
                name="voting_objection_answered_whole",
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
            ),
        ]


class Resolution(models.Model):
    """决定: what other rooms cite; made when the final result is signed."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="resolutions")
    motion = TenantForeignKey(Motion, related_name="resolutions")
    option = TenantForeignKey(Option, null=True, related_name="+")
    state = models.CharField(max_length=16, choices=ResolutionState.choices)
    passed = models.BooleanField(null=True)
    in_effect = models.BooleanField()
    decided_on = models.DateField()
    entry_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_resolution_tenant"),
            models.UniqueConstraint(
                fields=["estate", "motion", "option"], name="voting_resolution_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="voting_resolution_counts_only_if_passed", condition=Q(in_effect=False) | Q(passed=True)
            ),
        ]

    @property
    def words(self) -> str:
        """What was decided on: the title of the motion, of a choice with its option."""
        title = self.motion.title
        return f"{title}：{self.option.title}" if self.option else title


class Order(models.Model):
    """A recorded act on a resolution (R2): correct, suspend, annul, supersede, or lift, with its document; insert-only."""

    class Kind(models.TextChoices):
        CORRECT = "correct", _("责令限期改正")
        SUSPEND = "suspend", _("暂停执行（保全）")
        ANNUL_COURT = "annul_court", _("法院判决撤销")
        ANNUL_OFFICE = "annul_office", _("行政撤销")
        SUPERSEDE = "supersede", _("被后决议取代")
        LIFT = "lift", _("解除")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    resolution = TenantForeignKey(Resolution, related_name="orders")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    issuer = models.CharField(max_length=80)
    document_number = models.CharField(max_length=80)
    file_id = models.BigIntegerField()
    by_resolution = TenantForeignKey(Resolution, null=True, related_name="+")
    text = models.TextField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="voting_order_tenant")]


class RuleAnswer(models.Model):
    """The authority's written answer which share it applies to a vote of a part (R15), with its document; insert-only."""

    class Rule(models.TextChoices):
        PARTICIPANTS = "participants", _("按民法典第278条的比例在范围内计算")
        ALL = "all", _("按范围内全体业主的比例计算")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    assembly = TenantForeignKey(Assembly, related_name="rule_answers")
    rule = models.CharField(max_length=12, choices=Rule.choices)
    issuer = models.CharField(max_length=80)
    document_number = models.CharField(max_length=80)
    file_id = models.BigIntegerField()
    text = models.TextField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="voting_ruleanswer_tenant"),
            models.UniqueConstraint(fields=["estate", "assembly"], name="voting_ruleanswer_once"),
        ]
