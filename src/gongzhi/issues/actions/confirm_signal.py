"""Take up what the house noticed as an issue."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.opening import Told, open_issue, pseudonym
from gongzhi.issues.actions.signalling import suggestion
from gongzhi.issues.models import Report, Signal, Source
from gongzhi.issues.queries.list_of_matters import known_matter
from gongzhi.issues.queries.signals import TOPIC
from gongzhi.issues.states import SignalState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

CONFIRMED = journal.event("issues.signal.confirmed", kind=Fact.WORD, key=Fact.TEXT, issue=Fact.NUMBER)


@act
@official
def confirm_signal(*, estate: Estate, key: str, by: Person, at: datetime) -> Signal:
    """The person decides that it is a matter to deal with: an issue of the source 信号 (A10.6).

    Refuses everyone but community and street, a suggestion that is no longer made or was decided, and one that is for the
    joint meeting instead.
    """
    access.require_office(by, estate, at=at)
    found = suggestion(estate, key, at=at)
    if found.kind == TOPIC:
        raise Refused(Reason(_("这一条是建议列为联席会议议题的。"), remedy=_("点“提议为议题”")))
    matter = found.matter if known_matter(found.matter, estate, on=law_day(at)) else ""
    building = found.issues[0].building if found.issues and found.key.startswith("lift:") else None
    report = open_issue(
        estate=estate,
        source=Source.SIGNAL,
        channel=Report.Channel.DESK,
        told=Told(words=f"{found.title}。{found.words}", matter=matter, building=building),
        by=pseudonym(estate, by),
        at=at,
    )
    entry = journal.record(
        CONFIRMED,
        ref=f"issue:{report.issue_id}",
        estate_id=estate.pk,
        by=pseudonym(estate, by),
        at=at,
        kind=found.kind,
        key=found.key,
        issue=report.issue_id,
    )
    made: Signal = Signal.objects.create(
        estate=estate,
        kind=found.kind,
        key=found.key,
        state=SignalState.CONFIRMED,
        issue=report.issue,
        by=pseudonym(estate, by),
        entry=entry.pk,
        at=at,
    )
    return made
