"""Lists of candidates through their acts: who stands, who may exclude on what, what is published, what is answered."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from gongzhi.bodies.actions.answer_objection_to_list import answer_objection_to_list
from gongzhi.bodies.actions.answer_vetting import answer_vetting
from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.close_slate import close_slate
from gongzhi.bodies.actions.confirm_term import confirm_term
from gongzhi.bodies.actions.consent_candidacy import consent_candidacy
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.form_env_committee import form_env_committee
from gongzhi.bodies.actions.give_reason import give_reason
from gongzhi.bodies.actions.object_to_list import object_to_list
from gongzhi.bodies.actions.open_slate import open_slate
from gongzhi.bodies.actions.publish_slate import publish_slate
from gongzhi.bodies.actions.recommend_candidate import recommend_candidate
from gongzhi.bodies.actions.vet_candidate import vet_candidate
from gongzhi.bodies.actions.withdraw_candidacy import withdraw_candidacy
from gongzhi.bodies.models import Appointment, Candidate, WrittenReason
from gongzhi.bodies.queries.composition import facts_of, report_of, report_of_slate
from gongzhi.bodies.queries.declarations import declared_as_candidate
from gongzhi.bodies.queries.slates import words_of
from gongzhi.bodies.states import CandidateState
from gongzhi.bodies.tests.ground import ground, phone
from gongzhi.bodies.tests.slate_world import Slated, housed
from gongzhi.documents.models import Document
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Entry, Message
from gongzhi.kernel.outbox import opened
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person
from gongzhi.register.models import Holding

S = CandidateState
By = Candidate.By


@pytest.fixture
def slated(db: None) -> Slated:
    return Slated()


@pytest.mark.clause("A1.2", "B1.11")
def test_an_owner_is_recommended_asked_and_agrees(slated: Slated) -> None:
    candidate = slated.recommended(0, categories=["party_owner", "staff"])
    person = Person.objects.get(pk=candidate.person_id)
    assert candidate.state == S.RECOMMENDED
    address, text = opened(Message.objects.get(kind="candidate.recommended"))
    assert address == "13800010000"
    assert "是否同意由您决定" in text
    agreed = consent_candidacy(candidate=candidate, categories=["staff"], statement="愿意", by=person, at=slated.at)
    assert (agreed.state, agreed.categories) == (S.CONSENTED, ["staff"])
    assert "张伟" not in Entry.objects.get(act="bodies.candidate.recommended").body.decode()


@pytest.mark.clause("A1.2", "B1.3")
def test_whoever_is_no_owner_here_is_refused_with_the_article(slated: Slated) -> None:
    with pytest.raises(Refused) as refused:
        slated.recommended(9, name="外人", number="13600000009")
    assert "本物业管理区域的业主" in refused.value.reasons[0].text
    assert "31" in refused.value.reasons[0].cite or "16" in refused.value.reasons[0].cite
    assert not Candidate.objects.exists()


def test_who_may_recommend(slated: Slated) -> None:
    owner = slated.owner(1, "李娜")
    by_self = recommend_candidate(
        slate=slated.slate, name="李娜", number="13800010001", recommended_by=By.SELF, by=owner, at=slated.at
    )
    assert by_self.person_id == owner.pk
    with pytest.raises(BadInput):  # another's number is no recommendation of oneself
        recommend_candidate(
            slate=slated.slate, name="王芳", number="13800010002", recommended_by=By.SELF, by=owner, at=slated.at
        )
    jointly = slated.recommended(2, by=owner, recommended_by=By.OWNERS, recommender="12 户")
    assert jointly.recommended_by == By.OWNERS
    for by in (owner, know_person(name="路人", number="13600000001", at=slated.at)):
        with pytest.raises(Refused):
            slated.recommended(3, by=by)
    with pytest.raises(Refused):
        slated.recommended(2)
    with pytest.raises(BadInput) as wrong:
        slated.recommended(4, recommender="", categories=["nobility"])
    assert set(wrong.value.fields) == {"recommender", "categories"}


def test_only_the_person_agrees_and_withdraws(slated: Slated) -> None:
    candidate = slated.recommended(0)
    other = slated.owner(1)
    for act in (withdraw_candidacy, lambda **k: consent_candidacy(categories=[], **k)):
        with pytest.raises(NotHere):
            act(candidate=candidate, by=other, at=slated.at)
        with pytest.raises(NotHere):
            act(candidate=candidate, by=slated.worker, at=slated.at)
    person = Person.objects.get(pk=candidate.person_id)
    assert withdraw_candidacy(candidate=candidate, by=person, at=slated.at).state == S.WITHDRAWN
    with pytest.raises(Refused):
        withdraw_candidacy(candidate=candidate, by=person, at=slated.at)
    assert slated.recommended(0).state == S.RECOMMENDED


@pytest.mark.clause("B1.3")
def test_vetting_excludes_on_a_listed_ground_only_and_is_answered(slated: Slated) -> None:
    candidate = slated.agreed(0)
    person = Person.objects.get(pk=candidate.person_id)
    for unlisted in ("", "not_a_party_member", "arrears"):
        with pytest.raises(Refused):
            vet_candidate(candidate=candidate, fit=False, ground=unlisted, evidence="x", by=slated.street, at=slated.at)
    with pytest.raises(BadInput):
        vet_candidate(candidate=candidate, fit=False, ground="incapable", by=slated.street, at=slated.at)
    vet_candidate(candidate=candidate, fit=False, ground="incapable", evidence="某判决", by=slated.street, at=slated.at)
    candidate.refresh_from_db()
    assert candidate.state == S.EXCLUDED
    _address, told = opened(Message.objects.get(kind="candidate.excluded"))
    assert "某判决" in told
    assert "申辩" in told
    with pytest.raises(NotHere):
        answer_vetting(candidate=candidate, text="不实", by=slated.worker, at=slated.at)
    answer_vetting(candidate=candidate, text="判决已经撤销", by=person, at=slated.at)
    vet_candidate(candidate=candidate, fit=True, by=slated.worker, at=slated.at)
    candidate.refresh_from_db()
    assert candidate.state == S.EXCLUDED  # the office that said unfit has not vetted again
    vet_candidate(candidate=candidate, fit=True, by=slated.street, at=slated.at)
    candidate.refresh_from_db()
    assert (candidate.state, candidate.answer) == (S.LISTED, "判决已经撤销")
    assert candidate.vettings.count() == 3


def test_who_may_vet_and_when(slated: Slated) -> None:
    candidate = slated.recommended(0)
    with pytest.raises(Refused):
        vet_candidate(candidate=candidate, fit=True, by=slated.street, at=slated.at)
    agreed = slated.agreed(1)
    for by in (slated.owner(2), slated.committee[0]):
        with pytest.raises(Refused):
            vet_candidate(candidate=agreed, fit=True, by=by, at=slated.at)


@pytest.mark.clause("B1.3")
def test_the_list_is_published_without_numbers_and_silence_keeps_nobody_from_standing(slated: Slated) -> None:
    with pytest.raises(Refused):
        publish_slate(slate=slated.slate, by=slated.worker, at=slated.at)
    first, _second = slated.agreed(0), slated.agreed(1)
    slated.recommended(2)
    vet_candidate(candidate=first, fit=True, by=slated.street, at=slated.at)
    with pytest.raises(Refused):
        publish_slate(slate=slated.slate, by=slated.street, at=slated.at)
    slate = publish_slate(slate=slated.slate, by=slated.worker, at=slated.at)
    document = Document.objects.get(pk=slate.document_id)
    assert [row["label"] for row in document.data["terms"]] == ["张伟", "张伟"]
    assert "审核合格" in document.data["terms"][0]["value"]
    assert "没有提出意见" in document.data["terms"][1]["value"]
    assert "1380001" not in str(document.data)
    with pytest.raises(Refused):
        slated.recommended(3)


@pytest.mark.clause("A1.3")
def test_too_few_party_members_want_a_reason_and_block_nothing(slated: Slated) -> None:
    for n, party in enumerate((True, False, False)):
        slated.agreed(n, party=party)
    report = report_of_slate(slated.slate, law_day(slated.at))
    failing = [f for f in report.failing if "party" in f.rule]
    assert failing
    assert not failing[0].blocks
    with pytest.raises(Refused):
        give_reason(of=slated.slate, rule="none.such", words="x", by=slated.worker, at=slated.at)
    with pytest.raises(BadInput):
        give_reason(of=slated.slate, rule=failing[0].rule, words=" ", by=slated.worker, at=slated.at)
    with pytest.raises(Refused):
        give_reason(of=slated.slate, rule=failing[0].rule, words="x", by=slated.street, at=slated.at)
    assert publish_slate(slate=slated.slate, by=slated.worker, at=slated.at).published_on is not None
    give_reason(of=slated.slate, rule=failing[0].rule, words="报名的党员业主不足", by=slated.worker, at=slated.at)
    assert WrittenReason.objects.get().slate_id == slated.slate.pk


@pytest.mark.clause("A1.3")
def test_enough_party_members_and_what_is_not_said_stays_open(slated: Slated) -> None:
    slated.agreed(0, party=True)
    slated.agreed(1, party=True)
    slated.agreed(2)
    found = {f.rule: f.passed for f in report_of_slate(slated.slate, law_day(slated.at)).findings}
    assert [passed for rule, passed in found.items() if "party" in rule] == [True]
    slated.agreed(3)
    slated.agreed(4)
    found = {f.rule: f.passed for f in report_of_slate(slated.slate, law_day(slated.at)).findings}
    assert [passed for rule, passed in found.items() if "party" in rule] == [None]


@pytest.mark.clause("A1.3")
def test_a_slate_is_asked_nothing_that_only_a_seated_committee_can_answer(slated: Slated) -> None:
    for n in range(4):
        slated.agreed(n)
    report = report_of_slate(slated.slate, law_day(slated.at))
    assert report.findings
    assert not any(word in f.expected for f in report.findings for word in ("主任", "在任", "到位", "候补", "单数"))


@pytest.mark.clause("B7.4")
def test_objections_are_sealed_answered_and_public_without_a_name(slated: Slated) -> None:
    owner = slated.owner(3, "刘洋")
    slated.agreed(0)
    with pytest.raises(Refused):
        object_to_list(of=slated.slate, about="candidates", words="不是业主", by=owner, at=slated.at)
    slate = publish_slate(slate=slated.slate, by=slated.worker, at=slated.at)
    with pytest.raises(NotHere):
        object_to_list(of=slate, about="candidates", words="不是业主", by=slated.worker, at=slated.at)
    with pytest.raises(BadInput):
        object_to_list(of=slate, about="weather", words=" ", by=owner, at=slated.at)
    row = object_to_list(of=slate, about="candidates", words="此人已经卖房", by=owner, at=slated.at)
    assert row.number == 1
    assert "卖房".encode() not in bytes(row.words)
    assert words_of(row) == "此人已经卖房"
    with pytest.raises(Refused):
        answer_objection_to_list(objection=row, text="已核实", by=owner, at=slated.at)
    answered = answer_objection_to_list(
        objection=row, text="已核实，房屋仍在其名下", by=slated.worker, at=slated.at + timedelta(days=2)
    )
    assert answered.answer.startswith("已核实")
    assert opened(Message.objects.get(kind="list.answered"))[0] == "13800010003"
    with pytest.raises(Refused):
        answer_objection_to_list(objection=row, text="再答", by=slated.worker, at=slated.at)


def test_one_list_at_a_time_kept_by_who_prepares_the_election(slated: Slated) -> None:
    with pytest.raises(Refused):
        open_slate(estate=slated.estate, title="又一次", set_size=5, by=slated.worker, at=slated.at)
    for by in (slated.street, slated.owner(0)):
        with pytest.raises(Refused):
            close_slate(slate=slated.slate, reason="完成", by=by, at=slated.at)
    with pytest.raises(BadInput):
        close_slate(slate=slated.slate, reason="", by=slated.worker, at=slated.at)
    close_slate(slate=slated.slate, reason="选举完成", by=slated.committee[0], at=slated.at)
    with pytest.raises(Refused):
        slated.recommended(0)
    second = open_slate(estate=slated.estate, title="又一次", set_size=5, by=slated.worker, at=slated.at)
    assert second.serial == 2
    with pytest.raises(BadInput) as wrong:
        open_slate(estate=slated.estate, title="", set_size=0, by=slated.worker, at=slated.at)
    assert set(wrong.value.fields) == {"title", "set_size"}


@pytest.mark.clause("B7.6")
def test_a_declaration_is_sealed_own_or_with_its_source_and_the_newest_counts(slated: Slated) -> None:
    candidate = slated.recommended(0)
    person, other = Person.objects.get(pk=candidate.person_id), slated.owner(1)
    with pytest.raises(NotHere):
        declare(to=candidate, person=other, party=True, by=other, at=slated.at)
    with pytest.raises(Refused):
        declare(to=candidate, person=person, party=True, source="听说", by=other, at=slated.at)
    with pytest.raises(BadInput):
        declare(to=candidate, person=person, party=True, by=slated.worker, at=slated.at)
    row = declare(to=candidate, person=person, party=True, skills=["法律"], by=person, at=slated.at)
    assert row.own
    assert b"party" not in bytes(row.content)
    again = declare(to=candidate, person=person, party=False, source="签名声明", by=slated.worker, at=slated.at)
    said = declared_as_candidate(slated.estate, [person.pk])[person.pk]
    assert (said.party, said.own, said.source) == (False, False, "签名声明")
    again.source = "改"
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        again.save()


def test_an_owner_of_another_estate_stands_nowhere_here(slated: Slated) -> None:
    elsewhere = slated.another()
    stranger = elsewhere.owner(0, "外人")
    with pytest.raises(Refused):
        recommend_candidate(
            slate=slated.slate,
            name="外人",
            number=elsewhere.phone(0),
            recommended_by=By.SELF,
            by=stranger,
            at=slated.at,
        )
    assert not Candidate.objects.exists()


@pytest.mark.django_db
@pytest.mark.clause("A1.3", "B1.11")
def test_no_term_is_confirmed_that_seats_who_sold_out_and_no_paper_holds_one_up() -> None:
    here = ground(confirmed=False, seated=1)
    homes = housed(here.estate)
    seat = appoint(
        body=here.body,
        term=here.term,
        name="李娜",
        number=homes.phone(1),
        role=Appointment.Role.MEMBER,
        way=Appointment.Way.ELECTED,
        basis="首次会议",
        from_on=law_day(homes.at),
        elector=homes.electors[1],
        by=here.worker,
        at=homes.at,
    )
    person = Person.objects.get(pk=seat.person_id)
    declare(to=here.body, person=person, party=False, by=person, at=homes.at)
    owner = homes.electors[1].members.get().owner
    Holding.objects.filter(owner=owner).update(until_on=law_day(homes.at))
    asked = {"filing_number": "备1号", "filed_on": law_day(homes.at), "by": here.street, "at": homes.at}
    with pytest.raises(Refused) as refused:
        confirm_term(term=here.term, **asked)
    assert [("李娜" in one.text, "16条" in one.cite) for one in refused.value.reasons] == [(True, True)]
    Holding.objects.filter(owner=owner).update(until_on=None)
    assert any(not one.blocks for one in report_of(here.body, law_day(homes.at)).failing)
    assert confirm_term(term=here.term, **asked).confirmed_at is not None


@pytest.mark.django_db
@pytest.mark.clause("B7.4")
def test_only_the_same_persons_posts_are_found_never_those_of_a_name_or_of_another_community() -> None:
    here = ground(seated=1)
    on, shared = here.term.from_on, {"by": here.worker, "at": here.body.estate.created_at}
    env = form_env_committee(
        division=here.estate.community,
        name="环物委",
        set_size=5,
        basis="决定",
        formed_on=on,
        until_on=here.term.until_on,
        **shared,
    )
    seat = {"role": Appointment.Role.MEMBER, "way": Appointment.Way.BY_RESIDENTS, "basis": "决定", "from_on": on}
    appoint(body=env, term=env.terms.get(), name="刘芳", number="13600000077", **seat, **shared)  # a namesake
    assert not any(member.posts for member in facts_of(env, on).members)
    appoint(body=env, term=env.terms.get(), name="刘芳", number=phone(0), **seat, **shared)
    posts = [[(post.body, post.kind) for post in member.posts] for member in facts_of(env, on).members]
    assert posts == [[], [("桂溪苑业委会", "业委会")]]
