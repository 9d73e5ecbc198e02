"""Corrections take two persons, whoever asks; merges are decided by one and then followed by the claims."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Entry
from gongzhi.register import queries
from gongzhi.register.actions.accept_correction import accept_correction
from gongzhi.register.actions.ask_correction import ask_correction
from gongzhi.register.actions.decide_merge import decide_merge
from gongzhi.register.actions.propose_correction import propose_correction
from gongzhi.register.actions.refuse_correction import refuse_correction
from gongzhi.register.actions.unmask_owner import unmask_owner
from gongzhi.register.models import Claim, Correction, Elector, Holding, Merge, Owner, Unit
from gongzhi.register.queries.corrections import shown_change, words_of
from gongzhi.register.queries.lines import lines_now, totals
from gongzhi.register.tests.conftest import World, check_constraints, make_world, sent

ROWS = (
    "1栋,1单元,101,住宅,80.00,张三,510107196004275667,13800001111,已售",
    "1栋,1单元,102,住宅,90.50,王五,510107198803126317,13800003333,已售",
    "1栋,1单元,103,住宅,60.00,钱七,,13800007777,已售",
    "1栋,1单元,104,住宅,50.00,钱七,,13800007777,已售",
)
AREA = {"area": 8100, "source": "register"}


@pytest.fixture
def home(world: World) -> World:
    """Four flats; two of them of owners without documents who may be one person."""
    world.apply(world.roster(*ROWS))
    return world


def _unit(room: str) -> Unit:
    return Unit.objects.select_related("building").get(room=room)


def _owner(room: str) -> Owner:
    return Owner.objects.get(holdings__unit__room=room, holdings__until_on__isnull=True)


def _speak(world: World, room: str, person_id: int) -> Claim:
    elector = queries.elector_of_unit(_unit(room))
    return Claim.objects.create(
        estate=world.estate, elector=elector, person_id=person_id, way="phone", from_at=world.at
    )


def _propose(world: World, room: str = "101", what: str = "area", change: object = None, **more: object):
    return propose_correction(
        unit=_unit(room),
        what=what,
        change=AREA if change is None else change,
        reason="核对不动产登记簿",
        by=world.worker,
        at=world.at,
        **more,
    )


def test_an_owner_asks_the_desk_proposes_a_second_person_accepts(home: World) -> None:
    _speak(home, "101", home.stranger.pk)
    asked = ask_correction(unit=_unit("101"), what="area", text="应为 81.00", by=home.stranger, at=home.at)
    assert words_of(asked) == "应为 81.00"
    proposed = _propose(home, correction=asked)
    assert proposed.pk == asked.pk
    assert "81.00㎡" in shown_change(proposed)
    with pytest.raises(Refused, match="两个人"):
        accept_correction(correction=proposed, by=home.worker, at=home.at)
    assert _unit("101").area == 8000
    done = accept_correction(correction=proposed, by=home.member, at=home.at)
    assert (_unit("101").area, _unit("101").area_source) == (8100, "register")
    assert done.answer
    with pytest.raises(Refused, match="已采纳"):
        accept_correction(correction=proposed, by=home.second, at=home.at)


def test_only_who_speaks_for_the_unit_asks(home: World) -> None:
    for person in (home.stranger, home.worker):
        with pytest.raises(NotHere):
            ask_correction(unit=_unit("101"), what="area", text="x", by=person, at=home.at)
    _speak(home, "102", home.stranger.pk)
    with pytest.raises(NotHere):
        ask_correction(unit=_unit("101"), what="area", text="x", by=home.stranger, at=home.at)
    with pytest.raises(BadInput):
        ask_correction(unit=_unit("102"), what="area", text="  ", by=home.stranger, at=home.at)


def test_a_keeper_who_asked_as_owner_does_not_accept_their_own_wish(home: World) -> None:
    _speak(home, "101", home.member.pk)
    asked = ask_correction(unit=_unit("101"), what="area", text="81", by=home.member, at=home.at)
    proposed = _propose(home, correction=asked)
    with pytest.raises(Refused, match="两个人"):
        accept_correction(correction=proposed, by=home.member, at=home.at)


def test_the_database_refuses_one_person_in_both_places(home: World) -> None:
    proposed = _propose(home)
    with pytest.raises(IntegrityError, match="register_correction_takes_two"), transaction.atomic():
        Correction.objects.filter(pk=proposed.pk).update(state="accepted", decided_by=proposed.proposed_by)


@pytest.mark.parametrize("step", ["propose", "accept", "refuse", "merge", "unmask"])
def test_only_keepers_correct_decide_and_look(home: World, step: str) -> None:
    proposed = _propose(home)
    merge = Merge.objects.get()
    by, at = home.stranger, home.at
    acts = {
        "propose": lambda: propose_correction(unit=_unit("101"), what="area", change=AREA, reason="x", by=by, at=at),
        "accept": lambda: accept_correction(correction=proposed, by=by, at=at),
        "refuse": lambda: refuse_correction(correction=proposed, answer="x", by=by, at=at),
        "merge": lambda: decide_merge(merge=merge, same=True, by=by, at=at),
        "unmask": lambda: unmask_owner(owner=_owner("101"), reason="x", by=by, at=at),
    }
    with pytest.raises(Refused, match="只能由"):
        acts[step]()


def test_a_number_is_corrected_by_two_and_both_numbers_are_told(home: World) -> None:
    proposed = _propose(home, what="phone", change={"phone": "138 0000 9999"}, owner=_owner("101"))
    assert _owner("101").number() == "13800001111"
    accept_correction(correction=proposed, by=home.second, at=home.at)
    assert _owner("101").number() == "13800009999"
    assert {address for address, _text in sent("phone.told")} == {"13800001111", "13800009999"}


def test_new_owners_make_a_new_elector_and_end_the_claim(home: World) -> None:
    old = queries.elector_of_unit(_unit("101"))
    claim = _speak(home, "101", home.stranger.pk)
    owners = [
        {"name": "孙八", "document": "510107199712278125", "phone": "13800008888", "kind": "natural"},
        {"name": "王五", "document": "510107198803126317", "phone": "", "kind": "natural"},
    ]
    change = {"owners": owners, "from_on": date(2026, 2, 1)}
    accept_correction(correction=_propose(home, what="owners", change=change), by=home.second, at=home.at)
    elector = queries.elector_of_unit(_unit("101"))
    assert elector != old
    claim.refresh_from_db()
    assert claim.until_at == home.at
    holders = Holding.objects.filter(unit__room="101", until_on__isnull=True)
    assert sorted(h.owner.shown_name() for h in holders) == ["孙八", "王五"]
    assert Owner.objects.filter(document_index__isnull=False).count() == 3
    assert totals(lines_now(home.estate), "never").heads == 4


def test_the_desk_ends_a_claim_by_two_persons(home: World) -> None:
    claim = _speak(home, "101", home.stranger.pk)
    proposed = _propose(home, what="claim", change={"claim": claim.pk})
    accept_correction(correction=proposed, by=home.member, at=home.at)
    claim.refresh_from_db()
    assert claim.until_at == home.at
    assert [address for address, _text in sent("claim.ended")] == [home.stranger.number()]
    other = _speak(home, "102", home.stranger.pk)
    with pytest.raises(NotHere):
        _propose(home, what="claim", change={"claim": other.pk})


def test_a_refusal_needs_an_answer_and_closes_the_request(home: World) -> None:
    proposed = _propose(home)
    with pytest.raises(BadInput):
        refuse_correction(correction=proposed, answer=" ", by=home.worker, at=home.at)
    done = refuse_correction(correction=proposed, answer="以登记簿为准。", by=home.worker, at=home.at)
    assert done.answer == "以登记簿为准。"
    with pytest.raises(Refused, match="未采纳"):
        accept_correction(correction=proposed, by=home.second, at=home.at)
    assert _unit("101").area == 8000


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("area", {"area": 0, "source": "register"}),
        ("area", {"area": 8000, "source": "guess"}),
        ("phone", {"phone": "12"}),
        ("name", {"name": ""}),
        ("owners", {"owners": [], "from_on": date(2026, 1, 1)}),
        ("nothing", {}),
    ],
)
def test_a_change_that_cannot_be_is_wrong_input(home: World, what: str, change: object) -> None:
    with pytest.raises(BadInput):
        _propose(home, what=what, change=change, owner=_owner("101"))
    assert not Correction.objects.exists()


def test_a_number_is_not_changed_through_another_unit(home: World) -> None:
    with pytest.raises(BadInput, match="一位业主"):
        _propose(home, room="102", what="phone", change={"phone": "13800009999"}, owner=_owner("101"))


def test_the_database_refuses_a_correction_across_estates(home: World) -> None:
    other = make_world("510107061004", serial=1)
    Correction.objects.create(estate=other.estate, unit=_unit("101"), what="area", asked=b"x", asked_by="p", at=home.at)
    with pytest.raises(IntegrityError, match="register_correction_unit_id_tenant"):
        check_constraints()


def test_a_confirmed_merge_joins_the_heads_and_the_claim_follows(home: World) -> None:
    claim = _speak(home, "104", home.stranger.pk)
    assert (totals(lines_now(home.estate), "never").heads_min, len(lines_now(home.estate))) == (3, 4)
    merge = decide_merge(merge=Merge.objects.get(), same=True, by=home.worker, at=home.at)
    sums = totals(lines_now(home.estate), "never")
    assert (sums.heads_min, sums.heads, sums.units) == (3, 3, 4)
    elector = queries.elector_of_unit(_unit("103"))
    assert elector == queries.elector_of_unit(_unit("104"))
    assert [m.owner_id for m in elector.members.all()] == [merge.left_id]
    assert queries.claim_of(elector).person_id == home.stranger.pk
    claim.refresh_from_db()
    assert claim.until_at is None
    assert queries.electors_of(home.stranger, home.estate).count() == 2
    with pytest.raises(Refused):
        decide_merge(merge=merge, same=False, by=home.worker, at=home.at)


def test_a_refused_merge_leaves_two_heads_for_certain(home: World) -> None:
    decide_merge(merge=Merge.objects.get(), same=False, by=home.worker, at=home.at)
    sums = totals(lines_now(home.estate), "never")
    assert (sums.heads_min, sums.heads) == (4, 4)
    assert Elector.objects.filter(ended_on__isnull=True).count() == 4


def test_a_look_at_a_full_name_is_journaled_with_its_reason(home: World) -> None:
    owner = _owner("101")
    with pytest.raises(BadInput):
        unmask_owner(owner=owner, reason=" ", by=home.worker, at=home.at)
    assert unmask_owner(owner=owner, reason="核对证件", by=home.worker, at=home.at).shown_name() == "张三"
    entry = Entry.objects.get(act="register.owner.unmasked")
    assert entry.ref == f"owner:{owner.pk}"
    assert "核对证件".encode() not in bytes(entry.body)
