"""Seals of a body whose term ran out, in a dispute, under a text that asks for signatures (R14, 北京43条)."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from gongzhi.bodies.actions.mark_dispute import mark_dispute
from gongzhi.bodies.tests.ground import HANGZHOU
from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.errors import Refused
from gongzhi.meetings.tests.committee_world import BEIJING_LEVELS
from gongzhi.seals.actions.cosign_use import cosign_use
from gongzhi.seals.actions.hand_over_seal import hand_over_seal
from gongzhi.seals.actions.log_routine_use import log_routine_use
from gongzhi.seals.actions.receive_seal import receive_seal
from gongzhi.seals.actions.sign_use import sign_use
from gongzhi.seals.tests.made import NOW, TODAY, Book, asked, book, days, decided, photo, used

pytestmark = pytest.mark.django_db
AFTER = datetime(2029, 9, 3, 9, 0, tzinfo=BEIJING)  # a month after the term ran out


@pytest.fixture
def peking(db: None, settings: Any, tmp_path: Path) -> Book:
    """The same in Beijing, without an 环物委."""
    settings.FILES = tmp_path
    return book(BEIJING_LEVELS, env=False)


@pytest.mark.clause("B8.4")
def test_in_beijing_over_half_of_the_members_sign_before_the_seal_is_used(peking: Book) -> None:
    b = peking
    with pytest.raises(Refused, match="也要先申请") as refusal:
        log_routine_use(seal=b.seal, title="证明", copies=1, used_on=TODAY, **photo(), by=b.chair, at=NOW)
    assert "北京市物业管理条例" in refusal.value.reasons[0].cite
    request = asked(b, decided(b.g))
    assert (request.state, request.signs_needed) == ("signing", 3)
    for n in range(2):
        request = sign_use(request=request, by=b.g.person(n), at=NOW)
    assert request.state == "signing"
    with pytest.raises(Refused, match="还差 1 位委员签字"):
        used(b, request)
    with pytest.raises(Refused, match="已经签过字"):
        sign_use(request=request, by=b.g.person(1), at=NOW)
    with pytest.raises(Refused, match="成员本人"):
        sign_use(request=request, by=b.g.worker, at=NOW)
    assert sign_use(request=request, by=b.g.person(2), at=NOW).state == "ready"
    assert used(b, request).note == ""


def test_elsewhere_nobody_signs(b: Book) -> None:
    request = asked(b, decided(b.g))
    with pytest.raises(Refused, match="不用委员签字"):
        sign_use(request=request, by=b.chair, at=NOW)


@pytest.mark.clause("B8.4", "L4.3")
def test_in_a_dispute_the_seal_rests(b: Book) -> None:
    request = asked(b, decided(b.g))
    mark_dispute(estate=b.g.estate, about="两个业委会", document_number="街函1号", on=TODAY, by=b.g.street, at=NOW)
    with pytest.raises(Refused, match="争议期间印章停用"):
        used(b, request, at=days(30))
    with pytest.raises(Refused, match="争议期间印章停用"):
        log_routine_use(seal=b.seal, title="证明", copies=1, used_on=TODAY, **photo(), by=b.chair, at=NOW)
    hand_over_seal(seal=b.seal, keeper_id=b.g.worker.pk, by=b.g.street, at=NOW)
    assert receive_seal(seal=b.seal, by=b.g.worker, at=NOW).post == "社区工作人员"


@pytest.mark.clause("B8.4")
def test_after_the_term_ran_out_contracts_are_not_sealed_any_more(b: Book) -> None:
    decision = decided(b.g)
    with pytest.raises(Refused) as refusal:
        asked(b, decision, at=AFTER, by=b.member)
    assert refusal.value.reasons[0].cite
    assert date(2029, 8, 3) <= AFTER.date()


@pytest.mark.clause("B8.4")
def test_a_due_payment_after_the_term_ran_out_is_signed_by_the_office_too(b: Book) -> None:
    request = asked(b, decided(b.g), use="payment", title="电费", amount_fen=100_000, at=AFTER)
    assert (request.state, bool(request.cosign)) == ("signing", True)
    with pytest.raises(Refused, match="还差会签"):
        used(b, request, at=AFTER)
    with pytest.raises(Refused, match="只能由"):
        cosign_use(request=request, by=b.member, at=AFTER)
    assert cosign_use(request=request, by=b.g.worker, at=AFTER).state == "ready"
    with pytest.raises(Refused, match="已经会签"):
        cosign_use(request=request, by=b.g.street, at=AFTER)
    assert used(b, request, at=AFTER).request_id == request.pk


@pytest.mark.clause("B8.4")
def test_the_page_of_a_seal_says_to_whom_it_goes_over_once_the_term_ran_out(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES = tmp_path
    b = book(HANGZHOU, env=False)
    page = f"/desk/e/{b.g.estate.code}/seals/{b.seal.pk}/"
    for moment, said in ((NOW, False), (AFTER, True)):
        pin(monkeypatch, moment)
        assert ("任期届满之日起" in client_of(b.g.worker).get(page).content.decode()) is said
