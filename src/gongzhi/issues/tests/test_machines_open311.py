"""Open311 GeoReport v2 as clients speak it: the wire format literally, keys, errors, and nothing of who reported."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from gongzhi.issues.actions.issue_api_key import issue_api_key
from gongzhi.issues.actions.revoke_api_key import revoke_api_key
from gongzhi.issues.actions.send_request import AN_HOUR
from gongzhi.issues.models import ApiKey, Issue, Report
from gongzhi.issues.tests.issues_world import NAME, PHONE, Desk, link_in
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Building
from gongzhi.register.tests.conftest import sent

ROOT = "/open311/v2/"
FIELDS = [
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
]


@pytest.fixture
def client(here: Desk, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client without any session, at the hour of the world."""
    monkeypatch.setattr("gongzhi.web.door.timezone.now", lambda: here.at)
    return Client()


def key_of(here: Desk, **more: Any) -> ApiKey:
    street = here.estate.community.parent
    return issue_api_key(division=street, client="区平台", by=here.street, at=here.at, **more)


def get(client: Client, here: Desk, path: str, **query: Any) -> Any:
    answer = client.get(ROOT + path, {"jurisdiction_id": here.estate.code, **query})
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def post(client: Client, here: Desk, key: str, **given: Any) -> Any:
    asked = {
        "jurisdiction_id": here.estate.code,
        "service_code": "roof_leak",
        "api_key": key,
        "address_string": "3栋2单元501",
        "description": "屋面渗水",
        **given,
    }
    return client.post(ROOT + "requests.json", {name: value for name, value in asked.items() if value is not None})


def test_discovery_says_where_and_in_which_format(client: Client) -> None:
    found = client.get(ROOT + "discovery.json").json()
    assert set(found) == {"changeset", "contact", "key_service", "endpoints"}
    (endpoint,) = found["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"].endswith("/open311/v2")
    assert endpoint["formats"] == ["application/json"]
    assert endpoint["type"] == "test"


@pytest.mark.clause("A10.1", "A10.3")
def test_services_are_the_responsibility_list(client: Client, here: Desk) -> None:
    found = get(client, here, "services.json")
    assert len(found) > 40
    one = next(row for row in found if row["service_code"] == "roof_leak")
    assert list(one) == ["service_code", "service_name", "description", "metadata", "type", "keywords", "group"]
    assert (one["metadata"], one["type"]) == (True, "realtime")
    assert found[-1]["service_code"] == "other"


def test_a_service_has_its_attributes(client: Client, here: Desk) -> None:
    building = Building.objects.create(estate=here.estate, name="3栋")
    found = get(client, here, "services/roof_leak.json")
    assert list(found) == ["service_code", "attributes"]
    assert [row["order"] for row in found["attributes"]] == [1, 2, 3, 4]
    first = found["attributes"][0]
    assert (first["code"], first["datatype"], first["required"], first["variable"]) == (
        "building",
        "singlevaluelist",
        False,
        True,
    )
    assert {"key": str(building.pk), "name": "3栋"} in first["values"]


def test_requests_have_the_fields_of_the_standard_and_no_name(client: Client, here: Desk) -> None:
    issue = here.working()
    rows = get(client, here, "requests.json")
    assert [list(row) for row in rows] == [FIELDS]
    row = rows[0]
    assert row["service_request_id"] == issue.number
    assert (row["status"], row["service_code"], row["agency_responsible"]) == ("open", "roof_leak", "物业服务企业")
    assert row["requested_datetime"].endswith("+08:00")
    assert len(row["requested_datetime"]) == len("2026-01-01T00:00:00+08:00")
    assert (row["lat"], row["long"], row["zipcode"]) == (None, None, None)
    text = json.dumps(rows, ensure_ascii=False)
    assert NAME not in text
    assert PHONE not in text
    assert get(client, here, f"requests/{issue.number}.json") == rows


def test_what_was_reported_is_told_only_when_somebody_wrote_words_for_the_public(client: Client, here: Desk) -> None:
    report = here.reported()
    assert get(client, here, "requests.json")[0]["description"] is None
    here.accepted(report)
    assert get(client, here, "requests.json")[0]["description"] == "三单元电梯厅渗水"


def test_requests_are_found_by_number_status_service_and_dates(client: Client, here: Desk) -> None:
    done = here.done()
    done.state, done.closed_at = "closed", here.at
    done.save()
    fresh = here.reported(number="13511113333", words="电梯停了", matter="lift_fault").issue

    def numbers(**query: str) -> list[str]:
        return [row["service_request_id"] for row in get(client, here, "requests.json", **query)]

    assert numbers(status="open") == [fresh.number]
    assert numbers(status="closed") == [done.number]
    assert set(numbers(status="open,closed")) == {fresh.number, done.number}
    assert numbers(service_code="roof_leak") == [done.number]
    assert numbers(service_request_id=f"{done.number},{fresh.number},9999-1") == [fresh.number, done.number]
    day = here.at.date()
    assert numbers(start_date=f"{day}T00:00:00Z", end_date=f"{day - timedelta(days=1)}T00:00:00Z") == []
    assert numbers(start_date="", status="") == numbers()
    assert numbers(page="2", page_size="1") == [done.number]
    Issue.objects.filter(pk=fresh.pk).update(matter="")
    assert numbers(service_code="other") == [fresh.number]


def test_the_window_is_ninety_days(client: Client, here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    here.reported()
    monkeypatch.setattr("gongzhi.web.door.timezone.now", lambda: here.later(days=91))
    assert get(client, here, "requests.json") == []
    answer = client.get(
        ROOT + "requests.json",
        {"jurisdiction_id": here.estate.code, "start_date": "2026-01-01", "end_date": "2026-12-31"},
    )
    assert answer.status_code == 400
    assert answer.json()[0]["code"] == 400


@pytest.mark.parametrize(
    ("path", "query", "code"),
    [
        ("services.json", {}, 400),
        ("services.json", {"jurisdiction_id": "nowhere"}, 404),
        ("services/no-such.json", {"jurisdiction_id": "HERE"}, 404),
        ("requests/2020-0001.json", {"jurisdiction_id": "HERE"}, 404),
        ("requests.json", {"jurisdiction_id": "HERE", "status": "pending"}, 400),
        ("requests.json", {"jurisdiction_id": "HERE", "start_date": "yesterday"}, 400),
        ("requests.json", {"jurisdiction_id": "HERE", "page": "0"}, 400),
        ("tokens/nothing.json", {"jurisdiction_id": "HERE"}, 404),
    ],
)
def test_errors_have_the_form_of_the_standard(
    client: Client, here: Desk, path: str, query: dict[str, str], code: int
) -> None:
    asked = {name: here.estate.code if value == "HERE" else value for name, value in query.items()}
    answer = client.get(ROOT + path, asked)
    assert answer.status_code == code
    (error,) = answer.json()
    assert set(error) == {"code", "description"}
    assert error["code"] == code
    assert error["description"]


@pytest.mark.clause("A10.3")
def test_a_client_reports_with_its_key(client: Client, here: Desk) -> None:
    building = Building.objects.create(estate=here.estate, name="3栋")
    answer = post(
        client,
        here,
        key_of(here).shown_once,
        first_name="小满",
        last_name="赵",
        phone=PHONE,
        media_url="http://10.0.0.1/a.jpg",
        **{"attribute[building]": str(building.pk), "attribute[urgent]": "yes"},
    )
    assert answer.status_code == 201
    (made,) = answer.json()
    assert list(made) == ["service_request_id", "service_notice", "account_id"]
    report = Report.objects.get()
    assert made["service_request_id"] == report.issue.number
    assert (report.issue.source, report.channel, report.issue.urgent) == ("api", "api", True)
    assert report.issue.building == building
    assert report.number() == PHONE
    assert "http://10.0.0.1/a.jpg" in report.text()
    assert report.issue.full_place() == "3栋2单元501"
    token = link_in(sent("issue.received")[-1][1])
    assert get(client, here, f"tokens/{token}.json") == [{"service_request_id": report.issue.number, "token": token}]
    everything = json.dumps(get(client, here, "requests.json"), ensure_ascii=False)
    assert not any(word in everything for word in ("小满", PHONE, "501", "10.0.0.1"))


def test_a_resend_under_one_key_is_one_issue(client: Client, here: Desk) -> None:
    key = key_of(here).shown_once
    given = {
        "jurisdiction_id": here.estate.code,
        "service_code": "other",
        "api_key": key,
        "address_string": "西门",
        "description": "路灯不亮",
    }
    first = client.post(ROOT + "requests.json", given, headers={"Idempotency-Key": "a"})
    again = client.post(ROOT + "requests.json", given, headers={"Idempotency-Key": "a"})
    assert first.json() == again.json()
    assert Issue.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"api_key": None}, 403),
        ({"api_key": "gz_wrong"}, 403),
        ({"jurisdiction_id": None}, 400),
        ({"service_code": None}, 400),
        ({"service_code": "no_such"}, 404),
        ({"address_string": None}, 400),
        ({"address_string": None, "lat": "30.6"}, 400),
        ({"lat": "abc", "long": "104"}, 400),
        ({"lat": "NaN", "long": "104"}, 400),
        ({"phone": "1"}, 400),
        ({"address_id": "999999"}, 400),
        ({"description": "a\x00b"}, 400),
    ],
)
def test_wrong_input_changes_nothing(client: Client, here: Desk, given: dict[str, Any], code: int) -> None:
    answer = post(client, here, key_of(here).shown_once, **given)
    assert answer.status_code == code
    assert answer.json()[0]["code"] == code
    assert not Issue.objects.exists()


def test_a_key_is_good_where_it_was_given_and_until_it_is_revoked(client: Client, here: Desk) -> None:
    key = key_of(here, estates=[here.estate.code])
    assert ApiKey.objects.get().digest != key.shown_once.encode()
    assert post(client, here, key.shown_once).status_code == 201
    ApiKey.objects.filter(pk=key.pk).update(estates=["elsewhere"])
    assert post(client, here, key.shown_once).status_code == 403
    ApiKey.objects.filter(pk=key.pk).update(estates=[])
    revoke_api_key(key=key, by=here.street, at=here.at)
    assert post(client, here, key.shown_once).status_code == 403
    with pytest.raises(Refused):
        revoke_api_key(key=key, by=here.street, at=here.at)


def test_a_key_cannot_flood(client: Client, here: Desk) -> None:
    key = key_of(here)
    report = here.reported()
    Report.objects.bulk_create(
        Report(
            estate=here.estate, issue=report.issue, words=b"x", channel="api", by=f"key-{key.pk}", entry=1, at=here.at
        )
        for _n in range(AN_HOUR)
    )
    answer = post(client, here, key.shown_once)
    assert answer.status_code == 400
    assert "一小时" in answer.json()[0]["description"]


def test_only_the_street_gives_keys(here: Desk) -> None:
    street = here.estate.community.parent
    for person in (here.worker, here.member):
        with pytest.raises(Refused):
            issue_api_key(division=street, client="x", by=person, at=here.at)
    with pytest.raises(BadInput):
        issue_api_key(division=street, client=" ", estates=["nowhere"], by=here.street, at=here.at)
