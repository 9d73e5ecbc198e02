"""Whatever is done in whatever order, nothing is sealed that was not ready, and never more than was decided (B8.4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.models import Decision
from gongzhi.seals.actions.answer_opinion import answer_opinion
from gongzhi.seals.actions.report_loss import report_loss
from gongzhi.seals.actions.withdraw_use import withdraw_use
from gongzhi.seals.models import SealRequest, SealUse
from gongzhi.seals.tests.made import TODAY, Book, asked, days, decided, used

pytestmark = pytest.mark.django_db
LIMIT = 1_500_000
STEPS = st.lists(
    st.sampled_from(["ask", "ask more", "answer", "use", "wait", "withdraw", "suspend", "lose"]),
    min_size=3,
    max_size=10,
)


@pytest.mark.clause("B8.4", "L4.3")
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_use_without_a_request_that_was_ready(b: Book, steps: list[str]) -> None:
    decision = Decision.objects.first() or decided(b.g)
    with transaction.atomic():
        _run(b, decision, steps)
        transaction.set_rollback(True)


def _run(b: Book, decision: Decision, steps: list[str]) -> None:
    day, stopped, lost = 0, False, False
    for step in steps:
        request = SealRequest.objects.filter(state__in=["opinion", "ready"]).order_by("pk").first()
        if step == "wait":
            day += 9
            continue
        if step == "suspend":
            Decision.objects.filter(pk=decision.pk).update(state="suspended")
            stopped = True
            continue
        before = SealUse.objects.count()
        try:
            with transaction.atomic():
                _step(b, step, request, decision, day)
        except (Refused, BadInput):
            assert SealUse.objects.count() == before
            continue
        if step == "use":
            assert not stopped
            assert not lost
            request.refresh_from_db()
            in_time = request.opinion_due_on >= TODAY + timedelta(days=day)
            assert request.opinion or not in_time
        lost = lost or step == "lose"
    for use in SealUse.objects.select_related("request"):
        assert use.request.state == "used"
    assert sum(use.request.amount_fen for use in SealUse.objects.select_related("request")) <= LIMIT
    assert not lost or not SealRequest.objects.filter(state__in=["opinion", "ready"]).exists()


def _step(b: Book, step: str, request: SealRequest | None, decision: Any, day: int) -> None:
    at = days(day)
    if step == "ask":
        asked(b, decision, at=at, amount_fen=600_000)
    elif step == "ask more":
        asked(b, decision, at=at, amount_fen=LIMIT)
    elif step == "lose":
        report_loss(seal=b.seal, kind="lost", on=TODAY, words="遗失", by=b.chair, at=at)
    elif request is None:
        raise Refused("nothing waits")
    elif step == "answer":
        answer_opinion(request=request, opinion="agree", by=b.env, at=at)
    elif step == "use":
        used(b, request, at=at)
    elif step == "withdraw":
        withdraw_use(request=request, reason="不用了", by=b.member, at=at)
