"""The seals of the main estate in a year: kept, used on what was decided, heard about, one lost and cut anew."""

from dataclasses import dataclass
from datetime import timedelta

from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import person
from gongzhi.config.demo.fund_purse import Till, paper
from gongzhi.config.demo.pictures import picture
from gongzhi.kernel.errors import Refused
from gongzhi.meetings.models import Decision
from gongzhi.people.models import Person
from gongzhi.seals.actions.announce_loss import announce_loss
from gongzhi.seals.actions.answer_opinion import answer_opinion
from gongzhi.seals.actions.log_routine_use import log_routine_use
from gongzhi.seals.actions.log_use import log_use
from gongzhi.seals.actions.note_loss_report import note_loss_report
from gongzhi.seals.actions.receive_seal import receive_seal
from gongzhi.seals.actions.recut_seal import recut_seal
from gongzhi.seals.actions.register_seal import register_seal
from gongzhi.seals.actions.report_loss import report_loss
from gongzhi.seals.actions.request_use import request_use
from gongzhi.seals.models import Seal, SealRequest

SINCE = 380
KINDS = (("committee", "桂溪苑业主委员会"), ("finance", "桂溪苑业主委员会财务专用章"))
LOST, TOLD, RECUT = 112, 111, 97


@dataclass(frozen=True, slots=True)
class Sealed:
    """A use on a decision: days ago, the decision, the paper, its other party, fen, what the 环物委 says (empty: nothing)."""

    ago: int
    of: str
    title: str
    party: str
    fen: int
    opinion: str = ""
    words: str = ""
    used_after: int = 3


USES = (
    Sealed(264, "补换单元门禁读卡器", "门禁读卡器补换合同", "成都智联安防技术有限公司", 3_180_000, "agree"),
    Sealed(201, "更换地下车库灯具", "地下车库灯具更换合同", "成都明辉照明工程有限公司", 4_720_000, "object",
           "请在合同里写明旧灯管的回收和两年质保。"),
    Sealed(71, "委托专业单位查看外墙渗水", "外墙渗水查看委托书", "四川正和建筑检测有限公司", 800_000, "", "", 12),
)  # fmt: skip
ROUTINE = (
    (340, "接待业主出具的居住情况证明", 1, 1), (290, "停车月卡收据", 12, 1), (240, "公共收益公示通知", 6, 1),
    (180, "场地临时使用通知", 3, 5), (90, "停车月卡收据", 9, 1), (33, "业主大会结果公告张贴件", 6, 1),
    (5, "接待业主出具的居住情况证明", 2, 1),
)  # fmt: skip


def load_seals(till: Till) -> None:
    """Two seals of the committee, kept by a member; runs once."""
    if Seal.objects.filter(estate=till.estate).exists():
        return
    seals = {kind: _registered(till, kind, engraved) for kind, engraved in KINDS}
    story = [(one.ago, 0, one) for one in USES] + [(ago, 1, row) for row in ROUTINE for ago in row[:1]]
    for _ago, _kind, one in sorted(story, key=lambda row: -row[0]):
        if isinstance(one, Sealed):
            _used(till, seals["committee"], one)
        else:
            _routine(till, seals["committee"], *one)
    _lose(till, seals["finance"])
    _waiting(till, seals["committee"])


def _registered(till: Till, kind: str, engraved: str) -> Seal:
    at = till.at(till.ago(SINCE), 10)
    seal = register_seal(
        estate=till.estate,
        kind=kind,
        body_id=till.committee.pk,
        engraved=engraved,
        made_on=till.ago(SINCE + 2),
        basis_words="备案证明刻制",
        keeper_id=till.fourth.pk,
        police_number=f"51010700{kind[:1].encode()[0]}{till.estate.pk:04d}",
        file_name="印模.jpg",
        content=picture(shade=5 if kind == "committee" else 9),
        by=till.chair,
        at=at,
    )
    receive_seal(seal=seal, by=till.fourth, at=at + timedelta(hours=3))
    seal.refresh_from_db()
    return seal


def _ask(till: Till, seal: Seal, one: Sealed) -> SealRequest:
    return request_use(
        seal=seal,
        use="contract",
        title=one.title,
        copies=3,
        basis=Decision.objects.get(estate=till.estate, item__title=one.of),
        amount_fen=one.fen,
        party_shown=one.party,
        file_name="合同.pdf",
        content=paper(f"seal {one.title}"),
        by=till.keeper,
        at=till.at(till.ago(one.ago), 19),
    )


def _used(till: Till, seal: Seal, one: Sealed) -> None:
    request = _ask(till, seal, one)
    env: Person = person(cast.RESIDENTS_CHAIR)
    if one.opinion:
        at = till.at(till.ago(one.ago - 2), 10)
        answer_opinion(request=request, opinion=one.opinion, words=one.words, by=env, at=at)
    used = till.ago(one.ago - one.used_after)
    request.refresh_from_db()
    log_use(
        request=request, used_on=used, file_name="用印.jpg", content=picture(shade=one.ago % 40), by=till.fourth,
        at=till.at(used, 20),
    )  # fmt: skip


def _routine(till: Till, seal: Seal, ago: int, title: str, copies: int, logged_after: int) -> None:
    log_routine_use(
        seal=seal,
        title=title,
        copies=copies,
        used_on=till.ago(ago),
        file_name="用印.jpg",
        content=picture(shade=ago % 40, mended=True),
        by=till.fourth,
        at=till.at(till.ago(ago - logged_after), 20),
    )


def _lose(till: Till, seal: Seal) -> None:
    """The finance seal is lost with a bag, reported to the police, announced, and cut anew."""
    at = till.at(till.ago(LOST), 21)
    words = "保管人乘车时提包遗失，财务专用章在包内。"
    report_loss(seal=seal, kind="lost", on=till.ago(LOST), words=words, by=till.fourth, at=at)
    at = till.at(till.ago(TOLD), 9)
    note_loss_report(
        seal=seal, office="桂溪派出所", on=till.ago(TOLD), words="报失回执", document_number="桂派失〔演示〕第18号",
        file_name="报失回执.pdf", content=paper("loss"), by=till.chair, at=at,
    )  # fmt: skip
    announce_loss(seal=seal, by=till.chair, at=at + timedelta(hours=2))
    made = recut_seal(
        seal=seal,
        engraved=f"{KINDS[1][1]}（2）",
        made_on=till.ago(RECUT),
        basis_words="报失公告期满，凭备案证明重刻",
        keeper_id=till.fourth.pk,
        police_number=f"510107009{till.estate.pk:04d}",
        file_name="印模.jpg",
        content=picture(shade=13),
        by=till.chair,
        at=till.at(till.ago(RECUT), 16),
    )
    receive_seal(seal=made, by=till.fourth, at=till.at(till.ago(RECUT), 18))


def _waiting(till: Till, seal: Seal) -> None:
    """One asked yesterday and not answered yet; one that the suspended decision does not carry."""
    asked = Sealed(1, "补换单元门禁读卡器", "门禁读卡器补换补充协议", "成都智联安防技术有限公司", 20_000)
    _ask(till, seal, asked)
    stopped = Sealed(1, "儿童游乐设施安全改造", "游乐设施改造合同", "成都乐方游乐设施有限公司", 4_600_000)
    try:
        _ask(till, seal, stopped)
    except Refused:
        return
    raise LookupError(stopped.title)
