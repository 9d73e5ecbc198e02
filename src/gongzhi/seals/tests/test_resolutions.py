"""The owners' seal rests on their resolutions, each for itself, though those of one meeting share an entry (R2)."""

from typing import Any

import pytest

from gongzhi.bodies.tests.ground import ON
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Estate
from gongzhi.seals.actions.answer_opinion import answer_opinion
from gongzhi.seals.queries.bases import bases_for, basis_by_key
from gongzhi.seals.queries.uses import uses_under
from gongzhi.seals.tests.made import NOW, Book, asked, registered, used
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.models import Matter, Resolution

pytestmark = pytest.mark.django_db


SAID = "更换电梯，总价不超过20,000元"


def resolved(b: Book, *titles: str) -> list[Resolution]:
    """Resolutions of one meeting, in effect, under one entry; the text is the title."""
    chair = b.chair
    assembly = draft_assembly(estate=b.g.estate, title="临时会议", purpose="用章", by=chair, at=NOW)
    return [
        Resolution.objects.create(
            estate=b.g.estate,
            motion=add_motion(assembly=assembly, matter=Matter.OTHER_MAJOR, title=title, text=title, by=chair, at=NOW),
            state="effective",
            passed=True,
            in_effect=True,
            decided_on=ON,
            entry_id=b.g.seats[0].entry,
        )
        for title in titles
    ]


@pytest.fixture
def owners(b: Book) -> Book:
    """The same with the seal of the owners' meeting."""
    return Book(b.g, registered(b.g, "assembly", engraved="桂溪苑业主大会"), b.env)


@pytest.mark.clause("B8.4")
def test_only_the_resolution_that_was_cited_counts(owners: Book) -> None:
    b = owners
    lift, roof = resolved(b, "更换电梯", "修屋面")
    request = asked(b, lift, use="resolution", title="更换电梯的决定", amount_fen=None)
    other = asked(b, roof, use="resolution", title="修屋面的决定", amount_fen=None)
    for one in (request, other):
        answer_opinion(request=one, opinion="agree", by=b.env, at=NOW)
    lift.state = "suspended"
    lift.save(update_fields=["state"])
    assert [one.title for one in bases_for(b.seal, "resolution", ("resolution",), at=NOW)] == ["修屋面"]
    with pytest.raises(Refused, match="暂停执行"):
        used(b, request)
    use = used(b, other)
    assert (uses_under(lift), uses_under(roof)) == ([], [use])


@pytest.mark.parametrize("changed", [{"in_effect": False, "state": "not_in_effect"}, {"state": "annulled_court"}])
def test_what_does_not_bind_now_carries_no_use(owners: Book, changed: dict[str, Any]) -> None:
    (lift,) = resolved(owners, "更换电梯")
    Resolution.objects.filter(pk=lift.pk).update(**changed)
    lift.refresh_from_db()
    with pytest.raises(Refused, match="决定"):
        asked(owners, lift, use="resolution", amount_fen=None)


@pytest.mark.clause("B8.4")
def test_nothing_rests_on_what_another_estate_decided(owners: Book) -> None:
    (lift,) = resolved(owners, "更换电梯")
    elsewhere = Estate.objects.create(
        code="elsewhere", name="别处", community=owners.g.estate.community, created_at=NOW
    )
    for key in (f"resolution:{lift.pk}", "decision:1", "resolution:", "other:1", "resolution:９"):
        assert basis_by_key(key, elsewhere) is None
    assert basis_by_key(f"resolution:{lift.pk}", owners.g.estate) == lift
    lift.estate_id = elsewhere.pk
    with pytest.raises(BadInput):
        asked(owners, lift, use="resolution", amount_fen=None)


@pytest.mark.clause("B8.4")
def test_no_more_is_signed_than_the_resolution_says(owners: Book) -> None:
    b = owners
    (lift,) = resolved(b, SAID)
    with pytest.raises(BadInput) as wrong:
        asked(b, lift)
    assert set(wrong.value.fields) == {"limit_fen", "quote"}
    for limit, quote, name in (
        (3_000_000, "总价不超过20,000元", "limit_fen"),
        (2_000_000, "总价不超过30,000元", "quote"),
    ):
        with pytest.raises(BadInput) as wrong:
            asked(b, lift, limit_fen=limit, quote=quote)
        assert name in wrong.value.fields
    read = {"limit_fen": 2_000_000, "quote": "总价不超过20,000元"}
    with pytest.raises(Refused, match="超过决定的金额"):
        asked(b, lift, amount_fen=2_000_001, **read)
    first = asked(b, lift, amount_fen=1_500_000, **read)
    assert (first.limit_fen, first.quote) == (2_000_000, "总价不超过20,000元")
    assert [one.amount_fen for one in bases_for(b.seal, "contract", ("resolution",), at=NOW)] == [2_000_000]
    with pytest.raises(BadInput) as wrong:
        asked(b, lift, amount_fen=None)
    assert set(wrong.value.fields) == {"amount_fen"}
    with pytest.raises(Refused, match=r"已经申请¥15,000\.00"):
        asked(b, lift, amount_fen=500_001)
    assert asked(b, lift, amount_fen=500_000).limit_fen is None
    answer_opinion(request=first, opinion="agree", by=b.env, at=NOW)
    assert used(b, first).copies == 3


@pytest.mark.clause("B8.4")
def test_a_resolution_without_a_sum_pays_nothing_and_limits_no_contract(owners: Book) -> None:
    lift, rate = resolved(owners, "更换电梯", "物业费每平方米2.8元")
    with pytest.raises(Refused, match="没有写明金额，不能据以付款"):
        asked(owners, lift, use="payment", amount_fen=100)
    assert asked(owners, lift).limit_fen is None
    assert asked(owners, rate, amount_fen=None).limit_fen is None  # by unit price: no total to limit
    with pytest.raises(BadInput):
        asked(owners, rate)
