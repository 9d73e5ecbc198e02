"""A client of the API as a program would be: JSON in and out, the CSRF token from /api/session, cookies kept."""

import json
from typing import Any

from django.test import Client

from gongzhi.people.models import Person
from gongzhi.voting.tests import made as story


class Caller:
    """One caller; with a person it is signed in. CSRF is enforced as for everyone."""

    def __init__(self, person: Person | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True)
        if person is not None:
            story.sign_in(self.client, person)
        self.token = ""

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api{path}", query)

    def post(self, path: str, body: Any = None, *, key: str = "", **extra: Any) -> Any:
        return self._send("post", path, body, key, **extra)

    def delete(self, path: str, *, key: str = "") -> Any:
        return self._send("delete", path, None, key)

    def upload(self, path: str, fields: dict[str, Any], *, key: str = "") -> Any:
        return self.client.post(f"/api{path}", fields, headers=self._headers(key))

    def _send(self, verb: str, path: str, body: Any, key: str, **extra: Any) -> Any:
        data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = self._headers(key)
        return getattr(self.client, verb)(
            f"/api{path}", data, content_type="application/json", headers=headers, **extra
        )

    def _headers(self, key: str) -> dict[str, str]:
        self.token = self.get("/session").json()["csrf_token"]
        return {"X-CSRFToken": self.token, **({"Idempotency-Key": key} if key else {})}
