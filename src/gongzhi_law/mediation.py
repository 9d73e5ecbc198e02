"""What a mediated agreement is worth: confirmed by court only where a 人民调解委员会 mediated (人民调解法31–33条; A10.5, B8.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.citation import Cite
from gongzhi_law.issue_classes import PAPER_B
from gongzhi_law.issue_periods import Due, from_parameter
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.parameter import Strength

MEDIATION_LAW = "人民调解法"


class Mediator(StrEnum):
    """Who mediates: the 人民调解委员会 of law, or anybody else (环物委, 居委会, 街道, 社区律师 …)."""

    PEOPLE = "people_committee"
    OTHER = "other"


MEDIATOR_NAMES: Mapping[Mediator, str] = {
    Mediator.PEOPLE: "人民调解委员会",
    Mediator.OTHER: "其他主持人（环物委、居委会、街道、社区律师等）",
}


@dataclass(frozen=True, slots=True)
class MediationFinding:
    """One consequence of the kind of mediator in words, with its article and how it is known."""

    key: str
    words: str
    cite: Cite
    strength: Strength


@dataclass(frozen=True, slots=True)
class Mediated:
    """What an agreement under this mediator is: whether a court may confirm it, and every consequence in words."""

    mediator: Mediator
    name: str
    court_confirmation: bool
    findings: tuple[MediationFinding, ...]


_CONTRACT = MediationFinding(
    "contract",
    "协议对签字各方有合同的约束力；一方不履行的，对方可以起诉，不能直接申请强制执行。",
    Cite("民法典", "465", "2"),
    Strength.STATUTE,
)
_FOUND: Mapping[Mediator, tuple[MediationFinding, ...]] = {
    Mediator.PEOPLE: (
        MediationFinding(
            "binding",
            "调解协议具有法律约束力，当事人应当按照约定履行。",
            Cite(MEDIATION_LAW, "31", "1"),
            Strength.STATUTE,
        ),
        MediationFinding(
            "watch",
            "人民调解委员会应当监督协议的履行，督促当事人履行约定的义务。",
            Cite(MEDIATION_LAW, "31", "2"),
            Strength.STATUTE,
        ),
        MediationFinding(
            "confirmation",
            "双方认为有必要的，可以在法定期间内共同向人民法院申请司法确认；确认有效而不履行的，可以申请强制执行。",
            Cite(MEDIATION_LAW, "33"),
            Strength.STATUTE,
        ),
    ),
    Mediator.OTHER: (
        _CONTRACT,
        MediationFinding(
            "no_confirmation",
            "不是人民调解委员会主持的，不适用人民调解协议的司法确认；要司法确认的，请改由人民调解委员会调解。",
            Cite(MEDIATION_LAW, "33", "1"),
            Strength.STATUTE,
        ),
        MediationFinding(
            "other_body",
            "由依法设立的其他调解组织主持的，可否司法确认由人民法院审查，应在法定期间内共同提出。",
            Cite("民事诉讼法", "205"),
            Strength.STATUTE,
        ),
        MediationFinding(
            "help",
            "环物委协助社区调解物业企业、业委会、业主之间的矛盾纠纷。",
            Cite(PAPER_B, "附件2第二条（六）"),
            Strength.POLICY,
        ),
    ),
}


def mediation(mediator: Mediator | str) -> Mediated:
    """What follows from who mediates (R27); ValueError for a word that is neither."""
    kind = Mediator(mediator)
    return Mediated(kind, MEDIATOR_NAMES[kind], kind is Mediator.PEOPLE, _FOUND[kind])


def confirm_by(mediator: Mediator | str, effective: date, *, place: str = NATION) -> Due | None:
    """The last day to ask the court together, from the day the agreement takes effect; None where law gives none."""
    if not mediation(mediator).court_confirmation:
        return None
    return from_parameter("issues/court_confirmation_days", "court_confirmation", "共同申请司法确认", effective, place)


def agreement_follow_up(signed: date, *, place: str = NATION) -> Due:
    """When the parties are asked whether the agreement is carried out (A10.5)."""
    return from_parameter("issues/agreement_follow_days", "agreement_follow_up", "回访协议履行", signed, place)
