"""What is due about lists and compositions, when, for whom; and in how many statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.form_env_committee import form_env_committee
from gongzhi.bodies.actions.give_reason import give_reason
from gongzhi.bodies.actions.hear_person import hear_person
from gongzhi.bodies.actions.mark_large_estate import mark_large_estate
from gongzhi.bodies.actions.object_to_list import object_to_list
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.actions.publish_slate import publish_slate
from gongzhi.bodies.actions.vet_candidate import vet_candidate
from gongzhi.bodies.duties.slates import duties_over
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.composition import report_of
from gongzhi.bodies.tests.slate_world import Slated
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person


@pytest.fixture
def slated(db: None) -> Slated:
    return Slated()


def titles(slated: Slated) -> list[str]:
    estate = slated.estate
    return [duty.title for duty in duties_over({estate.pk: estate}, slated.at).get(estate.pk, [])]


def said(slated: Slated, words: str) -> bool:
    return any(words in title for title in titles(slated))


@pytest.mark.clause("B1.3")
def test_vetting_then_publishing_then_answers(slated: Slated) -> None:
    candidate = slated.agreed(0)
    assert said(slated, "审核 1 名候选人")
    vet_candidate(candidate=candidate, fit=True, by=slated.street, at=slated.at)
    assert not said(slated, "审核")
    assert said(slated, "公布候选人名单")
    slate = publish_slate(slate=slated.slate, by=slated.worker, at=slated.at)
    assert not said(slated, "公布候选人名单")
    object_to_list(of=slate, about="candidates", words="异议", by=slated.owner(2), at=slated.at)
    assert said(slated, "第 1 号异议")


@pytest.mark.clause("A1.3")
def test_a_committee_departing_from_a_paper_owes_reasons(slated: Slated) -> None:
    committee = Body.objects.get(kind=Body.Kind.COMMITTEE)
    wanting = {f.rule for f in report_of(committee, law_day(slated.at)).failing if not f.blocks}
    assert wanting
    assert said(slated, "写明理由")
    for rule in wanting:
        give_reason(of=committee, rule=rule, words="正在补选", by=slated.worker, at=slated.at)
    assert not said(slated, "写明理由")


@pytest.mark.clause("B7.4", "B7.5", "B7.6")
def test_the_committee_of_a_community_owes_hearings_declarations_and_one_last_day(slated: Slated) -> None:
    community, on = slated.estate.community, law_day(slated.at)
    residents = form_body(
        division=community,
        kind=Body.Kind.RESIDENTS_COMMITTEE,
        name="桂溪社区居委会",
        basis="选举结果",
        formed_on=on,
        by=slated.worker,
        at=slated.at,
    )
    until = on + timedelta(days=1500)
    open_term(body=residents, set_size=5, from_on=on, until_on=until, basis="选举", by=slated.worker, at=slated.at)
    body = form_env_committee(
        division=community, name="环物委", set_size=5, basis="决定", formed_on=on, by=slated.worker, at=slated.at
    )
    term = body.terms.get()
    assert term.until_on == until
    seat = appoint(
        body=body,
        term=term,
        name="赵一",
        number="13900009901",
        role=Appointment.Role.CHAIR,
        way=Appointment.Way.BY_RESIDENTS,
        basis="居民代表会议决定",
        from_on=on,
        by=slated.worker,
        at=slated.at,
    )
    person = Person.objects.get(pk=seat.person_id)
    assert said(slated, "没有自愿无偿声明")
    assert said(slated, "没有附征求意见的结果")
    assert said(slated, "是否规模较大")
    assert not said(slated, "届满日与居委会不同")
    declare(to=body, person=person, party=True, voluntary=True, by=person, at=slated.at)
    hear_person(
        body=body,
        name="赵一",
        number="13900009901",
        asked="社区党组织",
        outcome="support",
        on=on,
        by=slated.worker,
        at=slated.at,
    )
    mark_large_estate(estate=slated.estate, large=True, why="户数最多", by=slated.worker, at=slated.at)
    assert not any(said(slated, words) for words in ("没有自愿无偿声明", "没有附征求意见的结果", "是否规模较大"))
    slated.at += timedelta(days=1)
    open_term(
        body=residents,
        set_size=5,
        from_on=on + timedelta(days=1),
        until_on=until + timedelta(days=90),
        basis="换届",
        by=slated.worker,
        at=slated.at,
    )
    assert said(slated, "届满日与居委会不同")


def test_the_number_of_statements_is_fixed(slated: Slated) -> None:
    one = {slated.estate.pk: slated.estate}
    slated.agreed(0)
    with CaptureQueriesContext(
        connection,
    ) as few:
        duties_over(one, slated.at)
    other = slated.another()
    both = {**one, other.estate.pk: other.estate}
    with CaptureQueriesContext(connection) as more:
        duties_over(both, slated.at)
    assert len(more) == len(few)
