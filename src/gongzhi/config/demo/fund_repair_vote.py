"""The owners of two stairwells decide on the repair of their lifts: reports, notice, votes, count, signature."""

import random
from collections.abc import Mapping
from datetime import date, timedelta

from gongzhi.config.demo import cast
from gongzhi.config.demo.estates import person
from gongzhi.config.demo.fund_purse import Till
from gongzhi.config.demo.vote import plan_of, vote_night, weighted
from gongzhi.kernel.clock import BEIJING, day_end, day_start, law_day
from gongzhi.voting.actions.begin_count import begin_count
from gongzhi.voting.actions.carry_out_count import carry_out_count
from gongzhi.voting.actions.give_notice import give_notice
from gongzhi.voting.actions.give_opinion import give_opinion
from gongzhi.voting.actions.send_reports import send_reports
from gongzhi.voting.actions.sign_result import sign_result
from gongzhi.voting.models import Assembly, Report
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
        assembly=assembly,
        plan=plan_of(till.estate, noticed, opens, closes),
        warnings_seen=True,
        by=till.chair,
        at=noticed,
    )
    vote_night(assembly, SHARE, _choices, until=closes, seed=SEED)
    begin_count(assembly=assembly, by=person(cast.TELLER_1), at=closes + timedelta(hours=1))
    assembly = carry_out_count(assembly=assembly, by=person(cast.TELLER_2), at=closes + timedelta(hours=2))
    assert assembly.objections_until is not None
    over = day_end(assembly.objections_until).astimezone(BEIJING)
    sign_result(assembly=assembly, by=till.chair, at=over + timedelta(hours=9))
    return assembly


def _choices(dice: random.Random) -> Mapping[int, str]:
    return {1: weighted(dice, {"Y": 93, "N": 5, "S": 2})}
