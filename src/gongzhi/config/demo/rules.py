"""The rules of the demonstration estate as its owners adopted them, and one change that waits for a second person."""

from datetime import date, datetime, timedelta

from gongzhi.config.demo.cast import RULER, RULER_2, Player
from gongzhi.kernel.clock import law_day
from gongzhi.norms.actions.confirm_rules import confirm_rules
from gongzhi.norms.actions.propose_change import propose_change
from gongzhi.norms.actions.record_rules import record_rules
from gongzhi.norms.actions.write_rules import Settled
from gongzhi.norms.models import AdoptedRules, RuleChange
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division, Estate

PROVINCE, CITY = "51", "5101"
SENTENCES = {
    ("voting/change", "until_close", "第十四条"): "表决票投出后，在截止前可以更改，以最后一次为准。",
    ("voting/double_vote", "last_valid", "第十五条"): "同一业主纸质与线上意见不一致的，以签署时间在后的为准。",
    ("voting/void", "counted", "第十六条"): "无效票计入参与表决的人数和面积，不计入同意。",
    ("voting/parking", "never", "第十七条"): "车位、储藏间不计入表决的面积和人数。",
    ("assembly/objection_days", 7, "第二十一条"): "初步结果公布后七日内，业主可以提出书面异议。",
    ("assembly/notice_days", 15, "第九条"): "召开业主大会会议，业主委员会应当于会议召开十五日前公告。",
}


def load_rules(*, estate: Estate, recorder: Person, confirmer: Person, at: datetime) -> RuleChange:
    """Records and confirms 议事规则 of 2021 for `estate`, appoints two administrators, and proposes one change.

    `recorder` is a committee member or community worker, `confirmer` another, or the street; nothing is made twice.
    """
    if not AdoptedRules.objects.filter(estate=estate).exists():
        _adopted(estate, recorder, confirmer, at)
    first, _second = (_administrator(player, at) for player in (RULER, RULER_2))
    waiting = RuleChange.objects.filter(parameter="voting/disclosure_min_cell", place=CITY).first()
    return waiting or _waiting(first, at)


def _adopted(estate: Estate, recorder: Person, confirmer: Person, at: datetime) -> None:
    text = "\n".join(f"{article}　{sentence}" for (_name, _value, article), sentence in SENTENCES.items())
    rules = record_rules(
        estate=estate,
        kind=AdoptedRules.Kind.PROCEDURE,
        title=f"{estate.name}业主大会议事规则",
        text=text,
        adopted_on=date(2021, 5, 16),
        effective_on=date(2021, 6, 1),
        old_decision="2021年5月16日业主大会决定第1号（演示）",
        values=[Settled(name, value, article, sentence) for (name, value, article), sentence in SENTENCES.items()],
        by=recorder,
        at=at,
    )
    confirm_rules(rules=rules, by=confirmer, at=at + timedelta(hours=1))


def _administrator(player: Player, at: datetime) -> Person:
    return appoint_officer(
        division=Division.objects.get(pk=PROVINCE),
        kind=Capacity.Kind.ADMINISTRATOR,
        name=player.name,
        number=player.number,
        document="演示任用",
        at=at,
    ).person


def _waiting(by: Person, at: datetime) -> RuleChange:
    return propose_change(
        parameter="voting/disclosure_min_cell",
        place=CITY,
        value=8,
        from_on=law_day(at) + timedelta(days=365),
        strength="proposed",
        instrument="议事规则建议文本",
        article="12",
        quote="公布分幢结果时，不足八户的合并公布（演示用建议，不是任何地方的规定）。",
        note="演示：提高建议值，等第二位规则管理员确认。",
        by=by,
        at=at,
    )
