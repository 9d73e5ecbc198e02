"""Take a motion off the draft."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import NotHere, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.voting.actions.lock_draft import lock_draft
from gongzhi.voting.models import Assembly, Condition, Motion, Option

REMOVED = journal.event("voting.motion.removed", number=Fact.NUMBER, matter=Fact.WORD)


@act
def remove_motion(*, assembly: Assembly, number: int, by: Person, at: datetime) -> Assembly:
    """Removes a motion from a draft; refuses while another motion depends on it."""
    assembly = lock_draft(assembly, by=by, at=at)
    motion = Motion.objects.filter(estate=assembly.estate, assembly=assembly, number=number).first()
    if motion is None:
        raise NotHere
    if Condition.objects.filter(estate=assembly.estate, of=motion).exists():
        raise Refused(_("别的议题以它为条件，请先删去那一项。"))
    Condition.objects.filter(estate=assembly.estate, motion=motion).delete()
    Option.objects.filter(estate=assembly.estate, motion=motion).delete()
    motion.delete()
    journal.record(
        REMOVED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=keys.pseudonym(assembly.estate_id, by.pk),
        at=at,
        number=number,
        matter=motion.matter,
    )
    return assembly
