"""Eight clients on kept connections, as thin as Python lets them be: bytes out, status line in."""

import re
import socket
import threading
import time
from collections.abc import Sequence

CLIENTS = 8
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


def post(path: str, body: str, *, csrf: str) -> bytes:
    """One request ready to be sent."""
    data = f"csrfmiddlewaretoken={csrf}&{body}".encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken={csrf}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data


def drive(port: int, requests: Sequence[bytes], *, expect: bytes = b"302") -> float:
    """Sends every request over eight connections and returns the seconds; refuses any other answer than `expect`."""
    shares = [requests[i::CLIENTS] for i in range(CLIENTS)]
    wrong: list[bytes] = []
    threads = [threading.Thread(target=_one, args=(port, share, expect, wrong)) for share in shares]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    if wrong:
        raise RuntimeError(f"{len(wrong)} answers were not {expect!r}: {wrong[0][:600]!r}")
    return took


def _one(port: int, requests: Sequence[bytes], expect: bytes, wrong: list[bytes]) -> None:
    with socket.create_connection(("127.0.0.1", port)) as link:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        kept = b""
        for request in requests:
            link.sendall(request)
            while b"\r\n\r\n" not in kept:
                kept += link.recv(65536)
            head, _sep, kept = kept.partition(b"\r\n\r\n")
            found = LENGTH.search(head)
            size = int(found[1]) if found else 0
            while len(kept) < size:
                kept += link.recv(65536)
            body, kept = kept[:size], kept[size:]
            if head.split(b" ", 2)[1] != expect:
                wrong.append(head + body)
