"""Add an offer for the work; three are compared (B4.8)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, must_be
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import Quote, RepairProject
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

QUOTED = journal.event(
    "fund.repair.quoted", repair=Fact.NUMBER, amount_fen=Fact.NUMBER, file=Fact.HASH, bidder=Fact.TEXT
)
BEFORE_WORK = (
    RepairState.PLANNED,
    RepairState.AGREED,
    RepairState.DECIDED,
    RepairState.APPLIED,
    RepairState.GRANTED,
)


@act
@official
def add_quote(
    *,
    project: RepairProject,
    bidder: str,
    amount_fen: int,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> Quote:
    """An offer with its file, once a bidder; everyone reads bidder and sum.

    Refuses everyone but who plans repairs, and once the work goes on. Wrong input: no bidder, no sum, one that offered.
    """
    project = hold(project)
    repair_access.require_planner(by, project.estate, at=at)
    must_be(project, BEFORE_WORK, REPAIR)
    wrong = {} if bidder.strip() else {"bidder": _("必填")}
    if amount_fen < 1:
        wrong["amount_fen"] = _("要大于零")
    if Quote.objects.filter(estate=project.estate, project=project, bidder=bidder.strip()[:80]).exists():
        wrong["bidder"] = _("这家已经报过价")
    if wrong:
        raise BadInput(_("报价还没有写全。"), wrong)
    stored = keep_paper(project.estate, file_name=file_name, content=content, at=at)
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        QUOTED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        amount_fen=amount_fen,
        file=[stored.sha256] if stored else [],
        bidder=bidder.strip(),
    )
    return Quote.objects.create(
        estate=project.estate,
        project=project,
        bidder=bidder.strip()[:80],
        amount_fen=amount_fen,
        file_id=stored.pk if stored else None,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
