"""Say for one of the three parties whether the plan is agreed to (B4.8)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, must_be
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import PlanVoice, RepairProject
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

VOICED = journal.event("fund.repair.voiced", repair=Fact.NUMBER, side=Fact.WORD, agrees=Fact.TRUTH, words=Fact.TEXT)


@act
def voice_plan(*, project: RepairProject, agrees: bool, words: str = "", by: Person, at: datetime) -> PlanVoice:
    """The party's word, by the seat the person holds; the newest of a party counts.

    Refuses everyone without a seat of the three, and a plan that was agreed already. Wrong input: no reason for a no.
    """
    project = hold(project)
    side = repair_access.require_side(by, project.estate, at=at)
    must_be(project, [RepairState.PLANNED], REPAIR)
    if not agrees and not words.strip():
        raise BadInput(_("请写明不同意的原因。"), {"words": _("必填")})
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        VOICED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        side=side.value,
        agrees=agrees,
        words=words.strip(),
    )
    return PlanVoice.objects.create(
        estate=project.estate,
        project=project,
        side=side,
        agrees=agrees,
        words=words.strip()[:300],
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
