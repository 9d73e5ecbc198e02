"""The rule base an assembly stands on: of today while it is drafted, of its notice ever after (never a running procedure)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from gongzhi.kernel.clock import law_day
from gongzhi.norms.queries import changes
from gongzhi.norms.queries.adopted import bylaws_of, in_effect, values_of
from gongzhi.voting.models import Assembly
from gongzhi_law import overlay

CHANGES, RULES = "norms/changes", "norms/rules"


def pins(assembly: Assembly, *, at: datetime) -> dict[str, dict[str, Any]]:
    """What the notice fixes of the rule base: the newest change known, and the estate's rules with their values."""
    texts = in_effect(assembly.estate, on=law_day(at))
    values = {row.parameter: row.value for row in values_of(texts)}
    return {
        CHANGES: {"version": str(changes.newest()), "cite": "", "strength": ""},
        RULES: {
            "version": "+".join(str(rules.pk) for rules in texts) or "0",
            "cite": "、".join(rules.title for rules in texts),
            "strength": "bylaw",
            "values": values,
        },
    }


def pin_of(assembly: Assembly) -> int | None:
    """The newest change known when the notice was given (0 for a notice older than any change); None for a draft."""
    if assembly.noticed_at is None:
        return None
    return int(assembly.pinned.get(CHANGES, {}).get("version", 0))


@contextmanager
def law_of(assembly: Assembly) -> Iterator[None]:
    """Answers within are those of the assembly's notice; for a draft, of now."""
    with overlay.as_of(pin_of(assembly)):
        yield


def bylaws_for(assembly: Assembly, *, at: datetime) -> Mapping[str, object]:
    """The estate's rules as of the notice; for a draft, those that bind today."""
    if assembly.noticed_at is not None:
        values: Mapping[str, object] = assembly.pinned.get(RULES, {}).get("values", {})
        return values
    return bylaws_of(assembly.estate, on=law_day(at))
