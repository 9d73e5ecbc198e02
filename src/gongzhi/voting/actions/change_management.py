"""Change how an estate is managed, as its owners decided (B1.6)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate, ManagementSpell
from gongzhi.places.queries import spell_now
from gongzhi.register import access
from gongzhi.register.actions.estate_history import next_mode
from gongzhi.voting.models import Matter, Resolution
from gongzhi.voting.queries.resolutions import in_effect

CHANGED = journal.event(
    "voting.management.changed", resolution=Fact.NUMBER, before=Fact.WORD, mode=Fact.WORD, on=Fact.DAY
)
# 民法典第278条第1款第4项 (选聘和解聘物业服务企业或者其他管理人) and 第9项 (其他重大事项, 第284条 自行管理).
DECIDING = (Matter.PROPERTY_FIRM, Matter.OTHER_MAJOR)


@act
def change_management(
    *, estate: Estate, resolution: Resolution, mode: str, from_on: date, by: Person, at: datetime
) -> ManagementSpell:
    """Begins the mode that a resolution in effect decided, from `from_on`; the one before stays with its days.

    Refuses anyone but the keepers of the register, and a resolution that is not in effect or decided another matter; not
    there for one of another estate; wrong input: the same mode, a day to come, before the decision or the mode in force.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    access.require_keeper(by, estate, at=at)
    resolution = (
        Resolution.objects.select_for_update(of=("self",)).select_related("motion", "option").get(pk=resolution.pk)
    )
    if resolution.estate_id != estate.pk:
        raise NotHere
    if reason := not_deciding(resolution):
        raise Refused(reason)
    now = spell_now(estate)
    wrong = {}
    if mode not in Estate.Management.values or mode == estate.management:
        wrong["mode"] = _("请选决定的管理方式，不能与现在的相同")
    if from_on > law_day(at):
        wrong["from_on"] = _("不能是将来的日子，到那一天再登记")
    elif from_on < resolution.decided_on or (now and from_on < now.from_on):
        wrong["from_on"] = _("不能早于决定之日，也不能早于现在这种方式的起始日")
    if wrong:
        raise BadInput(_("请写明管理方式从哪一天起变更。"), wrong)
    entry = journal.record(
        CHANGED,
        ref=f"resolution:{resolution.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=resolution.entry_id,
        resolution=resolution.pk,
        before=estate.management,
        mode=mode,
        on=from_on,
    )
    return next_mode(
        estate,
        mode=mode,
        on=from_on,
        entry=entry.pk,
        basis=ManagementSpell.Basis.VOTE,
        words=resolution.words,
        resolution_id=resolution.pk,
    )


def not_deciding(resolution: Resolution) -> Reason | None:
    """Why this resolution changes no mode of management; None if it does."""
    if resolution.motion.matter not in DECIDING:
        return Reason(
            _("“%(words)s”决定的不是由谁、怎样管理物业。") % {"words": resolution.words},
            cite="《民法典》第278条第1款",
            remedy=_("选聘、解聘或者自行管理的决定才可以"),
        )
    if not in_effect(resolution):
        return Reason(
            _("“%(words)s”现在是“%(state)s”，不能据以变更管理方式。")
            % {"words": resolution.words, "state": resolution.get_state_display()},
            cite="《民法典》第280条第1款",
            remedy=_("有生效的决定再登记"),
        )
    return None
