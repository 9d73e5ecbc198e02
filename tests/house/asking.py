"""Asks the product as many people: every request goes through the real resolver, middleware and door.

What is the same for hundreds of requests is done once: the middleware is loaded, an address resolved and a session
decoded once, and a page drawn only where its look is part of the question.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from dis import get_instructions
from functools import cache
from inspect import CO_VARARGS, CO_VARKEYWORDS
from itertools import islice
from types import FunctionType
from typing import Any

import pytest
from django import shortcuts
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import get_resolver

from gongzhi.kernel.errors import NotHere, Refused
from gongzhi.kernel.sessions import SessionStore
from gongzhi.people.models import Person
from gongzhi.voting.tests import made as story
from gongzhi.web import door
from tests.house.addresses import Address
from tests.house.two_estates import upload

ONLY = ("这件事只能由", "只有本社区的工作人员可以建小区", "由本小区有此权限的组织办理")
ANSWERS = ("web/refused.html", "web/bad_input.html", "web/not_found.html")


@dataclass
class Asker:
    """Sends requests whose traces are rolled back."""

    handler: BaseHandler
    before: str
    draws: "Drawing"
    reads: "Reading"
    factory: RequestFactory = field(default_factory=RequestFactory)

    def send(
        self, address: Address, verb: str, body: Any, values: dict[str, Any], key: str, *, drawn: bool = True
    ) -> tuple[int, str]:
        """One request under the session `key`: its status and what kind of answer it got.

        With `drawn=False` the view does everything but draw its page; one that may have said no is asked again, drawn.
        """
        request = self._request(address.path(values), verb, body)
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        if key:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = key
        self.draws.begin(key, pages=drawn)
        self.reads.written = False
        answer = self.handler.get_response(request)
        kind = kind_of(answer)
        answer.close()
        transaction.set_rollback(False)
        transaction.savepoint_rollback(self.before)
        if answer.status_code == 409 and self.draws.left_out:
            return self.send(address, verb, body, values, key)
        return answer.status_code, kind

    def _request(self, path: str, verb: str, body: Any) -> HttpRequest:
        if verb == "GET":
            return self.factory.get(path, body)
        for value in body.values():
            if hasattr(value, "seek"):
                value.seek(0)
        if path.startswith("/api/") and not any(hasattr(value, "read") for value in body.values()):
            return self.factory.generic(verb, path, json.dumps(body), content_type="application/json")
        if verb == "POST":
            sent = body if path.startswith("/api/") else {"idempotency_key": "matrix", **body}
            return self.factory.post(path, sent)
        return self.factory.generic(verb, path)


class Drawing:
    """Stands before the templates: what says no is drawn once for each session, afterwards only in its words."""

    def __init__(self) -> None:
        self.render = shortcuts.loader.render_to_string
        self.seen: set[tuple[str, str]] = set()
        self.begin("", pages=True)

    def begin(self, key: str, *, pages: bool) -> None:
        """Before each request: whose it is, and whether its page is drawn."""
        self.key, self.pages, self.left_out = key, pages, False

    def __call__(self, name: Any, context: Any = None, request: Any = None, using: Any = None) -> str:
        if name in ANSWERS and (name, self.key) in self.seen:
            return str(context.get("error", ""))
        if name in ANSWERS or self.pages:
            self.seen.add((name, self.key))
            return str(self.render(name, context, request, using))
        self.left_out = True
        return ""


class Reading:
    """Stands before the database: until a request writes, the same statement reads the same rows as for the one before.

    Every request begins with the same database, since what the one before it wrote is rolled back.
    """

    PASSING = ("SAVEPOINT", "RELEASE", "ROLLBACK TO")

    def __init__(self) -> None:
        self.rows: dict[Any, tuple[list[Any], Any]] = {}
        self.written = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        key = (sql, repr(params))
        if self.written or not self._plain(sql, params, context["cursor"]):
            self.written = self.written or not sql.startswith(("SELECT", *self.PASSING))
            return execute(sql, params, many, context)
        if key not in self.rows:
            execute(sql, params, many, context)
            self.rows[key] = context["cursor"].fetchall(), context["cursor"].description
        context["cursor"].cursor = Kept(*self.rows[key])
        return None

    def _plain(self, sql: str, params: Any, cursor: Any) -> bool:
        """Whether it only reads tables."""
        reads = sql.startswith("SELECT") and " FROM " in sql and " FOR " not in sql
        return reads and params is not None and getattr(cursor.cursor, "name", None) is None


class Kept:
    """A cursor over rows that were read before."""

    def __init__(self, rows: list[Any], description: Any) -> None:
        self.rows, self.description, self.rowcount = iter(rows), description, len(rows)

    def __iter__(self) -> Iterator[Any]:
        return self.rows

    def fetchone(self) -> Any:
        """The next row, or None."""
        return next(self.rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows."""
        return list(islice(self.rows, size))

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        return list(self.rows)

    def close(self) -> None:
        """Nothing is held."""


class Doors:
    """Stands before the doors: until a request writes, one that was asked about a person and a place answers the same.

    What it finds is handed out as a copy, so that no view finds what another did to it.
    """

    def __init__(self, reads: Reading) -> None:
        self.real, self.reads = door.ask, reads
        self.kept: dict[Any, tuple[Any, Exception | None]] = {}

    def ask(self, who: Any, person: Any, /, *, at: Any, **where: Any) -> Any:
        """What the door answers."""
        key = self._key(who, person, at, where)
        if self.reads.written:
            return self.real(who, person, at=at, **where)
        if key in self.kept:
            found, no = self.kept[key]
            if no is not None:
                raise no.with_traceback(None)
            return deepcopy(found)
        try:
            found = self.real(who, person, at=at, **where)
        except (NotHere, Refused) as no:
            if not self.reads.written:
                self.kept[key] = None, no
            raise
        if not self.reads.written:
            self.kept[key] = deepcopy(found), None
        return found

    def lets_in(self, who: Any, person: Any, *, at: Any, **where: Any) -> bool:
        """Whether a link leads somewhere for the person."""
        key = self._key(who, person, at, where)
        if self.reads.written or key not in self.kept:
            try:
                self.ask(who, person, at=at, **where)
            except NotHere:
                return False
            return True
        return not isinstance(self.kept[key][1], NotHere)

    def _key(self, who: Any, person: Any, at: Any, where: dict[str, Any]) -> Any:
        read = read_by(who)
        return (
            who,
            person.pk if person else None,
            at,
            tuple(one for one in where.items() if read is None or one[0] in read),
        )


@cache
def read_by(who: Any) -> frozenset[str] | None:
    """The parts of an address that a door reads by name; None where it may read all of them."""
    if not isinstance(who, FunctionType):
        return None
    code = who.__code__
    named = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    if code.co_flags & CO_VARARGS:
        return None
    rest = code.co_varnames[len(named)] if code.co_flags & CO_VARKEYWORDS else ""
    loaded = {one.argval for one in get_instructions(code)}
    return None if rest in loaded else frozenset(named)


@contextmanager
def asking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """An asker for the length of a test; an error of the product is raised, not answered with 500."""
    handler = BaseHandler()
    handler.load_middleware()
    resolver, load = get_resolver(), SessionStore.load
    session = cache(lambda key: load(SessionStore(key)))
    draws = Drawing()
    with monkeypatch.context() as patch:
        patch.setattr(settings, "DEBUG_PROPAGATE_EXCEPTIONS", True)
        patch.setattr(resolver, "resolve", cache(resolver.resolve), raising=False)
        patch.setattr(SessionStore, "load", lambda store: dict(session(store.session_key)))
        patch.setattr(shortcuts.loader, "render_to_string", draws)
        request_finished.disconnect(close_old_connections)  # it would close the test's own
        try:
            before, reads = transaction.savepoint(), Reading()
            doors = Doors(reads)
            patch.setattr(door, "ask", doors.ask)
            patch.setattr(door, "_lets_in", doors.lets_in)
            with connection.execute_wrapper(reads):
                yield Asker(handler, before, draws, reads)
        finally:
            request_finished.connect(close_old_connections)


def session_of(person: Person | None) -> str:
    """The cookie of a session of this person."""
    client = Client()
    if person is None:
        return ""
    story.sign_in(client, person)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def filled(body: Any, values: dict[str, Any]) -> Any:
    """The body with `$name` replaced by the value of that name, `$file` by a file."""
    if isinstance(body, dict):
        return {name: filled(value, values) for name, value in body.items()}
    if isinstance(body, list):
        return [filled(value, values) for value in body]
    if isinstance(body, str) and body.startswith("$"):
        return upload() if body == "$file" else values[body[1:]]
    return body


def kind_of(answer: Any) -> str:
    """let_in · refused for lack of capacity · asked to sign_in · hidden: not there · ? for anything else."""
    status = answer.status_code
    if status == 401 or (status == 302 and answer["Location"].startswith("/sign-in/?")):
        return "sign_in"
    if status == 404:
        return "hidden"
    if status == 409 and any(words in answer.content.decode() for words in ONLY):
        return "refused"
    return "let_in" if status < 400 or status in (409, 422) else "?"
