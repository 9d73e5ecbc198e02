"""Write down one sitting of a mediation."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.mediating import add_session, lock_mediation, signed
from gongzhi.issues.actions.numbering import keep, lacking, past
from gongzhi.issues.models import Mediation, MediationSession
from gongzhi.issues.states import MediationState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

SAT = journal.event("issues.mediation.sat", on=Fact.DAY, words=Fact.TEXT, file=Fact.HASH)


@act
def record_session(
    *,
    mediation: Mediation,
    on: date,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> MediationSession:
    """Who was called together and what was said on `on` (A10.5); sealed, for those who mediate.

    Refuses everyone else and a mediation that came to its end; wrong input: no words, a day before it began or to come.
    """
    mediation = lock_mediation(mediation, by, at=at)
    if mediation.state != MediationState.OPENED:
        raise Refused(Reason(_("这次调解已经有结果，不再记调解会。"), remedy=_("要再调解的，另行登记")))
    wrong = lacking(words=words)
    if said := past(on, at=at):
        wrong["on"] = said
    elif on < mediation.opened_on:
        wrong["on"] = _("不能早于开始调解的日期")
    if wrong:
        raise BadInput(_("请补好再记。"), wrong)
    file = keep(mediation.estate, file_name=file_name, content=content, at=at)
    entry = journal.record(
        SAT, **signed(mediation, by, at), on=on, words=words.strip(), file=file.sha256 if file else None
    )
    return add_session(
        mediation,
        MediationSession.Kind.SITTING,
        words,
        on=on,
        entry=entry.pk,
        by=by,
        at=at,
        file_id=file.pk if file else None,
    )
