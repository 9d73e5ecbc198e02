"""Candidates and checks in the API: the same acts, the same refusals, nothing of single persons for the public."""

import json
from typing import Any

import pytest
from django.test import Client

from gongzhi.bodies.models import Body, Candidate, Declaration, Hearing, ListObjection, WrittenReason
from gongzhi.bodies.states import CandidateState
from gongzhi.bodies.tests.slate_world import Slated, client_of
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person

S = CandidateState


@pytest.fixture
def slated(db: None, monkeypatch: pytest.MonkeyPatch) -> Slated:
    found = Slated()
    monkeypatch.setattr("django.utils.timezone.now", lambda: found.at)
    return found


def post(person: Person, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any]:
    answer = client_of(person).post(f"/api{path}", json.dumps(body or {}), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.mark.clause("A1.2", "B1.3", "B1.11")
def test_a_candidate_through_the_api(slated: Slated) -> None:
    at, desk = f"/estates/{slated.estate.code}", f"/estates/{slated.estate.code}/desk/slates/{slated.slate.pk}"
    asked = {"name": "张伟", "number": "13600000000", "recommended_by": "party", "recommender": "党委"}
    status, answer = post(slated.worker, f"{desk}/recommendations", asked)
    assert status == 409
    assert "业主" in answer["refused"][0]["reason"]
    assert post(slated.worker, f"{desk}/recommendations", {**asked, "number": slated.homes.phone(0)})[0] == 200
    candidate = Candidate.objects.get()
    person = Person.objects.get(pk=candidate.person_id)
    own = f"{at}/candidacy/{candidate.pk}"
    assert post(slated.worker, f"{own}/consent")[0] == 404
    assert post(person, f"{own}/consent", {"statement": "愿意"})[1]["state"] == S.CONSENTED
    kin = [{"relation": "配偶", "body": "锦宁物业", "kind": "客服"}]
    assert post(person, f"{own}/declaration", {"party": False, "kin": kin})[0] == 200
    assert Declaration.objects.get().own
    vetting = f"{at}/desk/candidates/{candidate.pk}/vettings"
    assert post(slated.street, vetting, {"fit": False, "ground": "not_a_party_member", "evidence": "x"})[0] == 409
    assert post(slated.street, vetting, {"fit": True})[0] == 200
    assert post(slated.worker, f"{desk}/publication")[0] == 200
    (shown,) = Client().get(f"/api{at}/candidates").json()
    assert shown["candidates"][0]["name"] == "张伟"
    assert "锦宁物业" not in json.dumps(shown, ensure_ascii=False)
    assert slated.homes.phone(0) not in json.dumps(shown)
    objecting = f"{at}/candidates/{slated.slate.pk}/objections"
    assert post(slated.owner(2), objecting, {"about": "candidates", "words": "异议"})[0] == 200
    row = ListObjection.objects.get()
    answering = f"{at}/desk/list-objections/{row.pk}/answer"
    assert post(slated.worker, answering, {"text": "已核实"})[1]["answer"] == "已核实"


@pytest.mark.clause("A1.3", "B7.1", "B7.6")
def test_checks_reasons_and_the_committee_of_a_community_through_the_api(slated: Slated) -> None:
    day = law_day(slated.at).isoformat()
    body = f"/estates/{slated.estate.code}/desk/bodies/{slated.body.pk}"
    found = client_of(slated.worker).get(f"/api{body}/checks").json()["findings"]
    (rule,) = {one["rule"] for one in found if one["passed"] is False}
    assert post(slated.street, f"{body}/reasons", {"rule": rule, "words": "正在补选"})[0] == 409
    assert post(slated.worker, f"{body}/reasons", {"rule": rule, "words": "正在补选"})[0] == 200
    assert WrittenReason.objects.get().rule == rule
    above = f"/divisions/{slated.estate.community_id}/desk"
    env = {"name": "环物委", "set_size": 5, "basis": "决定", "formed_on": day, "until_on": "2030-08-03"}
    assert post(slated.street, f"{above}/env", env)[0] == 409
    status, made = post(slated.worker, f"{above}/env", env)
    assert status == 200
    assert Body.objects.get(pk=made["id"]).kind == Body.Kind.ENV_COMMITTEE
    heard = {"name": "赵一", "number": "13900009901", "asked": "党组织", "outcome": "support", "on": day}
    status, row = post(slated.worker, f"{above}/bodies/{made['id']}/hearings", heard)
    assert status == 200
    person = Person.objects.get(pk=Hearing.objects.get().person_id)
    said = f"{above}/bodies/{made['id']}/declarations/{row['person']}"
    assert post(slated.worker, said, {"party": True})[0] == 422
    assert post(slated.worker, said, {"party": True, "source": "签名声明"})[1]["own"] is False
    own = f"/divisions/{slated.estate.community_id}/bodies/{made['id']}/declaration"
    assert post(person, own, {"voluntary": True})[1]["own"] is True
    assert post(slated.worker, f"/estates/{slated.estate.code}/desk/large", {"large": True, "why": "户数"})[0] == 200
