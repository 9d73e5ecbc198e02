"""The form of the API: closed by default, CSRF for every unsafe verb, one shape for every answer that is no success."""

import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import get_resolver
from ninja import Router, Schema
from pydantic import ValidationError, create_model

from gongzhi.api.door import Closed, Door
from gongzhi.api.plain import Given, Sent
from gongzhi.api.seals_uses import UseRequestIn
from gongzhi.api.tests.client import Caller
from gongzhi.api.urls import api
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.voting.tests import made as story

pytestmark = pytest.mark.django_db
USE = {"use": "contract", "title": "合同"}


def operations() -> list[tuple[str, str, object]]:
    """Path, verb and operation of everything the API can do."""
    found = []
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            found += [(prefix + path, verb, one) for one in view.operations for verb in one.methods]
    return found


def test_every_operation_names_who() -> None:
    rows = operations()
    assert len(rows) > 60
    assert [(path, verb) for path, verb, one in rows if not all(isinstance(a, Door) for a in one.auth_callbacks)] == []
    assert all(one.auth_callbacks for _path, _verb, one in rows)


def test_no_address_is_split_over_two_rooms() -> None:
    """Two rooms with one address would hide each other's verbs."""
    paths = [prefix + path for prefix, router in api._routers for path in router.path_operations]
    assert sorted(set(paths)) == sorted(paths)


def test_an_operation_without_a_door_would_be_closed() -> None:
    assert isinstance(api.auth[0], Closed) if isinstance(api.auth, list) else isinstance(api.auth, Closed)
    bare = Router()

    @bare.get("/bare")
    def bare_one(request: object) -> None:
        """Names nobody."""

    assert bare.path_operations["/bare"].operations[0].auth_callbacks == []


def test_the_document_names_every_operation_and_no_third_party() -> None:
    answer = Client().get("/api/openapi.json")
    assert answer.status_code == 200
    document = answer.json()
    assert document["openapi"].startswith("3.")
    listed = {(path, verb.upper()) for path, verbs in document["paths"].items() for verb in verbs}
    assert len(listed) == len(operations())
    assert all(verbs[v].get("description") for verbs in document["paths"].values() for v in verbs)
    assert not re.search(r"https?://(?!json-schema)", answer.content.decode())


def test_no_two_schemas_share_a_name() -> None:
    """The document keeps one schema a name: of two, one would be told wrongly."""

    def below(kind: type[Schema]) -> set[type[Schema]]:
        return {kind}.union(*(below(one) for one in kind.__subclasses__()))

    names = [one.__name__ for one in below(Schema) if one.__module__.startswith("gongzhi.api.")]
    assert len(names) > 300
    assert sorted(name for name, n in Counter(names).items() if n > 1) == []


def test_every_body_takes_numbers_for_numbers() -> None:
    """No act takes true, 1.0 or "1" for 1; in a form, where everything is text, a number is its digits."""

    def below(kind: type[Schema]) -> set[type[Schema]]:
        return {kind}.union(*(below(one) for one in kind.__subclasses__()))

    def loose(node: object) -> bool:
        if isinstance(node, dict):
            if node.get("type") == "function-before" and node["schema"]["type"] == "int":
                return False
            if node.get("type") in ("int", "bool") and not node.get("strict"):
                return True
            return any(loose(part) for name, part in node.items() if name not in ("metadata", "keys_schema"))
        return isinstance(node, list | tuple) and any(map(loose, node))

    sent = below(Sent)
    bodies = below(Given) - sent
    assert len(bodies) > 200
    assert [
        one.__name__ for one in sent if loose(one.__pydantic_core_schema__) and "emergency" not in one.model_fields
    ] == []
    assert UseRequestIn.model_validate({**USE, "copies": "12", "emergency": "true"}).copies == 12
    for wrong in ("1.0", "true", "1_0", "+1", " 1", "", True, 1.0, "１"):
        with pytest.raises(ValidationError, match="digits alone"):
            UseRequestIn.model_validate({**USE, "copies": wrong})
    assert [one.__name__ for one in bodies if loose(one.__pydantic_core_schema__)] == []
    assert loose(Schema.__pydantic_core_schema__) is False
    assert loose(create_model("Loose", n=(int, 1)).__pydantic_core_schema__)


@pytest.mark.parametrize("path", ["", "docs", "nothing", "estates/none", "estates/none/assemblies/1"])
def test_what_is_not_there_is_json_too(path: str) -> None:
    answer = Client().get(f"/api/{path}")
    assert answer.status_code == 404


def test_unsafe_verbs_need_the_token() -> None:
    made = story.estate()
    caller = Caller(made.worker)
    path = f"/api/estates/{made.estate.code}/capacities"
    forged = caller.client.post(path, b"{}", content_type="application/json")
    assert forged.status_code == 403
    assert set(forged.json()) == {"error"}
    signing_in = Client(enforce_csrf_checks=True).post(
        "/api/session/code", b'{"number":"13800000000"}', content_type="application/json"
    )
    assert signing_in.status_code == 403
    assert caller.post(path.removeprefix("/api"), {}).status_code == 422


def test_refused_wrong_and_not_here_have_one_form() -> None:
    made = story.estate()
    code = made.estate.code
    grant = {"kind": "teller", "name": "王五", "number": "13911112222", "filing_number": "1号"}
    refused = Caller(made.tellers[0]).post(f"/estates/{code}/capacities", grant)
    assert refused.status_code == 409
    assert set(refused.json()["refused"][0]) == {"reason", "cite", "remedy"}
    wrong = Caller(made.worker).post(f"/estates/{code}/capacities", {**grant, "filing_number": " "})
    assert wrong.status_code == 422
    assert set(wrong.json()) == {"error", "fields"}
    assert set(wrong.json()["fields"]) == {"filing_number"}
    shape = Caller(made.worker).post(f"/estates/{code}/capacities", {**grant, "role": "admin"})
    assert shape.status_code == 422
    assert list(shape.json()["fields"]) == ["body.role"]
    assert "admin" not in shape.content.decode()
    nobody = Caller().get(f"/estates/{code}/capacities")
    assert nobody.status_code == 401
    assert not Capacity.objects.filter(filing_number="1号").exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"number": {"a": 1}}', b'{"number": 5}'])
def test_a_body_that_is_no_document_is_wrong_input(body: bytes) -> None:
    caller = Caller()
    caller.get("/session")
    headers = {"X-CSRFToken": caller.get("/session").json()["csrf_token"]}
    answer = caller.client.post("/api/session/code", body, content_type="application/json", headers=headers)
    assert answer.status_code in (400, 422)
    assert "error" in answer.json()


@pytest.mark.parametrize(
    "name", ["锦\x00江", "锦\u202e江", "锦" * 5000, "锦" * 30_000], ids=["nul", "turned", "long", "longer"]
)
def test_a_text_that_cannot_be_kept_is_wrong_input(name: str) -> None:
    made = story.estate()
    given = {"community": made.estate.community_id, "kind": "commodity", "management": "self"}
    answer = Caller(made.worker).post("/estates", {**given, "name": name})
    assert answer.status_code == 422
    assert set(answer.json()) == {"error", "fields"}
    assert Estate.objects.count() == 1


@pytest.mark.parametrize("query", [{"page": 0}, {"page": "x"}, {"size": 100000}, {"page": 10**30}])
def test_pages_are_bounded(query: dict[str, object]) -> None:
    assert Caller().get("/estates", **query).status_code == 422


def test_a_page_beyond_the_last_is_empty() -> None:
    story.estate()
    found = Caller().get("/estates", page=7, size=1).json()
    assert found == {"count": 1, "page": 7, "pages": 1, "items": []}


def test_huge_numbers_in_addresses_are_not_there() -> None:
    made = story.estate()
    worker = Caller(made.worker)
    for path in ("assemblies/{}", "rosters/{}", "desk/assemblies/{}", "journal/{}/proof"):
        answer = worker.get(f"/estates/{made.estate.code}/{path.format(10**25)}")
        assert answer.status_code == 404, path


def test_personal_answers_are_kept_by_no_cache() -> None:
    made = story.estate()
    assert "no-store" in Caller(made.worker).get(f"/estates/{made.estate.code}/capacities").headers["Cache-Control"]
    assert "no-store" in Caller().get("/session").headers["Cache-Control"]
    assert "Cache-Control" not in Caller().get("/estates").headers


def test_the_api_is_the_only_thing_below_its_address() -> None:
    assert get_resolver().resolve("/api/estates").func.__module__.startswith("ninja.")
