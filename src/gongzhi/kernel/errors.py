"""The three answers a person can get instead of success: refused, wrong input, not here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way: what is missing, which article says so, where it can be mended."""

    text: str
    cite: str = ""
    remedy: str = ""
    remedy_url: str = ""

    def as_json(self) -> dict[str, object]:
        """The reason as the API prints it."""
        remedy = {"text": self.remedy, "url": self.remedy_url} if self.remedy else None
        return {"reason": self.text, "cite": self.cite, "remedy": remedy}


class Refused(Exception):
    """This cannot be done now, by this person, or under this law; the reasons may be shown as they are."""

    def __init__(self, *reasons: Reason | str) -> None:
        self.reasons: Sequence[Reason] = tuple(Reason(r) if isinstance(r, str) else r for r in reasons)
        super().__init__("；".join(r.text for r in self.reasons))

    def as_json(self) -> dict[str, object]:
        """The one JSON form of every refusal."""
        return {"refused": [reason.as_json() for reason in self.reasons]}


class BadInput(Exception):
    """What was sent cannot be understood; `fields` names each field with its error; nothing was changed."""

    def __init__(self, text: str, fields: Mapping[str, str] | None = None) -> None:
        self.text = text
        self.fields = dict(fields or {})
        super().__init__(text)

    def as_json(self) -> dict[str, object]:
        """The one JSON form of every input error."""
        return {"error": self.text, "fields": self.fields}


class NotHere(Exception):
    """Not there, or not yours: the two look the same (404)."""
