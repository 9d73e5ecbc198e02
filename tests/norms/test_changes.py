"""Changes of the rule base: two persons for what may decide, one for courtesy, from tomorrow, never for what runs."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Entry
from gongzhi.norms.actions.confirm_change import confirm_change
from gongzhi.norms.actions.decline_change import decline_change
from gongzhi.norms.actions.propose_change import drafted
from gongzhi.norms.actions.withdraw_change import withdraw_change
from gongzhi.norms.models import RuleChange, RuleVerdict
from gongzhi.norms.queries import changes
from gongzhi.norms.queries.preview import preview
from gongzhi.voting.tests import made as voting
from gongzhi_law import overlay
from gongzhi_law.params import lookup, offered
from tests.norms.made import AT, START, TODAY, asked, days_later, proposed

pytestmark = pytest.mark.django_db


def days(on=START, place="510107"):
    return lookup("assembly/notice_days", on=on, place=place).value


def test_a_threshold_needs_a_second_person(province, second, known):
    change = proposed(province)
    assert change.weight == "threshold"
    known()
    assert days() == 15
    with pytest.raises(Refused, match="两个人"):
        confirm_change(change=change, by=province, at=AT)
    confirm_change(change=change, by=second, at=AT)
    known()
    assert days() == 20
    assert days(on=START - timedelta(days=1)) == 15
    assert days(place="510108") == 15
    with pytest.raises(Refused, match="已经办过"):
        confirm_change(change=change, by=second, at=AT)
    assert list(Entry.objects.filter(act__startswith="norms.").order_by("pk").values_list("act", "log")) == [
        ("norms.change.proposed", "office:law-510107"),
        ("norms.change.confirmed", "office:law-510107"),
    ]


def test_the_database_too_refuses_one_person_as_two(province):
    change = proposed(province)
    with pytest.raises(Error, match="two persons"), transaction.atomic():
        RuleVerdict.objects.create(
            change=change, kind="confirmed", office="51", person_id=province.pk, by="x", at=AT, entry_id=1
        )


def test_nothing_that_was_said_is_changed_or_deleted(province, owner_connection):
    proposed(province)
    for statement in ("UPDATE norms_rulechange SET value = '1'", "DELETE FROM norms_rulechange"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert RuleChange.objects.get().value == 20


def test_a_courtesy_number_takes_one(county, known):
    change = proposed(
        county,
        parameter="assembly/objection_days",
        value=10,
        strength="proposed",
        full_text="",
        full_text_read=False,
    )
    assert change.weight == "courtesy"
    known()
    assert offered("assembly/objection_days", on=START, place="510107").value == 10
    assert offered("assembly/objection_days", on=START, place="5101").value == 7


def test_what_is_known_in_full_is_heavy_even_for_a_courtesy_number(province):
    assert proposed(province, parameter="assembly/objection_days", value=10).weight == "threshold"


def test_who_reaches_which_place(province, county, second):
    assert proposed(county).office == "510107"
    with pytest.raises(Refused, match="上级的规则管理员"):
        proposed(county, place="510108")
    with pytest.raises(Refused, match="上级的规则管理员"):
        proposed(county, place="5101")
    with pytest.raises(Refused, match="省一级"):
        proposed(county, place="中国")
    assert proposed(province, place="中国").office == "51"
    with pytest.raises(Refused, match="上级的规则管理员"):
        proposed(province, place="33")
    national = proposed(second, place="中国", value=21)
    with pytest.raises(Refused, match="省一级"):
        confirm_change(change=national, by=county, at=AT)


def test_for_everyone_else_the_desk_is_not_there(province):
    made = voting.estate()
    for person in (made.worker, made.street, made.committee[0]):
        with pytest.raises(NotHere):
            proposed(person)


def test_the_past_and_today_stay_as_they_were(province):
    for day in (TODAY - timedelta(days=400), TODAY):
        with pytest.raises(Refused, match="明天"):
            proposed(province, from_on=day)
    assert proposed(province, from_on=TODAY + timedelta(days=1)).pk


def test_a_text_nobody_read_is_no_statute(province):
    for lacking in ({"full_text": ""}, {"full_text_read": False}):
        with pytest.raises(Refused, match="全文"):
            proposed(province, **lacking)
    with pytest.raises(BadInput) as wrong:
        proposed(province, quote="这一句全文里没有")
    assert "quote" in wrong.value.fields
    with pytest.raises(Refused, match="不会适用"):
        proposed(province, strength="second_hand", full_text="", full_text_read=False)


def test_a_surer_rule_gives_way_only_to_one_as_sure(province):
    with pytest.raises(Refused, match="看得更准") as refused:
        proposed(province, place="中国", strength="recalled", full_text="", full_text_read=False)
    assert refused.value.reasons[0].cite == "《物业管理条例》第14条第1款"


def test_what_is_the_same_everywhere_cannot_be_changed_for_one_place(province):
    with pytest.raises(Refused, match="全国一样") as refused:
        proposed(province, parameter="voting/participation", value="1/2")
    assert refused.value.reasons[0].cite == "《民法典》第278条第2款"


def test_wrong_input_names_its_fields(province):
    def fields(**other):
        with pytest.raises(BadInput) as wrong:
            proposed(province, **other)
        return set(wrong.value.fields)

    assert fields(place="999999") == {"place"}
    assert fields(place="成都") == {"place"}
    assert fields(value="二十") == {"value"}
    assert fields(value=-1) == {"value"}
    for share in ("3/2", "0", "1/0", "-1/2", "half"):
        assert fields(parameter="voting/consent_special", place="中国", value=share) == {"value"}
    for items in ([], ["unheard_of"], "rebuild"):
        assert fields(parameter="voting/special_matters", place="中国", value=items) == {"value"}
    assert fields(quote="", instrument=" ") == {"quote", "instrument"}
    assert fields(strength="bylaw") == {"strength"}
    assert fields(until_on=START) == {"until_on"}
    with pytest.raises(NotHere):
        proposed(province, parameter="assembly/none_such")


def test_the_same_again_is_refused(province, second, known):
    confirm_change(change=proposed(province), by=second, at=AT)
    known()
    with pytest.raises(Refused, match="一样"):
        proposed(province, from_on=START + timedelta(days=1))


def test_a_mistake_is_withdrawn_before_its_day_and_replaced_after_it(province, second, known):
    change = proposed(province)
    confirm_change(change=change, by=second, at=AT)
    with pytest.raises(BadInput):
        withdraw_change(change=change, reason=" ", by=province, at=AT)
    withdraw_change(change=change, reason="引文有误", by=province, at=days_later(1))
    known()
    assert days() == 15
    assert RuleChange.objects.filter(pk=change.pk).exists()
    other = proposed(province)
    confirm_change(change=other, by=second, at=AT)
    with pytest.raises(Refused, match="不能撤回"):
        withdraw_change(change=other, reason="太晚", by=province, at=days_later(29))
    with pytest.raises(Refused, match="不用再撤回"):
        withdraw_change(change=change, reason="再撤", by=province, at=AT)


def test_declined_and_too_late(province, second, known):
    change = proposed(province)
    with pytest.raises(BadInput):
        decline_change(change=change, reason="", by=second, at=AT)
    decline_change(change=change, reason="全文不是正式文本", by=second, at=AT)
    with pytest.raises(Refused, match="已经办过"):
        confirm_change(change=change, by=second, at=AT)
    late = proposed(province)
    with pytest.raises(Refused, match="明天"):
        confirm_change(change=late, by=second, at=days_later(29))
    known()
    assert days() == 15
    states = [changes.standing(c, c.verdicts.all(), on=TODAY) for c in RuleChange.objects.order_by("pk")]
    assert states == ["declined", "waiting"]


def test_numbers_pin_what_was_known(province, second, known):
    before = changes.newest()
    change = proposed(province)
    confirm_change(change=change, by=second, at=AT)
    pin = changes.newest()
    withdraw_change(change=change, reason="引文有误", by=second, at=AT)
    known()
    assert overlay.newest() == changes.newest() > pin > before
    with overlay.as_of(before):
        assert days() == 15
    with overlay.as_of(pin):
        assert days() == 20
    assert days() == 15


def test_the_preview_says_old_and_new_whom_it_reaches_and_stores_nothing(province):
    voting.noticed(voting.reported(voting.drafted(voting.frozen(voting.housed(voting.estate(), 2)))))
    change = drafted(until_on=None, paragraph="", item="", source_url="", note="", **asked(place="51"))
    found = preview(change, at=AT)
    assert not found.blocks
    assert [(r.place, r.before, r.after, r.estates) for r in found.reached] == [
        ("51", "不少于 15 日", "不少于 20 日", 1),
        ("510107", "不少于 15 日", "不少于 20 日", 1),
    ]
    assert (found.estates, found.running, found.weight) == (1, 1, "threshold")
    assert "继续用公告时的规定" in found.warns[0].text
    assert not RuleChange.objects.exists()
    assert days() == 15


def test_a_county_with_its_own_rule_is_not_reached(province, second, known):
    voting.estate()
    confirm_change(change=proposed(province, value=30), by=second, at=AT)
    known()
    change = drafted(until_on=None, paragraph="", item="", source_url="", note="", **asked(place="5101", value=25))
    found = preview(change, at=AT)
    assert [(r.place, r.estates) for r in found.reached] == [("5101", 0)]
    assert (found.estates, found.running) == (0, 0)
