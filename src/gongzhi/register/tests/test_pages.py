"""Pages of the register: who may enter, what they show, how many queries they take, and the owner's path."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongzhi.people.models import Person
from gongzhi.people.queries import SESSION_KEY, person_by_phone
from gongzhi.places.models import Estate
from gongzhi.register import queries
from gongzhi.register.actions.apply_roster import apply_roster
from gongzhi.register.actions.open_roll_check import open_roll_check
from gongzhi.register.actions.propose_correction import propose_correction
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.forms import EstateForm
from gongzhi.register.models import Claim, Correction, Elector, Merge, Owner, Roll, RosterImport, Unit
from gongzhi.register.states import ImportState, RollState
from gongzhi.register.tests.conftest import World, code_in, make_world, sent

ROWS = (
    "1栋,1单元,101,住宅,80.00,张三丰、李四光,510107196004275667、510107197012018745,13800001111、13800002222,已售",
    "1栋,1单元,102,住宅,90.50,王五常,510107198803126317,,已售",
    "1栋,1单元,103,住宅,60.00,钱七斤,,13800007777,已售",
    "1栋,1单元,104,住宅,50.00,钱七斤,,13800007777,已售",
)
SECRETS = ("张三丰", "李四光", "王五常", "钱七斤", "13800001111", "510107196004275667")


@pytest.fixture
def home(world: World) -> Iterator[World]:
    """The world with four flats; acts of pages happen now, so the world moves to now."""
    world.at = timezone.now()
    world.apply(world.roster(*ROWS))
    return world


def as_(person: Person | None) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    if person is not None:
        session = client.session
        session[SESSION_KEY] = person.pk
        session.save()
    return client


def _desk(world: World, path: str = "") -> str:
    return f"/desk/e/{world.estate.code}/{path}"


def _public(world: World, path: str = "") -> str:
    return f"/e/{world.estate.code}/{path}"


def _text(response: Any) -> str:
    return response.content.decode()


DESK_PAGES = ["roster/", "units/", "electors/", "merges/", "corrections/", "roll/", "letters/"]


@pytest.mark.parametrize("path", DESK_PAGES)
def test_desk_pages_open_for_keepers_of_this_estate_only(home: World, path: str) -> None:
    for person in (home.worker, home.member):
        response = as_(person).get(_desk(home, path))
        assert response.status_code == 200
        assert not [secret for secret in SECRETS if secret in _text(response)]
        assert "no-store" in response["Cache-Control"]
    assert as_(home.stranger).get(_desk(home, path)).status_code == 404
    away = as_(None).get(_desk(home, path))
    assert (away.status_code, away["Location"].split("?")[0]) == (302, "/sign-in/")
    other = make_world("510107061004", serial=1)
    assert as_(other.worker).get(_desk(home, path)).status_code == 404


def _many(world: World) -> list[str]:
    rows = [f"2栋,1单元,{n},住宅,70.00,赵{n},,1370000{n:04d},已售" for n in range(1001, 1031)]
    same = [f"2栋,2单元,{n},住宅,70.00,孙九,,13600000000,已售" for n in range(2001, 2031)]
    return [*rows, *same]


@pytest.mark.parametrize("path", ["units/", "electors/", "merges/", "corrections/", "letters/?all=1"])
def test_lists_take_the_same_queries_for_one_row_and_for_thirty(home: World, path: str) -> None:
    world = home
    rows = list(ROWS[:1]) if path != "merges/" else list(ROWS)
    world.apply(world.roster(*rows))
    units = list(Unit.objects.filter(removed_on__isnull=True))
    _correct(world, units[0])
    one = _queries(world, path)
    world.apply(world.roster(*rows, *_many(world)))
    for unit in Unit.objects.filter(removed_on__isnull=True)[:30]:
        _correct(world, unit)
    assert _queries(world, path) == one


def _correct(world: World, unit: Unit) -> Correction:
    return propose_correction(
        unit=unit,
        what="area",
        change={"area": 7100, "source": "survey"},
        reason="实测报告",
        by=world.worker,
        at=world.at,
    )


def _queries(world: World, path: str) -> int:
    client = as_(world.worker)
    client.get(_desk(world, path))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(_desk(world, path)).status_code == 200
    return len(seen)


@pytest.mark.parametrize("frozen", [False, True])
def test_the_public_roll_takes_the_same_queries_for_one_row_and_for_thirty(home: World, frozen: bool) -> None:
    counts = []
    other = make_world("510107061004", serial=1)
    for world, rows in ((home, None), (other, _many(other))):
        world.at = home.at
        if rows:
            world.apply(world.roster(*rows))
        _checked(world, frozen)
        with CaptureQueriesContext(connection) as seen:
            assert as_(None).get(_public(world, "roll/")).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def _checked(world: World, frozen: bool) -> Roll:
    from gongzhi.register.actions.freeze_roll import freeze_roll

    roll = propose_roll(estate=world.estate, parking="never", by=world.worker, at=world.at)
    roll = open_roll_check(roll=roll, days=7, by=world.second, at=world.at)
    return freeze_roll(roll=roll, by=world.worker, at=world.later(days=20)) if frozen else roll


def test_a_worker_makes_an_estate_and_its_roster_page_follows(world: World) -> None:
    client = as_(world.worker)
    assert client.get("/desk/estates/new/").status_code == 200
    asked = {
        "name": "锦绣苑",
        "community": world.community.code,
        "kind": "commodity",
        "management": "lump_sum",
        "address": "",
        "duty_phone": "",
        "idempotency_key": "k1",
    }
    made = client.post("/desk/estates/new/", asked)
    estate = Estate.objects.get(name="锦绣苑")
    assert made["Location"] == f"/desk/e/{estate.code}/roster/"
    again = client.post("/desk/estates/new/", asked)
    assert again["Location"] == made["Location"]
    assert client.post("/desk/estates/new/", {**asked, "idempotency_key": "k2"}).status_code == 422
    assert as_(world.member).get("/desk/estates/new/").status_code == 404


@pytest.mark.parametrize("number", ["abc", "12", "028-8555abc", "——"])
def test_a_duty_phone_that_nobody_can_dial_is_refused(number: str) -> None:
    assert "duty_phone" in EstateForm({"duty_phone": number}, communities=[]).errors


@pytest.mark.parametrize("number", ["", "12345", "028-8555 0001 转 8", "(028)85550001"])
def test_a_duty_phone_that_can_be_dialled_is_taken(number: str) -> None:
    assert "duty_phone" not in EstateForm({"duty_phone": number}, communities=[]).errors


def test_a_roster_is_uploaded_mapped_and_taken_in_on_screen(world: World) -> None:
    world.at = timezone.now()
    client = as_(world.worker)
    lines = [
        "楼栋,单元,房号,建筑面积,预测数,业主姓名,证件号码,联系电话",
        "1栋,1单元,101,80.00,79.50,张三丰,510107196004275667,13800001111",
        "1栋,1单元,102,90.00,89.50,李四光,510107197012018745,13800002222",
    ]
    file = SimpleUploadedFile("清册.csv", "\n".join(lines).encode("gb18030"), content_type="text/csv")
    uploaded = client.post(_desk(world, "roster/"), {"file": file})
    assert uploaded.status_code == 302
    page = client.get(uploaded["Location"])
    assert "170.00㎡" in _text(page)
    assert not [secret for secret in SECRETS if secret in _text(page)]
    form = page.context["form"]
    answers = {name: form[name].value() for name in form.columns}
    names = {column.title: name for name, column in form.columns.items()}
    answers |= {names["建筑面积"]: "unused", names["预测数"]: "area"}
    mapped = client.post(uploaded["Location"], answers)
    assert mapped.status_code == 302
    assert "169.00㎡" in _text(client.get(uploaded["Location"]))
    done = client.post(f"{uploaded['Location']}apply/")
    assert done["Location"] == _desk(world, "units/")
    assert list(Unit.objects.order_by("room").values_list("area", flat=True)) == [7950, 8950]
    assert client.get(uploaded["Location"]).status_code == 200


def test_a_blocking_doubt_is_shown_with_its_place_and_closes_the_button(world: World) -> None:
    world.at = timezone.now()
    roster = world.preview(world.roster(ROWS[0], "1栋,1单元,105,住宅,-3,周九,,,已售"))
    text = _text(as_(world.worker).get(_desk(world, f"roster/{roster.pk}/")))
    assert "必须改" in text
    assert "第 3 行" in text
    assert f"roster/{roster.pk}/apply/" not in text


def test_what_must_be_mended_stands_first_and_the_way_back_beside_it(world: World) -> None:
    world.at = timezone.now()
    doubtful = ROWS[0].replace("13800001111", "1380")
    roster = world.preview(world.roster(doubtful, "1栋,1单元,105,住宅,-3,周九,,,已售"))
    text = _text(as_(world.worker).get(_desk(world, f"roster/{roster.pk}/")))
    assert text.index("必须改") < text.index("请核对")
    assert "去重新上传" in text


def test_a_roster_that_drops_registered_homes_says_so_before_it_is_taken_in(world: World) -> None:
    world.at = timezone.now()
    world.apply(world.roster(*ROWS))
    roster = world.preview(world.roster(ROWS[0]))
    text = _text(as_(world.worker).get(_desk(world, f"roster/{roster.pk}/")))
    assert f"登记里有 {len(ROWS) - 1} 套这份清册没有" in text


def test_an_unreadable_upload_says_why_beside_the_field(world: World) -> None:
    file = SimpleUploadedFile("清册.xlsx", b"PK\x03\x04 broken", content_type="application/x")
    response = as_(world.worker).post(_desk(world, "roster/"), {"file": file})
    assert response.status_code == 422
    assert "id_file_error" in _text(response)
    assert not RosterImport.objects.exists()


def test_a_preview_can_be_given_up(home: World) -> None:
    roster = home.preview(home.roster(*ROWS[:2]))
    client = as_(home.worker)
    assert "清册里没有了" in _text(client.get(_desk(home, f"roster/{roster.pk}/")))
    client.post(_desk(home, f"roster/{roster.pk}/discard/"))
    roster.refresh_from_db()
    assert roster.state == ImportState.DISCARDED
    refused = client.post(_desk(home, f"roster/{roster.pk}/apply/"))
    assert refused.status_code == 409


def test_objects_of_another_estate_look_as_if_they_were_not_there(home: World) -> None:
    other = make_world("510107061004", serial=1)
    other.at = home.at
    other.apply(other.roster(*ROWS))
    roster = other.preview(other.roster(*ROWS[:1]))
    unit = Unit.objects.filter(estate=other.estate).first()
    merge = Merge.objects.filter(estate=other.estate).first()
    owner = Owner.objects.filter(estate=other.estate).first()
    assert unit is not None
    assert merge is not None
    assert owner is not None
    correction = _correct(other, unit)
    roll = propose_roll(estate=other.estate, parking="never", by=other.worker, at=other.at)
    client = as_(home.worker)
    for path in (
        f"roster/{roster.pk}/",
        f"units/{unit.pk}/",
        f"units/{unit.pk}/change/area/",
        f"owners/{owner.pk}/",
        f"corrections/{correction.pk}/",
    ):
        assert client.get(_desk(home, path)).status_code == 404
    for path in (
        f"roster/{roster.pk}/apply/",
        f"roster/{roster.pk}/discard/",
        f"units/{unit.pk}/end-claim/",
        f"merges/{merge.pk}/",
        f"corrections/{correction.pk}/accept/",
        f"roll/{roll.pk}/freeze/",
        f"roll/{roll.pk}/discard/",
    ):
        assert client.post(_desk(home, path)).status_code == 404
    for row in (roster, merge, correction, roll):
        before = row.state
        row.refresh_from_db()
        assert row.state == before


def test_units_are_filtered_and_sorted_by_the_address(home: World) -> None:
    client = as_(home.worker)
    text = _text(client.get(_desk(home, "units/?sort=area&down=1")))
    assert text.index("1栋1单元102") < text.index("1栋1单元101") < text.index("1栋1单元104")
    assert "1栋1单元102" not in _text(client.get(_desk(home, "units/?door=101")))
    assert client.get(_desk(home, "units/?building=999999&sort=x&page=9")).status_code == 200


def test_a_full_name_is_shown_once_after_its_reason(home: World) -> None:
    owner = Owner.objects.get(holdings__unit__room="102")
    client = as_(home.worker)
    path = _desk(home, f"owners/{owner.pk}/")
    assert "王五常" not in _text(client.get(path))
    assert client.post(path, {"reason": ""}).status_code == 422
    assert "王五常" in _text(client.post(path, {"reason": "核对证件"}))
    assert "王五常" not in _text(client.get(path))


def test_a_correction_goes_from_request_to_answer_on_screen(home: World) -> None:
    unit = Unit.objects.get(room="102")
    worker, member = as_(home.worker), as_(home.member)
    asked = {"what": "area", "area": "91.25", "source": "register", "reason": "核对登记簿"}
    made = worker.post(_desk(home, f"units/{unit.pk}/change/area/"), asked)
    one = Correction.objects.get()
    assert made["Location"] == _desk(home, f"corrections/{one.pk}/")
    accept = _desk(home, f"corrections/{one.pk}/accept/")
    assert worker.post(accept).status_code == 409
    assert "91.25㎡" in _text(member.get(made["Location"]))
    assert member.post(accept).status_code == 302
    unit.refresh_from_db()
    assert unit.area == 9125
    wrong = worker.post(_desk(home, f"units/{unit.pk}/change/area/"), {**asked, "area": "9O"})
    assert wrong.status_code == 422
    assert 'value="9O"' in _text(wrong)


@pytest.mark.parametrize("what", ["name", "phone", "owners", "other"])
def test_every_kind_of_change_has_its_form(home: World, what: str) -> None:
    unit = Unit.objects.get(room="102")
    path = _desk(home, f"units/{unit.pk}/change/{what}/")
    client = as_(home.worker)
    assert client.get(path).status_code == 200
    owner = Owner.objects.get(holdings__unit=unit)
    asked = {
        "what": what,
        "owner": owner.pk,
        "name": "王五常",
        "phone": "13800005555",
        "owners": "王五常，510107198803126317，\n新公司",
        "from_on": "2026-03-01",
        "note": "核对",
        "reason": "本人到社区",
    }
    assert client.post(path, asked).status_code == 302
    assert Correction.objects.get().what == what
    assert client.get(_desk(home, f"units/{unit.pk}/change/claim/")).status_code == 404


def test_a_roll_goes_from_proposal_to_the_public_page(home: World) -> None:
    worker, second, public = as_(home.worker), as_(home.second), as_(None)
    assert "还没有开始公示" in _text(public.get(_public(home, "roll/")))
    worker.post(_desk(home, "roll/"), {"parking": "never"})
    roll = Roll.objects.get()
    assert "还没有开始公示" in _text(public.get(_public(home, "roll/")))
    assert worker.post(_desk(home, "roll/"), {"days": "7"}).status_code == 409
    assert second.post(_desk(home, "roll/"), {"days": "7"}).status_code == 302
    page = _text(public.get(_public(home, "roll/")))
    assert "1栋1单元101" in page
    assert "张*、李*" in page
    assert not [secret for secret in SECRETS if secret in page]
    assert worker.post(_desk(home, f"roll/{roll.pk}/freeze/")).status_code == 409
    assert public.get(_public(home, "roll/lines.json")).status_code == 404
    from gongzhi.register.actions.freeze_roll import freeze_roll

    freeze_roll(roll=roll, by=home.worker, at=home.later(days=20))
    page = _text(public.get(_public(home, "roll/")))
    assert "冻结" in page
    lines = public.get(_public(home, "roll/lines.json")).json()
    assert lines["hash"] == Roll.objects.get().hash
    assert not [secret for secret in SECRETS if secret in str(lines)]
    assert Roll.objects.get().state == RollState.FROZEN


def _room(unit: Unit) -> str:
    from urllib.parse import quote

    return f"claim/?building={unit.building_id}&stair={quote(unit.stair)}"


def test_an_owner_claims_on_the_phone_and_sees_their_page(home: World) -> None:
    client = as_(None)
    unit = Unit.objects.get(room="101")
    assert "101" in _text(client.get(_public(home, "claim/")))
    asked = client.post(_public(home, _room(unit)), {"unit": unit.pk, "digits": "1111"})
    assert asked["Location"] == _public(home, "claim/code/")
    assert client.post(asked["Location"], {"code": "0"}).status_code == 422
    code = code_in(sent("code.claim")[-1][1])
    done = client.post(asked["Location"], {"code": code})
    assert done["Location"] == _public(home, "mine/")
    page = _text(client.get(done["Location"]))
    assert "1栋1单元101" in page
    assert "尾号 1111" in page
    assert "还没有人看过" in page
    as_(home.worker).post(
        _desk(home, f"owners/{Owner.objects.filter(holdings__unit=unit).first().pk}/"), {"reason": "核对"}
    )
    assert "社区工作人员看过姓名和电话" in _text(client.get(done["Location"]))


def test_what_a_stranger_sees_does_not_tell_whether_a_number_is_right(home: World) -> None:
    unit = Unit.objects.get(room="101")
    pages = []
    for digits in ("1111", "9999"):
        client = as_(None)
        asked = client.post(_public(home, _room(unit)), {"unit": unit.pk, "digits": digits}, follow=True)
        wrong = client.post(_public(home, "claim/code/"), {"code": "000000"})
        for response in (asked, wrong):
            text = _text(response).replace(digits, "####")
            pages.append((digits, response.status_code, _without_keys(text)))
    assert [p[1:] for p in pages[:2]] == [p[1:] for p in pages[2:]]


def _without_keys(text: str) -> str:
    import re

    return re.sub(r'value="[0-9A-Za-z-]{32,}"', 'value=""', text)


def test_an_owner_claims_by_letter_on_the_phone(home: World) -> None:
    unit = Unit.objects.get(room="102")
    elector = queries.elector_of_unit(unit)
    assert elector is not None
    page = as_(home.worker).post(_desk(home, "letters/"), {"elector": [elector.pk]})
    (letter,) = page.context["issued"]
    client = as_(None)
    path = _public(home, f"{_room(unit)}&way=letter")
    asked = {"unit": unit.pk, "letter": "WRONGONE", "name": "王五常", "number": "13600006666"}
    assert client.post(path, asked).status_code == 422
    assert client.post(path, {**asked, "letter": letter.code}).status_code == 302
    code = code_in(sent("code.claim")[-1][1])
    done = client.post(_public(home, "claim/code/"), {"code": code})
    assert done["Location"] == _public(home, "mine/")
    assert Claim.objects.get().way == Claim.Way.LETTER
    assert as_(home.worker).post(_desk(home, "letters/"), {"elector": []}).status_code == 422


def _speaker(home: World, room: str = "101", number: str = "13800001111") -> tuple[Client, Claim]:
    from gongzhi.people.actions.know_person import know_person

    person = know_person(name="张三丰", number=number, at=home.at)
    claim = Claim.objects.create(
        estate=home.estate,
        elector=queries.elector_of_unit(Unit.objects.get(room=room)),
        person_id=person.pk,
        way="phone",
        from_at=home.at,
    )
    return as_(person), claim


def test_an_owner_asks_for_a_correction_and_lets_another_speak(home: World) -> None:
    client, claim = _speaker(home)
    unit, next_door = Unit.objects.get(room="101"), Unit.objects.get(room="102")
    path = _public(home, f"mine/units/{unit.pk}/")
    assert client.get(path).status_code == 200
    assert client.get(_public(home, f"mine/units/{next_door.pk}/")).status_code == 404
    assert client.post(path, {"what": "area", "text": ""}).status_code == 422
    assert client.post(path, {"what": "area", "text": "应为 81 平"}).status_code == 302
    assert "应为 81 平" in _text(client.get(_public(home, "mine/")))
    assert as_(home.stranger).get(_public(home, "mine/")).status_code == 404
    _other, foreign = _speaker(home, "102", "13800004444")
    assert client.post(_public(home, f"mine/release/{foreign.pk}/")).status_code == 404
    assert client.post(_public(home, f"mine/release/{claim.pk}/"))["Location"] == _public(home, "claim/")
    assert client.get(_public(home, "mine/")).status_code == 404
    assert person_by_phone("13800001111") is not None


def test_the_desk_ends_a_claim_from_the_units_page(home: World) -> None:
    _client, claim = _speaker(home)
    unit = Unit.objects.get(room="101")
    made = as_(home.worker).post(_desk(home, f"units/{unit.pk}/end-claim/"))
    one = Correction.objects.get()
    assert made["Location"] == _desk(home, f"corrections/{one.pk}/")
    assert as_(home.second).post(_desk(home, f"corrections/{one.pk}/accept/")).status_code == 302
    claim.refresh_from_db()
    assert claim.until_at is not None


def test_merges_are_decided_on_screen(home: World) -> None:
    merge = Merge.objects.get()
    client = as_(home.member)
    assert "3 至 4" in _text(client.get(_desk(home, "merges/")))
    assert client.post(_desk(home, f"merges/{merge.pk}/"), {"same": "1"}).status_code == 302
    assert Elector.objects.filter(ended_on__isnull=True).count() == 3
    assert "没有待确认" in _text(client.get(_desk(home, "merges/")))


def test_a_large_estate_taken_in_twice_by_the_same_key_is_taken_in_once(home: World) -> None:
    roster = home.preview(home.roster(*ROWS, "3栋,1单元,101,住宅,70.00,周九,,13500000000,已售"))
    first = apply_roster(roster=roster, by=home.worker, at=home.at, idempotency_key="once")
    assert apply_roster(roster=roster, by=home.worker, at=home.at, idempotency_key="once") == first
    assert Unit.objects.filter(building__name="3栋").count() == 1
