"""A QR code as an inline SVG path: no image file, no script, no request."""

from dataclasses import dataclass
from functools import lru_cache

import segno

QUIET = 2  # modules of quiet zone inside the picture; the white padding around it gives the rest


@dataclass(frozen=True, slots=True)
class Qr:
    """Path data and side (in modules) of a QR code."""

    path: str
    side: int
    content: str


@lru_cache(maxsize=256)
def qr_code(content: str) -> Qr:
    """QR code of an address, error correction M; refuses empty content."""
    if not content:
        raise ValueError("a QR code needs content")
    rows = segno.make_qr(content, error="m").matrix
    steps = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                steps.append(f"M{start + QUIET} {y + QUIET}h{x - start}v1h-{x - start}z")
            x += 1
    return Qr("".join(steps), len(rows) + 2 * QUIET, content)
