"""No test talks to anything but this machine: sockets to other places are refused."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


class OutsideRefused(RuntimeError):
    """A test tried to reach another machine."""


def _check(kind: int, address: Any) -> None:
    if kind not in (socket.AF_INET, socket.AF_INET6):
        return
    host = address[0]
    if host in ("localhost", ""):
        return
    try:
        near = ipaddress.ip_address(host).is_loopback
    except ValueError:
        near = False
    if not near:
        raise OutsideRefused(f"tests reach 127.0.0.1 only, not {host}")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse connections to other machines for the whole run."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:
        _check(self.family, address)
        return connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        _check(self.family, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        yield
