"""Write down that the court confirmed an agreement."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.mediating import lock_mediation, signed
from gongzhi.issues.actions.numbering import lacking, past, step
from gongzhi.issues.models import Mediation
from gongzhi.issues.states import MEDIATION_MOVES, MediationState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law import issues as law

CONFIRMED = journal.event("issues.mediation.confirmed", on=Fact.DAY, number=Fact.TEXT)


@act
def record_confirmation(
    *, mediation: Mediation, confirmed_on: date, number: str, by: Person, at: datetime
) -> Mediation:
    """The court's ruling on the agreement: its day and number (人民调解法33条).

    Refuses an agreement that no 人民调解委员会 brought about, everyone but those who mediate, and a mediation without an
    agreement; wrong input: no number, a day before it was signed or to come.
    """
    mediation = lock_mediation(mediation, by, at=at)
    rules = law.mediation(mediation.mediator_kind)
    if not rules.court_confirmation:
        finding = next(one for one in rules.findings if one.key == "no_confirmation")
        raise Refused(Reason(finding.words, cite=str(finding.cite), remedy=_("改由人民调解委员会调解")))
    wrong = lacking(number=number)
    if said := past(confirmed_on, at=at):
        wrong["confirmed_on"] = said
    elif mediation.signed_on is not None and confirmed_on < mediation.signed_on:
        wrong["confirmed_on"] = _("不能早于签协议的日期")
    if wrong:
        raise BadInput(_("请按裁定书填写。"), wrong)
    step(
        mediation,
        MEDIATION_MOVES,
        MediationState.CONFIRMED,
        confirmed_on=confirmed_on,
        confirmed_number=number.strip()[:60],
    )
    journal.record(CONFIRMED, **signed(mediation, by, at), on=confirmed_on, number=mediation.confirmed_number)
    return mediation
