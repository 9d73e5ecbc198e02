"""Write down why a body or a slate departs from what a paper asks for."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access, slate_access
from gongzhi.bodies.models import Body, Slate, WrittenReason
from gongzhi.bodies.queries.composition import report_of, report_of_slate
from gongzhi.bodies.queries.scope import log_of
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

GIVEN = journal.event("bodies.reason.given", rule=Fact.WORD, words=Fact.TEXT)


@act
def give_reason(*, of: Body | Slate, rule: str, words: str, by: Person, at: datetime) -> WrittenReason:
    """The written reason for one finding that fails under a paper (A1.3: 党员占比, 主任): public, and no veto follows from it.

    Refuses whoever may not record the body or keep the slate, and a finding that does not fail now or may block: that is
    mended, not explained. Wrong input: no words.
    """
    if isinstance(of, Body):
        access.may_record(by, of, at=at)
        found = report_of(of, law_day(at))
    else:
        slate_access.may_keep_slate(by, of.estate, at=at)
        found = report_of_slate(of, law_day(at))
    if not words.strip():
        raise BadInput(_("请写明理由。"), {"words": _("必填")})
    failing = {one.rule: one for one in found.failing} if found else {}
    one = failing.get(rule)
    if one is None:
        raise Refused(Reason(_("这一项现在没有不符合，不用写理由。"), remedy=_("请看最新的校验结果")))
    if one.blocks:
        raise Refused(Reason(_("这一项是法规或者本小区规则的要求，要改正，写理由不能代替。"), one.cite, one.remedy))
    estate = of.estate
    entry = journal.record(
        GIVEN,
        ref=f"{'body' if isinstance(of, Body) else 'slate'}:{of.pk}",
        by=keys.pseudonym(estate.pk if estate else None, by.pk),
        at=at,
        **log_of(estate, of.division if isinstance(of, Body) else None),
        rule=rule,
        words=words.strip(),
    )
    return WrittenReason.objects.create(
        estate=estate,
        body=of if isinstance(of, Body) else None,
        slate_id=of.pk if isinstance(of, Slate) else None,
        rule=rule,
        words=words.strip(),
        by=entry.by,
        entry=entry.pk,
        at=at,
    )
