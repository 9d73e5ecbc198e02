"""What holds for every body: order never matters, what is hidden never decides, paper never makes it unlawful."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.check_body_document import reply
from gongzhi_law.composition import JUDGED, Facts, Kin, Member, Post, check
from gongzhi_law.composition_facts import ROLES, SIDES
from gongzhi_law.powers import Power, powers_of
from gongzhi_law.terms import renewal_clock, status
from gongzhi_law.vacancy import judge

many = settings(max_examples=80, deadline=None, derandomize=True)
PLACES = st.sampled_from(["中国", "110105", "310104", "330106", "330203", "370202", "441802", "510107"])
DAYS = st.sampled_from([date(2004, 1, 1), date(2012, 1, 1), date(2024, 7, 1), date(2026, 11, 22)])
FLAG = st.sampled_from([True, False, None])
POSTS = st.sampled_from(
    [
        Post("安居物业", "物业企业"),
        Post("甲苑业委会", "业委会"),
        Post("锦绣社区居委会主任", "居委会"),
        Post("甲苑义务质量总监", "物业项目"),
        Post("某软件公司", "其他"),
    ]
)
KIN = st.sampled_from(["配偶", "儿子", "岳父", "表兄弟", "干亲"])
MEMBER = st.builds(
    Member,
    name=st.sampled_from(["甲", "乙", "丙"]),
    role=st.sampled_from(ROLES),
    party=FLAG,
    skills=st.lists(st.sampled_from(["法律", "会计", "环保", "物业管理"]), max_size=2).map(tuple),
    estate=st.sampled_from(["甲苑", "乙苑", None]),
    owner_here=FLAG,
    posts=st.lists(POSTS, max_size=2).map(tuple),
    kin=st.lists(st.builds(Kin, KIN, st.just("安居物业"), st.just("物业企业")), max_size=1).map(tuple),
    side=st.sampled_from([*SIDES, None]),
)
FACTS = st.builds(
    Facts,
    kind=st.sampled_from(JUDGED),
    place=PLACES,
    on=DAYS,
    set_size=st.sampled_from([None, 1, 3, 4, 5, 7, 11, 12]),
    members=st.lists(MEMBER, max_size=8).map(tuple),
    large_estates=st.sampled_from([None, (), ("甲苑",), ("甲苑", "乙苑")]),
    households=st.sampled_from([None, 100, 101]),
    gross_area=st.sampled_from([None, 1_000_000, 1_000_001]),
)


def counted(report):
    return sorted((one.rule, one.expected, str(one.passed)) for one in report.findings)


@many
@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_of_members_never_matters(facts, shuffler):
    members = list(facts.members)
    shuffler.shuffle(members)
    assert counted(check(replace(facts, members=tuple(members)))) == counted(check(facts))


@many
@given(FACTS)
def test_the_answer_follows_law_alone(facts):
    report = check(facts)
    law = [one.passed for one in report.findings if one.strength in ("statute", "bylaw")]
    assert report.ok is (False if False in law else None if None in law else True)
    assert all(one.strength in ("statute", "bylaw") for one in report.findings if one.blocks)
    assert all(bool(one.remedy) is (one.passed is not True) for one in report.findings)


@many
@given(FACTS, st.integers(0, 7), st.sampled_from(["party", "owner_here", "estate"]))
def test_hiding_what_is_known_never_turns_a_check_around(facts, number, field):
    """A finding that fails with a fact hidden fails whatever the fact is; one that passes passes."""
    if facts.kind is BodyKind.ENV_COMMITTEE or field != "estate":
        members = list(facts.members)
        if not members:
            return
        at = number % len(members)
        members[at] = replace(members[at], **{field: None})
        hidden, known = check(replace(facts, members=tuple(members))), check(facts)
        if hidden.ok is not None and facts.kind in (BodyKind.COMMITTEE, BodyKind.ENV_COMMITTEE):
            assert known.ok is hidden.ok
        for rule in ("A1.3", "B7.1.party", "party.ratio.chengdu", "B7.4.covers"):
            before, after = ([one.passed for one in report.findings if one.rule == rule] for report in (hidden, known))
            assert len(before) == len(after)
            assert all(first is None or first is second for first, second in zip(before, after, strict=True))


@many
@given(FACTS, MEMBER)
def test_one_more_of_whom_nothing_is_known_never_helps_the_party_share(facts, other):
    unknown = replace(other, role="委员", party=None)
    before, after = check(facts), check(replace(facts, members=(*facts.members, unknown)))
    for rule in ("A1.3", "B7.1.party", "party.ratio.chengdu"):
        first = [one.passed for one in before.findings if one.rule == rule]
        second = [one.passed for one in after.findings if one.rule == rule]
        assert not (first == [False] and second == [True])


@many
@given(FACTS)
def test_the_papers_alone_never_make_a_body_unlawful(facts):
    env = check(replace(facts, kind=BodyKind.ENV_COMMITTEE))
    assert env.ok is True
    assert env.blocking == ()
    none = tuple(replace(member, party=False) for member in facts.members)
    assert check(replace(facts, members=none)).ok is check(facts).ok


@many
@given(st.integers(1, 15), st.integers(0, 15), st.integers(0, 6), PLACES, DAYS)
def test_vacancies_alternates_never_hurt_and_a_seat_more_never_makes_it_worse(size, seated, alternates, place, on):
    order = ("none", "fill_by_alternate", "by_election", "re_election")
    seated = min(seated, size)
    found = {"kind": BodyKind.COMMITTEE, "set_size": size, "on": on, "place": place}
    now = judge(seated=seated, alternates=alternates, **found)
    assert now.promoted <= min(alternates, now.vacancies)
    assert order.index(judge(seated=seated, alternates=alternates + 1, **found).course) <= order.index(now.course)
    if seated < size:
        assert order.index(judge(seated=seated + 1, alternates=alternates, **found).course) <= order.index(now.course)
    if 2 * (now.vacancies - now.promoted) > size:
        assert now.course == "re_election"


@many
@given(st.sampled_from(list(BodyKind)), st.sampled_from(list(Status)), PLACES, DAYS)
def test_no_body_has_more_than_in_office_and_none_decides(kind, state, place, on):
    full = {one.power for one in powers_of(kind, Status.IN_OFFICE, on=on, place=place) if one.granted}
    held = {one.power for one in powers_of(kind, state, on=on, place=place) if one.granted}
    assert held <= full
    assert Power.DECIDE not in full
    assert state not in (Status.FORMING, Status.ENDED) or not held


@many
@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)), st.integers(-800, 800), PLACES)
def test_the_clock_is_in_order_and_expiry_follows_the_last_day(until, days, place):
    steps = renewal_clock(BodyKind.COMMITTEE, until, on=date(2026, 11, 22), place=place)
    due = [step.due_on or date.max for step in steps]
    assert due == sorted(due)
    on = date.fromordinal(until.toordinal() + days)
    state = status(BodyKind.COMMITTEE, until, on, None, disputed=False, successor=False)
    assert (state is Status.EXPIRED) is (on > until)
    assert status(BodyKind.COMMITTEE, until, on, None, disputed=False, successor=True) is not Status.EXPIRED


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "role", "body"]), inner),
    max_leaves=6,
)
KEYS = ["kind", "jurisdiction", "on", "set_size", "members", "term", "large_estates", "bylaws", "gross_area"]


@many
@given(st.sampled_from(KEYS), JUNK)
def test_no_input_breaks_the_reader(key, junk):
    text = {"kind": "业委会", "jurisdiction": "110105", "on": "2026-01-01", "set_size": 5, "members": []} | {key: junk}
    result = reply(json.dumps(text))
    assert result.code in (0, 1, 2)
    assert ("error" in result.document) is (result.code == 2)
