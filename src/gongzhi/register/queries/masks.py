"""What may be shown of a name or a number to people who need not know it."""

from django.utils.translation import gettext as _

from gongzhi.register.models import Owner


def masked_name(kind: str, name: str) -> str:
    """张三丰 -> 张*; firms and the developer by what they are, never by name (field-notes R22)."""
    if kind == Owner.Kind.DEVELOPER:
        return _("建设单位")
    if kind == Owner.Kind.COMPANY:
        return _("单位业主")
    return f"{name[:1]}*" if name else _("未登记姓名")


def tail(number: str) -> str:
    """The last four digits of a number."""
    return number[-4:]
