"""What owners ask about the money and what the supervision remarks: answered, answered late, and overdue."""

from collections.abc import Sequence
from datetime import timedelta

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.models import Appointment, Body
from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import person
from gongzhi.config.demo.fund_purse import Till
from gongzhi.config.demo.homes import plain_owners
from gongzhi.fund.actions.answer_question import answer_question
from gongzhi.fund.actions.answer_remark import answer_remark
from gongzhi.fund.actions.ask_question import ask_question
from gongzhi.fund.actions.make_remark import make_remark
from gongzhi.fund.models import Publication, Transaction
from gongzhi.people.models import Person

R, W = Appointment.Role, Appointment.Way
SUPERVISED_SINCE = 380
# Days ago, about (words of a line, "period" or nothing), the question, in public words, the answer, days to the answer.
ASKED = (
    (34, "地下车库和充电桩电费", "车库电费怎么又涨了，是不是把充电桩的电也算进来了？", "",
     "电费包含充电桩用电，充电桩运营方每月按电表把这部分电费连同场地分成一起交来，记在“快递柜、售货机、充电桩”收入里。", 3),
    (29, "period", "菜店场地的租金好几个月没看到，是免了吗？", "",
     "没有减免。对方自上季度起欠租三期，已两次书面催收；仍不交的，依合同解除并以押金抵扣，结果公布在这里。", 9),
    (21, "更换楼道感应灯一只", "我家楼道的灯是3栋2单元的，换的是哪里？", "换的是哪一处楼道的灯？",
     "凭证照片上写有位置，是2栋1单元四楼。您说的那一处已经登记，本周更换。", 2),
    (13, "", "电梯广告的合同没有业主表决，这笔钱算谁的？", "", "", 0),
    (2, "period", "备用金退回的那一笔后来补了吗？", "", "", 0),
)  # fmt: skip
REMARKS = (
    (
        40,
        "集水井水泵检修付款在月末、银行次月才出账，请在公示里注明未达账项。",
        "已在当月余额调节表列明，次月已到账核销。",
    ),
    (9, "停车费归集账户月末余额偏大，请按月足额划入共管账户。", ""),
)


def load_questions(till: Till) -> None:
    """Owners ask, the keeper of the books answers; a member of the supervision remarks."""
    owners = [Person.objects.get(pk=claim.person_id) for claim in plain_owners(till.estate)[: len(ASKED)]]
    for owner, (ago, about, words, public, answer, days) in zip(owners, ASKED, strict=False):
        line = Transaction.objects.filter(estate=till.estate, words__startswith=about).order_by("-pk").first()
        asked = till.at(till.ago(ago), 21)
        period = Publication.objects.filter(estate=till.estate, at__lte=asked).order_by("-pk").first()
        question = ask_question(
            book=till.ledger,
            words=words,
            transaction=line if about and about != "period" else None,
            publication=period if about == "period" else None,
            by=owner,
            at=asked,
        )
        if answer:
            at = asked + timedelta(days=days, hours=-9)
            answer_question(question=question, public_words=public or words, answer=answer, by=till.keeper, at=at)
    supervise(till)


def supervise(
    till: Till,
    who: cast.Player = cast.SUPERVISOR,
    *,
    since: int = SUPERVISED_SINCE,
    remarks: Sequence[tuple[int, str, str]] = REMARKS,
) -> None:
    """The owners' supervision with one member (seated so many days ago) and what it remarks: days ago, words, the answer or nothing."""
    supervisor = _seated(till, who, since)
    for ago, words, answer in remarks:
        at = till.at(till.ago(ago), 20)
        remark = make_remark(book=till.ledger, words=words, by=supervisor, at=at)
        if answer:
            answer_remark(remark=remark, answer=answer, by=till.keeper, at=at + timedelta(days=2))


def _seated(till: Till, who: cast.Player, days: int) -> Person:
    since = till.at(till.ago(days), 9)
    on = till.ago(days)
    body = form_body(
        estate=till.estate,
        kind=Body.Kind.OWNERS_SUPERVISION,
        name=f"{till.estate.name}业主监督委员会",
        basis="业主大会议事规则第二十六条",
        formed_on=on,
        by=till.worker,
        at=since,
    )
    term = open_term(body=body, set_size=1, from_on=on, basis="业主推选", by=till.worker, at=since)
    appoint(
        body=body,
        term=term,
        name=who.name,
        number=who.number,
        role=R.MEMBER,
        way=W.ELECTED,
        basis="业主推选",
        from_on=on,
        by=till.worker,
        at=since,
    )
    return person(who)
