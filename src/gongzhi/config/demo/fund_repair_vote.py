"""The owners of two stairwells decide on the repair of their lifts: reports, notice, votes, count, signature."""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import person
from gongzhi.config.demo.fund_purse import Till
from gongzhi.config.demo.vote import vote_night, weighted
from gongzhi.kernel.clock import BEIJING, day_end, day_start, law_day
from gongzhi.voting.actions.begin_count import begin_count
from gongzhi.voting.actions.carry_out_count import carry_out_count
from gongzhi.voting.actions.give_notice import give_notice
from gongzhi.voting.actions.give_opinion import give_opinion
from gongzhi.voting.actions.send_reports import send_reports
from gongzhi.voting.actions.sign_result import sign_result
from gongzhi.voting.models import Assembly, Report
from gongzhi.voting.queries.notice import Plan, law_or_offer
from gongzhi.voting.queries.rules import CHOSEN
from gongzhi_law.assembly import earliest_opening

SHARE, DAYS, SEED = 78, 7, 311


def vote_on(till: Till, assembly: Assembly, *, since: date) -> Assembly:
    """From the reports on `since` to the signature when nobody may object any more."""
    at = till.at(since, 10)
    assembly = send_reports(assembly=assembly, by=till.chair, at=at)
    invited = Report.objects.filter(estate=till.estate, assembly=assembly, to=Report.To.PARTY, what=Report.What.INVITE)
    for report in invited:
        give_opinion(
            report=report, stance="support", text="方案和报价已看过，支持。", by=till.worker, at=at + timedelta(days=2)
        )
    noticed = at + timedelta(days=8)
    opens = day_start(earliest_opening(law_day(noticed), on=law_day(noticed), place=till.estate.place))
    opens += timedelta(hours=8)
    closes = opens + timedelta(days=DAYS, hours=10)
    assembly = give_notice(
        assembly=assembly, plan=_plan(till, noticed, opens, closes), warnings_seen=True, by=till.chair, at=noticed
    )
    vote_night(assembly, SHARE, _choices, until=closes, seed=SEED)
    begin_count(assembly=assembly, by=person(cast.TELLER_1), at=closes + timedelta(hours=1))
    assembly = carry_out_count(assembly=assembly, by=person(cast.TELLER_2), at=closes + timedelta(hours=2))
    over = day_end(assembly.objections_until).astimezone(BEIJING)  # type: ignore[arg-type]
    sign_result(assembly=assembly, by=till.chair, at=over + timedelta(hours=9))
    return assembly


def _choices(dice: random.Random) -> Mapping[int, str]:
    return {1: weighted(dice, {"Y": 93, "N": 5, "S": 2})}


def _plan(till: Till, at: datetime, opens: datetime, closes: datetime) -> Plan:
    """What the law leaves open, as offered."""
    offered = {field: law_or_offer(name, at=at, place=till.estate.place).text for field, name in CHOSEN.items()}
    return Plan(
        opens_at=opens,
        closes_at=closes,
        channel="own",
        change_rule=offered["change_rule"],
        conflict_rule=offered["conflict_rule"],
        disclosure=offered["disclosure"],
        objection_days=law_or_offer("assembly/objection_days", at=at, place=till.estate.place).number,
    )
