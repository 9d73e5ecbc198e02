"""The register by the API: letters, corrections by two, merges, letting a claim go, the mapping of a roster."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.api.tests.client import Caller
from gongzhi.register.models import Merge, Owner
from gongzhi.register.queries import units_of_elector
from gongzhi.voting.tests import made as story

pytestmark = pytest.mark.django_db


def ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content.decode()[:1000]
    return answer.json()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> story.Made:
    """Two flats with electors; the second owner has no phone."""
    found = story.housed(story.estate(), 2, without_phone=[1])
    story.pin(monkeypatch, found.now)
    return found


def test_a_letter_claims_for_who_has_no_phone_on_the_roll(made: story.Made) -> None:
    home = f"/estates/{made.estate.code}"
    elector = made.electors[1]
    [unit] = units_of_elector(elector)
    keeper = Caller(made.worker)
    [letter] = ok(keeper.post(f"{home}/letters", {"electors": [elector.pk]}, key="l"))
    again = keeper.post(f"{home}/letters", {"electors": [elector.pk]}, key="l")
    assert again.status_code == 409
    owner, number = Caller(), "13599990000"
    path = f"{home}/units/{unit.pk}/letter"
    assert owner.post(f"{path}/code", {"letter": "WRONG999", "number": number}).status_code == 422
    assert ok(owner.post(f"{path}/code", {"letter": letter["code"], "number": number})) == {"sent": True}
    said = {"letter": letter["code"], "number": number, "name": "李娜", "code": story.last_code(number)}
    claim = ok(owner.post(path, said))
    assert (claim["way"], claim["elector"]) == ("letter", elector.pk)
    [mine] = ok(owner.get(f"{home}/mine"))
    assert [u["door"] for u in mine["units"]] == [unit.door]
    stranger = Caller(made.tellers[0])
    assert stranger.post(f"{home}/claims/{claim['id']}/release").status_code == 404
    assert ok(owner.post(f"{home}/claims/{claim['id']}/release"))["until_at"]
    assert owner.get(f"{home}/mine").status_code == 404


def test_asking_for_a_code_tells_nothing(made: story.Made) -> None:
    """The right digits, the wrong digits, a door without a number: one answer."""
    home = f"/estates/{made.estate.code}"
    with_phone, without = (units_of_elector(e)[0] for e in made.electors)
    answers = [
        Caller().post(f"{home}/units/{unit.pk}/claim/code", {"digits": digits}).content
        for unit, digits in ((with_phone, "0000"), (with_phone, "9999"), (without, "0000"))
    ]
    assert len(set(answers)) == 1


def test_a_correction_takes_two(made: story.Made) -> None:
    home = f"/estates/{made.estate.code}"
    [unit] = units_of_elector(made.electors[0])
    one, two = Caller(made.worker), Caller(made.second_worker)
    proposal = {"what": "area", "change": {"area": "90.10", "source": "survey"}, "reason": "实测报告"}
    wrong = one.post(f"{home}/units/{unit.pk}/corrections", {**proposal, "change": {"area": "90.101"}})
    assert wrong.status_code == 422
    made_one = ok(one.post(f"{home}/units/{unit.pk}/corrections", proposal))
    path = f"{home}/corrections/{made_one['id']}/accept"
    assert one.post(path, {}).status_code == 409
    assert ok(two.post(path, {}))["state"] == "accepted"
    [shown] = [u for u in ok(one.get(f"{home}/units"))["items"] if u["id"] == unit.pk]
    assert (shown["area"], shown["area_source"]) == ("90.10", "survey")
    refused = ok(one.post(f"{home}/units/{unit.pk}/corrections", proposal))
    assert two.post(f"{home}/corrections/{refused['id']}/refuse", {"answer": " "}).status_code == 422
    assert ok(two.post(f"{home}/corrections/{refused['id']}/refuse", {"answer": "已改过"}))["answer"] == "已改过"


def test_a_merge_is_decided_once(made: story.Made) -> None:
    home = f"/estates/{made.estate.code}"
    left, right = Owner.objects.filter(estate=made.estate).order_by("pk")
    merge = Merge.objects.create(estate=made.estate, left=left, right=right)
    keeper = Caller(made.worker)
    assert ok(keeper.get(f"{home}/merges"))["count"] == 1
    assert ok(keeper.post(f"{home}/merges/{merge.pk}", {"same": False}))["state"] == "refused"
    assert keeper.post(f"{home}/merges/{merge.pk}", {"same": True}).status_code == 409
    assert ok(keeper.get(f"{home}/merges"))["count"] == 0


def test_a_mapping_is_corrected_and_a_preview_left(made: story.Made) -> None:
    home = f"/estates/{made.estate.code}"
    keeper = Caller(made.worker)
    text = "门牌,大小,谁,手机\n5栋1单元101,89.32,张伟,13811110001\n".encode("gb18030")
    given = ["门牌=door", "大小=area", "谁=owner", "手机=phone"]

    def sent(mapping: list[str]) -> dict[str, Any]:
        return {"file": SimpleUploadedFile("册.csv", text, content_type="text/csv"), "mapping": mapping}

    assert keeper.upload(f"{home}/rosters", sent(["门牌"])).status_code == 422
    read = ok(keeper.upload(f"{home}/rosters", sent(given)))
    assert (read["units"], read["area"], read["blocks"]) == (1, "89.32", 0)
    path = f"{home}/rosters/{read['id']}"
    assert keeper.post(f"{path}/mapping", {"mapping": ["门牌=nothing"]}).status_code == 422
    assert ok(keeper.post(f"{path}/mapping", {"mapping": given}))["units"] == 1
    assert ok(keeper.post(f"{path}/discard"))["state"] == "discarded"
    assert keeper.post(f"{path}/apply").status_code == 409
    broken = {"file": SimpleUploadedFile("册.xlsx", b"PK\x03\x04 broken", content_type="x")}
    assert keeper.upload(f"{home}/rosters", broken).status_code == 422
