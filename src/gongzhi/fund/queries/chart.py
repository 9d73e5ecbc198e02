"""The accounts of an estate's ledger: the chart every book opens with, and those of this estate."""

from dataclasses import dataclass

from gongzhi.fund.models import Account
from gongzhi.places.models import Estate

R = Account.Root


@dataclass(frozen=True, slots=True)
class Line:
    """One account of the chart: its code, title and root; `fund` tells the kind for programs."""

    code: str
    title: str
    root: str
    fund: str


CHART = (
    Line("I1", "停车费", R.INCOME, "parking"),
    Line("I2", "广告费", R.INCOME, "advertising"),
    Line("I3", "场地摊位费", R.INCOME, "ground"),
    Line("I4", "快递柜、售货机、充电桩", R.INCOME, "locker"),
    Line("I5", "通信基站", R.INCOME, "base_station"),
    Line("I6", "用房租金", R.INCOME, "room"),
    Line("I7", "利息", R.INCOME, "interest"),
    Line("I8", "物业费", R.INCOME, "fee"),
    Line("I9", "维修资金交存", R.INCOME, "repair"),
    Line("I10", "前期收益清算", R.INCOME, "early"),
    Line("I11", "其他收入", R.INCOME, "other"),
    Line("E1", "设施设备维修", R.EXPENSE, "small_repair"),
    Line("E2", "绿化保洁", R.EXPENSE, "cleaning"),
    Line("E3", "公共水电", R.EXPENSE, "utilities"),
    Line("E4", "办公与会议", R.EXPENSE, "office"),
    Line("E5", "委员津贴", R.EXPENSE, "allowance"),
    Line("E6", "税费", R.EXPENSE, "tax"),
    Line("E7", "审计费", R.EXPENSE, "audit"),
    Line("E8", "银行手续费", R.EXPENSE, "bank"),
    Line("E9", "大修、更新、改造", R.EXPENSE, "big_repair"),
    Line("E10", "物业服务费、酬金", R.EXPENSE, "fee_firm"),
    Line("E11", "诉讼仲裁", R.EXPENSE, "litigation"),
    Line("E12", "分配给业主", R.EXPENSE, "distribute"),
    Line("E13", "其他支出", R.EXPENSE, "other"),
    Line("L1", "押金", R.OWED, "deposit"),
    Line("L2", "待退误收款", R.OWED, "return"),
    Line("Q1", "期初结转", R.OPENING, "carried"),
    Line("Q2", "期初待核", R.OPENING, "unchecked"),
)


def account_for(estate: Estate, root: str, fund: str) -> Account:
    """The account of the chart for one kind of income, expense, debt or opening of this estate."""
    found: Account = Account.objects.get(estate=estate, root=root, fund=fund)
    return found


def accounts_of(estate: Estate, *roots: str) -> list[Account]:
    """The accounts of these roots in the order of their codes."""
    rows = Account.objects.filter(estate=estate, root__in=roots)
    return sorted(rows, key=lambda row: (row.code[0], int(row.code[1:])))
