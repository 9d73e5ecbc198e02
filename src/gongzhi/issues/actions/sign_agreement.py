"""Keep the agreement that the sides of a mediation signed."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.mediating import lock_mediation, signed
from gongzhi.issues.actions.numbering import must_keep, past, step
from gongzhi.issues.models import Mediation
from gongzhi.issues.states import MEDIATION_MOVES, MediationState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law import issues as law

AGREED = journal.event(
    "issues.mediation.agreed",
    signed_on=Fact.DAY,
    file=Fact.HASH,
    confirm_by=Fact.DAY,
    follow_up_on=Fact.DAY,
    public=Fact.TRUTH,
)


@act
def sign_agreement(
    *,
    mediation: Mediation,
    signed_on: date,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    both_public: bool = False,
    by: Person,
    at: datetime,
) -> Mediation:
    """The signed agreement and when it is looked at again; of a 人民调解委员会 also until when a court may confirm it (R27).

    `both_public`: both sides agreed that everyone may know that it was settled. Refuses everyone but those who mediate, and
    a mediation that is over; wrong input: no file, a day before it began or to come.
    """
    mediation = lock_mediation(mediation, by, at=at)
    wrong = past(signed_on, at=at)
    if not wrong and signed_on < mediation.opened_on:
        wrong = _("不能早于开始调解的日期")
    if wrong:
        raise BadInput(_("请核对签订日期。"), {"signed_on": wrong})
    place = mediation.estate.place
    court = law.confirm_by(mediation.mediator_kind, signed_on, place=place)
    follow = law.agreement_follow_up(signed_on, place=place)
    file = must_keep(
        mediation.estate, file_name=file_name, content=content, words=_("请上传签好的协议书，只给调解的人看。"), at=at
    )
    step(
        mediation,
        MEDIATION_MOVES,
        MediationState.AGREED,
        file_id=file.pk,
        signed_on=signed_on,
        confirm_by=court.day if court else None,
        confirm_cite=str(court.cite)[:200] if court else "",
        follow_up_on=follow.day,
        both_public=both_public,
    )
    journal.record(
        AGREED,
        **signed(mediation, by, at),
        signed_on=signed_on,
        file=file.sha256,
        confirm_by=mediation.confirm_by,
        follow_up_on=follow.day,
        public=both_public,
    )
    return mediation
