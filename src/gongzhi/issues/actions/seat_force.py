"""Let one more person act for a force."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.cites import MEASURES
from gongzhi.issues.models import Force
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person

SEATED = journal.event("issues.force.seated", force=Fact.NUMBER, whom=Fact.WORD)


@act
@official
def seat_force(*, force: Force, name: str, number: str, document: str = "", by: Person, at: datetime) -> Capacity:
    """A person who confirms, arrives and reports for a force (B3.11), known by their phone.

    Refuses whoever does not keep the register there, a force off the register, and a department, whose officers are
    appointed by document; wrong input: no name, no number.
    """
    force = Force.objects.select_for_update(of=("self",)).select_related("division").get(pk=force.pk)
    whistle_access.require_keeper(by, force, at=at)
    if force.ended_on is not None:
        raise Refused(Reason(_("这个力量已经不在册。"), cite=MEASURES, remedy=_("先重新登记")))
    if force.kind == Force.Kind.DEPARTMENT:
        raise Refused(
            Reason(_("职能部门工作人员凭任用文件任用，不在这里登记。"), remedy=_("请部门出具任用文件，由运维人员办理"))
        )
    if not name.strip() or not number.strip():
        raise BadInput(_("请写姓名和手机号。"), {"name": _("必填"), "number": _("必填")})
    capacity = appoint_officer(
        division=force.division,
        kind=Capacity.Kind.PARTNER,
        department=force.code,
        name=name.strip(),
        number=number,
        document=document.strip() or force.name,
        at=at,
    )
    journal.record(
        SEATED,
        ref=f"division:{force.division_id}",
        office=force.division_id,
        by=keys.pseudonym(None, by.pk),
        at=at,
        force=force.pk,
        whom=keys.pseudonym(None, capacity.person_id),
    )
    return capacity
