"""Register a force that can be called over a division, and who acts for it."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.cites import MEASURES
from gongzhi.issues.models import Force
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.appoint_officer import DEPARTMENTS, FORCE, appoint_officer
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Division

REGISTERED = journal.event("issues.force.registered", force=Fact.NUMBER, kind=Fact.WORD, name=Fact.TEXT)
K = Capacity.Kind


def may_register(person: Person | None, division: Division, kind: str, *, at: datetime) -> bool:
    """Whether community or street stand over the division; a department may be listed from any place below it."""
    if person is None:
        return False
    above = [division.code[:length] for length in (2, 4, 6, 9, 12)]
    held = capacities(person, at=at).filter(kind__in=(K.STREET, K.COMMUNITY))
    if kind == Force.Kind.DEPARTMENT and held.filter(division__code__startswith=division.code).exists():
        return True
    return held.filter(division_id__in=above).exists()


@act
def register_force(
    *,
    division: Division,
    kind: str,
    code: str,
    name: str,
    word: str = "",
    contact: str = "",
    officer: str = "",
    number: str = "",
    document: str = "",
    by: Person,
    at: datetime,
) -> Force:
    """A department, utility, unit or organisation that may be called (A10.2, B3.11), with one person who acts for it.

    A department has its word (消防 …) and its officers by their own appointment, never by this; a utility the word of the
    responsibility list (供水 …). Refuses everyone but community and street of the division, and a code that is taken;
    wrong input: a code that is not plain, an unknown department, an officer of one.
    """
    if not may_register(by, division, kind, at=at):
        raise Refused(
            Reason(_("这件事只能由本地的社区或者街道工作人员办理。"), cite=MEASURES, remedy=_("请有此身份的人办理"))
        )
    wrong = {}
    if kind not in Force.Kind.values:
        wrong["kind"] = _("请重选")
    if not FORCE.match(code):
        wrong["code"] = _("小写字母、数字和连字符，最多 20 个")
    if not name.strip():
        wrong["name"] = _("必填")
    if kind == Force.Kind.DEPARTMENT and word not in DEPARTMENTS:
        wrong["word"] = _("请选职能部门的名称")
    if kind == Force.Kind.DEPARTMENT and number.strip():
        wrong["number"] = _("职能部门工作人员凭任用文件由运维人员任用，这里只登记部门")
    if wrong:
        raise BadInput(_("请补好再登记。"), wrong)
    if Force.objects.filter(division=division, code=code, ended_on__isnull=True).exists():
        raise Refused(Reason(_("这个代码已经有了。"), remedy=_("换一个代码，或者看已有的那一个")))
    made = Force(
        division=division,
        kind=kind,
        code=code,
        name=name.strip()[:60],
        word=word,
        contact=keys.seal("platform", "issues_force.contact", contact.strip()) if contact.strip() else None,
        entry=0,
    )
    made.save(force_insert=True)
    entry = journal.record(
        REGISTERED,
        ref=f"division:{division.code}",
        office=division.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        force=made.pk,
        kind=kind,
        name=made.name,
    )
    made.entry = entry.pk
    made.save(update_fields=["entry"])
    if number.strip():
        appoint_officer(
            division=division,
            kind=K.PARTNER,
            department=code,
            name=officer.strip(),
            number=number,
            document=document.strip() or made.name,
            at=at,
        )
    return made
