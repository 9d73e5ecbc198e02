"""What else is shown on the page of one issue: each subject adds a part here, for the desk and for everyone.

`look` gets the request and the issue and returns the context of `template` (as `part`), or None where there is nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongzhi.issues.models import Issue
from gongzhi.issues.views import talking_parts, whistle_parts
from gongzhi.web.door import Entered

Look = Callable[[Entered, Issue], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: its template, and what it shows."""

    template: str
    look: Look


DESK_PARTS: tuple[Part, ...] = (
    Part("issues/whistle_desk_part.html", whistle_parts.desk_part),
    Part("issues/talking_desk_part.html", talking_parts.desk_part),
)
PUBLIC_PARTS: tuple[Part, ...] = (
    Part("issues/whistle_public_part.html", whistle_parts.public_part),
    Part("issues/talking_public_part.html", talking_parts.public_part),
)


def parts_of(request: Entered, issue: Issue, parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    """The parts that have something to show, in their order."""
    found = [(part.template, part.look(request, issue)) for part in parts]
    return [{"template": template, "data": data} for template, data in found if data is not None]
