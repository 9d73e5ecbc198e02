"""Announce a gathering of residents in one of the four forms."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import talking_access
from gongzhi.issues.actions.numbering import lacking, next_in
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Gathering, Issue
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi_law import issues as law

ANNOUNCED = journal.event(
    "issues.gathering.announced",
    serial=Fact.NUMBER,
    form=Fact.WORD,
    title=Fact.TEXT,
    starts_at=Fact.INSTANT,
    seats=Fact.NUMBER,
    issue=Fact.NUMBER,
)
MOST = 2000


@act
def announce_gathering(
    *,
    estate: Estate,
    form: str,
    title: str,
    place: str,
    starts_at: datetime,
    about: str = "",
    seats: int | None = None,
    sign_up_until: datetime | None = None,
    issue: Issue | None = None,
    by: Person,
    at: datetime,
) -> Gathering:
    """民情恳谈会、工作听证会、服务评议会 or 上门走访 (B3.6), open to sign up until it begins or `sign_up_until`.

    `seats` None takes everyone. Refuses everyone but the three parties, 环物委 and the offices; wrong input: another form,
    no title or place, an instant that is past, a sign-up that ends after the beginning.
    """
    talking_access.require_host(by, estate, at=at)
    wrong = lacking(title=title, place=place)
    if form not in law.forms(law_day(at), place=estate.place):
        wrong["form"] = _("请在四种形式里选一种")
    if starts_at <= at:
        wrong["starts_at"] = _("要在现在以后")
    if sign_up_until is not None and not at < sign_up_until <= starts_at:
        wrong["sign_up_until"] = _("要在现在以后、开始以前")
    if seats is not None and not 1 <= seats <= MOST:
        wrong["seats"] = _("1 到 %(n)s 之间，不限就留空") % {"n": MOST}
    if issue is not None and issue.estate_id != estate.pk:
        wrong["issue"] = _("不是本小区的报事")
    if wrong:
        raise BadInput(_("请补好再公布。"), wrong)
    serial = next_in(Gathering, estate)
    who = pseudonym(estate, by)
    entry = journal.record(
        ANNOUNCED,
        ref=f"gathering:{serial}",
        estate_id=estate.pk,
        by=who,
        at=at,
        serial=serial,
        form=form,
        title=title.strip(),
        starts_at=starts_at,
        seats=seats,
        issue=issue.pk if issue else None,
    )
    made: Gathering = Gathering.objects.create(
        estate=estate,
        issue=issue,
        serial=serial,
        form=form,
        title=title.strip()[:80],
        about=about.strip(),
        place=place.strip()[:80],
        starts_at=starts_at,
        seats=seats,
        sign_up_until=sign_up_until,
        by=who,
        entry=entry.pk,
    )
    return made
