"""Clients that cost little: requests made ready before, kept connections, nothing read but the status."""

import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.parse import urlencode

PATIENCE = 30


@contextmanager
def server(environment: Mapping[str, str]) -> Iterator[int]:
    """`gongzhi serve` as people run it (2 workers of 4 threads) on a free port, stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gongzhi.config.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=dict(environment), stdout=sys.stderr)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("gongzhi serve did not start") from None
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def post(port: int, path: str, fields: Mapping[str, str], cookies: Mapping[str, str]) -> bytes:
    """A form sent by POST, as bytes for the wire."""
    body = urlencode(fields).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    head += f"Cookie: {'; '.join(f'{k}={v}' for k, v in cookies.items())}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def get(port: int, path: str, cookies: Mapping[str, str]) -> bytes:
    """A page asked for, as bytes for the wire."""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    return (head + f"Cookie: {'; '.join(f'{k}={v}' for k, v in cookies.items())}\r\n\r\n").encode()


def send_all(port: int, requests: Sequence[bytes], *, clients: int = 8) -> Counter[int]:
    """Send every request, shared among clients that each wait for their answer; how often each status came."""
    counts = [Counter[int]() for _ in range(clients)]

    def work(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as wire:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for request in requests[number::clients]:
                wire.sendall(request)
                counts[number][_status(wire)] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts, Counter[int]())


def _status(wire: socket.socket) -> int:
    held = b""
    while b"\r\n\r\n" not in held:
        held += _some(wire)
    head, _gap, body = held.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
    chunked = any(line.startswith(b"transfer-encoding:") and b"chunked" in line for line in lines)
    while not body.endswith(b"0\r\n\r\n") if chunked else len(body) < length:
        body += _some(wire)
    return int(lines[0].split(b" ")[1])


def _some(wire: socket.socket) -> bytes:
    piece = wire.recv(65536)
    if not piece:
        raise ConnectionError("the server closed the connection")
    return piece
