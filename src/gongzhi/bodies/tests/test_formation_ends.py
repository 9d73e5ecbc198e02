"""Ending a body of passage, objecting to a list, and the same by the API."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.actions.conclude_interim import HANDED_OVER, WITHHELD, conclude_interim
from gongzhi.bodies.actions.object_to_list import object_to_list
from gongzhi.bodies.models import Appointment, Body, Formation, Handover, ListObjection
from gongzhi.bodies.queries.handing_over import proposals
from gongzhi.bodies.tests.formation_world import Field, bare, client_of, elected, formed, listed, member, opened
from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Entry
from gongzhi.people.models import Capacity
from gongzhi.people.queries import holds
from gongzhi_law import formation as law

pytestmark = pytest.mark.django_db
K = Capacity.Kind


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Field:
    made = bare()
    monkeypatch.setattr("django.utils.timezone.now", lambda: made.now)
    return made


def ended(here: Field, body: Body, **more: Any) -> Handover:
    items = [{"item": g.id, "state": HANDED_OVER, "note": ""} for g in law.handover_items(here.on, here.estate.place)]
    given = {
        "items": items,
        "witness": "段云",
        "reason": "业委会已备案",
        "on": here.on,
        "by": here.street,
        "at": here.now,
    }
    return conclude_interim(body=body, **{**given, **more})


@pytest.mark.clause("A3.3")
def test_what_was_kept_goes_to_the_committee_and_every_capacity_is_gone(here: Field) -> None:
    body = formed(here)
    here.later(10)
    committee = elected(here)
    (proposal,) = proposals([here.estate.pk], on=here.on)
    assert (proposal.body.pk, proposal.committee.pk, proposal.since) == (body.pk, committee.pk, here.on)
    handover = ended(here, body)
    assert (handover.to_body_id, handover.to_words) == (committee.pk, "望江院落业主委员会")
    body.refresh_from_db()
    assert (body.state, body.represents, body.ended_on) == ("ended", False, here.on)
    assert not Appointment.objects.filter(body=body, ended_on__isnull=True).exists()
    assert not Capacity.objects.filter(estate=here.estate, kind=K.INTERIM, until_at__isnull=True).exists()
    here.later(1)
    assert not holds(member(33), K.INTERIM, here.estate, at=here.now)
    assert proposals([here.estate.pk], on=here.on) == []
    document = Document.objects.get(estate_id=here.estate.pk, kind="conclusion")
    assert {"label": "印章", "value": "已移交"} in document.data["terms"]
    assert typeset(document).startswith(b"%PDF")
    assert Entry.objects.filter(estate_id=here.estate.pk, act="bodies.interim.handed_over").count() == 1


@pytest.mark.clause("A3.3")
def test_only_the_street_ends_an_interim_body(here: Field) -> None:
    body = formed(here)
    for who in (here.worker, here.social, member(31)):
        with pytest.raises(Refused, match="街道办事处"):
            ended(here, body, by=who, to_words="居委会")


def test_every_item_is_named_once_and_what_is_withheld_says_where_it_is(here: Field) -> None:
    body = formed(here)
    items = [{"item": g.id, "state": HANDED_OVER, "note": ""} for g in law.handover_items(here.on, here.estate.place)]
    withheld = [{**items[0], "state": WITHHELD}, *items[1:]]
    wrong: list[dict[str, Any]] = [
        {"items": items[1:]},
        {"items": [*items, items[0]]},
        {"items": withheld},
        {"items": [{**items[0], "state": "lost"}, *items[1:]]},
        {"witness": " "},
        {"reason": ""},
        {"to_words": ""},
        {"on": here.on + timedelta(days=1)},
    ]
    for more in wrong:
        with pytest.raises(BadInput):
            ended(here, body, **{"to_words": "居委会", **more})
    assert not Handover.objects.exists()
    told = [{**withheld[0], "note": "在物业公司"}, *items[1:]]
    assert ended(here, body, items=told, to_words="居委会").to_body_id is None
    with pytest.raises(Refused, match="在任的临时组织"):
        ended(here, body, to_words="居委会")


def test_a_committee_is_not_ended_this_way(here: Field) -> None:
    with pytest.raises(Refused):
        ended(here, elected(here), by=here.worker)


def test_an_objection_to_a_list_is_for_owners_and_while_it_is_public(here: Field) -> None:
    formation = listed(here, opened(here))
    with pytest.raises(NotHere):
        object_to_list(of=formation, about="members", words="不同意", by=here.social, at=here.now)
    announce_formation(formation=formation, days=7, by=here.street, at=here.now)
    assert not ListObjection.objects.exists()


def call(client: Client, verb: str, path: str, body: Any = None) -> Any:
    token = client.get("/api/session").json()["csrf_token"]
    sent = json.dumps(body) if body is not None else None
    return client.generic(verb, path, sent or "", content_type="application/json", headers={"X-CSRFToken": token})


@pytest.mark.clause("A3.1", "A3.4")
def test_the_api_forms_an_interim_body(here: Field) -> None:
    street, root = client_of(here.street), f"/api/estates/{here.estate.code}"
    found = call(street, "GET", f"{root}/triggers/interim").json()
    assert [(one["id"], one["holds"]) for one in found] == [("no_committee", True), ("committee_broken", False)]
    given = {
        "kind": "interim",
        "trigger": "no_committee",
        "words": "没有",
        "plan": "方案",
        "set_size": 1,
        "term_months": 12,
    }
    assert call(street, "POST", f"{root}/formations", given).json()["state"] == "drafted"
    assert call(street, "POST", f"{root}/formations", given).status_code == 409
    lines = call(street, "GET", f"{root}/formations").json()
    assert [(line["serial"], line["kind"], line["state"]) for line in lines] == [(1, "interim", "drafted")]
    one = f"{root}/formations/1"
    side = call(street, "POST", f"{one}/sides", {"side": "街道"}).json()["id"]
    joined = {"answer": "joined", "name": "程立", "number": "13830000031", "role": "chair"}
    assert call(street, "POST", f"{one}/sides/{side}", joined).json() == {"side": "街道", "answer": "joined"}
    assert call(street, "POST", f"{one}/send").json()["state"] == "guidance"
    guided = call(client_of(here.housing), "POST", f"{one}/guidance", {"words": "可行"}).json()
    assert "住建已提出指导意见" in guided["guidance_line"]
    assert call(Client(), "GET", f"{one}/public").status_code == 404
    announced = call(street, "POST", f"{one}/announce", {"days": 7}).json()
    assert announced["announced_until"] == (here.on + timedelta(days=7)).isoformat()
    assert "程立" not in json.dumps(call(Client(), "GET", f"{one}/public").json(), ensure_ascii=False)
    here.later(8)
    done = call(street, "POST", f"{one}/complete", {"basis": "文", "filing_number": "1号"}).json()
    body = Body.objects.get(pk=done["body_id"])
    assert (done["state"], body.represents) == ("formed", True)
    here.later(1)
    items = [{"item": g.id, "state": "none"} for g in law.handover_items(here.on, here.estate.place)]
    given = {"items": items, "witness": "段云", "reason": "完成", "on": here.on.isoformat(), "to_words": "居委会"}
    assert call(street, "POST", f"{root}/bodies/{body.pk}/conclude", given).json()["to"] == "居委会"


@pytest.mark.clause("L4.1", "A2.2")
def test_the_api_renews_gives_up_and_registers(here: Field) -> None:
    worker, root = client_of(here.worker), f"/api/estates/{here.estate.code}"
    renovation = {"title": "管网改造", "from_on": here.on.isoformat()}
    assert call(worker, "POST", f"{root}/renovations", renovation).json()["governed"] is False
    opened(here, Body.Kind.SELF_MANAGED)
    assert call(worker, "POST", f"{root}/formations/1/abandon", {"words": "不办了"}).json()["state"] == "abandoned"
    assert Formation.objects.get().abandoned_for == "不办了"
    assert call(worker, "GET", f"{root}/renewal").status_code == 404
    elected(here, until_on=here.on + timedelta(days=60))
    step = {"step": "report", "on": here.on.isoformat(), "words": "报告"}
    assert call(worker, "POST", f"{root}/renewal", step).json() == {"kind": "reported", "on": here.on.isoformat()}
    rows = {row["key"]: row["state"] for row in call(worker, "GET", f"{root}/renewal").json()}
    assert rows["report"] == "done"
    assert call(worker, "POST", f"{root}/renewal", {**step, "step": "dance"}).status_code == 404
