"""The tabs of every public page of an estate, the same wherever one stands."""

from typing import Any

from django.utils.translation import gettext as _


def public_tabs(code: str, active: str = "") -> list[dict[str, Any]]:
    """Tabs of the public pages of the estate `code`; `active` is the last part of the address one is at ("" is the front)."""
    home = f"/e/{code}/"
    tabs = {
        "": _("公示栏"),
        "who/": _("谁在管"),
        "issues/": _("报事"),
        "fund/": _("资金"),
        "#votes": _("表决"),
        "roll/": _("名册"),
        "rules/": _("议事规则"),
    }
    return [{"label": label, "url": f"{home}{path}", "active": path == active} for path, label in tabs.items()]
