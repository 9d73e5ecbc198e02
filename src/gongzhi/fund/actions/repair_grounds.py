"""What a request to pay has to hold where it is for a repair: its account, its basis, money that is not the office's (R16)."""

from django.utils.translation import gettext as _

from gongzhi.fund.cites import REPAIR_FUND
from gongzhi.fund.models import MoneyAccount, RepairProject, SpendBasis
from gongzhi.fund.queries.repairs import page_of
from gongzhi.fund.queries.scope import areas_in
from gongzhi.fund.queries.shares import shares_for
from gongzhi.fund.states import RepairState
from gongzhi.kernel.errors import Reason, Refused
from gongzhi_law.fund_repair import allocate

PAYABLE = (RepairState.DECIDED, RepairState.WORKING, RepairState.ACCEPTED)


def must_be_of_project(money: MoneyAccount, project_id: int | None, basis: SpendBasis | None) -> RepairProject | None:
    """The repair a request names, locked; refuses one of another account or basis, and whatever the office holds (代管).

    An account that is kept by flats pays for repairs only, as its parts are the flats' own.
    """
    if project_id is None:
        if money.account.by_unit:
            raise Refused(
                Reason(
                    _("这个账户分户核算，只能按维修项目支付，分摊到范围内各户。"),
                    REPAIR_FUND,
                    _("从维修项目里提出支出申请"),
                    f"/desk/e/{money.estate.code}/fund/repair/",
                )
            )
        return None
    project = RepairProject.objects.select_for_update(of=("self",)).get(estate=money.estate, pk=project_id)
    project.estate = money.estate
    if project.custody == RepairProject.Custody.AGENCY:
        raise Refused(never_paid(project))
    if project.money_id != money.pk or basis is None or project.basis_id != basis.pk:
        raise Refused(
            Reason(
                _("维修项目只从它自己的专户、凭它自己的决议或者紧急确认支付。"),
                REPAIR_FUND,
                _("从维修项目里提出支出申请"),
                page_of(project),
            )
        )
    if project.state not in PAYABLE:
        words = _("这个维修项目现在是“%(state)s”，不能付款。") % {"state": project.get_state_display()}
        raise Refused(Reason(words, REPAIR_FUND, _("看进度，再办下一步"), page_of(project)))
    return project


def never_paid(project: RepairProject) -> Reason:
    """Why nothing is paid from here for a repair whose money the office holds (R16)."""
    return Reason(
        _("这笔维修资金由主管部门代管，不能从这里支付；由主管部门核准后划转给施工单位。"),
        "《住宅专项维修资金管理办法》第22条",
        _("登记主管部门的受理、核准和划转"),
        page_of(project),
    )


def unbased(project: RepairProject) -> Reason:
    """Why nothing is paid yet: no vote and no confirmed emergency stands behind it."""
    return Reason(
        _("业主表决通过，或者紧急情况核实确认，登记为依据以后，才能申请付款。"),
        REPAIR_FUND,
        _("看进度，再办下一步"),
        page_of(project),
    )


def shares_of(money: MoneyAccount, project_id: int | None, amount_fen: int) -> dict[int, int]:
    """What a payment takes from each flat's part of the account (minus); empty where it is not kept by flats."""
    if not money.account.by_unit or project_id is None:
        return {}
    project = RepairProject.objects.get(estate=money.estate, pk=project_id)
    project.estate = money.estate
    return {unit: -fen for unit, fen in shares_for(project, amount_fen).items()}


def shares_into(money: MoneyAccount | None, amount_fen: int) -> dict[int, int]:
    """What each flat gets of money that replenishes an account kept by flats: by area (民法典283条); else empty.

    Refuses an estate whose flats are not known yet.
    """
    if money is None or not money.account.by_unit:
        return {}
    areas = {unit: area for unit, area in areas_in(money.estate, ()).items() if area > 0}
    if not areas:
        words = _("这个账户分户核算，还不知道有哪些户、各多少面积。")
        url = f"/desk/e/{money.estate.code}/roster/"
        raise Refused(Reason(words, REPAIR_FUND, _("先导入房屋清册"), url))
    return allocate(amount_fen, areas)
