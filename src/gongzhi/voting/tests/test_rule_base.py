"""A vote keeps the rule base of its notice, and the estate's own rules as of that day."""

from datetime import date, timedelta

import pytest
from django.test import Client

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.norms.actions.confirm_change import confirm_change
from gongzhi.norms.actions.confirm_rules import confirm_rules
from gongzhi.norms.actions.record_rules import record_rules
from gongzhi.norms.actions.write_rules import Settled
from gongzhi.norms.queries import bylaws_of, changes
from gongzhi.people.models import Person
from gongzhi.register.queries import claim_of
from gongzhi.voting.actions.adopt_rules import adopt_rules
from gongzhi.voting.actions.record_order import record_order
from gongzhi.voting.actions.record_view import record_view
from gongzhi.voting.counting import VOID, Weight, count, readings
from gongzhi.voting.models import Resolution, Result
from gongzhi.voting.queries.notice import obstacles
from gongzhi.voting.queries.rule_base import RULES, bylaws_for, law_of, pin_of
from gongzhi.voting.queries.rules import needed, terms
from gongzhi.voting.tests import made as story
from gongzhi_law import overlay
from gongzhi_law.params import lookup
from tests.norms.made import administrator, proposed

pytestmark = pytest.mark.django_db
SENTENCES = {
    "voting/change": "投出的表决票不得更改。",
    "assembly/objection_days": "异议期为十五日。",
    "assembly/notice_days": "会议应当于召开二十日前公告。",
    "voting/disclosure": "表决结果按房号记名公开。",
    "voting/silent": "收到通知没有投票的，计入已表决的多数。",
}


@pytest.fixture(autouse=True)
def only_what_this_test_confirmed():
    yield
    overlay.know(())


def ruled(made, **values):
    """The estate's rules with these values, recorded by one and confirmed by another."""
    named = {name.replace("__", "/"): value for name, value in values.items()}
    rules = record_rules(
        estate=made.estate,
        kind="procedure",
        title="议事规则",
        text="\n".join(SENTENCES.values()),
        adopted_on=date(2019, 5, 12),
        effective_on=date(2019, 6, 1),
        old_decision="2019年5月12日决定",
        values=[Settled(name, value, "第九条", SENTENCES[name]) for name, value in named.items()],
        by=made.committee[0],
        at=made.now,
    )
    confirm_rules(rules=rules, by=made.worker, at=made.now)
    return made


def ready():
    return story.reported(story.drafted(story.frozen(story.housed(story.estate(), 2)), firm=False))


@pytest.mark.clause("B3.7")
def test_the_notice_must_say_what_the_rules_settled():
    made = ruled(ready(), voting__change="never", assembly__objection_days=15, assembly__notice_days=20)
    blocks, _warns = obstacles(made.assembly, story.plan(made), at=made.now)
    words = "；".join(reason.text for reason in blocks)
    assert "不可更改" in words
    assert "15 日" in words
    assert "不足20日" in words
    with pytest.raises(Refused, match="不足20日"):
        story.noticed(made)
    opens = story.plan(made).opens_at + timedelta(days=9)
    made = story.noticed(
        made, change_rule="never", objection_days=15, opens_at=opens, closes_at=opens + timedelta(days=9)
    )
    assert made.assembly.change_rule == "never"
    assert made.assembly.pinned[RULES]["values"]["assembly/notice_days"] == 20


def test_votes_are_open_by_door_only_where_the_rules_say_so(monkeypatch):
    made = ready()
    with pytest.raises(Refused, match="议事规则写明"):
        story.noticed(made, disclosure="named")
    ruled(made, voting__disclosure="named")
    with pytest.raises(Refused, match="不能承诺"):
        story.noticed(made, disclosure="anonymous")
    made = story.noticed(made, disclosure="named")
    assert made.assembly.disclosure == "named"
    made.now = made.assembly.opens_at + timedelta(hours=1)
    made = story.counted(story.all_cast(made, [{1: "Y", 2: "N"}]))
    owner = Person.objects.get(pk=claim_of(made.electors[0]).person_id)
    story.pin(monkeypatch, made.now)
    client, stranger = Client(), Client()
    story.sign_in(client, owner)
    address = f"/e/{made.estate.code}/assemblies/{made.assembly.serial}/"
    assert f"{address}lines/" in stranger.get(address).content.decode()
    page = client.get(f"{address}lines/").content.decode()
    rows = client.get(f"{address}lines/").context["table"]["rows"]
    assert [row[1:] for row in rows] == [["同意", "不同意"], ["没有投票", "没有投票"]]
    assert made.estate.name in page
    assert "李娜" not in page
    assert stranger.get(f"{address}lines/").status_code == 302


def test_without_such_rules_nobody_sees_votes_by_door(monkeypatch):
    made = story.counted(story.all_cast(story.voting(2, firm=False), [{1: "Y", 2: "N"}]))
    owner = Person.objects.get(pk=claim_of(made.electors[0]).person_id)
    story.pin(monkeypatch, made.now)
    client = Client()
    story.sign_in(client, owner)
    page = client.get(f"/e/{made.estate.code}/assemblies/{made.assembly.serial}/lines/")
    assert "这次表决不按门牌公开" in page.content.decode()
    assert "table" not in page.context


def test_rules_recorded_after_the_notice_leave_it_as_it_was():
    made = story.noticed(ready())
    ruled(made, assembly__objection_days=15)
    assert bylaws_of(made.estate, on=date(2026, 12, 1)) == {"assembly/objection_days": 15}
    assert bylaws_for(made.assembly, at=made.now + timedelta(days=90)) == {}


def test_a_change_confirmed_after_the_notice_never_reaches_the_count():
    """The threshold of special matters rises nationwide in the middle of the vote; this vote keeps 3/4."""
    made = story.noticed(ready())
    first, second = (
        administrator("51", "13800510001", at=made.now),
        administrator("51", "13800510002", "钱进", at=made.now),
    )
    quote = "应当经参与表决专有部分面积五分之四以上的业主且参与表决人数五分之四以上的业主同意。"
    change = proposed(
        first,
        at=made.now,
        parameter="voting/consent_special",
        place="中国",
        value="4/5",
        from_on=made.now.date() + timedelta(days=1),
        quote=quote,
        full_text=quote,
    )
    confirm_change(change=change, by=second, at=made.now)
    changes.refresh()
    motion = made.assembly.motions.get(number=2)
    at, place = made.assembly.closes_at, made.estate.place
    assert pin_of(made.assembly) == 0
    assert "五分之四" in needed(motion, at=at, place=place).text
    assert "四分之三" in needed(motion, at=at, place=place, pin=pin_of(made.assembly)).text
    made.now = made.assembly.opens_at + timedelta(hours=1)
    story.counted(story.all_cast(made, [{1: "Y", 2: "Y"}, {1: "Y", 2: "Y"}]))
    found = Result.objects.get(motion=motion)
    assert {check["required"] for check in found.finding["checks"] if "in_favour" in check["name"]} == {"3/4"}
    with law_of(made.assembly):
        assert str(lookup("voting/consent_special", on=at.date(), place=place).value) == "3/4"


def test_a_rule_on_void_sheets_settles_the_reading():
    weights = [Weight(1, 100, 0, None), Weight(2, 100, 0, None)]
    asked = {"parking": False, "parking_open": False, "voids": True}
    assert [r.void for r in readings(weights, **asked)] == [True, False]
    for word, taken in (("counted", 2), ("not_counted", 1)):
        (only,) = readings(weights, **asked, void_rule=word)
        assert count(weights, {1: "Y", 2: VOID}, "Y", only).took_part.heads == taken


def decided():
    made = story.counted(story.all_cast(story.voting(2, firm=False), [{1: "Y", 2: "N"}] * 2))
    return story.signed(made)


def resolution(number):
    return Resolution.objects.get(motion__number=number)


def test_the_owners_decision_becomes_the_rules_of_the_estate():
    made = decided()
    sentence = "电动自行车不得进入电梯和楼道充电"
    day = made.now.date() + timedelta(days=3)
    asked = {"effective_on": day, "by": made.committee[0], "at": made.now}
    with pytest.raises(Refused, match="现在有效的决定"):
        adopt_rules(resolution=resolution(2), **asked)
    with pytest.raises(Refused, match="只能由"):
        adopt_rules(resolution=resolution(1), **{**asked, "by": made.worker})
    with pytest.raises(BadInput):
        adopt_rules(resolution=resolution(1), **{**asked, "effective_on": date(2026, 1, 1)})
    with pytest.raises(BadInput) as wrong:
        adopt_rules(resolution=resolution(1), values=[Settled("voting/change", "once", "1", "没有的一句")], **asked)
    assert "values.0" in wrong.value.fields
    rules = adopt_rules(
        resolution=resolution(1), values=[Settled("voting/change", "once", "第十八条", sentence)], **asked
    )
    assert rules.basis_entry == resolution(1).entry_id
    assert bylaws_of(made.estate, on=day) == {"voting/change": "once"}
    assert bylaws_of(made.estate, on=day - timedelta(days=1)) == {}
    with pytest.raises(Refused, match="已经公布施行"):
        adopt_rules(resolution=resolution(1), **asked)


def test_a_stopped_decision_brings_no_rules():
    made = decided()
    record_order(
        resolution=resolution(1),
        kind="suspend",
        issuer="武侯区人民法院",
        document_number="1",
        text="暂停",
        file_name="裁定.pdf",
        content=b"%PDF-1.7",
        content_type="application/pdf",
        by=made.street,
        at=made.now,
    )
    with pytest.raises(Refused, match="现在有效的决定"):
        adopt_rules(resolution=resolution(1), effective_on=date(2027, 1, 1), by=made.committee[0], at=made.now)


def test_silence_counts_only_by_rule_only_if_reached_and_joins_the_larger_side():
    weights = [Weight(n, 100, 0, None) for n in (1, 2, 3, 4, 5)]
    said, reached = {1: "Y", 2: "Y", 3: "N"}, frozenset({1, 4})
    asked = {"parking": False, "parking_open": False, "voids": False}
    assert [r.silent for r in readings(weights, **asked)] == [False]
    inside, outside = readings(weights, **asked, silent=(True, False))
    found = count(weights, said, "Y", inside, reached=reached)
    assert (found.took_part.heads, found.in_favour.heads, found.in_favour.area) == (4, 3, 300)
    assert count(weights, said, "Y", outside, reached=reached).took_part.heads == 3
    lost = count(weights, {1: "N", 2: "N", 3: "Y"}, "Y", inside, reached=reached)
    assert (lost.took_part.heads, lost.in_favour.heads) == (4, 1)
    tie = count(weights, {1: "Y", 3: "N"}, "Y", inside, reached=reached)
    assert (tie.took_part.heads, tie.in_favour.heads) == (3, None)


def test_by_rule_the_silent_who_opened_the_page_are_counted_and_the_notice_says_so():
    made = ruled(ready(), voting__silent="counted")
    made = story.noticed(made)
    assert "不投票的后果" in [label for label, _text in terms(made.assembly)]
    made.now = made.assembly.opens_at + timedelta(hours=1)
    made = story.all_cast(made, [{1: "Y", 2: "Y"}])
    record_view(assembly=made.assembly, elector_id=made.electors[1].pk, at=made.now)
    story.counted(made)
    ordinary, special = (Result.objects.get(motion__number=n) for n in (1, 2))
    assert ordinary.sums["took_part"]["heads"] == 2
    assert ordinary.sums["in_favour"]["heads"] == 2
    assert special.sums["took_part"]["heads"] == 1, "for the higher share the adopted reading leaves them out"
    assert len(special.finding["readings"]) == 1


def test_without_a_rule_the_silent_are_not_counted():
    made = story.all_cast(story.voting(2, firm=False), [{1: "Y", 2: "Y"}])
    record_view(assembly=made.assembly, elector_id=made.electors[1].pk, at=made.now)
    story.counted(made)
    assert Result.objects.get(motion__number=1).sums["took_part"]["heads"] == 1
    assert "不投票的后果" not in [label for label, _text in terms(made.assembly)]
