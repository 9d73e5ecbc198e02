"""Ask whether an agreement is kept."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.mediating import add_session, lock_mediation, signed
from gongzhi.issues.actions.numbering import keep, lacking, past, step
from gongzhi.issues.models import Mediation, MediationSession
from gongzhi.issues.states import MEDIATION_MOVES, MediationState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law import issues as law

LOOKED = journal.event("issues.mediation.looked_after", on=Fact.DAY, kept=Fact.WORD, words=Fact.TEXT)
SIGNED = (MediationState.AGREED, MediationState.CONFIRMED, MediationState.BROKEN)
KEPT = {"yes": True, "no": False, "later": None}


@act
def follow_up_mediation(
    *,
    mediation: Mediation,
    on: date,
    kept: str,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> MediationSession:
    """What was found on `on` (履行跟踪, A10.5): carried out (`yes`), not (`no`), or still going on (`later`, asked again).

    Refuses everyone but those who mediate, and a mediation without an agreement or with one carried out; wrong input: no
    words, no answer, a day to come.
    """
    mediation = lock_mediation(mediation, by, at=at)
    if mediation.state not in SIGNED:
        raise Refused(Reason(_("签了协议、还没有履行完的，才要回访。"), remedy=_("先存签好的协议")))
    wrong = lacking(words=words)
    if kept not in KEPT:
        wrong["kept"] = _("请选一项")
    if said := past(on, at=at):
        wrong["on"] = said
    if wrong:
        raise BadInput(_("请补好再记。"), wrong)
    file = keep(mediation.estate, file_name=file_name, content=content, at=at)
    entry = journal.record(LOOKED, **signed(mediation, by, at), on=on, kept=kept, words=words.strip())
    made = add_session(
        mediation,
        MediationSession.Kind.FOLLOW_UP,
        words,
        on=on,
        entry=entry.pk,
        by=by,
        at=at,
        kept=KEPT[kept],
        file_id=file.pk if file else None,
    )
    again = law.agreement_follow_up(on, place=mediation.estate.place).day
    if kept == "yes":
        step(mediation, MEDIATION_MOVES, MediationState.KEPT, follow_up_on=None)
    elif kept == "no" and mediation.state != MediationState.BROKEN:
        step(mediation, MEDIATION_MOVES, MediationState.BROKEN, follow_up_on=again)
    else:
        mediation.follow_up_on = again
        mediation.save(update_fields=["follow_up_on"])
    return made
