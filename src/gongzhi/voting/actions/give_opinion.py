"""Give an opinion on an assembly one was invited to or told of."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.access import require
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.models import Report

GIVEN = journal.event("voting.opinion.given", to=Fact.WORD, stance=Fact.WORD, text=Fact.TEXT)


@act
def give_opinion(*, report: Report, stance: str, text: str, by: Person, at: datetime) -> Report:
    """Records the opinion, shown in full beside the motions; against or for, it never blocks the vote (B3.7).

    Refuses anyone but the body asked, and a second opinion on the same invitation.
    """
    report = Report.objects.select_for_update(of=("self",)).select_related("estate", "assembly").get(pk=report.pk)
    require(by, report.estate, *access.ANSWERS[Report.To(report.to)], at=at)
    if report.opinion_at is not None:
        raise Refused(_("已经提过意见，不能再改；可以另行书面补充。"))
    if stance not in Report.Stance.values or not text.strip():
        raise BadInput(_("请选态度，并写明意见。"), {"stance": _("请选择"), "text": _("请填写")})
    report.stance, report.opinion, report.opinion_at = stance, text.strip(), at
    report.save(update_fields=["stance", "opinion", "opinion_at"])
    journal.record(
        GIVEN,
        ref=f"assembly:{report.assembly_id}",
        estate_id=report.estate_id,
        by=keys.pseudonym(report.estate_id, by.pk),
        at=at,
        to=report.to,
        stance=stance,
        text=report.opinion,
    )
    return report
