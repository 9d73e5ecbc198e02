"""Mediation, visits, gatherings, letters and the responsibility list by the API: the right person, everyone else, bad input."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.api.tests.client import Caller
from gongzhi.bodies.tests.overview_world import pin
from gongzhi.issues.actions.change_matter import change_matter
from gongzhi.issues.tests.issues_world import Desk, desk
from gongzhi.issues.tests.test_letters import on_its_way
from gongzhi.issues.tests.test_talking import opened
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Division
from gongzhi_law import matter_changes
from tests.norms.made import administrator
from tests.scenes import Play

pytestmark = pytest.mark.django_db
SIDES = "301室 钱一民；302室 孙二娘"
DISPUTE = {"mediator_kind": "people_committee", "mediator_name": "调委会", "about": "漏水", "parties": SIDES}
TALK = {"form": "talk", "title": "停车怎么收", "place": "会议室"}
LETTER = {"addressee_kind": "firm", "addressee": "锦宁物业", "title": "函", "words": "请公布"}
PERIOD = {"step": "resolve", "number": 3, "unit": "workdays"}


@dataclass
class Scene:
    """An estate with its people, two administrators, a letter on its way to the firm, and a period that waits."""

    here: Desk
    people: dict[str, Person]
    change: int

    def caller(self, who: str) -> Caller:
        return Caller(self.people.get(who))

    def on(self, days: int = 0) -> str:
        return (law_day(self.here.at) + timedelta(days=days)).isoformat()

    def desk(self, path: str) -> str:
        return f"/estates/{self.here.estate.code}/desk/{path}"

    def public(self, path: str) -> str:
        return f"/estates/{self.here.estate.code}/{path}"


def scene() -> Scene:
    """Everything that the tests of this file begin with."""
    here = desk()
    first, second = (administrator("51", f"1380051000{n}", at=here.at) for n in (1, 2))
    people = {"worker": here.worker, "street": here.street, "member": here.member, "firm": here.firm}
    people |= {"fireman": here.fireman, "first": first, "second": second, "stranger": here.world.stranger}
    on_its_way(here)
    opened(here)
    county = Division.objects.get(pk=here.estate.place)
    paper = {"instrument": "区清单", "quote": "三个工作日", "from_on": law_day(here.at)}
    change = change_matter(division=county, matter="street_light", periods=[PERIOD], **paper, by=first, at=here.at)
    return Scene(here, people, change.pk)


@pytest.fixture
def now(play: Play, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[Scene]:
    """The scene at its own hour; what this process learns of the list ends with the test."""
    settings.FILES = tmp_path / "files"
    found: Scene = play(scene)
    pin(monkeypatch, found.here.at)
    yield found
    matter_changes.know(())


def given(answer: Any, status: int = 200) -> Any:
    """What the API answered, with this status."""
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def refused(answer: Any) -> dict[str, Any]:
    """The first reason of a refusal, which names what to do."""
    reason = given(answer, 409)["refused"][0]
    assert reason["reason"]
    return dict(reason)


@pytest.mark.clause("A10.5", "B8.6")
def test_a_mediation_is_kept_by_those_who_mediate_and_by_nobody_else(now: Scene) -> None:
    worker, url = now.caller("worker"), now.desk("mediations")
    told = {**DISPUTE, "opened_on": now.on()}
    for who, status in (("", 401), ("member", 404), ("firm", 404), ("stranger", 404)):
        given(now.caller(who).post(url, told), status)
    assert "parties" in given(worker.post(url, {**told, "parties": " "}), 422)["fields"]
    assert "issue" in given(worker.post(url, {**told, "issue": "2026-9999"}), 422)["fields"]
    assert "host" in given(worker.post(url, {**told, "host": 999999}), 422)["fields"]
    made = given(worker.post(url, told))
    one = f"{url}/{made['serial']}"
    assert given(worker.get(one))["parties"] == SIDES
    assert SIDES not in worker.get(url).content.decode()
    given(worker.upload(f"{one}/sessions", {"on": now.on(), "words": "愿意分担"}))
    given(worker.upload(f"{one}/agreement", {"signed_on": now.on()}), 422)
    assert refused(worker.post(f"{one}/confirmation", {"confirmed_on": now.on(), "number": "1号"}))
    paper = SimpleUploadedFile("协议.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    signed = given(worker.upload(f"{one}/agreement", {"signed_on": now.on(), "both_public": "true", "file": paper}))
    assert (signed["state"], bool(signed["confirm_by"])) == ("agreed", True)
    given(worker.upload(f"{one}/follow-ups", {"on": now.on(), "kept": "maybe", "words": "看过"}), 422)
    assert refused(worker.post(f"{one}/end", {"outcome": "谈不拢"}))
    assert given(Caller().get(now.public("mediations"))) == {"count": 1, "settled": 1}


@pytest.mark.clause("A10.4")
def test_a_visit_is_written_by_the_offices_and_read_by_everyone_once_published(now: Scene) -> None:
    worker, url = now.caller("worker"), now.desk("visits")
    told = {"on": now.on(), "cause": "违建", "forces": "城管", "handling": "责令停工"}
    given(now.caller("").upload(url, told), 401)
    given(now.caller("stranger").upload(url, told), 404)
    assert refused(now.caller("member").upload(url, told))["remedy"]
    assert "on" in given(worker.upload(url, {**told, "on": now.on(3)}), 422)["fields"]
    one = f"{url}/{given(worker.upload(url, told))['serial']}/outcome"
    assert given(Caller().get(now.public("visits"))) == []
    assert given(worker.post(one, {"outcome": "已拆"}), 422)["fields"]
    given(worker.post(one, {"outcome": "已拆", "names_checked": True}))
    [row] = given(Caller().get(now.public("visits")))
    assert (row["outcome"], "handling" in row) == ("已拆", False)


@pytest.mark.clause("B3.6")
def test_a_gathering_is_announced_by_its_hosts_and_its_record_waits_for_its_hour(now: Scene) -> None:
    worker, url = now.caller("worker"), now.desk("gatherings")
    told = {**TALK, "starts_at": (now.here.at + timedelta(days=3)).isoformat()}
    for who, status in (("", 401), ("stranger", 404), ("fireman", 404)):
        given(now.caller(who).post(url, told), status)
    assert "form" in given(worker.post(url, {**told, "form": "party"}), 422)["fields"]
    assert "starts_at" in given(worker.post(url, {**told, "starts_at": now.here.at.isoformat()}), 422)["fields"]
    made = given(now.caller("firm").post(url, told))
    one, opening = f"{url}/{made['serial']}", now.public(f"gatherings/{made['serial']}")
    given(Caller().post(f"{opening}/places", {"name": "钱一民", "number": "13511113333", "code": "000000"}), 422)
    assert given(now.caller("member").post(f"{opening}/places", {"name": "凌霄", "heads": 2}))["heads"] == 2
    assert "places" in given(worker.get(one))
    assert "places" not in given(now.caller("member").get(one)), "who comes is for whoever holds it"
    assert refused(worker.upload(f"{one}/record", {"came": 3, "record": "谈过"}))
    assert "reason" in given(worker.post(f"{one}/cancellation", {"reason": " "}), 422)["fields"]
    assert given(now.caller("firm").post(f"{one}/cancellation", {"reason": "下雨"}))["cancelled_for"] == "下雨"
    [row] = [row for row in given(Caller().get(now.public("gatherings"))) if row["serial"] == made["serial"]]
    assert (row["open"], "record" in row) == (False, False)


@pytest.mark.clause("L1.2")
def test_a_letter_is_written_by_the_owners_body_and_answered_by_whom_it_is_to(now: Scene) -> None:
    member, firm, url = now.caller("member"), now.caller("firm"), now.desk("official-letters")
    given(now.caller("").upload(url, LETTER), 401)
    given(now.caller("stranger").upload(url, LETTER), 404)
    assert refused(now.caller("worker").upload(url, LETTER))
    assert "title" in given(member.upload(url, {**LETTER, "title": " "}), 422)["fields"]
    assert "force" in given(member.upload(url, {**LETTER, "force": 999999}), 422)["fields"]
    one = f"{url}/{given(member.upload(url, LETTER))['serial']}"
    given(firm.get(one), 404)
    given(member.post(f"{one}/draft", {"title": "函", "words": "请按季公布"}))
    assert "way" in given(member.post(f"{one}/sending", {"way": "pigeon"}), 422)["fields"]
    assert given(member.post(f"{one}/sending", {"way": "platform"}))["number"]
    assert given(firm.get(one))["words"] == "请按季公布"
    assert refused(member.upload(f"{one}/answer", {"reply": "代答"}))
    given(firm.upload(f"{one}/answer", {"reply": " "}), 422)
    assert given(firm.upload(f"{one}/answer", {"reply": "已公布"}))["state"] == "answered"
    assert given(member.post(f"{one}/public", {"public_words": "请公布"}), 422)["fields"]
    given(member.post(f"{one}/public", {"public_words": "请公布", "names_checked": True}))
    assert [row["words"] for row in given(Caller().get(now.public("official-letters")))] == ["请公布"]
    assert refused(member.post(f"{one}/withdrawal", {"reason": "不发了"}))


@pytest.mark.clause("A10.1")
def test_the_list_is_changed_by_administrators_and_a_period_by_two_of_them(now: Scene) -> None:
    first, second, url = now.caller("first"), now.caller("second"), "/matters/changes"
    told = {"division": now.here.estate.place, "matter": "termites", "instrument": "区清单", "quote": "住建牵头"}
    told |= {"from_on": now.on(), "lead": "住建"}
    for who, status in (("", 401), ("worker", 404), ("member", 404), ("fireman", 404)):
        given(now.caller(who).post(url, told), status)
    assert "division" in given(first.post(url, {**told, "division": "000000"}), 422)["fields"]
    assert "lead" in given(first.post(url, {**told, "lead": "外星"}), 422)["fields"]
    assert given(first.post(url, told))["state"] == "in_force"
    verdict = f"{url}/{now.change}/verdict"
    assert "第三条（十）" in refused(first.post(verdict, {"verdict": "confirmed"}))["cite"]
    assert "verdict" in given(second.post(verdict, {"verdict": "maybe"}), 422)["fields"]
    assert given(second.post(verdict, {"verdict": "confirmed"}))["state"] == "in_force"
    assert refused(second.post(verdict, {"verdict": "declined", "reason": "不"}))
    given(second.post(f"{url}/999999/verdict", {"verdict": "confirmed"}), 404)
    assert {row["matter"]: row["state"] for row in given(Caller().get(url))} == {
        "termites": "in_force",
        "street_light": "in_force",
    }
