"""Accept the work of a repair for the owners (B4.8)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, move, must_be, must_be_a_day, step
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

ACCEPTED = journal.event("fund.repair.accepted", repair=Fact.NUMBER, on=Fact.DAY, file=Fact.HASH, words=Fact.TEXT)


@act
@official
def accept_work(
    *,
    project: RepairProject,
    on: date,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> RepairProject:
    """What the owners' side found on site, with whom (owners who came along by number, never by name), and the sheet.

    Refuses everyone but the owners' body, never the firm that had it built. Wrong input: nothing written, a day to come
    or before the work began.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    must_be(project, [RepairState.WORKING], REPAIR)
    must_be_a_day(on, at=at)
    wrong = {} if words.strip() else {"words": _("必填")}
    begun = project.steps.filter(kind=RepairStep.Kind.STARTED).order_by("pk").last()
    if begun is not None and on < begun.on:
        wrong["on"] = _("不能早于开工的日子")
    if wrong:
        raise BadInput(_("验收还没有写全。"), wrong)
    stored = keep_paper(project.estate, file_name=file_name, content=content, at=at)
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        ACCEPTED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        on=on,
        file=[stored.sha256] if stored else [],
        words=words.strip(),
    )
    step(project, RepairStep.Kind.ACCEPTED, on=on, words=words, paper=stored, entry=entry.pk, by=pseudonym, at=at)
    move(project, RepairState.ACCEPTED)
    return project
