"""Accept or refuse, as the second person, the correction of a wrongly registered management mode."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate, ManagementFix, ManagementSpell
from gongzhi.places.states import FIX_MOVES, FixState
from gongzhi.register import access

DECIDED = journal.event(
    "register.management_fix.decided", spell=Fact.NUMBER, mode=Fact.WORD, accepted=Fact.TRUTH, reason=Fact.TEXT
)


@act
def decide_management_fix(*, fix: ManagementFix, accept: bool, by: Person, at: datetime) -> ManagementFix:
    """Accepted, the wrong spell stays as void and a right one stands for the same days; refused, nothing changes.

    Refuses anyone but the keepers, whoever proposed it (the database refuses the same person too), and deciding twice.
    """
    estate = Estate.objects.select_for_update().get(pk=fix.estate_id)
    fix = ManagementFix.objects.select_for_update().get(pk=fix.pk)
    access.require_keeper(by, estate, at=at)
    check_move(FIX_MOVES, FixState(fix.state), FixState.ACCEPTED if accept else FixState.REFUSED)
    actor = keys.pseudonym(estate.pk, by.pk)
    access.require_another(fix.proposed_by, actor)
    spell = ManagementSpell.objects.select_for_update().get(pk=fix.spell_id)
    if accept and (spell.until_on is not None or spell.void):
        raise Refused(_("这期间管理方式已经变更，请按现在的登记重新提出。"))
    entry = journal.record(
        DECIDED,
        ref=f"management_fix:{fix.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        spell=spell.pk,
        mode=fix.mode,
        accepted=accept,
        reason=fix.reason,
    )
    fix.state = FixState.ACCEPTED if accept else FixState.REFUSED
    fix.decided_by, fix.decided_at = actor, at
    fix.save(update_fields=["state", "decided_by", "decided_at"])
    if accept:
        spell.void = True
        spell.save(update_fields=["void"])
        ManagementSpell.objects.create(
            estate=estate,
            mode=fix.mode,
            from_on=spell.from_on,
            basis=ManagementSpell.Basis.CORRECTED,
            words=fix.reason,
            entry=entry.pk,
        )
    return fix
