"""The repair fund of the main estate: what was handed over flat by flat, a lift renewed on a vote of two stairwells, an emergency."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NotRequired, TypedDict

from gongzhi.config.demo.fund_purse import Till, month_after, paper
from gongzhi.config.demo.fund_repair_vote import vote_on
from gongzhi.config.demo.fund_spending import settle
from gongzhi.config.demo.fund_words import AGENCY, REPAIR
from gongzhi.config.demo.pictures import picture, receipt
from gongzhi.fund.actions.accept_work import accept_work
from gongzhi.fund.actions.add_quote import add_quote
from gongzhi.fund.actions.agree_plan import agree_plan
from gongzhi.fund.actions.apply_repair import apply_repair
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.confirm_emergency import confirm_emergency
from gongzhi.fund.actions.draft_repair_vote import draft_repair_vote
from gongzhi.fund.actions.import_mirror import import_mirror
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.note_evidence import note_evidence
from gongzhi.fund.actions.open_account import open_account
from gongzhi.fund.actions.plan_repair import plan_repair
from gongzhi.fund.actions.propose_account import Signer, propose_account
from gongzhi.fund.actions.publish_repair import publish_repair
from gongzhi.fund.actions.record_income import record_income
from gongzhi.fund.actions.record_office_step import record_office_step
from gongzhi.fund.actions.record_opening import record_opening
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.actions.settle_repair import settle_repair
from gongzhi.fund.actions.start_work import start_work
from gongzhi.fund.actions.take_resolution import take_resolution
from gongzhi.fund.actions.voice_plan import voice_plan
from gongzhi.fund.models import Account, RepairProject, Side
from gongzhi.register.models import Unit
from gongzhi.voting.models import Resolution

# Days before today on which each step was taken.
HANDED, PLANNED, VOTED, TAKEN, WORK, PAID_1, PAID_2, ACCEPTED, SETTLED, SHOWN = 85, 84, 82, 40, 38, 33, 19, 21, 17, 16
URGENT, CONFIRMED, MENDED = 62, 61, 52
PER_AREA, HELD_PER_AREA = 22, 31  # fen for each hundredth of a square metre, handed over and still with the office
INTEREST_PER_UNIT = 7
LIFT_FEN, FIRST_FEN, LAST_FEN = 28_600_000, 8_580_000, 19_765_678
ROOF_FEN, ROOF_ACTUAL = 4_680_000, 4_512_000
STAIRS = (("3栋", "1单元"), ("3栋", "2单元"))
LIFTERS = "四川安顺电梯工程有限公司"


class Repair(TypedDict):
    """A plan as it is drawn up."""

    title: str
    part: str
    why: str
    plan: str
    budget_fen: int
    warranty: str
    emergency: NotRequired[str]


LIFT: Repair = {
    "title": "3栋两部电梯更换曳引机",
    "part": "installation",
    "why": "两部电梯曳引机磨损超标，一年停运十一次，维保单位出具了检测意见。",
    "plan": "更换两台曳引机、钢丝绳和制动器，分两个单元先后施工，质保两年。",
    "budget_fen": LIFT_FEN,
    "warranty": "out",
}
ROOF: Repair = {
    "title": "5栋屋面严重渗漏抢修",
    "part": "structure",
    "why": "连续暴雨，5栋顶层四户进水，顶棚抹灰脱落。",
    "plan": "铲除起鼓防水层，重做防水约四百平方米。",
    "budget_fen": ROOF_FEN,
    "warranty": "out",
    "emergency": "roof",
}
OFFERS = ((LIFTERS, 28_345_678), ("成都恒速机电设备有限公司", 29_180_000), ("重庆巴渝电梯安装有限公司", 30_460_000))


def repair_in(till: Till, month: date) -> None:
    """What happened to the repair fund in the month, in the order of days."""
    steps: tuple[tuple[int, Callable[[Till], None]], ...] = (
        (HANDED, _accounts),
        (PLANNED, _plan),
        (TAKEN, _decide),
        (PAID_1, _first_payment),
        (PAID_2, _last_payment),
        (SETTLED, _close),
        (URGENT, _emergency),
    )
    for ago, step in sorted(steps, key=lambda one: -one[0]):
        if month <= till.ago(ago) < month_after(month) and (ago == HANDED or REPAIR in till.money):
            step(till)
    if REPAIR in till.money:
        _interest(till, month)


def _project(till: Till, title: str) -> RepairProject:
    found: RepairProject = RepairProject.objects.get(estate=till.estate, title=title)
    return found


def _accounts(till: Till) -> None:
    """The owners' own account, kept by flats, and what the office still holds, mirrored by its list."""
    on, units = till.ago(HANDED), list(Unit.objects.filter(estate=till.estate).order_by("pk"))
    at = till.at(on, 9)
    signers = (Signer(Side.OWNERS, till.committee), Signer(Side.RESIDENTS))
    for key, title, custody, kind, number, by_unit in (
        (REPAIR, "维修资金专户（已划转）", "joint", "assembly", "6222880100010047", True),
        (AGENCY, "维修资金（代管）", "agency", "agency", "5101070000998812", False),
    ):
        proposed = propose_account(
            estate=till.estate,
            fund="repair",
            title=title,
            custody=custody,
            holder=f"{till.estate.name}业主大会" if by_unit else "武侯区住宅专项维修资金管理中心",
            holder_kind=kind,
            basis_words="业主大会2024年决定第5号，首批划转" if by_unit else "首次交存时由主管部门代管",
            signers=signers if by_unit else (),
            by_unit=by_unit,
            by=till.keeper,
            at=at,
        )
        till.money[key] = open_account(
            money=proposed, on=on, bank="成都银行桂溪支行", number=number, by=till.keeper, at=at
        )
    shares = {unit.pk: unit.area * PER_AREA for unit in units}
    record_opening(
        money=till.money[REPAIR],
        amount_fen=sum(shares.values()),
        shares=shares,
        words="首批划转的维修资金，分户清册与银行进账单核对",
        file_name="划转通知和分户清册.pdf",
        content=paper("handed over"),
        by=till.keeper,
        at=at + timedelta(hours=2),
    )
    rows = "\n".join(
        ["房号,余额", *(f"{u.door},{u.area * HELD_PER_AREA // 100}.{u.area * HELD_PER_AREA % 100:02d}" for u in units)]
    )
    import_mirror(
        money=till.money[AGENCY],
        as_of=on,
        file_name="代管分户余额.csv",
        content=rows.encode("utf-8-sig"),
        by=till.keeper,
        at=at + timedelta(hours=4),
    )


def _interest(till: Till, month: date) -> None:
    units = Unit.objects.filter(estate=till.estate).values_list("pk", flat=True)
    shares = dict.fromkeys(units, INTEREST_PER_UNIT)
    on = max(month.replace(day=15), till.ago(HANDED))
    if on > till.ago(0):
        return
    record_income(
        money=till.money[REPAIR],
        income=till.account(Account.Root.INCOME, "interest"),
        amount_fen=sum(shares.values()),
        on=on,
        words="维修资金专户存款利息",
        shares=shares,
        by=till.keeper,
        at=till.at(on, 20),
    )


def _plan(till: Till) -> None:
    """The firm plans, three offers come in, the three parties agree, the owners of two stairwells are asked."""
    at = till.at(till.ago(PLANNED), 11)
    project = plan_repair(
        estate=till.estate, parts=STAIRS, money=till.money[REPAIR], warnings_seen=True, by=till.manager, at=at,
        **LIFT,
    )  # fmt: skip
    for bidder, fen in OFFERS:
        add_quote(
            project=project, bidder=bidder, amount_fen=fen, file_name="报价单.pdf", content=paper(bidder),
            by=till.manager, at=at + timedelta(hours=2),
        )  # fmt: skip
    for n, who in enumerate((till.chair, till.manager, till.worker)):
        voice_plan(project=project, agrees=True, by=who, at=at + timedelta(hours=5 + n))
    project = agree_plan(project=project, by=till.chair, at=at + timedelta(hours=10))
    assembly = draft_repair_vote(project=project, by=till.chair, at=till.at(till.ago(VOTED), 9))
    vote_on(till, assembly, since=till.ago(VOTED))


def _decide(till: Till) -> None:
    project = _project(till, LIFT["title"])
    resolution = Resolution.objects.get(estate=till.estate, motion__assembly=project.assembly_id)
    project = take_resolution(
        project=project, resolution=resolution, by=till.chair, at=till.at(till.ago(TAKEN), 9)
    )  # fmt: skip
    day = till.ago(WORK)
    start_work(project=project, on=day, contractor=LIFTERS, by=till.chair, at=till.at(day, 9))


def _pay(till: Till, fen: int, words: str, ago: int) -> None:
    project, on = _project(till, LIFT["title"]), till.ago(ago)
    request = request_payment(
        money=till.money[REPAIR],
        matter="big_repair",
        amount_fen=fen,
        words=words,
        ground="resolution",
        category=till.account(Account.Root.EXPENSE, "big_repair"),
        payee=Payee(LIFTERS, bank="工商银行成都双楠支行", number="4402980000771234"),
        basis=project.basis,
        project_id=project.pk,
        papers=(Paper("invoice", "发票.jpg", receipt(ago, fen), "发票", clear=True),),
        warnings_seen=True,
        by=till.keeper,
        at=till.at(on - timedelta(days=3), 10),
    )
    settle(till, request, on, second=till.worker)


def _first_payment(till: Till) -> None:
    _pay(till, FIRST_FEN, "3栋电梯曳引机更换首期款", PAID_1)


def _last_payment(till: Till) -> None:
    day = till.ago(ACCEPTED)
    accept_work(
        project=_project(till, LIFT["title"]),
        on=day,
        words="物业、维保单位和七位业主到场，两部电梯检验合格。",
        file_name="验收.jpg",
        content=picture(shade=2, mended=True),
        by=till.chair,
        at=till.at(day, 17),
    )
    _pay(till, LAST_FEN, "3栋电梯曳引机更换尾款", PAID_2)


def _close(till: Till) -> None:
    project = settle_repair(
        project=_project(till, LIFT["title"]),
        words="比预算节约，按实结算。",
        file_name="决算书.pdf",
        content=paper("lift settled"),
        by=till.chair,
        at=till.at(till.ago(SETTLED), 15),
    )
    publish_repair(project=project, by=till.chair, at=till.at(till.ago(SHOWN), 9))


def _emergency(till: Till) -> None:
    """The roof leaks: photographs, the committee's word, work at once; the office that holds the money grants it later."""
    day = till.ago(URGENT)
    project = plan_repair(
        estate=till.estate, parts=(("5栋", "1单元"), ("5栋", "2单元")), money=till.money[AGENCY],
        warnings_seen=True, by=till.chair, at=till.at(day, 8), **ROOF,
    )  # fmt: skip
    note_evidence(
        project=project, on=day, words="渗漏照片", file_name="渗漏.jpg", content=picture(shade=31), by=till.manager,
        at=till.at(day, 9),
    )  # fmt: skip
    day = till.ago(CONFIRMED)
    project = confirm_emergency(
        project=project,
        confirmer="committee_or_residents",
        on=day,
        words="主任和社区工作人员到现场核实",
        by=till.chair,
        at=till.at(day, 10),
    )
    project = start_work(
        project=project, on=day, contractor="成都固邦防水工程有限公司", by=till.chair, at=till.at(day, 12)
    )  # fmt: skip
    project = apply_repair(project=project, by=till.chair, at=till.at(day, 15))
    for kind, after, fen in (("received", 2, None), ("granted", 6, ROOF_FEN)):
        on = day + timedelta(days=after)
        project = record_office_step(
            project=project, kind=kind, on=on, amount_fen=fen, document_number="武维资（演示）42号",
            by=till.chair, at=till.at(on, 16),
        )  # fmt: skip
    day = till.ago(MENDED)
    project = accept_work(
        project=project, on=day, words="四户业主到场，蓄水试验不渗漏。", by=till.chair, at=till.at(day, 11)
    )  # fmt: skip
    project = settle_repair(
        project=project,
        actual_fen=ROOF_ACTUAL,
        words="按实测面积结算。",
        file_name="决算书.pdf",
        content=paper("roof settled"),
        by=till.chair,
        at=till.at(day + timedelta(days=3), 9),
    )
    on = day + timedelta(days=6)
    project = record_office_step(
        project=project, kind="transferred", on=on, amount_fen=ROOF_ACTUAL, by=till.chair, at=till.at(on, 16)
    )  # fmt: skip
    publish_repair(project=project, by=till.chair, at=till.at(on + timedelta(days=1), 9))
