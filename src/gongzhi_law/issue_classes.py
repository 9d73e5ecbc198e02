"""Residents' issues: their classes and each class's path, where they come from, who may be called, how residents join.

The four classes and their paths are those of paper B (二2, 附件1（二））; none of them blocks anybody: a path says what is done
next and by whom, and moving an issue to another class is always open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongzhi_law.citation import Cite

PAPER_B = "社区党组织领导下的“三方联动”机制实施方案"
PAPER_A = "小区业主委员会规范组建运行十项措施"
REGULATION = "物业管理条例"


class IssueClass(StrEnum):
    """The four classes of what residents report (B3.1)."""

    DAILY = "daily"
    MAJOR = "major"
    BEYOND = "beyond"
    LEGACY = "legacy"


class Kind(StrEnum):
    """An ordinary issue, or a complaint under 条例48条, which is answered by a document of its own."""

    ISSUE = "issue"
    COMPLAINT = "complaint"


class Step(StrEnum):
    """The steps of an issue that have a period: taking it up, first answer, on the spot, done, reply, passing it on."""

    ACCEPT = "accept"
    RESPOND = "respond"
    ARRIVE = "arrive"
    RESOLVE = "resolve"
    REPLY = "reply"
    REFER = "refer"


class CallStep(StrEnum):
    """The steps of a force that was called by whistle (A10.2)."""

    CONFIRM = "confirm"
    ARRIVE = "arrive"
    REPORT = "report"


class Source(StrEnum):
    """Where an issue comes from (A10.3)."""

    OWNER = "owner"
    PHONE = "phone"
    DESK = "desk"
    HOTLINE = "hotline"
    SMART = "smart"
    GRID = "grid"
    PATROL = "patrol"
    API = "api"
    SIGNAL = "signal"
    LETTER = "letter"


class Force(StrEnum):
    """The kinds of forces that may be called (A10.2, B3.11)."""

    DEPARTMENT = "department"
    UTILITY = "utility"
    RESIDENT_UNIT = "resident_unit"
    MASS_ORGANISATION = "mass_organisation"
    SOCIAL_ORGANISATION = "social_organisation"
    PARTY_MEMBER = "party_member"


class Form(StrEnum):
    """The four forms in which residents take part (B3.6)."""

    TALK = "talk"
    HEARING = "hearing"
    REVIEW = "review"
    VISIT = "visit"


class Whistle(StrEnum):
    """Who blows the whistle, and whom it calls (A10.2, B3.4)."""

    GRID = "grid"
    COMMUNITY = "community"
    STREET = "street"


class Onward(StrEnum):
    """Where an issue may go on to from its class."""

    RESIDENTS_COMMITTEE = "residents_committee"
    PARTY = "party"
    OFFICE = "office"
    JOINT_MEETING = "joint_meeting"
    STREET_WHISTLE = "street_whistle"
    COMMUNITY_WHISTLE = "community_whistle"
    STREET = "street"


CLASS_NAMES: Mapping[IssueClass, str] = {
    IssueClass.DAILY: "日常问题",
    IssueClass.MAJOR: "重大问题",
    IssueClass.BEYOND: "超出三方职责的问题",
    IssueClass.LEGACY: "历史遗留问题",
}
KIND_NAMES: Mapping[Kind, str] = {Kind.ISSUE: "居民问题", Kind.COMPLAINT: "物业管理投诉"}
STEP_NAMES: Mapping[Step, str] = {
    Step.ACCEPT: "受理",
    Step.RESPOND: "首次回应",
    Step.ARRIVE: "到场",
    Step.RESOLVE: "办结",
    Step.REPLY: "答复反映人",
    Step.REFER: "劝阻无效后报告",
}
CALL_NAMES: Mapping[CallStep, str] = {
    CallStep.CONFIRM: "确认收到",
    CallStep.ARRIVE: "到场",
    CallStep.REPORT: "反馈处置结果",
}
SOURCES: Mapping[Source, str] = {
    Source.OWNER: "业主反馈",
    Source.PHONE: "电话",
    Source.DESK: "前台",
    Source.HOTLINE: "12345",
    Source.SMART: "智慧物业",
    Source.GRID: "微网实格",
    Source.PATROL: "巡查",
    Source.API: "开放接口",
    Source.SIGNAL: "信号",
    Source.LETTER: "函件",
}
FORCES: Mapping[Force, str] = {
    Force.DEPARTMENT: "职能部门",
    Force.UTILITY: "公共服务企业",
    Force.RESIDENT_UNIT: "驻社区单位",
    Force.MASS_ORGANISATION: "群团组织",
    Force.SOCIAL_ORGANISATION: "社会组织",
    Force.PARTY_MEMBER: "下沉党员干部",
}
FORMS: Mapping[Form, str] = {
    Form.TALK: "民情恳谈会",
    Form.HEARING: "工作听证会",
    Form.REVIEW: "服务评议会",
    Form.VISIT: "上门走访",
}
WHISTLES: Mapping[Whistle, str] = {
    Whistle.GRID: "网格吹哨、部门报到",
    Whistle.COMMUNITY: "社区吹哨、党员报到",
    Whistle.STREET: "街道吹哨、部门报到",
}
ONWARD_NAMES: Mapping[Onward, str] = {
    Onward.RESIDENTS_COMMITTEE: "报居委会协调",
    Onward.PARTY: "报社区党组织",
    Onward.OFFICE: "报联席会议办公室",
    Onward.JOINT_MEETING: "列为联席会议议题",
    Onward.STREET_WHISTLE: "街道吹哨、部门报到",
    Onward.COMMUNITY_WHISTLE: "社区吹哨、党员报到",
    Onward.STREET: "向街道有关部门反映",
}


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: its key, what is done, and who does it."""

    key: str
    words: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The path of one class: who convenes, the steps in order, where it may go on, and the paper's own words."""

    class_: IssueClass
    name: str
    convened_by: tuple[str, ...]
    steps: tuple[PathStep, ...]
    onward: tuple[Onward, ...]
    clause: str
    cite: Cite
    quote: str


_THREE = ("居委会", "业委会", "物业企业")
_PATHS: Mapping[IssueClass, Path] = {
    IssueClass.DAILY: Path(
        IssueClass.DAILY,
        CLASS_NAMES[IssueClass.DAILY],
        ("环物委", "小区党组织"),
        (
            PathStep("convene", "召集业委会成员、物业企业负责人研究解决", ("环物委", "小区党组织")),
            PathStep("work", "按分工办理并告知反映人", ("业委会", "物业企业")),
            PathStep("refer", "解决有困难的，提出初步意见报居委会协调", ("环物委", "小区党组织")),
        ),
        (Onward.RESIDENTS_COMMITTEE, Onward.JOINT_MEETING),
        "B3.2",
        Cite(PAPER_B, "附件1（二）第二条"),
        "解决存在困难的,提出解决问题初步意见或建议后报社区居民委员会协调解决",
    ),
    IssueClass.MAJOR: Path(
        IssueClass.MAJOR,
        CLASS_NAMES[IssueClass.MAJOR],
        ("居委会",),
        (
            PathStep(
                "inquire",
                "会同各方深入调查",
                ("居委会", "小区党组织", "环物委", "业委会", "物业企业", "利益相关方", "居民代表"),
            ),
            PathStep("opinion", "协商提出解决问题的意见或者建议", ("居委会",)),
            PathStep("report", "报社区党组织和联席会议办公室", ("居委会",)),
            PathStep("work", "按议定的分工办理", _THREE),
        ),
        (Onward.PARTY, Onward.OFFICE, Onward.JOINT_MEETING),
        "B3.3",
        Cite(PAPER_B, "附件1（二）第三条"),
        "深入调查,协商提出解决问题意见或建议,报社区党组织和联席会议办公室",
    ),
    IssueClass.BEYOND: Path(
        IssueClass.BEYOND,
        CLASS_NAMES[IssueClass.BEYOND],
        ("联席会议召集人",),
        (
            PathStep(
                "recommend", "研究并提出建议报社区党组织；紧急的由召集人先提，事后补记", ("联席会议", "联席会议召集人")
            ),
            PathStep("whistle", "提请街道吹哨、部门报到，或者社区吹哨、党员报到", ("社区党组织", "街道")),
            PathStep("work", "被吹哨的力量到场处置并反馈", tuple(FORCES.values())),
            PathStep("rate", "吹哨人评价", ("社区党组织", "街道")),
        ),
        (Onward.PARTY, Onward.STREET_WHISTLE, Onward.COMMUNITY_WHISTLE),
        "B3.4",
        Cite(PAPER_B, "附件1（二）第四条"),
        "应当解决且有条件解决的,联席会议研究并提出建议报社区党组织",
    ),
    IssueClass.LEGACY: Path(
        IssueClass.LEGACY,
        CLASS_NAMES[IssueClass.LEGACY],
        ("居委会",),
        (
            PathStep("reflect", "积极向街道有关部门反映，争取重视和支持", ("居委会",)),
            PathStep("explain", "共同向居民解释说明，公开进展，不得相互推诿", _THREE),
        ),
        (Onward.STREET, Onward.STREET_WHISTLE, Onward.JOINT_MEETING),
        "B3.5",
        Cite(PAPER_B, "附件1（二）第五条"),
        "“三方”共同向居民做好解释说明工作,不得相互推诿,激化矛盾",
    ),
}


def path(class_: IssueClass | str) -> Path:
    """The path of a class (B3.2–B3.5); ValueError for a word that is no class."""
    return _PATHS[IssueClass(class_)]
