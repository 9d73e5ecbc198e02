"""The frame of an act: whole or not at all, and a resend under the same key answered the same."""

from datetime import UTC, datetime

import pytest

from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact, event, record
from gongzhi.kernel.models import Done, Entry

AT = datetime(2026, 5, 1, tzinfo=UTC)
SAID = event("kernel.sample.said", number=Fact.NUMBER)


@act
def say_number(*, number: int, at: datetime) -> Entry:
    """Writes an entry, then refuses zero."""
    entry = record(SAID, ref="a:1", by="system", at=at, number=number)
    if number == 0:
        raise Refused("零不行")
    return entry


@act
def say_nothing(*, at: datetime) -> None:
    """Writes an entry and answers nothing."""
    record(SAID, ref="a:1", by="system", at=at, number=1)


@pytest.mark.django_db
def test_a_refused_act_leaves_nothing() -> None:
    with pytest.raises(Refused):
        say_number(number=0, at=AT, idempotency_key="k")
    assert not Entry.objects.exists()
    assert not Done.objects.exists()
    assert say_number(number=1, at=AT, idempotency_key="k").pk


@pytest.mark.django_db
def test_the_same_key_and_content_is_answered_the_same() -> None:
    first = say_number(number=1, at=AT, idempotency_key="k")
    later = say_number(number=1, at=datetime(2026, 5, 2, tzinfo=UTC), idempotency_key="k")
    assert later == first
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_for_something_else_is_refused() -> None:
    say_number(number=1, at=AT, idempotency_key="k")
    with pytest.raises(BadInput, match="幂等键"):
        say_number(number=2, at=AT, idempotency_key="k")
    with pytest.raises(BadInput, match="幂等键"):
        say_nothing(at=AT, idempotency_key="k")
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_without_a_key_each_call_acts() -> None:
    assert say_number(number=1, at=AT) != say_number(number=1, at=AT)
    assert say_number(number=1, at=AT, idempotency_key="") != say_number(number=1, at=AT, idempotency_key=None)
    assert Entry.objects.count() == 4


@pytest.mark.django_db
def test_an_act_that_answers_nothing_is_not_repeated() -> None:
    assert say_nothing(at=AT, idempotency_key="k") is None
    assert say_nothing(at=AT, idempotency_key="k") is None
    assert Entry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x" * 65, 5, ["k"]])
def test_a_key_that_is_no_key_is_wrong_input(key: object) -> None:
    with pytest.raises(BadInput):
        say_number(number=1, at=AT, idempotency_key=key)
    assert not Entry.objects.exists()


def test_acts_take_keywords_only() -> None:
    with pytest.raises(TypeError, match="keywords"):
        say_number(1, AT)


def test_the_three_answers_have_one_json_form() -> None:
    refused = Refused(Reason("缺名册", "民法典278", "去冻结", "/desk/"), "还缺公告")
    assert refused.as_json() == {
        "refused": [
            {"reason": "缺名册", "cite": "民法典278", "remedy": {"text": "去冻结", "url": "/desk/"}},
            {"reason": "还缺公告", "cite": "", "remedy": None},
        ]
    }
    assert str(refused) == "缺名册；还缺公告"
    assert BadInput("不对", {"a": "必填"}).as_json() == {"error": "不对", "fields": {"a": "必填"}}
    assert str(NotHere()) == ""
