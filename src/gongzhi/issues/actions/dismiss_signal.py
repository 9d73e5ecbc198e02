"""Leave what the house noticed, with the reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.numbering import lacking
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.signalling import suggestion
from gongzhi.issues.models import Signal
from gongzhi.issues.states import SignalState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

DISMISSED = journal.event("issues.signal.dismissed", kind=Fact.WORD, key=Fact.TEXT, reason=Fact.TEXT)


@act
def dismiss_signal(*, estate: Estate, key: str, reason: str, by: Person, at: datetime) -> Signal:
    """The person decides that nothing is to be done, and says why (A10.6); it is not suggested again.

    Refuses everyone but community and street, and a suggestion that is no longer made or was decided; wrong input: no
    reason.
    """
    access.require_office(by, estate, at=at)
    if wrong := lacking(reason=reason):
        raise BadInput(_("请写为什么不立案。"), wrong)
    found = suggestion(estate, key, at=at)
    entry = journal.record(
        DISMISSED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=pseudonym(estate, by),
        at=at,
        kind=found.kind,
        key=found.key,
        reason=reason.strip(),
    )
    made: Signal = Signal.objects.create(
        estate=estate,
        kind=found.kind,
        key=found.key,
        state=SignalState.DISMISSED,
        reason=reason.strip()[:300],
        by=pseudonym(estate, by),
        entry=entry.pk,
        at=at,
    )
    return made
