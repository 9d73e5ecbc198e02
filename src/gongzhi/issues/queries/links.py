"""The tracking link of a report: a random token, found by its keyed index."""

import secrets

from gongzhi.kernel import keys


def new_token() -> str:
    """A fresh token that cannot be guessed."""
    return secrets.token_urlsafe(18)


def link_index(token: str) -> bytes:
    """The keyed index under which a report is found by its link."""
    return keys.blind_index("issue-link", token)
