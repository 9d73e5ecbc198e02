"""Forming a body where there is none: each act by the right person, by everyone else, with wrong input (A3.1, A3.4, B1.4)."""

from datetime import timedelta

import pytest

from gongzhi.bodies.actions.abandon_formation import abandon_formation
from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.actions.ask_side import ask_side
from gongzhi.bodies.actions.complete_formation import complete_formation
from gongzhi.bodies.actions.give_guidance import give_guidance
from gongzhi.bodies.actions.record_side_answer import record_side_answer
from gongzhi.bodies.actions.send_for_guidance import send_for_guidance
from gongzhi.bodies.models import Appointment, Body, Formation, FormationSide
from gongzhi.bodies.queries.formation_facts import report_of_formation, sides_to_ask
from gongzhi.bodies.queries.formations import guidance_line, side_line, steps_of_formation
from gongzhi.bodies.queries.triggers import triggers_of
from gongzhi.bodies.tests.formation_world import (
    HANGZHOU,
    MEMBERS,
    QINGDAO,
    Field,
    bare,
    formed,
    listed,
    member,
    opened,
)
from gongzhi.documents.models import Document
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry, Message
from gongzhi.people.models import Capacity
from gongzhi.people.queries import holds
from gongzhi.places.models import Estate

pytestmark = pytest.mark.django_db
K, A = Capacity.Kind, FormationSide.Answer


@pytest.fixture
def here(db: None) -> Field:
    return bare()


@pytest.mark.clause("A3.1")
def test_a_street_forms_an_interim_body_from_trigger_to_filing(here: Field) -> None:
    body = formed(here)
    assert body.kind == Body.Kind.INTERIM
    assert body.represents
    term = body.terms.get()
    assert (term.set_size, term.filing_number) == (7, "望街物管备〔2026〕1号")
    assert term.confirmed_at is not None
    assert Appointment.objects.filter(body=body, ended_on__isnull=True).count() == 7
    assert holds(member(33), K.INTERIM, here.estate, at=here.now)
    assert Entry.objects.filter(estate_id=here.estate.pk, act="bodies.formation.completed").exists()


@pytest.mark.clause("A3.1")
def test_only_the_street_opens_an_interim_body(here: Field) -> None:
    with pytest.raises(Refused, match="街道办事处"):
        opened(here, by=here.worker)


def test_opening_wants_a_listed_ground_words_and_a_plan(here: Field) -> None:
    for more in (
        {"trigger": "because"},
        {"words": " "},
        {"plan": ""},
        {"set_size": 0},
        {"term_months": 0},
        {"kind": "assembly"},
    ):
        with pytest.raises(BadInput):
            opened(here, **more)
    assert not Formation.objects.exists()


@pytest.mark.clause("A3.1")
def test_a_ground_that_the_data_contradict_is_refused_with_its_source(here: Field) -> None:
    with pytest.raises(Refused) as refused:
        opened(here, trigger="committee_broken")
    reason = refused.value.reasons[0]
    assert "系统里没有登记业主委员会" in reason.text
    assert "十项措施" in reason.cite


def test_one_forming_of_a_kind_at_a_time_and_none_beside_a_standing_one(here: Field) -> None:
    formation = opened(here)
    with pytest.raises(Refused, match="正在组建"):
        opened(here)
    abandon_formation(formation=formation, reason="改为直接选举", by=here.street, at=here.now)
    formed(here)
    with pytest.raises(Refused, match="还在任"):
        opened(here)


def test_a_term_longer_than_a_place_usually_allows_is_said_with_the_article_and_not_refused(db: None) -> None:
    here = bare(HANGZHOU)
    formation = listed(here, opened(here, trigger="built_unmanaged", term_months=36))
    found = [one for one in report_of_formation(formation, on=here.on).failing if "41条" in one.cite]
    assert [(one.expected, one.blocks) for one in found] == [("任期不超过2年", False)]


def test_the_sides_to_ask_follow_the_place(here: Field) -> None:
    assert sides_to_ask(opened(here), on=here.on) == ["街道", "公安", "建设单位", "业主代表"]
    far = bare(HANGZHOU, name="杭州院落", serial=1)
    found = sides_to_ask(opened(far, trigger="built_unmanaged"), on=far.on)
    assert set(found) >= {"街道", "居委会", "业主代表"}


@pytest.mark.clause("A3.1", "A3.4")
def test_an_absent_or_refusing_side_never_stops_it_and_is_said_in_public(here: Field) -> None:
    formation = opened(here)
    for side, answer in (("公安", A.ABSENT), ("建设单位", A.REFUSED)):
        asked = ask_side(formation=formation, side=side, by=here.street, at=here.now)
        record_side_answer(side=asked, answer=answer, by=here.street, at=here.now)
    listed(here, formation)
    announced = announce_formation(formation=formation, days=7, by=here.street, at=here.now)
    assert side_line(announced) == "公安未答复，建设单位不参加，不影响组建。"
    assert "公安未答复" in str(Document.objects.get(pk=announced.document_id).data["tail"])
    here.later(8)
    assert complete_formation(
        formation=announced, basis="望街办〔2026〕3号", filing_number="1号", by=here.street, at=here.now
    ).body


def test_a_side_is_asked_by_letter_and_answered_with_a_person(here: Field) -> None:
    formation = opened(here)
    with pytest.raises(BadInput):
        ask_side(formation=formation, side="路人", by=here.street, at=here.now)
    with pytest.raises(Refused):
        ask_side(formation=formation, side="公安", by=here.worker, at=here.now)
    asked = ask_side(formation=formation, side="公安", by=here.street, at=here.now)
    assert Message.objects.filter(kind="formation.asked", estate_id=here.estate.pk).count() == 1
    for more in ({"name": ""}, {"number": ""}, {"role": "king"}):
        given = {"name": "石磊", "number": "13830000051", "role": "member", **more}
        with pytest.raises(BadInput):
            record_side_answer(side=asked, answer=A.JOINED, by=here.street, at=here.now, **given)
    with pytest.raises(BadInput):
        record_side_answer(side=asked, answer=A.ASKED, by=here.street, at=here.now)
    joined = record_side_answer(
        side=asked, answer=A.JOINED, name="石磊", number="13830000051", role="member", by=here.street, at=here.now
    )
    other = ask_side(formation=formation, side="街道", by=here.street, at=here.now)
    with pytest.raises(Refused, match="已在名单里"):
        record_side_answer(
            side=other, answer=A.JOINED, name="石磊", number="13830000051", role="chair", by=here.street, at=here.now
        )
    changed = record_side_answer(side=joined, answer=A.REFUSED, by=here.street, at=here.now)
    assert (changed.person_id, changed.role) == (None, "")


@pytest.mark.clause("A3.4")
def test_two_departments_guide_and_silence_stops_nothing(here: Field) -> None:
    formation = listed(here, opened(here))
    with pytest.raises(Refused):
        give_guidance(formation=formation, words="可行", by=here.social, at=here.now)
    formation = send_for_guidance(formation=formation, by=here.street, at=here.now)
    assert formation.guidance_until == here.on + timedelta(days=7)
    assert Message.objects.filter(kind="formation.guidance").count() == 2
    for who in (here.street, here.worker):
        with pytest.raises(Refused, match="职能部门"):
            give_guidance(formation=formation, words="可行", by=who, at=here.now)
    with pytest.raises(BadInput):
        give_guidance(formation=formation, words=" ", by=here.social, at=here.now)
    row = give_guidance(formation=formation, words="建议增加一名业主代表", by=here.social, at=here.now)
    assert row.department == "社工"
    assert "社工已提出指导意见" in guidance_line(formation, on=here.on)
    here.later(8)
    formation = announce_formation(formation=formation, days=7, by=here.street, at=here.now)
    assert "住建逾期未提出指导意见" in guidance_line(formation, on=here.on)
    assert "住建逾期未提出指导意见" in str(Document.objects.get(pk=formation.document_id).data["tail"])


def test_guidance_is_for_interim_bodies_alone(here: Field) -> None:
    formation = opened(here, Body.Kind.SELF_MANAGED)
    with pytest.raises(Refused, match="只有物业管理委员会"):
        send_for_guidance(formation=formation, by=here.worker, at=here.now)


def test_a_list_is_public_for_the_days_of_the_place(db: None) -> None:
    here = bare(HANGZHOU)
    formation = listed(here, opened(here, trigger="built_unmanaged"))
    with pytest.raises(Refused) as refused:
        announce_formation(formation=formation, days=6, by=here.street, at=here.now)
    assert "杭州市物业管理条例" in refused.value.reasons[0].cite
    with pytest.raises(BadInput):
        announce_formation(formation=formation, days=0, by=here.street, at=here.now)
    formation = announce_formation(formation=formation, days=7, by=here.street, at=here.now)
    here.later(7)
    with pytest.raises(Refused, match="公示到"):
        complete_formation(formation=formation, basis="文", filing_number="1号", by=here.street, at=here.now)
    here.later(1)
    assert complete_formation(formation=formation, basis="文", filing_number="1号", by=here.street, at=here.now).body


def test_an_empty_list_is_not_made_public(here: Field) -> None:
    with pytest.raises(Refused, match="名单是空的"):
        announce_formation(formation=opened(here), days=7, by=here.street, at=here.now)


@pytest.mark.clause("A3.1")
def test_statute_refuses_a_composition_and_a_paper_only_warns(db: None) -> None:
    far = bare(HANGZHOU)
    few = listed(far, opened(far, trigger="built_unmanaged", set_size=5), MEMBERS[:5])
    with pytest.raises(Refused) as refused:
        announce_formation(formation=few, days=7, by=far.street, at=far.now)
    assert any("杭州市物业管理条例" in reason.cite for reason in refused.value.reasons)
    near = bare(name="成都院落", serial=1)
    few = listed(near, opened(near, set_size=5), MEMBERS[:5])
    assert not report_of_formation(few, on=near.on).blocking
    assert announce_formation(formation=few, days=7, by=near.street, at=near.now).announced_on == near.on


@pytest.mark.clause("A3.1")
def test_an_absent_developer_stops_no_preparatory_group(db: None) -> None:
    here = bare(QINGDAO)
    members = tuple((s, n, last, "leader" if s == "街道" else "plain") for s, n, last, _r in MEMBERS)
    members = (members[0], members[1], ("社区党组织", "欧阳兰", 41, "plain"), *members[2:6])
    formation = opened(here, Body.Kind.PREPARATORY, by=here.street)
    asked = ask_side(formation=formation, side="建设单位", by=here.street, at=here.now)
    record_side_answer(side=asked, answer=A.REFUSED, by=here.street, at=here.now)
    formation = announce_formation(formation=listed(here, formation, members), days=7, by=here.street, at=here.now)
    assert "建设单位不参加" in side_line(formation)


def test_completing_wants_its_document_and_filing(here: Field) -> None:
    formation = announce_formation(formation=listed(here, opened(here)), days=7, by=here.street, at=here.now)
    here.later(8)
    for given in ({"basis": "", "filing_number": "1号"}, {"basis": "文", "filing_number": " "}):
        with pytest.raises(BadInput):
            complete_formation(formation=formation, by=here.street, at=here.now, **given)
    with pytest.raises(Refused):
        complete_formation(formation=formation, basis="文", filing_number="1号", by=here.worker, at=here.now)


@pytest.mark.clause("B1.4", "B8.8")
def test_a_community_forms_a_self_managed_body(here: Field) -> None:
    body = formed(here, Body.Kind.SELF_MANAGED)
    assert not body.represents
    assert holds(member(33), K.SELF_MANAGED, here.estate, at=here.now)
    with pytest.raises(Refused):
        opened(here, Body.Kind.SELF_MANAGED, by=here.street)


@pytest.mark.clause("B8.8")
def test_a_served_estate_is_no_ground_for_a_self_managed_body(db: None) -> None:
    here = bare(management=Estate.Management.LUMP_SUM)
    with pytest.raises(Refused, match="包干制"):
        opened(here, Body.Kind.SELF_MANAGED)
    found = {one.ground.id: one.holds for one in triggers_of(here.estate, Body.Kind.SELF_MANAGED, on=here.on)}
    assert found == {"unserved": False, "no_conditions": None, "committee_idle": False}


def test_an_interim_body_whose_time_ran_out_is_formed_anew_as_its_next_term(here: Field) -> None:
    body = formed(here, term_months=12)
    here.later(400)
    again = formed(here)
    assert again.pk == body.pk
    assert list(again.terms.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Appointment.objects.filter(body=again, ended_on__isnull=True).count() == 7
    assert Capacity.objects.filter(estate=here.estate, kind=K.INTERIM, until_at__isnull=True).count() == 7


def test_the_steps_say_what_is_done_and_what_is_next(here: Field) -> None:
    formation = opened(here)
    assert [s.state for s in steps_of_formation(formation, on=here.on)] == ["done", "now", "next", "next", "next"]
    formation = listed(here, formation)
    assert [s.key for s in steps_of_formation(formation, on=here.on) if s.state == "now"] == ["send"]
    formation = send_for_guidance(formation=formation, by=here.street, at=here.now)
    now = next(s for s in steps_of_formation(formation, on=here.on) if s.state == "now")
    assert (now.key, now.due_on, now.who) == ("guide", here.on + timedelta(days=7), "社工、住建")
    here.later(8)
    now = next(s for s in steps_of_formation(formation, on=here.on) if s.state == "now")
    assert now.key == "announce"
    formation = announce_formation(formation=formation, days=7, by=here.street, at=here.now)
    now = next(s for s in steps_of_formation(formation, on=here.on) if s.state == "now")
    assert (now.key, now.due_on) == ("wait", here.on + timedelta(days=7))
    here.later(8)
    assert [s.key for s in steps_of_formation(formation, on=here.on) if s.state == "now"] == ["complete"]


def test_a_forming_given_up_says_why_and_goes_no_further(here: Field) -> None:
    formation = listed(here, opened(here))
    with pytest.raises(BadInput):
        abandon_formation(formation=formation, reason=" ", by=here.street, at=here.now)
    formation = abandon_formation(formation=formation, reason="业主决定直接成立业委会", by=here.street, at=here.now)
    with pytest.raises(Refused):
        announce_formation(formation=formation, days=7, by=here.street, at=here.now)
    with pytest.raises(Refused):
        ask_side(formation=formation, side="公安", by=here.street, at=here.now)
