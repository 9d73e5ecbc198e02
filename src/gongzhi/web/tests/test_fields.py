"""Form fields and the form base: exact numbers, plain words, nothing typed is lost."""

from datetime import UTC, date, datetime

import pytest
from django import forms

from gongzhi.web.forms import AreaField, DayField, GzForm, MomentField, MoneyField, PhoneField


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("89.32", 8932),
        ("89.3", 8930),
        ("89", 8900),
        ("１２７，９１５.84", 12791584),
        (" 89.32㎡ ", 8932),
        ("0", 0),
    ],
)
def test_area_is_read_as_hundredths(typed, value):
    assert AreaField().clean(typed) == value


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("28640O.00", "第 6 位是“O”"),
        ("1.005", "最多两位小数"),
        ("-3", "最多两位小数"),
        ("1e5", "第 2 位是“e”"),
        ("NaN", "第 1 位是“N”"),
        ("9" * 12, "最多两位小数"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_place(typed, words):
    with pytest.raises(forms.ValidationError) as refused:
        MoneyField().clean(typed)
    assert words in " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("13800138000", "13800138000"),
        ("138 0013-8000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("+852 5123 4567", "+85251234567"),
        ("１３８００１３８０００", "13800138000"),
    ],
)
def test_phone_numbers_are_read_as_people_write_them(typed, value):
    assert PhoneField().clean(typed) == value


@pytest.mark.parametrize(
    ("typed", "words"),
    [("1380013800", "少 1 位"), ("138001380001", "多 1 位"), ("23800138000", "11 位"), ("电话", "11 位")],
)
def test_a_wrong_phone_number_says_what_is_wrong(typed, words):
    with pytest.raises(forms.ValidationError) as refused:
        PhoneField().clean(typed)
    assert words in " ".join(refused.value.messages)


def test_moments_are_typed_in_beijing_time():
    value = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    assert MomentField().clean("2026-11-27T18:00") == value
    assert f"{MomentField().prepare_value(value):%H:%M}" == "18:00"
    with pytest.raises(forms.ValidationError, match="2026-11-21 18:00"):
        MomentField().clean("2026-11-27")


def test_days_are_read_in_three_ways():
    for typed in ("2026-11-21", "2026/11/21", "2026年11月21日"):
        assert DayField().clean(typed) == date(2026, 11, 21)
    with pytest.raises(forms.ValidationError, match="请写成日期"):
        DayField().clean("21.11.2026")


class Sample(GzForm):
    name = forms.CharField(label="收款方")
    amount = MoneyField(label="金额")
    kind = forms.ChoiceField(label="事项", choices=[("a", "甲"), ("b", "乙")])


def test_errors_name_the_field_and_keep_what_was_typed():
    form = Sample({"name": "", "amount": "12x", "kind": "z", "idempotency_key": "k-1"})
    assert not form.is_valid()
    assert form.errors["name"] == ["请填写：收款方"]
    assert form.errors["kind"] == ["没有这个选项，请重新选"]
    assert 'value="12x"' in str(form["amount"])
    assert 'aria-describedby="id_amount_error"' in str(form["amount"])
    assert 'aria-invalid="true"' in str(form["amount"])
    assert 'value="k-1"' in str(form["idempotency_key"])


def test_a_new_form_brings_its_own_key_and_a_sent_one_keeps_its_key():
    first, second = Sample(), Sample()
    assert first.key
    assert first.key != second.key
    assert first.key in str(first["idempotency_key"])
    sent = Sample({"name": "甲", "amount": "1", "kind": "a", "idempotency_key": first.key})
    assert sent.is_valid()
    assert sent.key == first.key


def test_errors_of_an_act_stand_beside_their_fields():
    form = Sample({"name": "甲", "amount": "1", "kind": "a"})
    assert form.is_valid()
    form.refuse({"amount": "超过预算", "elsewhere": "账户已停用"})
    assert form.errors["amount"] == ["超过预算"]
    assert form.non_field_errors() == ["账户已停用"]
