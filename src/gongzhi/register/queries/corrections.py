"""Corrections: what was asked, what would change, in words."""

import json
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel import keys
from gongzhi.kernel.area import shown_area
from gongzhi.register.models import Correction, Unit
from gongzhi.register.queries.masks import masked_name, tail


def words_of(correction: Correction) -> str:
    """What the owner wrote, or the reason the desk gave."""
    return keys.unseal(f"estate:{correction.estate_id}", "register_correction.asked", bytes(correction.asked))


def change_of(correction: Correction) -> dict[str, Any]:
    """The change proposed; {} while nobody proposed one."""
    if correction.change is None:
        return {}
    scope = f"estate:{correction.estate_id}"
    found: dict[str, Any] = json.loads(keys.unseal(scope, "register_correction.change", bytes(correction.change)))
    return found


def shown_change(correction: Correction) -> str:
    """The change in one line, with names and numbers masked."""
    change, what = change_of(correction), correction.what
    if not change:
        return ""
    if what == Correction.What.AREA:
        source = Unit.AreaSource(change["source"]).label
        return _("面积改为 %(area)s（%(source)s）") % {"area": shown_area(change["area"]), "source": source}
    if what == Correction.What.PHONE:
        return _("电话改为尾号 %(tail)s") % {"tail": tail(change["phone"])}
    if what == Correction.What.NAME:
        return _("姓名改为 %(name)s") % {"name": masked_name("natural", change["name"])}
    if what == Correction.What.OWNERS:
        names = "、".join(masked_name(o["kind"], o["name"]) for o in change["owners"])
        return _("业主改为 %(names)s，自 %(day)s 起") % {"names": names, "day": change["from_on"]}
    if what == Correction.What.CLAIM:
        return _("解除现在的认领")
    return str(change.get("note", ""))
