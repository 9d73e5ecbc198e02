"""How money goes out: budget, petty cash, request, approvals by different persons, slip, payment (A5.3, A5.4)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Appointment
from gongzhi.fund.models.accounts import MoneyAccount, Side
from gongzhi.fund.models.ledger import Account, Transaction
from gongzhi.fund.states import BudgetState, PettyState, RequestState
from gongzhi.kernel.sealed import unseal
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.meetings.models import Decision
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution


class Budget(models.Model):
    """年度预算 of one fund; adopted by a resolution or, where the rules let it, a decision (`basis_entry`)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    fund = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=BudgetState.choices, default=BudgetState.DRAFT)
    basis_entry = models.BigIntegerField(null=True)
    resolution = TenantForeignKey(Resolution, null=True, related_name="+")
    decision = TenantForeignKey(Decision, null=True, related_name="+")
    adopted_on = models.DateField(null=True)
    document_id = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()
    adopted_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_budget_tenant"),
            models.UniqueConstraint(fields=["estate", "year", "fund", "number"], name="fund_budget_number_once"),
            models.CheckConstraint(
                name="fund_budget_adopted_on_a_basis",
                condition=~Q(state="adopted")
                | Q(basis_entry__isnull=False, adopted_on__isnull=False, adopted_entry__isnull=False),
            ),
            models.UniqueConstraint(fields=["estate", "resolution"], name="fund_budget_once_a_resolution"),
            models.UniqueConstraint(fields=["estate", "decision"], name="fund_budget_once_a_decision"),
        ]


class BudgetLine(models.Model):
    """One line of a budget: what for and up to how much; fixed once the budget is adopted."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    budget = TenantForeignKey(Budget, related_name="lines")
    account = TenantForeignKey(Account, related_name="+")
    words = models.CharField(max_length=120)
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_budgetline_tenant"),
            models.UniqueConstraint(fields=["estate", "budget", "account", "words"], name="fund_budgetline_once"),
            models.CheckConstraint(name="fund_budgetline_is_money", condition=Q(amount_fen__gt=0)),
        ]


class SpendBasis(models.Model):
    """支出依据: a resolution or decision with the most that may be paid under it; `quote` is its own sentence.

    One row a resolution or decision (the resolutions of one assembly share their journal entry), locked by whoever pays
    under it; the payments under it never pass `limit_fen` (trigger).
    """

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("业主大会决议")
        DECISION = "decision", _("业委会决定")
        EMERGENCY = "emergency", _("紧急维修")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    basis_entry = models.BigIntegerField()
    resolution = TenantForeignKey(Resolution, null=True, related_name="+")
    decision = TenantForeignKey(Decision, null=True, related_name="+")
    limit_fen = models.BigIntegerField()
    quote = models.CharField(max_length=200)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_spendbasis_tenant"),
            models.UniqueConstraint(
                fields=["estate", "basis_entry"], condition=Q(kind="emergency"), name="fund_spendbasis_emergency_once"
            ),
            models.UniqueConstraint(fields=["estate", "resolution"], name="fund_spendbasis_resolution_once"),
            models.UniqueConstraint(fields=["estate", "decision"], name="fund_spendbasis_decision_once"),
            models.CheckConstraint(
                name="fund_spendbasis_names_its_kind",
                condition=Q(kind="resolution", resolution__isnull=False, decision__isnull=True)
                | Q(kind="decision", resolution__isnull=True, decision__isnull=False)
                | Q(kind="emergency", resolution__isnull=True, decision__isnull=True),
            ),
            models.CheckConstraint(name="fund_spendbasis_is_money", condition=Q(limit_fen__gt=0)),
        ]


class AllowanceRule(models.Model):
    """津贴标准: what a post is paid a month, as the owners decided (L1.4)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    basis = TenantForeignKey(SpendBasis, related_name="allowances")
    role = models.CharField(max_length=16)
    month_fen = models.BigIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_allowancerule_tenant"),
            models.UniqueConstraint(
                fields=["estate", "role"], condition=Q(until_on__isnull=True), name="fund_allowancerule_once"
            ),
            models.CheckConstraint(name="fund_allowancerule_is_money", condition=Q(month_fen__gt=0)),
        ]


class SpendRequest(models.Model):
    """支出申请: who asks to pay whom how much for what on which ground; the payee is sealed, `payee_shown` is public.

    `matter` is a `gongzhi_law.fund.SpendMatter`, `ground` a `Ground`. With `to_money` it is a transfer within the estate;
    `returns` is the receipt that it gives back. `approvals_needed` and `second_by` (sides of the second key, with commas)
    are what it needed when it was asked: it never goes on with less, nor out of the order of its states (trigger). An
    allowance is asked for once a month, and again (`attempt`) only where the bank gave the payment back (trigger).
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    money = TenantForeignKey(MoneyAccount, related_name="requests")
    to_money = TenantForeignKey(MoneyAccount, null=True, related_name="+")
    category = TenantForeignKey(Account, null=True, related_name="+")
    matter = models.CharField(max_length=20)
    amount_fen = models.BigIntegerField()
    words = models.CharField(max_length=200)
    payee = models.BinaryField(null=True)
    payee_shown = models.CharField(max_length=80)
    payee_index = models.BinaryField(max_length=32, null=True)
    payee_bank = models.CharField(max_length=80, blank=True)
    payee_number = models.BinaryField(null=True)
    ground = models.CharField(max_length=12)
    basis = TenantForeignKey(SpendBasis, null=True, related_name="requests")
    line = TenantForeignKey(BudgetLine, null=True, related_name="requests")
    returns = TenantForeignKey(Transaction, null=True, related_name="+")
    project_id = models.BigIntegerField(null=True)
    seat = TenantForeignKey(Appointment, null=True, related_name="+")
    month = models.DateField(null=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    related = models.BooleanField(default=False)
    related_words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.ASKED)
    side = models.CharField(max_length=20, choices=Side.choices)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    ended_for = models.CharField(max_length=200, blank=True)
    approvals_needed = models.PositiveSmallIntegerField(default=1)
    second_by = models.CharField(max_length=60, blank=True, default="")
    entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_spendrequest_tenant"),
            models.CheckConstraint(
                name="fund_spendrequest_never_one_person_alone", condition=Q(approvals_needed__gt=0)
            ),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_spendrequest_serial_once"),
            models.CheckConstraint(name="fund_spendrequest_is_money", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="fund_spendrequest_goes_somewhere",
                condition=Q(to_money__isnull=False, category__isnull=True)
                | Q(to_money__isnull=True, category__isnull=False),
            ),
            models.CheckConstraint(
                name="fund_spendrequest_not_to_itself", condition=Q(to_money__isnull=True) | ~Q(to_money=F("money"))
            ),
            models.CheckConstraint(
                name="fund_spendrequest_has_its_ground",
                condition=Q(ground__in=["resolution", "committee", "emergency"], basis__isnull=False)
                | Q(ground="budget", line__isnull=False)
                | Q(ground="contract"),
            ),
            models.UniqueConstraint(
                fields=["estate", "seat", "month", "attempt"],
                condition=Q(seat__isnull=False) & ~Q(state__in=["refused", "withdrawn"]),
                name="fund_spendrequest_allowance_once_a_month",
            ),
        ]

    def payee_name(self) -> str:
        """The full name of the payee; callers journal the look."""
        return unseal(self, "payee")

    def payee_account(self) -> str:
        """The bank number of the payee, for the payment slip only."""
        return unseal(self, "payee_number")


class RequestFile(models.Model):
    """合同、发票、报价、照片 behind a request; becomes a voucher when it is paid; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    request = TenantForeignKey(SpendRequest, related_name="files")
    kind = models.CharField(max_length=10)
    words = models.CharField(max_length=120, blank=True)
    file_id = models.BigIntegerField()
    clear = models.BooleanField(default=False)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="fund_requestfile_tenant")]


class Approval(models.Model):
    """One side's word on a request, by a person who did not ask for it (trigger); insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    request = TenantForeignKey(SpendRequest, related_name="approvals")
    side = models.CharField(max_length=20, choices=Side.choices)
    second_key = models.BooleanField(default=False)
    agrees = models.BooleanField()
    remark = models.CharField(max_length=200, blank=True)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_approval_tenant"),
            models.UniqueConstraint(fields=["estate", "request", "person_id"], name="fund_approval_once_a_person"),
        ]


class PayBatch(models.Model):
    """银行批量付款文件: several slips of one account in one file; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="batches")
    serial = models.PositiveIntegerField()
    slips = models.PositiveIntegerField()
    total_fen = models.BigIntegerField()
    file_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_paybatch_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_paybatch_serial_once"),
        ]


class PaymentSlip(models.Model):
    """付款单: what the bank is told to pay, once a request."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    request = TenantForeignKey(SpendRequest, related_name="slips")
    serial = models.PositiveIntegerField()
    document_id = models.BigIntegerField(null=True)
    batch = TenantForeignKey(PayBatch, null=True, related_name="payslips")
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_paymentslip_tenant"),
            models.UniqueConstraint(fields=["estate", "request"], name="fund_paymentslip_once"),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_paymentslip_serial_once"),
        ]


class Payment(models.Model):
    """付款: a request paid, once, on a day, with its transaction; insert-only, checked by the database again."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    request = TenantForeignKey(SpendRequest, related_name="payments")
    transaction = TenantForeignKey(Transaction, related_name="payments")
    paid_on = models.DateField()
    amount_fen = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_payment_tenant"),
            models.UniqueConstraint(fields=["estate", "request"], name="fund_payment_once"),
            models.UniqueConstraint(fields=["estate", "transaction"], name="fund_payment_transaction_once"),
        ]


class PettyFund(models.Model):
    """备用金: a cash box with its keeper, who approves it, and caps a month and a voucher as the rules or an act set them."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="petty")
    keeper = TenantForeignKey(Appointment, related_name="+")
    month_cap_fen = models.BigIntegerField()
    each_cap_fen = models.BigIntegerField()
    basis_entry = models.BigIntegerField()
    resolution = TenantForeignKey(Resolution, null=True, related_name="+")
    decision = TenantForeignKey(Decision, null=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_pettyfund_tenant"),
            models.UniqueConstraint(
                fields=["estate", "money"], condition=Q(until_on__isnull=True), name="fund_pettyfund_once"
            ),
            models.CheckConstraint(
                name="fund_pettyfund_has_caps",
                condition=Q(month_cap_fen__gt=0, each_cap_fen__gt=0, month_cap_fen__gte=F("each_cap_fen")),
            ),
        ]


class PettyReview(models.Model):
    """One month's petty vouchers checked at once by another person; insert-only (§3.4)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    petty = TenantForeignKey(PettyFund, related_name="reviews")
    month = models.DateField()
    confirmed_fen = models.BigIntegerField()
    rejected_fen = models.BigIntegerField()
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_pettyreview_tenant"),
            models.CheckConstraint(name="fund_pettyreview_is_a_month", condition=Q(month__day=1)),
        ]


class PettyVoucher(models.Model):
    """A small payment from the cash box, with its photo, posted at once; checked with the month's others."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    petty = TenantForeignKey(PettyFund, related_name="vouchers")
    serial = models.PositiveIntegerField()
    on = models.DateField()
    amount_fen = models.BigIntegerField()
    category = TenantForeignKey(Account, related_name="+")
    words = models.CharField(max_length=120)
    transaction = TenantForeignKey(Transaction, related_name="petty_vouchers")
    state = models.CharField(max_length=10, choices=PettyState.choices, default=PettyState.RECORDED)
    review = TenantForeignKey(PettyReview, null=True, related_name="vouchers")
    remark = models.CharField(max_length=200, blank=True)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_pettyvoucher_tenant"),
            models.UniqueConstraint(fields=["estate", "petty", "serial"], name="fund_pettyvoucher_serial_once"),
            models.CheckConstraint(name="fund_pettyvoucher_is_money", condition=Q(amount_fen__gt=0)),
        ]
