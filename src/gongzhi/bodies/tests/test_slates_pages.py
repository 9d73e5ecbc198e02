"""The pages of lists, checks and declarations: what each shows, to whom, and what it never shows."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.publish_slate import publish_slate
from gongzhi.bodies.models import Body, Candidate, Declaration, Hearing, ListObjection, Slate, WrittenReason
from gongzhi.bodies.states import CandidateState
from gongzhi.bodies.tests.slate_world import Slated, client_of
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi_law.composition import Kin

S = CandidateState


@pytest.fixture
def slated(db: None, monkeypatch: pytest.MonkeyPatch) -> Slated:
    found = Slated()
    monkeypatch.setattr("django.utils.timezone.now", lambda: found.at)
    return found


def text_of(answer: object) -> str:
    return re.sub(r"<[^>]+>", "", answer.content.decode())


@pytest.mark.clause("A1.2", "B1.3")
def test_a_list_from_the_desk_to_the_public_page(slated: Slated) -> None:
    code, slate = slated.estate.code, slated.slate
    desk, public = client_of(slated.worker), Client()
    assert slate.title in text_of(desk.get(f"/desk/e/{code}/slates/"))
    form = desk.get(f"/desk/e/{code}/slates/{slate.pk}/recommend/")
    assert "党员业主" in text_of(form)
    sent = {
        "name": "张伟",
        "number": "13800010000",
        "recommended_by": "party",
        "recommender": "桂溪社区党委",
        "categories": ["staff", "party_owner"],
    }
    assert desk.post(f"/desk/e/{code}/slates/{slate.pk}/recommend/", sent).status_code == 302
    candidate = Candidate.objects.get()
    assert "张伟" not in text_of(public.get(f"/e/{code}/candidates/"))

    own = client_of(Person.objects.get(pk=candidate.person_id))
    page = f"/e/{code}/candidacy/{candidate.pk}/"
    assert "同意参选" in text_of(own.get(page))
    assert client_of(slated.owner(1)).get(page).status_code == 404
    assert own.post(f"{page}consent/", {"categories": ["staff"], "statement": "愿意为大家办事"}).status_code == 302
    said = {"party": "yes", "skills": ["法律"], "kin": "配偶，锦宁物业，客服"}
    assert own.post(f"{page}declaration/", said).status_code == 302
    assert own.post(f"{page}declaration/", {"kin": "配偶 锦宁物业"}).status_code == 422
    assert Declaration.objects.count() == 1

    vetting = f"/desk/e/{code}/candidates/{candidate.pk}/vet/"
    assert client_of(slated.street).post(vetting, {"fit": "yes"}).status_code == 302
    assert desk.post(f"/desk/e/{code}/slates/{slate.pk}/publish/", {"idempotency_key": "1"}).status_code == 302
    shown = text_of(public.get(f"/e/{code}/candidates/"))
    assert "张伟" in shown
    assert "审核合格" in shown
    assert "愿意为大家办事" in shown
    assert "党员业主" not in shown.split("怎么看这页")[0].replace("党员不低于半数", "")
    assert "13800010000" not in shown
    document = public.get(f"/d/{Slate.objects.get().document_id}/")
    assert "张伟" in text_of(document)


@pytest.mark.clause("B1.3")
def test_who_is_excluded_reads_the_ground_and_answers(slated: Slated) -> None:
    code, candidate = slated.estate.code, slated.agreed(0)
    desk = client_of(slated.street)
    page = f"/desk/e/{code}/candidates/{candidate.pk}/vet/"
    assert "是不是党员" in text_of(desk.get(page))
    assert desk.post(page, {"fit": "no", "ground": "party", "evidence": "x"}).status_code == 422
    assert desk.post(page, {"fit": "no", "ground": "incapable", "evidence": "某号判决"}).status_code == 302
    own = client_of(Person.objects.get(pk=candidate.person_id))
    mine = f"/e/{code}/candidacy/{candidate.pk}/"
    assert "某号判决" in text_of(own.get(mine))
    assert own.post(f"{mine}answer/", {"text": "判决已经撤销"}).status_code == 302
    assert "判决已经撤销" in text_of(desk.get(f"/desk/e/{code}/candidates/{candidate.pk}/"))
    assert own.post(f"{mine}withdraw/", {"idempotency_key": "2"}).status_code == 409


@pytest.mark.clause("A1.2")
def test_an_owner_recommends_themselves_on_the_phone(slated: Slated) -> None:
    code, slate, owner = slated.estate.code, slated.slate, slated.owner(2, "王芳")
    page = f"/e/{code}/candidates/{slate.pk}/recommend/"
    assert Client().get(page).status_code == 302
    assert client_of(slated.street).get(page).status_code == 404
    answer = client_of(owner).post(page, {"recommended_by": "self"})
    assert answer.status_code == 302
    candidate = Candidate.objects.get()
    assert (candidate.person_id, candidate.recommended_by) == (owner.pk, "self")
    assert answer["Location"].endswith(f"/candidacy/{candidate.pk}/")


@pytest.mark.clause("A1.3")
def test_the_reason_for_too_few_party_members_is_public(slated: Slated) -> None:
    for n in range(3):
        slated.agreed(n, party=False)
    code, slate = slated.estate.code, slated.slate
    desk = client_of(slated.worker)
    shown = desk.get(f"/desk/e/{code}/slates/{slate.pk}/").content.decode()
    (link,) = re.findall(r'href="([^"]+reason/\?rule=[^"]*party[^"]*)"', shown)
    assert 'is-due">与文件不同，只提示</span>' in shown
    assert ">不符合<" not in shown  # a paper is departed from, no law is broken
    assert desk.post(link.replace("&amp;", "&"), {"words": "报名的党员业主不足"}).status_code == 302
    assert WrittenReason.objects.get().words == "报名的党员业主不足"
    publish_slate(slate=slate, by=slated.worker, at=slated.at)
    assert "报名的党员业主不足" in text_of(Client().get(f"/e/{code}/candidates/"))


@pytest.mark.clause("B7.4")
def test_an_objection_from_the_phone_is_answered_on_the_desk(slated: Slated) -> None:
    code = slated.estate.code
    slated.agreed(0)
    slate = publish_slate(slate=slated.slate, by=slated.worker, at=slated.at)
    owner = client_of(slated.owner(3))
    page = f"/e/{code}/candidates/{slate.pk}/objection/"
    assert owner.post(page, {"about": "candidates", "words": "此人已经卖房"}).status_code == 302
    row = ListObjection.objects.get()
    assert "卖房" not in text_of(Client().get(f"/e/{code}/candidates/"))
    assert "卖房" not in text_of(client_of(slated.street).get(f"/desk/e/{code}/slates/{slate.pk}/"))
    assert "卖房" in text_of(client_of(slated.worker).get(f"/desk/e/{code}/slates/{slate.pk}/"))
    answering = f"/desk/e/{code}/list-objections/{row.pk}/"
    assert client_of(slated.street).post(answering, {"text": "已核实"}).status_code == 409
    assert client_of(slated.worker).post(answering, {"text": "已核实，房屋仍在其名下"}).status_code == 302
    assert "已核实，房屋仍在其名下" in text_of(Client().get(f"/e/{code}/candidates/"))


@pytest.mark.clause("B7.1", "B7.5", "B7.6")
def test_the_committee_of_a_community_from_its_desk(slated: Slated) -> None:
    community = slated.estate.community
    desk = client_of(slated.worker)
    page = f"/desk/d/{community.code}/env/"
    assert "还没有环物委" in text_of(desk.get(page))
    assert client_of(slated.owner(0)).get(page).status_code == 404
    day = law_day(slated.at).isoformat()
    sent = {"name": "桂溪社区环物委", "set_size": 5, "basis": "居民代表会议决定", "formed_on": day}
    assert desk.post(f"{page}new/", sent).status_code == 422  # no term of the 居委会 to run with
    until = (law_day(slated.at) + timedelta(days=1500)).isoformat()
    assert desk.post(f"{page}new/", {**sent, "until_on": until}).status_code == 302
    body = Body.objects.get(kind=Body.Kind.ENV_COMMITTEE)
    checks = f"/desk/d/{community.code}/bodies/{body.pk}"
    heard = {"name": "赵一", "number": "13900009901", "asked": "社区党组织", "outcome": "support", "on": day}
    assert desk.post(f"{checks}/hearing/", {**heard, "outcome": "concern"}).status_code == 422
    assert desk.post(f"{checks}/hearing/", heard).status_code == 302
    person = Person.objects.get(pk=Hearing.objects.get().person_id)
    said = {"party": "yes", "skills": ["法律", "环境"], "voluntary": "yes", "lives_in": slated.estate.name}
    own = f"/c/{community.code}/bodies/{body.pk}/declaration/"
    assert client_of(person).post(own, said).status_code == 302
    assert client_of(slated.owner(0)).get(own).status_code == 404
    shown = text_of(desk.get(f"{checks}/checks/"))
    assert "社区党组织" in shown
    assert "党员超过半数" in shown
    large = f"/desk/e/{slated.estate.code}/large/"
    assert desk.post(large, {"large": "yes", "why": "户数最多"}).status_code == 302
    assert "规模较大" in text_of(desk.get(page))


def test_the_public_page_before_any_election(slated: Slated) -> None:
    other = slated.another()
    shown = text_of(Client().get(f"/e/{other.estate.code}/candidates/"))
    assert "现在没有选举" in shown


@pytest.mark.clause("B7.4", "A1.3")
def test_the_public_page_of_a_body_judges_it_and_tells_nothing_of_single_persons(slated: Slated) -> None:
    estate, body = slated.estate, slated.body
    member = slated.committee[0]
    kin = [Kin("配偶", "锦宁物业服务有限公司", "客服")]
    declare(to=body, person=member, party=False, kin=kin, by=member, at=slated.at)
    public = Client()
    page = f"/e/{estate.code}/bodies/{body.pk}/"
    shown = text_of(public.get(page))
    assert "党员不低于半数" in shown
    assert "主任一般由党员担任" not in shown  # one person's membership
    assert "锦宁物业" not in shown
    assert "人中党员" not in shown
    assert "配偶在" not in shown
    owner = client_of(slated.owner(4))
    assert owner.post(f"{page}objection/", {"about": "kin", "words": "其配偶在物业任职"}).status_code == 302
    row = ListObjection.objects.get()
    assert row.body_id == body.pk
    assert "第 1 号异议" in text_of(public.get(page))
    assert client_of(slated.another().owner(0)).get(f"{page}objection/").status_code == 404
    for person, sees in ((slated.worker, True), (slated.street, True), (slated.committee[1], False)):
        for desk in (f"/desk{page}checks/", f"/desk{page}", f"/api/estates/{estate.code}/desk/bodies/{body.pk}/checks"):
            assert ("锦宁物业" in text_of(client_of(person).get(desk))) is sees


@pytest.mark.clause("B7.4", "B1.11")
def test_pages_offer_only_what_opens(slated: Slated) -> None:
    code, body = slated.estate.code, slated.body
    offers = {f"/e/{code}/bodies/{body.pk}/": "objection/", f"/e/{code}/candidates/": "/recommend/"}
    for page, link in offers.items():
        for client, offered in (
            (Client(), True),
            (client_of(slated.owner(4)), True),
            (client_of(slated.street), False),
        ):
            assert (link in client.get(page).content.decode()) is offered, (page, offered)
    checks = client_of(slated.street).get(f"/desk/e/{code}/bodies/{body.pk}/").content.decode()
    assert "/electors/" not in checks  # the register is not the street's


def test_what_is_said_of_several_members_alike_is_one_line(slated: Slated) -> None:
    page = f"/e/{slated.estate.code}/bodies/{slated.body.pk}/"
    assert "1号席位、2号席位、候补1是否本区域业主没有核实" in text_of(Client().get(page))
    desk = text_of(client_of(slated.worker).get(f"/desk{page}"))
    first, second = (member.shown_name() for member in slated.committee)
    assert f"{first}、{second}、" in desk
    assert desk.count("是否本区域业主没有核实") == 1
    assert f"核实{first}、{second}、" in desk  # what to do names them too


def test_each_finding_leads_to_where_it_is_mended(slated: Slated) -> None:
    code, body = slated.estate.code, slated.body
    shown = client_of(slated.worker).get(f"/desk/e/{code}/bodies/{body.pk}/").content.decode()
    section = shown[shown.index('id="composition"') :]
    links = re.findall(r'<a href="([^"]+)">去办</a>', section)
    assert f"/desk/e/{code}/bodies/{body.pk}/checks/#people" in links  # who said nothing of the party
    assert f"/desk/e/{code}/electors/" in links  # who may be no owner
    assert f"/desk/e/{code}/bodies/{body.pk}/" not in links  # one is there already
