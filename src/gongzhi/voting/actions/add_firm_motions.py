"""Put the question of the property firm on the draft in its three steps."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.people.models import Person
from gongzhi.voting.actions.add_motion import Only, add_motion
from gongzhi.voting.models import Assembly, Matter, Motion

KEEP, DISMISS = "A", "B"


@act
@official
def add_firm_motions(
    *,
    assembly: Assembly,
    firm: str,
    candidates: Sequence[tuple[str, str]],
    fallback: str,
    by: Person,
    at: datetime,
) -> Motion:
    """Keep or dismiss; if dismissed, which firm; if none of them passes, a fallback mandate (民法典第278条第1款第4项).

    One sheet with firms and "none" could leave the estate without any: each step counts only under the one before. Returns
    the first motion. `candidates` are (name, main terms: fee, term, standard, mode), two or more.
    """
    if not firm.strip() or not fallback.strip():
        raise BadInput(_("请写明现物业服务企业和备用授权的内容。"), {"firm": _("请填写"), "fallback": _("请填写")})
    first = add_motion(
        assembly=assembly,
        matter=Matter.PROPERTY_FIRM,
        title=_("续聘或者解聘现物业服务企业"),
        text=_("现物业服务企业为%(firm)s。请选择续聘还是解聘。两项都未过半数的，维持现状。") % {"firm": firm.strip()},
        options=[
            (_("续聘%(firm)s") % {"firm": firm.strip()}, ""),
            (_("解聘%(firm)s") % {"firm": firm.strip()}, ""),
        ],
        by=by,
        at=at,
    )
    dismissed = Only(first.number, DISMISS, True)
    second = add_motion(
        assembly=assembly,
        matter=Matter.PROPERTY_FIRM,
        title=_("解聘后选聘哪一家物业服务企业"),
        text=_("仅在第%(n)s项决定解聘时有效。各家的费用、期限、服务标准和计费方式见选项。") % {"n": first.number},
        options=candidates,
        only=[dismissed],
        by=by,
        at=at,
    )
    add_motion(
        assembly=assembly,
        matter=Matter.PROPERTY_FIRM,
        title=_("备用授权"),
        text=fallback.strip(),
        only=[dismissed, Only(second.number, "", False)],
        by=by,
        at=at,
    )
    return first
