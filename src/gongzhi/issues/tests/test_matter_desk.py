"""The desk of the responsibility list: preview before the act, two persons for a period, what was typed is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.issues.actions.change_matter import change_matter
from gongzhi.issues.actions.settle_matter_change import settle_matter_change
from gongzhi.issues.models import MatterChange
from gongzhi.issues.queries.matter_changes import standing
from gongzhi.issues.queries.matter_preview import preview
from gongzhi.issues.tests.issues_world import Desk
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.people.models import Person
from gongzhi.places.models import Division
from gongzhi_law import matter_changes
from tests.norms.made import administrator

pytestmark = pytest.mark.django_db
HOME = "/desk/law/matters/"
PERIOD = {"step1": "resolve", "number1": "2", "unit1": "workdays"}


@dataclass
class Offices:
    """Two administrators of the province and one of another city, and the desk at its own hour."""

    here: Desk
    first: Person
    second: Person
    elsewhere: Person

    def given(self, **more: Any) -> dict[str, Any]:
        """A change over the county as the form sends it."""
        day = law_day(self.here.at).isoformat()
        sent = {"division": self.here.estate.place, "matter": "street_light", "from_on": day}
        return {**sent, "instrument": "区治理清单", "quote": "路灯由住建牵头", "step": "propose", **more}

    def waiting(self) -> MatterChange:
        """A period of the first one's, for a second person to confirm."""
        period = {"step": "resolve", "number": 2, "unit": "workdays"}
        paper = {"instrument": "区治理清单", "quote": "两个工作日办结", "from_on": law_day(self.here.at)}
        county = Division.objects.get(pk=self.here.estate.place)
        return change_matter(
            division=county, matter="street_light", periods=[period], **paper, by=self.first, at=self.here.at
        )


@pytest.fixture
def offices(here: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offices]:
    """What this process knows of changes ends with the test."""
    pin(monkeypatch, here.at)
    first, second = (administrator("51", f"1380051000{n}", at=here.at) for n in (1, 2))
    away = Division.objects.create(code="5107", name="绵阳市", level="city", parent_id="51")
    yield Offices(here, first, second, administrator(away.pk, "13800510003", at=here.at))
    matter_changes.know(())


def read(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return str(answer.content.decode())


@pytest.mark.clause("A10.1")
def test_who_leads_is_previewed_then_changed_by_one_administrator(offices: Offices) -> None:
    client = client_of(offices.first)
    assert "变更清单" in read(client, "/law/matters/")
    assert "变更清单" not in read(Client(), "/law/matters/")
    assert "现在的清单" in read(client, f"{HOME}new/?matter=street_light")
    seen = client.post(f"{HOME}new/", offices.given(lead="住建", step="preview")).content.decode()
    assert "会改变什么" in seen
    assert "住房和城乡建设" in seen
    assert not MatterChange.objects.exists(), "the preview keeps nothing"
    done = client.post(f"{HOME}new/", offices.given(lead="住建"))
    row = MatterChange.objects.get()
    assert done.url == f"{HOME}{row.pk}/"
    assert standing(row, on=law_day(offices.here.at)) == "in_force"
    assert "住房和城乡建设" in read(Client(), "/law/matters/")
    gone = client.post(f"{done.url}verdict/", {"verdict": "withdrawn", "reason": "文件废止"})
    assert gone.status_code == 302
    assert "文件废止" in read(client, done.url)


@pytest.mark.clause("A10.1")
def test_a_period_waits_on_the_desk_of_a_second_person(offices: Offices) -> None:
    first, second = client_of(offices.first), client_of(offices.second)
    form = first.post(f"{HOME}new/", offices.given(**PERIOD, step="preview")).content.decode()
    assert "提出，等第二个人确认" in form
    url = first.post(f"{HOME}new/", offices.given(**PERIOD)).url
    own = first.post(f"{url}verdict/", {"verdict": "confirmed"})
    assert own.status_code == 409
    assert "第三条（十）" in own.content.decode()
    assert url not in read(first, "/desk/")
    assert url in read(second, "/desk/")
    bare = second.post(f"{url}verdict/", {"verdict": "declined", "reason": " "})
    assert bare.status_code == 422
    assert second.post(f"{url}verdict/", {"verdict": "confirmed"}).url == url
    assert url not in read(second, "/desk/")
    again = second.post(f"{url}verdict/", {"verdict": "declined", "reason": "数字不对"})
    assert (again.status_code, "数字不对" in again.content.decode()) == (409, True)


@pytest.mark.clause("A10.1")
def test_wrong_input_and_another_place_keep_what_was_typed(offices: Offices) -> None:
    client = client_of(offices.first)
    for wrong in (
        {},
        {"number1": "3"},
        {"with_words": ["消防"]},
        {"lead": "住建", "from_on": "2020-01-01"},
        {"lead": "住建", "division": ""},
    ):
        answer = client.post(f"{HOME}new/", offices.given(**wrong))
        assert (answer.status_code, "路灯由住建牵头" in answer.content.decode()) == (422, True), wrong
    row = offices.waiting()
    far = client_of(offices.elsewhere)
    assert "只可查阅" in read(far, f"{HOME}{row.pk}/")
    refused = far.post(f"{HOME}{row.pk}/verdict/", {"verdict": "declined", "reason": "不归我"})
    assert (refused.status_code, row.verdicts.exists()) == (409, False)
    assert far.post(f"{HOME}new/", offices.given(lead="住建")).status_code == 422
    for person in (offices.here.worker, offices.here.street):
        read(client_of(person), HOME, 404)


@pytest.mark.clause("A10.1")
def test_a_change_whose_day_has_passed_is_not_confirmed_any_more(offices: Offices) -> None:
    row = offices.waiting()
    with pytest.raises(Refused, match="已经过了"):
        settle_matter_change(change=row, verdict="confirmed", by=offices.second, at=offices.here.later(days=1))


@pytest.mark.clause("A10.1")
def test_the_preview_says_what_is_altered_and_that_a_text_read_in_full_stays(offices: Offices) -> None:
    found = preview(offices.waiting())
    assert [one.name for one in found.altered] == ["时限"]
    assert (found.kept, found.estates) == ((), 1)
