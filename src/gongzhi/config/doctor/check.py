"""One check of the doctor."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Check:
    """What was looked at, whether it is well, whether serving must wait for it, and what to do."""

    name: str
    ok: bool
    text: str
    remedy: str = ""
    blocks: bool = True

    def as_json(self) -> dict[str, Any]:
        """As the command prints it; the remedy only where one is needed."""
        found: dict[str, Any] = {"name": self.name, "ok": self.ok, "blocks": self.blocks, "text": self.text}
        return found if self.ok else {**found, "remedy": self.remedy}


def database_unreachable(said: str) -> Check:
    """The check that fails when nothing else can be asked."""
    return Check("database", False, said, _("启动数据库，或检查 DATABASE_URL。"))
