"""Part of every act of a repair: the project as it is now, locked, and a step of it written down with its paper."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import OFFICIAL, Document, StoredFile
from gongzhi.fund.models import Allocation, AllocationShare, RepairProject, RepairStep
from gongzhi.fund.queries.repairs import page_of
from gongzhi.fund.states import REPAIR_MOVES, RepairState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.states import check_move
from gongzhi.places.models import Estate

WORDS = 300
# The short name in a paper's number: each kind counts its own numbers.
MARKS = {
    "repair_emergency": gettext_lazy("%(estate)s急修"),
    "repair_application": gettext_lazy("%(estate)s修申"),
    "repair_settlement": gettext_lazy("%(estate)s修决"),
}


def hold(project: RepairProject) -> RepairProject:
    """The project as it is now, locked until the act ends."""
    rows = RepairProject.objects.select_for_update(of=("self",)).select_related("money__account", "basis")
    estate = Estate.objects.select_related("community").get(pk=project.estate_id)
    found = rows.get(estate=estate, pk=project.pk)
    found.estate = estate
    if found.money is not None:
        found.money.estate = estate
    return found


def must_be(project: RepairProject, states: Sequence[str], cite: str) -> None:
    """Refuses a project that is in none of these states."""
    if project.state not in states:
        words = _("这个维修项目现在是“%(state)s”，不能办这一步。") % {"state": project.get_state_display()}
        raise Refused(Reason(words, cite, _("看进度，再办下一步"), page_of(project)))


def move(project: RepairProject, to: RepairState, **written: Any) -> None:
    """Takes the project on to `to`; refuses a move that is not in the table."""
    check_move(REPAIR_MOVES, RepairState(project.state), to)
    project.state = to
    for name, value in written.items():
        setattr(project, name, value)
    project.save(update_fields=["state", *written])


def must_be_a_day(on: date | None, *, at: datetime, field: str = "on") -> date:
    """The day; wrong input where it is missing or still to come."""
    if on is None or on > law_day(at):
        raise BadInput(_("请核对日期。"), {field: _("不能是将来的日子") if on else _("必填")})
    return on


def step(
    project: RepairProject,
    kind: str,
    *,
    on: date,
    entry: int,
    by: str,
    at: datetime,
    words: str = "",
    what: str = "",
    document_number: str = "",
    amount_fen: int | None = None,
    paper: StoredFile | None = None,
    document: Document | None = None,
) -> RepairStep:
    """Writes down what happened, as journaled by `entry`; `by` is the pseudonym in the estate."""
    return RepairStep.objects.create(
        estate=project.estate,
        project=project,
        kind=kind,
        what=what,
        on=on,
        words=words.strip()[:WORDS],
        document_number=document_number.strip()[:80],
        amount_fen=amount_fen,
        file_id=paper.pk if paper else None,
        document_id=document.pk if document else None,
        by=by,
        at=at,
        entry=entry,
    )


def divide(
    project: RepairProject, kind: str, shares: Mapping[int, int], areas: Mapping[int, int], *, entry: int, at: datetime
) -> Allocation:
    """Writes a division down: unit number → fen; the database holds that the parts sum to the total."""
    made = Allocation.objects.create(
        estate=project.estate, project=project, kind=kind, total_fen=sum(shares.values()), at=at, entry=entry
    )
    AllocationShare.objects.bulk_create(
        AllocationShare(estate=project.estate, allocation=made, unit_id=unit, area=areas[unit], amount_fen=fen)
        for unit, fen in shares.items()
    )
    return made


def publish(
    project: RepairProject,
    *,
    kind: str,
    title: str,
    issuer: str,
    sections: Sequence[Mapping[str, Any]],
    by: str,
    at: datetime,
    addressee: str = "",
    closing: str = "",
) -> Document:
    """An official document about the project; no flat and no owner stands in it."""
    estate = project.estate
    return publish_document(
        estate_id=estate.pk,
        kind=kind,
        mark=MARKS[kind] % {"estate": estate.name},
        title=title,
        template=OFFICIAL,
        data={
            "issuer": issuer,
            "addressee": addressee or _("全体业主"),
            "estate": estate.code,
            "sections": list(sections),
            "closing": closing or _("方案、表决、付款和分摊都在本小区资金公开页的维修项目里。"),
        },
        ref=f"repair:{project.serial}",
        by=by,
        at=at,
    )
