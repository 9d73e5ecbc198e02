"""Propose to correct a management mode that was registered wrongly."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate, ManagementFix
from gongzhi.places.queries import spell_now
from gongzhi.places.states import FixState
from gongzhi.register import access

PROPOSED = journal.event("register.management_fix.proposed", spell=Fact.NUMBER, mode=Fact.WORD, reason=Fact.TEXT)


@act
def propose_management_fix(*, estate: Estate, mode: str, reason: str, by: Person, at: datetime) -> ManagementFix:
    """Says that the mode in force was registered wrongly and which it was; another keeper accepts or refuses.

    A mode that really changed is no correction: the owners decide it (`change_management`, B1.6). Refuses anyone but the
    keepers, a mode that rests on the owners' vote, a second open proposal; wrong input: the same mode, no reason.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    access.require_keeper(by, estate, at=at)
    spell = spell_now(estate)
    wrong = {}
    if mode not in Estate.Management.values or mode == estate.management:
        wrong["mode"] = _("请选应当是哪一种，不能与现在的相同")
    if not reason.strip():
        wrong["reason"] = _("请写当时登记错在哪里、凭什么更正")
    if wrong or spell is None:
        raise BadInput(_("更正管理方式要写明正确的方式和理由。"), wrong)
    if spell.basis == spell.Basis.VOTE:
        raise Refused(
            Reason(
                _("现在的管理方式是业主共同决定的，不能用更正改掉。"),
                cite="《民法典》第278条第1款",
                remedy=_("由业主大会重新决定"),
                remedy_url=f"/desk/e/{estate.code}/assemblies/",
            )
        )
    if ManagementFix.objects.filter(estate=estate, spell=spell, state=FixState.OPEN).exists():
        raise Refused(_("已有一条更正在等第二人核准。"))
    actor = keys.pseudonym(estate.pk, by.pk)
    fix = ManagementFix.objects.create(
        estate=estate, spell=spell, mode=mode, reason=reason.strip(), proposed_by=actor, proposed_at=at
    )
    journal.record(
        PROPOSED,
        ref=f"management_fix:{fix.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        spell=spell.pk,
        mode=mode,
        reason=fix.reason,
    )
    return fix
