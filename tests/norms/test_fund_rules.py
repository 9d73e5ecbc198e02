"""资金管理办法: what the owners adopted on money settles caps, approvers and periods, beside 议事规则."""

from datetime import date, timedelta

import pytest

from gongzhi.kernel.errors import BadInput
from gongzhi.norms.actions.confirm_rules import confirm_rules
from gongzhi.norms.actions.record_rules import record_rules
from gongzhi.norms.actions.write_rules import Settled
from gongzhi.norms.queries import bylaws_of
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.adopt_rules import adopt_rules
from gongzhi.voting.models import Matter, Resolution
from gongzhi.voting.tests import made as voting
from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.fund import FundKind, Ground, SpendMatter, grounds, publication
from tests.norms.made import AT, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.clause("A5.7")]

TEXT = (
    "第六条　业主委员会单项可以决定三千元以内的支出。\n"
    "第七条　备用金每笔不超过五百元，每月不超过二千元。\n"
    "第十一条　公共收益每月公布一次。"
)
CAP = Settled("fund/committee_cap_fen", 300000, "第六条", "业主委员会单项可以决定三千元以内的支出。")
EACH = Settled("fund/petty_each_cap_fen", 50000, "第七条", "备用金每笔不超过五百元")
MONTH = Settled("fund/petty_month_cap_fen", 200000, "第七条", "每月不超过二千元。")
MONTHLY = Settled("fund/publish_months_income", 1, "第十一条", "公共收益每月公布一次。")


def lamp(estate, sum_fen, on):
    return grounds(
        SpendMatter.SMALL_REPAIR,
        sum_fen,
        fund=FundKind.COMMON_INCOME,
        body=BodyKind.COMMITTEE,
        status=Status.IN_OFFICE,
        on=on,
        place=estate.place,
        adopted=bylaws_of(estate, on=on),
    )


def recorded(made, *values, kind="fund", title="共有资金管理办法", text=TEXT):
    rules = record_rules(
        estate=made.estate,
        kind=kind,
        title=title,
        text=text,
        adopted_on=date(2019, 5, 12),
        effective_on=date(2019, 6, 1),
        old_decision="2019年5月12日业主大会决定第2号",
        values=values,
        by=made.committee[0],
        at=AT,
    )
    confirm_rules(rules=rules, by=made.worker, at=AT)
    return rules


def test_recorded_sums_become_the_rules_of_money_and_leave_the_rules_of_procedure():
    made = voting.estate()
    once = "投出的表决票在截止前可以更改一次。"
    recorded(made, Settled("voting/change", "once", "九", once), kind="procedure", title="议事规则", text=once)
    assert lamp(made.estate, 3000, TODAY).needs is Ground.BUDGET
    recorded(made, CAP, EACH, MONTH, MONTHLY)
    assert bylaws_of(made.estate, on=TODAY)["voting/change"] == "once"
    assert lamp(made.estate, 3000, TODAY).needs is Ground.PETTY
    assert Ground.COMMITTEE in lamp(made.estate, 300000, TODAY).allowed
    assert Ground.COMMITTEE not in lamp(made.estate, 300001, TODAY).allowed
    bylaws = bylaws_of(made.estate, on=TODAY)
    assert publication(FundKind.COMMON_INCOME, on=TODAY, place=made.estate.place, adopted=bylaws).months == 1


def test_such_rules_speak_of_money_and_of_nothing_else():
    made = voting.estate()
    with pytest.raises(BadInput, match="共有资金"):
        recorded(made)
    with pytest.raises(BadInput) as wrong:
        recorded(made, CAP, Settled("voting/change", "once", "六", "业主委员会单项可以决定三千元以内的支出。"))
    assert list(wrong.value.fields) == ["values.1"]


def test_the_owners_resolution_becomes_the_rules_of_money(monkeypatch):
    drafted = voting.drafted

    def with_money(made, **asked):
        made = drafted(made, **asked)
        add_motion(
            assembly=made.assembly,
            matter=Matter.OTHER_MAJOR,
            title="共有资金管理办法",
            text=TEXT,
            by=made.committee[0],
            at=made.now,
        )
        return made

    monkeypatch.setattr(voting, "drafted", with_money)
    made = voting.voting(2, firm=False, seed=1031)  # a world of its own: no other test asks for it
    made = voting.signed(voting.counted(voting.all_cast(made, [{1: "N", 2: "N", 3: "Y"}] * 2)))
    day = made.now.date() + timedelta(days=1)
    resolution = Resolution.objects.get(motion__number=3)
    asked = {"resolution": resolution, "effective_on": day, "by": made.committee[0], "at": made.now}
    with pytest.raises(BadInput, match="共有资金"):
        adopt_rules(**asked)
    rules = adopt_rules(**asked, values=[CAP, EACH, MONTH])
    assert (rules.kind, rules.basis_entry) == ("fund", resolution.entry_id)
    assert lamp(made.estate, 3000, day).needs is Ground.PETTY
    assert lamp(made.estate, 3000, day - timedelta(days=1)).needs is Ground.BUDGET
