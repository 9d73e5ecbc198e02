"""The owners vote: each by the link on their phone and the code that comes to it."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from gongzhi.config.demo.phones import newest_code
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.places.models import Estate
from gongzhi.register.models import Elector
from gongzhi.register.queries import claim_of, phone_of_elector
from gongzhi.voting.actions.cast_ballot import cast_ballot
from gongzhi.voting.actions.claim_by_link import claim_by_link
from gongzhi.voting.actions.record_view import record_view
from gongzhi.voting.models import Assembly, Delivery
from gongzhi.voting.queries.notice import Plan, law_or_offer
from gongzhi.voting.queries.rules import CHOSEN

Chooser = Callable[[random.Random], Mapping[int, str]]


def vote_by_link(assembly: Assembly, elector: Elector, choices: Mapping[int, str], *, key: str, at: datetime) -> None:
    """One owner opens the link, gets the code, and casts."""
    subject = f"cast:{assembly.pk}:{elector.pk}"
    record_view(assembly=assembly, elector_id=elector.pk, at=at)
    send_code(
        purpose=Code.Purpose.CAST,
        subject=subject,
        number=phone_of_elector(elector),
        at=at,
        estate_id=assembly.estate_id,
    )
    code = check_code(purpose=Code.Purpose.CAST, subject=subject, text=newest_code(), at=at)
    claim = claim_of(elector) or claim_by_link(elector=elector, code=code, at=at)
    cast_ballot(
        assembly=assembly,
        elector_id=elector.pk,
        person_id=claim.person_id,
        choices=choices,
        code=code,
        device="demo",
        idempotency_key=key,
        at=at,
    )


def plan_of(estate: Estate, at: datetime, opens_at: datetime, closes_at: datetime) -> Plan:
    """The rules offered for what the law leaves open, as a convener would confirm them."""
    offered = {field: law_or_offer(name, at=at, place=estate.place).text for field, name in CHOSEN.items()}
    return Plan(
        opens_at=opens_at,
        closes_at=closes_at,
        channel="own",
        change_rule=offered["change_rule"],
        conflict_rule=offered["conflict_rule"],
        disclosure=offered["disclosure"],
        objection_days=law_or_offer("assembly/objection_days", at=at, place=estate.place).number,
    )


def vote_night(assembly: Assembly, share: int, choose: Chooser, *, until: datetime, seed: int) -> int:
    """`share` of a hundred of those with a phone vote, spread over the days to `until`; returns how many."""
    dice = random.Random(seed)  # noqa: S311  (invented opinions, the same at every run)
    reached = Delivery.objects.filter(estate_id=assembly.estate_id, assembly=assembly, way=Delivery.Way.SMS)
    electors = [row.elector for row in reached.select_related("elector").order_by("elector_id")]
    voting = sorted(dice.sample(range(len(electors)), len(electors) * share // 100))
    assert assembly.opens_at is not None
    span = until - assembly.opens_at - timedelta(minutes=10)
    for turn, index in enumerate(voting):
        at = assembly.opens_at + timedelta(minutes=1) + span * turn / max(1, len(voting))
        vote_by_link(assembly, electors[index], choose(dice), key=f"demo-{index}", at=at)
    return len(voting)


def weighted(dice: random.Random, marks: Mapping[str, int]) -> str:
    """One mark, by weight."""
    return dice.choices(list(marks), list(marks.values()))[0]
