"""What stands in the way of merging or splitting estates: asked by the page that shows it and the act that refuses."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason
from gongzhi.places.models import Estate
from gongzhi.register.queries import roll_in_preparation, undecided_corrections
from gongzhi.register.states import RollState
from gongzhi.voting.models import Assembly, Resolution
from gongzhi.voting.queries.resolutions import in_effect
from gongzhi.voting.queries.running import RUNNING
from gongzhi_law import estates as law


def obstacles_to_redraw(
    estates: Iterable[Estate], resolutions: Collection[Resolution] = (), *, at: datetime
) -> tuple[list[Reason], list[Reason]]:
    """Why these estates cannot be merged or split now, and what only warns (物业管理条例第9条).

    Where the place wants the owners' decision, each estate needs one of its own that is in effect among `resolutions`.
    """
    blocks, warns = [], []
    for estate in estates:
        blocks += _in_the_estate(estate)
        rule = law.redrawing(on=law_day(at), place=estate.place)
        decided = any(one.estate_id == estate.pk and in_effect(one) for one in resolutions)
        if rule.needs_decision and not decided:
            blocks.append(
                Reason(
                    _("%(estate)s：当地规定调整物业管理区域须经业主共同决定，还没有生效的决定。")
                    % {"estate": estate.name},
                    cite=str(rule.answer.cite),
                    remedy=_("先由业主大会表决"),
                    remedy_url=f"/desk/e/{estate.code}/assemblies/",
                )
            )
        elif not decided:
            warns.append(Reason(f"{estate.name}：{rule.sentence}", cite=str(rule.answer.cite)))
    return blocks, warns


def _in_the_estate(estate: Estate) -> list[Reason]:
    found = []
    running = Assembly.objects.filter(estate=estate, state__in=RUNNING).order_by("serial").first()
    if running is not None:
        found.append(
            Reason(
                _("%(estate)s正在进行业主大会“%(title)s”，开完之前不能合并或者分立。")
                % {"estate": estate.name, "title": running.title},
                cite="《民法典》第278条第2款",
                remedy=_("等最终结果签署，或者由召集人撤回"),
                remedy_url=f"/desk/e/{estate.code}/assemblies/{running.serial}/",
            )
        )
    roll = roll_in_preparation(estate)
    if roll is not None and roll.state == RollState.CHECKING:
        found.append(
            Reason(
                _("%(estate)s的名册正在公示核对。") % {"estate": estate.name},
                cite="《业主大会和业主委员会指导规则》第25条",
                remedy=_("等核对期满冻结，或者作废这份名册"),
                remedy_url=f"/desk/e/{estate.code}/roll/",
            )
        )
    if waiting := undecided_corrections(estate):
        found.append(
            Reason(
                _("%(estate)s还有 %(n)s 条名册更正没有办结。") % {"estate": estate.name, "n": waiting},
                cite="《个人信息保护法》第46条",
                remedy=_("先办结更正"),
                remedy_url=f"/desk/e/{estate.code}/corrections/",
            )
        )
    return found
