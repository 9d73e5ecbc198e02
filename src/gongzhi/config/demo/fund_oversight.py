"""Oversight in the demonstration: warnings told and decided, an audit of the year with its package, one that runs."""

from datetime import timedelta

from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import person
from gongzhi.config.demo.fund_purse import Till, month_after, paper
from gongzhi.fund.actions.add_early_item import add_early_item
from gongzhi.fund.actions.add_finding import add_finding
from gongzhi.fund.actions.answer_finding import answer_finding
from gongzhi.fund.actions.close_audit import close_audit
from gongzhi.fund.actions.close_finding import close_finding
from gongzhi.fund.actions.decide_flag import decide_flag
from gongzhi.fund.actions.make_package import make_package
from gongzhi.fund.actions.open_audit import open_audit
from gongzhi.fund.actions.report_audit import report_audit
from gongzhi.fund.actions.sample_transaction import sample_transaction
from gongzhi.fund.models import Audit, Transaction
from gongzhi.fund.queries.watch import open_ones, watched_of
from gongzhi.people.models import Person

FIRM = "四川中允会计师事务所"
# Early period: kind, words, who owes it, fen.
EARLY = (
    ("income", "前期物业代收的电梯广告费", "成都安居物业服务有限公司", 4_320_000),
    ("rooms", "物业服务用房二层的产权附记", "桂溪苑建设单位", None),
    ("papers", "隐蔽工程竣工图二册", "成都安居物业服务有限公司", None),
)
SAMPLED = (
    ("in_order", ""), ("in_order", ""), ("in_order", ""), ("in_order", ""), ("in_order", ""),
    ("differs", "发票日期晚于付款日期五天"),
)  # fmt: skip
FOUND = (
    (
        "快递柜、售货机合同没有载明涨价的办法，两年租金未变。",
        "共有资金管理办法第四条",
        "续签时公开招租，写明调整办法",
        40,
    ),
    ("停车费归集账户每周划转改为每月划转，月末余额较大。", "共有资金管理办法第三条", "恢复每周划转", 20),
)
ANSWERS = (
    "已书面约定下一年度的租金调整办法，续签时公开招租。",
    "自本月起恢复每周划转，已与银行签订自动归集。",
)
OPEN = ("中庭菜店欠租三期，没有催收记录。", "共有资金管理办法第九条", "补齐催收记录，按合同处理")
TOLD = "已核对合同和往来单据，书面催办过，对方答应按月补齐。"
VERDICTS = (("explained", "看过合同、催办的函和对方的承诺。"), ("watched", "下个月再看有没有补齐。"))
CONCLUSION = "账证、账实相符，收支有依据并已按月公布；有两项问题已提出整改意见。"


def load_oversight(till: Till) -> None:
    """All of it, from the warnings to the audits."""
    _early(till)
    _audited(till)
    _flags(till)


def _early(till: Till) -> None:
    at = till.at(till.start + timedelta(days=12), 15)
    for kind, words, debtor, fen in EARLY:
        add_early_item(
            estate=till.estate, kind=kind, words=words, debtor=debtor, owed_fen=fen, by=till.keeper, at=at
        )  # fmt: skip


def _open(till: Till, purpose: str, days_ago: int, months: int) -> tuple[Audit, Person]:
    made = open_audit(
        estate=till.estate,
        purpose=purpose,
        from_on=till.start,
        until_on=month_after(till.start, months),
        auditor=FIRM,
        basis_words="街道委托，居委会见证",
        name=cast.AUDITOR.name,
        number=cast.AUDITOR.number,
        by=till.officer,
        at=till.at(till.ago(days_ago), 9),
    )
    return made, person(cast.AUDITOR)


def _audited(till: Till) -> None:
    """The year's audit with samples, findings, report and package; a special one still runs."""
    audit, auditor = _open(till, Audit.Purpose.YEAR, 50, 9)
    at = till.at(till.ago(48), 10)
    rows = Transaction.objects.filter(estate=till.estate, kind="payment", on__lt=audit.until_on).order_by("pk")[2::4]
    for row, (seen, words) in zip(rows, SAMPLED, strict=False):
        sample_transaction(audit=audit, transaction=row, seen=seen, words=words, by=auditor, at=at)
    findings = [
        add_finding(
            audit=audit, words=words, ground=ground, remedy=remedy, due_on=till.ago(48 - days), by=auditor, at=at
        )
        for words, ground, remedy, days in FOUND
    ]
    at = till.at(till.ago(35), 16)
    for finding, answer in zip(findings, ANSWERS, strict=True):
        answered = answer_finding(
            finding=finding, answer=answer, file_name="整改证明.pdf", content=paper(answer), by=till.keeper, at=at
        )
        close_finding(finding=answered, by=auditor, at=at + timedelta(days=2))
    at = till.at(till.ago(30), 11)
    make_package(
        estate=till.estate, from_on=audit.from_on, until_on=audit.until_on, audit=audit, by=till.keeper, at=at
    )  # fmt: skip
    report_audit(
        audit=audit, conclusion=CONCLUSION, file_name="审计报告.pdf", content=paper("audit"), by=auditor,
        at=at + timedelta(days=2),
    )  # fmt: skip
    audit.refresh_from_db()
    close_audit(audit=audit, by=till.officer, at=at + timedelta(days=5))
    special, auditor = _open(till, Audit.Purpose.SPECIAL, 10, 12)
    words, ground, remedy = OPEN
    at = till.at(till.ago(6), 14)
    add_finding(
        audit=special, words=words, ground=ground, remedy=remedy, due_on=till.ago(-20), by=auditor, at=at
    )  # fmt: skip


def _flags(till: Till) -> None:
    """The keeper explains three warnings, the supervision decides on two of them; the others wait."""
    supervisor = person(cast.SUPERVISOR)
    flags = [one.flag.key for one in open_ones(watched_of(till.estate, till.now))[:3]]
    at = till.at(till.ago(2), 20)
    for key in flags:
        decide_flag(estate=till.estate, key=key, verdict="told", words=TOLD, by=till.keeper, at=at)
    at = till.at(till.ago(1), 20)
    for key, (verdict, words) in zip(flags, VERDICTS, strict=False):
        decide_flag(estate=till.estate, key=key, verdict=verdict, words=words, by=supervisor, at=at)
