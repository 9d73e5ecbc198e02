"""Appoint an officer over a division: street, community, a department by name or another force by its code."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Capacity
from gongzhi.places.models import Division

APPOINTED = journal.event("people.officer.appointed", kind=Fact.WORD, whom=Fact.WORD, document=Fact.TEXT)
K = Capacity.Kind
APPOINTABLE = (K.STREET, K.COMMUNITY, K.DEPARTMENT, K.ADMINISTRATOR, K.PARTNER)
FORCE = re.compile(r"[a-z0-9][a-z0-9-]{0,19}\Z")
# The departments of the two papers, by the names they are called by.
DEPARTMENTS = (
    "组织",
    "政法",
    "社工",
    "住建",
    "民政",
    "财政",
    "公安",
    "城管",
    "消防",
    "司法",
    "市场监管",
    "经信",
    "水务",
    "公园城市",
    "规划自然资源",
    "交通",
    "农业农村",
    "邮政管理",
    "通信管理",
    "生态环境",
    "卫健",
    "人社",
    "审计",
    "纪委监委",
    "法院",
    "工会",
)


@act
def appoint_officer(
    *, division: Division, kind: str, name: str, number: str, document: str, department: str = "", at: datetime
) -> Capacity:
    """Grants an officer their division, on the office's document; journaled in its own log.

    A department's officer also has the department (A3.4: 社工 and 住建 apart), and who acts for another force its code.
    Wrong input: a kind that follows a seat, a department without name or one nobody knows, a name for an officer of no department.
    """
    if kind not in APPOINTABLE:
        raise BadInput(_("只能任用街道、社区、职能部门、参与力量工作人员和规则管理员。"), {"kind": _("请重选")})
    if kind == K.PARTNER:
        if not FORCE.match(department):
            raise BadInput(_("参与力量工作人员要写明是哪个力量（代码）。"), {"department": _("小写字母、数字和连字符")})
    elif (kind == K.DEPARTMENT) != bool(department) or (department and department not in DEPARTMENTS):
        known = "、".join(DEPARTMENTS)
        raise BadInput(
            _("职能部门工作人员要写明部门，其他人不写。"), {"department": _("可以是：%(known)s") % {"known": known}}
        )
    person = know_person(name=name, number=number, at=at)
    entry = journal.record(
        APPOINTED,
        ref=f"division:{division.code}",
        office=division.code,
        by="system",
        at=at,
        kind=kind,
        whom=keys.pseudonym(None, person.pk),
        document=f"{document} {department}".strip(),
    )
    capacity, _made = Capacity.objects.get_or_create(
        person=person,
        kind=kind,
        division=division,
        department=department,
        until_at=None,
        defaults={"from_at": at, "filing_number": document, "granted_entry": entry.pk},
    )
    return capacity
