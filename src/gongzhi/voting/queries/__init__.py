"""Reading assemblies: what stands in the way of the notice, turnout, ballots, results, resolutions."""

from gongzhi.voting.queries.assemblies import motions_of, public_assemblies, reports_of
from gongzhi.voting.queries.ballots import Standing, ballot_of, insert_ballot, standing_of
from gongzhi.voting.queries.notice import Plan, obstacles
from gongzhi.voting.queries.resolutions import in_effect, stops_payment
from gongzhi.voting.queries.results import results_of
from gongzhi.voting.queries.scope import scope_units, scope_words
from gongzhi.voting.queries.turnout import Turnout, turnout

__all__ = [
    "Plan",
    "Standing",
    "Turnout",
    "ballot_of",
    "in_effect",
    "insert_ballot",
    "motions_of",
    "obstacles",
    "public_assemblies",
    "reports_of",
    "results_of",
    "scope_units",
    "scope_words",
    "standing_of",
    "stops_payment",
    "turnout",
]
