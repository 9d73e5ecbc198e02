"""Which characters a text may hold: what can be read, and nothing that hides or turns round what is read."""

import re

_TURNING = "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_UNREADABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{_TURNING}]")


def readable(text: str) -> bool:
    """Whether `text` has no control character, no lone surrogate and no mark that reverses the order of reading."""
    return not _UNREADABLE.search(text)
