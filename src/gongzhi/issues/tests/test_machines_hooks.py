"""Webhooks: told once, signed, only to public hosts; taken in once, signed, fresh, and never twice."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from gongzhi.issues.access import sees_all
from gongzhi.issues.actions import hook_sending
from gongzhi.issues.actions.add_hook import add_hook
from gongzhi.issues.actions.hook_sending import NotDelivered, dead_letters
from gongzhi.issues.actions.note_progress import note_progress
from gongzhi.issues.actions.queue_hooks import queue_hooks
from gongzhi.issues.actions.resend_hook import resend_hook
from gongzhi.issues.actions.stop_hook import stop_hook
from gongzhi.issues.actions.take_ticket import take_ticket
from gongzhi.issues.models import Hook, HookSeen, HookSent, Issue
from gongzhi.issues.queries import hook_wire as wire
from gongzhi.issues.queries.shown import history
from gongzhi.issues.tests.issues_world import NAME, PHONE, Desk
from gongzhi.kernel import outbox
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Message
from gongzhi.kernel.tasks import send_slow
from gongzhi.people.models import Person

PUBLIC_HOST = "https://8.8.8.8/hook"
TICKET = {"ref": "GD-1", "words": "3栋路灯不亮", "phone": PHONE, "name": NAME, "place": "3栋2单元501"}


class Double(BaseHTTPRequestHandler):
    """The other system: keeps what it got and answers what it is told to."""

    got: list[tuple[str, dict[str, str], bytes]] = []
    status = 204

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(self.status)
        if self.status == 302:
            self.send_header("Location", "http://127.0.0.1:1/secret")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Double]]:
    """A server on this machine in place of the one on the open internet."""
    Double.got, Double.status = [], 204
    server = HTTPServer(("127.0.0.1", 0), Double)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    local = lambda host, port: HTTPConnection("127.0.0.1", server.server_port, timeout=5)  # noqa: E731
    monkeypatch.setattr(hook_sending, "connection_to", local)
    yield Double
    server.shutdown()
    server.server_close()
    thread.join()


def out(here: Desk, events: tuple[str, ...] = tuple(wire.EVENTS), **more: Any) -> Hook:
    given = {"way": "out", "name": "区平台", "address": PUBLIC_HOST, "events": events, "by": here.worker, **more}
    return add_hook(division=here.estate.community, at=here.at, **given)


def inwards(here: Desk, source: str = "hotline") -> Hook:
    given = {"way": "in", "name": "12345", "source": source, "by": here.street}
    return add_hook(division=here.estate.community, at=here.at, **given)


def ticket(here: Desk, hook: Hook, nonce: str = "n1", *, at: datetime | None = None, **given: Any) -> Issue:
    body = json.dumps({**TICKET, "estate": here.estate.code, **given}).encode()
    at = at or here.at
    stamp = int(at.timestamp())
    signed = wire.signature(hook.signing_key(), nonce, stamp, body)
    return take_ticket(hook=hook, body=body, nonce=nonce, stamp=str(stamp), signature=signed, at=here.at)


@pytest.mark.clause("A10.3")
def test_an_address_is_told_once_signed_and_without_the_reporter(here: Desk, double: type[Double]) -> None:
    hook = out(here)
    issue = here.accepted()
    assert queue_hooks(at=here.at) == 2
    assert queue_hooks(at=here.at) == 0
    assert send_slow() == 2
    assert [json.loads(body)["type"] for _path, _headers, body in double.got] == ["issue.received", "issue.accepted"]
    path, headers, body = double.got[-1]
    assert path == "/hook"
    given = headers["webhook-signature"]
    nonce, stamp = headers["webhook-id"], int(headers["webhook-timestamp"])
    assert wire.signed_by(hook.signing_key(), nonce, stamp, body, given)
    assert not wire.signed_by(hook.signing_key(), nonce, stamp + 1, body, given)
    data = json.loads(body)["data"]
    assert (data["service_request_id"], data["jurisdiction_id"]) == (issue.number, here.estate.code)
    everything = b"".join(body for _path, _headers, body in double.got).decode()
    assert not any(word in everything for word in (NAME, PHONE, "都湿了"))


def test_only_what_was_asked_for_and_is_public_is_told(here: Desk) -> None:
    hook = out(here, ("issue.progress",))
    issue = here.working()
    note_progress(issue=issue, words="只给自己人看", public=False, by=here.firm, at=here.at)
    note_progress(issue=issue, words="水管已经关上", public=True, by=here.firm, at=here.at)
    assert queue_hooks(at=here.at) == 1
    assert HookSent.objects.filter(hook=hook).count() == 1
    stop_hook(hook=hook, by=here.street, at=here.at)
    note_progress(issue=issue, words="又关了一次", public=True, by=here.firm, at=here.at)
    assert queue_hooks(at=here.at) == 0


def test_notes_for_nobody_else_stand_in_the_way_of_nothing(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes that are not told are never marked as told: as many as are read at once must not stop the queue."""
    monkeypatch.setattr("gongzhi.issues.actions.queue_hooks.AT_ONCE", 2)
    out(here, ("issue.progress",))
    issue = here.accepted()
    for public in (False, False, False, True):
        note_progress(issue=issue, words="到现场看过", public=public, by=here.worker, at=here.at)
    assert [queue_hooks(at=here.at), queue_hooks(at=here.at)] == [1, 0]


def test_what_cannot_be_delivered_is_tried_again_then_dead_in_sight_and_may_be_sent_again(
    here: Desk, double: type[Double]
) -> None:
    hook = out(here)
    here.reported()
    queue_hooks(at=here.at)
    double.status = 500
    for _try in range(outbox.ATTEMPTS):
        Message.objects.filter(channel="hook").update(at=here.at - timedelta(days=3))
        assert send_slow() == 0
    assert dead_letters(hook) == 1
    assert Message.objects.get(channel="hook").error == "NotDelivered"
    assert len({headers["webhook-id"] for _path, headers, _body in double.got}) == 1
    double.status = 200
    resend_hook(hook=hook, by=here.worker, at=here.at)
    assert send_slow() == 1
    with pytest.raises(Refused):
        resend_hook(hook=hook, by=here.worker, at=here.at)


def test_a_redirect_is_not_followed(here: Desk, double: type[Double]) -> None:
    hook = out(here)
    double.status = 302
    with pytest.raises(NotDelivered, match="302"):
        hook_sending.send_hook(hook.slug, "{}")
    assert len(double.got) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://8.8.8.8/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:192.168.1.1]/",
        "https://[fd00::1]/",
        "https://[64:ff9b::a00:1]/",
        "https://2130706433/",
        "https://0.0.0.0/",
        "https://100.64.0.1/",
        "https://user:pass@8.8.8.8/",
        "ftp://8.8.8.8/",
        "https://",
        "https://[broken/",
    ],
)
def test_no_address_of_a_private_network_is_called(here: Desk, address: str) -> None:
    with pytest.raises(BadInput) as wrong:
        out(here, address=address)
    assert "address" in wrong.value.fields


def test_a_name_that_leads_to_a_private_network_later_is_not_called(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = out(here)
    monkeypatch.setattr(wire, "resolved", lambda host, port: ["8.8.8.8", "192.168.0.1"])
    with pytest.raises(NotDelivered, match="private"):
        hook_sending.send_hook(hook.slug, "{}")


@pytest.mark.clause("A10.3")
def test_a_ticket_becomes_an_issue_and_the_same_number_another_word(here: Desk) -> None:
    hook = inwards(here)
    issue = ticket(here, hook)
    assert (issue.source, issue.source_ref, issue.state) == ("hotline", "GD-1", "received")
    report = issue.reports.get()
    assert (report.shown_name(), report.number(), report.text()) == (NAME, PHONE, "3栋路灯不亮")
    assert ticket(here, hook, "n2").pk == issue.pk
    assert issue.notes.count() == 0
    assert ticket(here, hook, "n3", words="3栋路灯不亮，已经三天").pk == issue.pk
    assert ticket(here, hook, "n4", words="3栋路灯不亮，已经三天").pk == issue.pk
    note = issue.notes.get()
    assert (note.public, note.who) == (False, "12345")
    assert ("已经三天" in note.words, "已经三天" in note.told()) == (False, True)
    assert Issue.objects.count() == 1


@pytest.mark.clause("A10.3")
def test_another_word_on_a_ticket_is_read_by_those_who_may_read_the_report(here: Desk) -> None:
    hook = inwards(here)
    ticket(here, hook, hide=True)
    issue = ticket(here, hook, "n2", words=f"{NAME}说还不亮")
    here.working(here.accepted(issue.reports.get()))
    seen = {who: sees_all(person, issue, at=here.at) for who, person in (("firm", here.firm), ("worker", here.worker))}
    assert seen == {"firm": False, "worker": True}
    texts = {told: str(history(issue, public=False, told=told)) for told in (True, False)}
    assert (NAME in texts[True], NAME in texts[False]) == (True, False)
    assert "有更新" in texts[False]
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM issues_note t")
        assert NAME not in str(cursor.fetchall())


def test_what_a_ticket_says_that_is_not_known_stays_in_its_words(here: Desk) -> None:
    issue = ticket(here, inwards(here), matter="外星人", building="99栋", phone="无", urgent=True)
    assert (issue.matter, issue.building, issue.urgent) == ("", None, True)
    assert "外星人" in issue.reports.get().text()
    assert issue.full_place() == "99栋 3栋2单元501"


def test_a_replayed_stale_or_unsigned_message_is_refused(here: Desk) -> None:
    hook = inwards(here)
    ticket(here, hook)
    with pytest.raises(Refused, match="已经收过"):
        ticket(here, hook, ref="GD-2")
    for late in (-301, 301):
        with pytest.raises(Refused, match="时间戳"):
            ticket(here, hook, "n5", at=here.later(seconds=late))
    ticket(here, hook, "n6", at=here.later(seconds=-299))
    body, stamp = json.dumps({**TICKET, "estate": here.estate.code}).encode(), str(int(here.at.timestamp()))
    for signature in ("", "v1,AAAA", wire.signature(wire.new_secret(), "n7", int(stamp), body)):
        with pytest.raises(Refused, match="签名"):
            take_ticket(hook=hook, body=body, nonce="n7", stamp=stamp, signature=signature, at=here.at)
    assert not HookSeen.objects.filter(nonce="n7").exists()
    assert Issue.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [{"ref": ""}, {"words": ""}, {"estate": "nowhere"}, {"urgent": "yes"}, {"colour": "red"}, {"words": "a\u202eb"}],
)
def test_a_wrong_ticket_changes_nothing(here: Desk, given: dict[str, Any]) -> None:
    hook = inwards(here)
    with pytest.raises(BadInput) as wrong:
        ticket(here, hook, **given)
    assert set(wrong.value.fields) & set(given)
    assert not Issue.objects.exists()


def test_the_address_answers_in_json(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongzhi.web.door.timezone.now", lambda: here.at)
    hook = inwards(here)
    body = json.dumps({**TICKET, "estate": here.estate.code}).encode()
    stamp = int(here.at.timestamp())
    headers = {
        wire.ID: "m1",
        wire.STAMP: str(stamp),
        wire.SIGNATURE: wire.signature(hook.signing_key(), "m1", stamp, body),
    }
    url = f"/hooks/{hook.slug}/"
    answer = Client().post(url, body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"number": "2026-0001", "state": "received"})
    again = Client().post(url, body, content_type="application/json", headers=headers)
    assert again.status_code == 409
    assert "refused" in again.json()
    assert Client().post(url, b"[]", content_type="application/json").status_code == 409
    assert Client().post("/hooks/nothing/", b"{}", content_type="application/json").status_code == 404
    stop_hook(hook=hook, by=here.worker, at=here.at)
    assert Client().post(url, body, content_type="application/json", headers=headers).status_code == 404


def test_only_community_and_street_keep_hooks(here: Desk) -> None:
    hook = out(here)
    for person in (here.member, here.firm):
        asked: dict[str, Person | datetime] = {"by": person, "at": here.at}
        for act in (stop_hook, resend_hook):
            with pytest.raises(Refused):
                act(hook=hook, **asked)
        with pytest.raises(Refused):
            out(here, by=person)
    with pytest.raises(BadInput):
        out(here, ())
    assert bytes(hook.secret) != hook.shown_once.encode()
    assert hook.signing_key() == hook.shown_once
