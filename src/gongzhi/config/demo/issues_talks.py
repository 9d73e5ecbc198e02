"""Mediations, visits of law enforcement, the four forms of gathering and letters of the demonstration."""

from datetime import datetime, timedelta
from typing import Any

from gongzhi.config.demo import cast
from gongzhi.config.demo.bodies_formation import INTERIM
from gongzhi.config.demo.bodies_offices import EXPIRED
from gongzhi.config.demo.estates import person
from gongzhi.config.demo.issues_desk import Desk, Story
from gongzhi.config.demo.phones import newest_code
from gongzhi.config.demo.pictures import PDF
from gongzhi.issues.actions.acknowledge_letter import acknowledge_letter
from gongzhi.issues.actions.announce_gathering import announce_gathering
from gongzhi.issues.actions.answer_letter import answer_letter
from gongzhi.issues.actions.ask_whistle import ask_whistle
from gongzhi.issues.actions.attending import sign_up_subject
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.actions.draft_letter import draft_letter
from gongzhi.issues.actions.end_mediation import end_mediation
from gongzhi.issues.actions.follow_up_mediation import follow_up_mediation
from gongzhi.issues.actions.open_mediation import open_mediation
from gongzhi.issues.actions.publish_letter import publish_letter
from gongzhi.issues.actions.publish_outcome import publish_outcome
from gongzhi.issues.actions.publish_visit_outcome import publish_visit_outcome
from gongzhi.issues.actions.record_answer import record_answer
from gongzhi.issues.actions.record_confirmation import record_confirmation
from gongzhi.issues.actions.record_delivery import record_delivery
from gongzhi.issues.actions.record_gathering import record_gathering
from gongzhi.issues.actions.record_session import record_session
from gongzhi.issues.actions.record_visit import record_visit
from gongzhi.issues.actions.send_letter import send_letter
from gongzhi.issues.actions.sign_agreement import sign_agreement
from gongzhi.issues.actions.sign_up import sign_up
from gongzhi.issues.models import Gathering, Mediation
from gongzhi.kernel.clock import law_day
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.places.models import Estate

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAPER: dict[str, Any] = {"file_name": "材料.pdf", "content": PDF}
GATHERINGS = (
    ("talk", "停车和充电怎么办", 70, "二十三人到场，意见归为三类，报联席会议研究。"),
    ("hearing", "公共收益使用方案听证", 40, "多数赞成先修门禁，业委会据此修改方案。"),
    ("review", "物业服务半年评议", 24, "保洁得分最低，物业承诺一个月内整改并公布。"),
    ("visit", "上门走访独居老人", 12, "走访十八户，三户需要加装扶手，已登记。"),
)


def mediations(desk: Desk, at: datetime) -> Story:
    """Kept after the court's confirmation; one whose thirty days run now; one without an agreement."""
    worker = desk.table.worker
    first = _mediate(desk, desk.table.main, "楼上漏水赔偿", at)
    yield at + 10 * DAY
    first = sign_agreement(
        mediation=first, signed_on=law_day(at + 10 * DAY), both_public=True, by=worker, at=at + 10 * DAY, **PAPER
    )
    ruling = {"confirmed_on": law_day(at + 25 * DAY), "number": "（2026）川0107司确12号", "by": worker}
    first = record_confirmation(mediation=first, at=at + 25 * DAY, **ruling)  # type: ignore[arg-type]
    yield at + 60 * DAY
    kept = {"on": law_day(at + 60 * DAY), "kept": "yes", "words": "赔偿已付清，墙面修好", "by": worker}
    follow_up_mediation(mediation=first, at=at + 60 * DAY, **kept)  # type: ignore[arg-type]
    second = _mediate(desk, desk.table.estates[EXPIRED], "装修噪声和停工约定", at + 61 * DAY)
    yield at + 70 * DAY
    words = "一方不愿再谈，已告知可以向法院起诉。"
    end_mediation(mediation=second, outcome=words, by=worker, at=at + 70 * DAY)


def mediation_due(desk: Desk, at: datetime) -> Story:
    """Signed lately: both sides may still ask the court to confirm it."""
    made = _mediate(desk, desk.table.main, "占用楼道堆物的相邻纠纷", at)
    yield at + 6 * DAY
    on = at + 6 * DAY
    sign_agreement(mediation=made, signed_on=law_day(on), both_public=True, by=desk.table.worker, at=on, **PAPER)


def _mediate(desk: Desk, estate: Estate, about: str, at: datetime) -> Mediation:
    one, other = desk.resident()[0], desk.resident()[0]
    made = open_mediation(
        estate=estate,
        mediator_kind="people_committee",
        mediator_name="社区人民调解委员会",
        about=about,
        parties=f"甲方 {one}；乙方 {other}",
        opened_on=law_day(at),
        by=desk.table.worker,
        at=at,
    )
    words = "双方到场，各自说明情况，愿意继续谈。"
    record_session(mediation=made, on=law_day(at), words=words, by=desk.table.worker, at=at + 2 * HOUR)
    return made


def visits(desk: Desk, at: datetime) -> Story:
    """Two visits; the outcome of one is public, the other is still being handled."""
    seen: dict[str, Any] = {"forces": "城管执法中队四人、社区两人", "handling": "现场责令停工，下达通知书"}
    worker = desk.table.worker
    visit = record_visit(estate=desk.table.main, on=law_day(at), cause="楼顶违规搭建", by=worker, at=at, **seen)
    yield at + 9 * DAY
    outcome = "当事人自行拆除，恢复原状。"
    publish_visit_outcome(visit=visit, outcome=outcome, names_checked=True, by=worker, at=at + 9 * DAY)
    later = at + 50 * DAY
    yield later
    record_visit(
        estate=desk.table.estates[INTERIM], on=law_day(later), cause="底商油烟直排", by=worker, at=later, **seen
    )


def gathering(desk: Desk, form: str, title: str, outcome: str, at: datetime) -> Story:
    """Announced, people sign up by phone, held, its outcome published."""
    made = _announced(desk, form, title, at, at + 5 * DAY)
    yield at + 5 * DAY + 3 * HOUR
    done = {"came": 9 + desk.dice.randrange(20), "record": outcome, "by": desk.table.worker}
    made = record_gathering(gathering=made, at=at + 5 * DAY + 3 * HOUR, **done)  # type: ignore[arg-type]
    yield at + 7 * DAY
    publish_outcome(gathering=made, outcome=outcome, names_checked=True, by=desk.table.worker, at=at + 7 * DAY)


def gathering_ahead(desk: Desk, at: datetime) -> Story:
    """One to which everybody may still sign up."""
    _announced(desk, "talk", "换聘物业以后大家最关心什么", at, desk.table.now + 6 * DAY)
    yield from ()


def _announced(desk: Desk, form: str, title: str, at: datetime, starts: datetime) -> Gathering:
    made = announce_gathering(
        estate=desk.table.main,
        form=form,
        title=title,
        place="党群服务站",
        starts_at=starts,
        seats=40,
        by=desk.table.worker,
        at=at,
    )
    for n in range(4):
        name, number = desk.resident()
        when = at + (n + 1) * HOUR
        subject = sign_up_subject(made, number)
        send_code(purpose=Code.Purpose.REPORT, subject=subject, number=number, at=when, estate_id=made.estate_id)
        code = check_code(purpose=Code.Purpose.REPORT, subject=subject, text=newest_code(), at=when)
        sign_up(gathering=made, name=name, heads=1 + n % 2, number=number, code=code, by=None, at=when)
    return made


def letter_answered(desk: Desk, at: datetime) -> Story:
    """To the firm: signed for, answered by itself, made public."""
    main, chair = desk.table.main, person(cast.CHAIR)
    words = "请公布上季度公共收益收支，并附合同和流水。\n请于十个工作日内书面答复。"
    asked = {"addressee_kind": "firm", "addressee": "锦宁物业", "title": "关于公布公共收益收支的函", "words": words}
    letter = draft_letter(estate=main, by=chair, at=at, **asked)  # type: ignore[arg-type]
    letter = send_letter(letter=letter, way="platform", by=chair, at=at + HOUR)
    firm = desk.table.firms[main.name]
    yield at + DAY
    letter = acknowledge_letter(letter=letter, by=firm, at=at + DAY)
    yield at + 6 * DAY
    letter = answer_letter(letter=letter, reply="已在三个门岗公布，合同复印件送业委会。", by=firm, at=at + 6 * DAY)
    yield at + 7 * DAY
    public = {"public_words": words, "public_reply": "已公布，合同复印件送业委会。", "names_checked": True}
    publish_letter(letter=letter, by=chair, at=at + 7 * DAY, **public)  # type: ignore[arg-type]


def letter_unanswered(desk: Desk, at: datetime) -> Story:
    """To the housing authority: nobody answers, the community is asked to whistle, the street does."""
    main, chair = desk.table.main, person(cast.CHAIR)
    words = "小区电梯年检不合格，请指导应急使用维修资金的办理。"
    asked = {"addressee_kind": "department", "title": "关于请指导使用维修资金的函", "words": words}
    letter = draft_letter(estate=main, force=desk.forces["住建"], by=chair, at=at, **asked)  # type: ignore[arg-type]
    letter = send_letter(letter=letter, way="post", by=chair, at=at + HOUR)
    yield at + 4 * DAY
    proof = {"way": "post", "received_on": law_day(at + 3 * DAY), "proof": "EMS 1000000001", "received_by": "收发室"}
    letter = record_delivery(letter=letter, by=chair, at=at + 4 * DAY, **proof)  # type: ignore[arg-type]
    late = at + 50 * DAY
    yield late
    issue = ask_whistle(letter=letter, by=chair, at=late)
    issue = desk.accepted(issue, "beyond", "函件逾期没有答复，请街道协调", at=late + 2 * HOUR)
    yield late + DAY
    blow_whistle(
        issue=issue,
        kind="street",
        why="函件逾期未答复",
        tasks={desk.forces["住建"].pk: "书面答复业委会"},
        without="函件逾期，街道直接安排",
        by=desk.table.officer,
        at=late + DAY,
    )


def letters_more(desk: Desk, at: datetime) -> Story:
    """One to the developer, answered on paper; one still on its way; one in draft."""
    main, member = desk.table.main, person(cast.MEMBER)
    asked = {"addressee_kind": "developer", "addressee": "蓉城置业", "title": "关于移交竣工图纸的函"}
    letter = draft_letter(estate=main, words="请移交给排水和消防竣工图纸。", by=member, at=at, **asked)  # type: ignore[arg-type]
    letter = send_letter(letter=letter, way="handed", by=member, at=at + HOUR)
    yield at + 2 * DAY
    proof = {"way": "handed", "received_on": law_day(at + DAY), "proof": "签收单", "received_by": "前台"}
    letter = record_delivery(letter=letter, by=member, at=at + 2 * DAY, **proof)  # type: ignore[arg-type]
    yield at + 12 * DAY
    reply = {"reply": "图纸将于月底前移交。", "replied_on": law_day(at + 11 * DAY), "by": member}
    record_answer(letter=letter, at=at + 12 * DAY, **reply)  # type: ignore[arg-type]
    now = desk.table.now - 3 * DAY
    yield now
    second = {"addressee_kind": "firm", "addressee": "锦宁物业", "words": "请写明交接期间的服务安排。"}
    on_way = draft_letter(estate=main, title="关于交接期间服务的函", by=member, at=now, **second)  # type: ignore[arg-type]
    send_letter(letter=on_way, way="platform", by=member, at=now + HOUR)
    draft_letter(estate=main, title="关于移交公共收益账册的函", by=member, at=now + 2 * HOUR, **second)  # type: ignore[arg-type]
