"""Claiming an elector: by the number on the roll, by a sealed letter; one person at a time, shown to the others."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Entry
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.people.queries import person_by_phone
from gongzhi.register import queries
from gongzhi.register.access import get_elector_for, owner_of
from gongzhi.register.actions.ask_claim_code import ask_claim_code, claim_subject
from gongzhi.register.actions.claim_by_letter import claim_by_letter, own_number_subject
from gongzhi.register.actions.claim_elector import claim_elector
from gongzhi.register.actions.issue_letter_codes import LIFE, issue_letter_codes, letter_subject
from gongzhi.register.actions.release_claim import release_claim
from gongzhi.register.models import Claim, Elector, Unit
from gongzhi.register.tests.conftest import World, check_constraints, code_in, make_world, sent
from tests.clones import TestDatabase

ROWS = (
    "1栋,1单元,101,住宅,80.00,张三、李四,510107196004275667、510107197012018745,13800001111、13800002222,已售",
    "1栋,1单元,102,住宅,90.50,王五,510107198803126317,,已售",
)


@pytest.fixture
def home(world: World) -> World:
    """The world with a couple in 101 (two numbers) and an owner without a number in 102."""
    world.apply(world.roster(*ROWS))
    return world


def _unit(room: str) -> Unit:
    return Unit.objects.select_related("building").get(room=room)


def _claim(unit: Unit, digits: str, world: World) -> Claim:
    ask_claim_code(unit=unit, digits=digits, at=world.at)
    text = code_in(sent("code.claim")[-1][1])
    found = check_code(purpose=Code.Purpose.CLAIM, subject=claim_subject(unit, digits), text=text, at=world.at)
    return claim_elector(unit=unit, digits=digits, code=found, at=world.at)


def test_an_owner_claims_by_the_code_to_the_number_on_the_roll(home: World) -> None:
    unit = _unit("101")
    ask_claim_code(unit=unit, digits="2222", at=home.at)
    assert sent("code.claim")[-1][0] == "13800002222"
    claim = _claim(unit, "2222", home)
    person = person_by_phone("13800002222")
    assert person is not None
    assert person.shown_name() == "李四"
    elector = queries.elector_of_unit(unit)
    assert elector is not None
    assert queries.claim_of(elector) == claim
    assert list(queries.electors_of(person, home.estate)) == [elector]
    assert queries.phone_of_elector(elector) == "13800002222"
    assert queries.elector_label(elector) == f"{unit.door} 张*、李*"
    assert owner_of(person, at=home.at, code=home.estate.code) == home.estate
    assert get_elector_for(person, home.estate.code, at=home.at) == elector


def test_every_binding_is_told_to_all_numbers_of_the_elector(home: World) -> None:
    _claim(_unit("101"), "1111", home)
    told = sent("claim.told")
    assert {address for address, _text in told} == {"13800001111", "13800002222"}
    assert all("尾号 1111" in text and "张三" not in text for _address, text in told)


@pytest.mark.parametrize(("room", "digits"), [("101", "9999"), ("102", "1111")])
def test_a_wrong_number_is_answered_as_a_right_one_and_sends_nothing(home: World, room: str, digits: str) -> None:
    before = len(sent())
    code = ask_claim_code(unit=_unit(room), digits=digits, at=home.at)
    assert isinstance(code, Code)
    assert len(sent()) == before
    for _try in range(5):
        ask_claim_code(unit=_unit(room), digits=digits, at=home.at)
    with pytest.raises(Refused, match="太频繁"):
        ask_claim_code(unit=_unit(room), digits=digits, at=home.at)
    assert len(sent()) == before


def test_a_right_number_is_limited_just_like_a_wrong_one(home: World) -> None:
    for _try in range(6):
        ask_claim_code(unit=_unit("101"), digits="1111", at=home.at)
    with pytest.raises(Refused, match="太频繁"):
        ask_claim_code(unit=_unit("101"), digits="1111", at=home.at)


def test_asking_takes_the_same_statements_whether_or_not_there_is_the_number(home: World) -> None:
    counts = []
    for digits in ("1111", "9999"):
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            ask_claim_code(unit=_unit("101"), digits=digits, at=home.at)
        counts.append([q["sql"].split()[0] for q in seen.captured_queries if "SAVEPOINT" not in q["sql"]])
    assert counts[0] == counts[1]


def test_the_second_person_is_refused_and_told_since_when_how_and_whom_to_ask(home: World) -> None:
    _claim(_unit("101"), "1111", home)
    with pytest.raises(Refused) as refusal:
        _claim(_unit("101"), "2222", home)
    reason = refusal.value.reasons[0]
    for words in ("尾号 1111", "2026年3月2日", "清册电话"):
        assert words in reason.text
    assert "13800001111" not in reason.text
    assert "两位工作人员" in reason.remedy
    assert Claim.objects.count() == 1


def test_claiming_again_changes_nothing(home: World) -> None:
    assert _claim(_unit("101"), "1111", home) == _claim(_unit("101"), "1111", home)


def test_a_released_elector_can_be_claimed_by_the_other_owner(home: World) -> None:
    claim = _claim(_unit("101"), "1111", home)
    first = person_by_phone("13800001111")
    assert first is not None
    with pytest.raises(NotHere):
        release_claim(claim=claim, by=home.stranger, at=home.at)
    release_claim(claim=claim, by=first, at=home.at)
    assert _claim(_unit("101"), "2222", home).until_at is None
    assert not queries.electors_of(first, home.estate).exists()
    with pytest.raises(NotHere):
        owner_of(first, at=home.at, code=home.estate.code)
    assert Entry.objects.filter(act="register.claim.released").count() == 1


def test_a_code_serves_one_door_one_number_and_once(home: World) -> None:
    unit = _unit("101")
    ask_claim_code(unit=unit, digits="1111", at=home.at)
    text = code_in(sent("code.claim")[-1][1])
    subject = claim_subject(unit, "1111")
    found = check_code(purpose=Code.Purpose.CLAIM, subject=subject, text=text, at=home.at)
    with pytest.raises(Refused, match="从头"):
        claim_elector(unit=unit, digits="2222", code=found, at=home.at)
    claim = claim_elector(unit=unit, digits="1111", code=found, at=home.at)
    release_claim(claim=claim, by=person_by_phone("13800001111"), at=home.at)
    with pytest.raises(Refused, match="已经用过"):
        claim_elector(unit=unit, digits="1111", code=found, at=home.at)


def test_five_wrong_codes_lock_that_code_only(home: World) -> None:
    unit = _unit("101")
    for digits in ("1111", "2222"):
        ask_claim_code(unit=unit, digits=digits, at=home.at)
    first, second = (code_in(text) for _address, text in sent("code.claim")[-2:])
    wrong = "000000" if first != "000000" else "000001"
    for _try in range(5):
        with pytest.raises(BadInput):
            check_code(purpose=Code.Purpose.CLAIM, subject=claim_subject(unit, "1111"), text=wrong, at=home.at)
    with pytest.raises(BadInput):
        check_code(purpose=Code.Purpose.CLAIM, subject=claim_subject(unit, "1111"), text=first, at=home.at)
    assert check_code(purpose=Code.Purpose.CLAIM, subject=claim_subject(unit, "2222"), text=second, at=home.at)


def _by_letter(unit: Unit, code: str, number: str, world: World) -> Claim:
    elector = queries.elector_of_unit(unit)
    assert elector is not None
    letter = check_code(purpose=Code.Purpose.CLAIM, subject=letter_subject(elector), text=code, at=world.at)
    subject = own_number_subject(unit, number)
    send_code(purpose=Code.Purpose.CLAIM, subject=subject, number=number, at=world.at)
    text = code_in(sent("code.claim")[-1][1])
    confirmation = check_code(purpose=Code.Purpose.CLAIM, subject=subject, text=text, at=world.at)
    return claim_by_letter(unit=unit, name="王五", number=number, letter=letter, confirmation=confirmation, at=world.at)


def test_an_owner_without_a_number_claims_by_letter(home: World) -> None:
    unit = _unit("102")
    elector = queries.elector_of_unit(unit)
    assert elector is not None
    (letter,) = issue_letter_codes(estate=home.estate, electors=[elector], by=home.worker, at=home.at)
    assert letter.expires_at == home.at + LIFE
    claim = _by_letter(unit, letter.code.lower(), "13600006666", home)
    assert claim.way == Claim.Way.LETTER
    assert queries.phone_of_elector(elector) == "13600006666"


def test_a_letter_of_another_door_and_a_replaced_letter_do_not_serve(home: World) -> None:
    elector = queries.elector_of_unit(_unit("102"))
    assert elector is not None
    (old,) = issue_letter_codes(estate=home.estate, electors=[elector], by=home.worker, at=home.at)
    with pytest.raises(BadInput):
        _by_letter(_unit("101"), old.code, "13600006666", home)
    (new,) = issue_letter_codes(estate=home.estate, electors=[elector], by=home.worker, at=home.at)
    with pytest.raises(BadInput):
        _by_letter(_unit("102"), old.code, "13600006666", home)
    assert _by_letter(_unit("102"), new.code, "13600006666", home)


def test_a_letter_ends_after_its_life(home: World) -> None:
    elector = queries.elector_of_unit(_unit("102"))
    assert elector is not None
    (letter,) = issue_letter_codes(estate=home.estate, electors=[elector], by=home.worker, at=home.at)
    with pytest.raises(BadInput):
        check_code(
            purpose=Code.Purpose.CLAIM,
            subject=letter_subject(elector),
            text=letter.code,
            at=home.at + LIFE + timedelta(seconds=1),
        )


def test_only_keepers_issue_letters_and_for_this_estate_only(home: World) -> None:
    elector = Elector.objects.first()
    assert elector is not None
    with pytest.raises(Refused, match="社区工作人员"):
        issue_letter_codes(estate=home.estate, electors=[elector], by=home.stranger, at=home.at)
    other = make_world("510107061004", serial=1)
    with pytest.raises(BadInput):
        issue_letter_codes(estate=other.estate, electors=[elector], by=other.worker, at=other.at)
    assert not Code.objects.filter(way="letter").exists()


def test_the_database_refuses_a_claim_across_estates(home: World) -> None:
    elector = Elector.objects.first()
    assert elector is not None
    other = make_world("510107061004", serial=1)
    Claim.objects.create(estate=other.estate, elector=elector, person_id=1, way=Claim.Way.PHONE, from_at=home.at)
    with pytest.raises(IntegrityError, match="register_claim_elector_id_tenant"):
        check_constraints()


@pytest.mark.race
def test_two_owners_claim_one_elector_at_once(clone_db: TestDatabase) -> None:
    world = make_world()
    world.apply(world.roster(*ROWS))
    unit = _unit("101")
    codes = {}
    for digits in ("1111", "2222"):
        ask_claim_code(unit=unit, digits=digits, at=world.at)
        codes[digits] = check_code(
            purpose=Code.Purpose.CLAIM,
            subject=claim_subject(unit, digits),
            text=code_in(sent("code.claim")[-1][1]),
            at=world.at,
        )

    def claim(digits: str) -> str:
        try:
            claim_elector(unit=unit, digits=digits, code=codes[digits], at=world.at)
        except Refused:
            return "refused"
        return "claimed"

    assert sorted(_together(claim, ["1111", "2222"])) == ["claimed", "refused"]
    assert Claim.objects.filter(until_at__isnull=True).count() == 1


@pytest.mark.race
def test_without_the_lock_only_the_database_stops_the_second_claim(clone_db: TestDatabase) -> None:
    """The negative control: the race is real, and the unique constraint is the last line."""
    world = make_world()
    world.apply(world.roster(*ROWS))
    elector = queries.elector_of_unit(_unit("101"))
    assert elector is not None
    seen_free = threading.Barrier(2, timeout=20)

    def claim(person_id: int) -> str:
        try:
            with transaction.atomic():
                free = not Claim.objects.filter(elector=elector, until_at__isnull=True).exists()
                seen_free.wait()
                Claim.objects.create(
                    estate=world.estate,
                    elector=elector,
                    person_id=person_id,
                    way=Claim.Way.PHONE,
                    from_at=world.at,
                )
        except IntegrityError:
            return f"free {free}, stopped"
        return f"free {free}, claimed"

    assert sorted(_together(claim, [1, 2])) == ["free True, claimed", "free True, stopped"]


def _together(act: Callable[[Any], str], given: list[Any]) -> list[str]:
    answers: list[str] = []

    def run(one: Any) -> None:
        try:
            answers.append(act(one))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers
