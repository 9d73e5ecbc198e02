"""A real server on a database of its own, seen by a real Chromium that reaches nothing else."""

import os
import signal
import socket
import time
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from gongzhi.config.cli.serve import refuse_taken
from tests.server import Live, free_port


def _get(url: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own address
        return answer.status, answer.read()


def test_the_server_answers_and_lets_go_of_its_database(fresh_gongzhi: Live) -> None:
    status, body = _get(fresh_gongzhi.url + "/")
    assert status == 200
    assert b"</html>" in body


def test_web_and_worker_stop_together_even_when_the_parent_is_killed(live_gongzhi: Live) -> None:
    port = free_port()
    parent = live_gongzhi.start("serve", "--all", "--port", str(port), "--workers", "1")
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            assert _get(f"http://127.0.0.1:{port}/")[0] == 200
            break
        except OSError:
            time.sleep(0.1)
    children = _children(parent.pid)
    assert len(children) == 2
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    until = time.monotonic() + 20
    while time.monotonic() < until and any(_alive(child) for child in children):
        time.sleep(0.1)
    assert [child for child in children if _alive(child)] == []
    with pytest.raises(OSError, match="refused"):
        _get(f"http://127.0.0.1:{port}/")


def test_chromium_sees_the_server_and_nothing_else(live_gongzhi: Live, browser: Browser, phone: dict[str, Any]) -> None:
    context = browser.new_context(**phone, base_url=live_gongzhi.url)
    page = context.new_page()
    answer = page.goto("/")
    assert answer is not None
    assert answer.status == 200
    assert page.evaluate("innerWidth") == 390
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.org/")
    context.close()


def _children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as listed:
        return [int(child) for child in listed.read().split()]


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_port_on_which_another_listens_is_refused(capfd):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert refuse_taken("127.0.0.1", port)
        assert str(port) in capfd.readouterr().err
    assert not refuse_taken("127.0.0.1", port)
