"""Signs that nobody sees and that phones and chat programs leave in copied numbers."""

from __future__ import annotations

import re

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


def visible(text: str) -> str:
    """A text without zero-width signs, marks of direction and byte order marks."""
    return text if text.isascii() else _INVISIBLE.sub("", text)
