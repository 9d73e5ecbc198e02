"""States are a table: which move is in it, and the one refusal for a move that is not."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import Reason, Refused

State = TypeVar("State", bound=TextChoices)


def check_move(table: Mapping[State, frozenset[State]], frm: State, to: State) -> None:
    """Refuses a move from `frm` to `to` that the table does not hold."""
    if to not in table[frm]:
        words = _("现在是“%(now)s”，不能变为“%(then)s”。")
        if to == frm:
            words = _("这一步已经办好了，现在是“%(now)s”，不用再办一次。")
        raise Refused(Reason(words % {"now": frm.label, "then": to.label}, remedy=_("看进度，再办下一步")))


def diagram(name: str, table: Mapping[State, frozenset[State]]) -> str:
    """The table as a Mermaid state diagram, for docs/generated."""
    lines = [f"### {name}", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {s.value}: {s.label}" for s in table]
    lines += [f"    {a.value} --> {b.value}" for a, to in table.items() for b in sorted(to, key=str)]
    return "\n".join([*lines, "```", ""])
