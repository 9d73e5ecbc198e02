"""Confirm an emergency as the place asks it: from the last word on the repair rests on its own, without a vote (R16)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.fund import access, repair_access
from gongzhi.fund.actions.holding_repair import hold, must_be, must_be_a_day, publish, step
from gongzhi.fund.actions.note_evidence import CITE
from gongzhi.fund.cites import TWO_PERSONS
from gongzhi.fund.models import RepairProject, RepairStep, SpendBasis
from gongzhi.fund.queries.repair_law import confirmers_of, emergency_name, evidence_missing, unconfirmed
from gongzhi.fund.queries.repairs import page_of, project_facts
from gongzhi.fund.queries.shares import allocation_of, by_building
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi.web.figures import area, fen

CONFIRMED = journal.event(
    "fund.repair.confirmed",
    repair=Fact.NUMBER,
    confirmer=Fact.WORD,
    on=Fact.DAY,
    limit_fen=Fact.NUMBER,
    number=Fact.TEXT,
    words=Fact.TEXT,
    file=Fact.HASH,
)
OUTSIDE = "housing_office"  # what an office outside says is entered with its paper, by whoever has it
KINDS = {"committee": RepairStep.Kind.REVIEWED, "housing_office": RepairStep.Kind.FILED}


@act
@official
def confirm_emergency(
    *,
    project: RepairProject,
    confirmer: str,
    on: date,
    words: str = "",
    document_number: str = "",
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> RepairProject:
    """One of the confirmations that the place asks for; with the last the basis stands, and everyone is told at once.

    The basis holds up to the budget; nobody waits for a vote or for the early intervention of the street. Refuses
    everyone whose word it is not, whoever confirmed for another side, what has no evidence, one that was given. Wrong input: nothing that is asked there.
    """
    project = hold(project)
    estate = project.estate
    if confirmer not in {one.id for one in confirmers_of(project, at=at)}:
        raise BadInput(_("请选择由谁核实确认。"), {"confirmer": _("请选择")})
    access.require_kinds(by, estate, repair_access.confirmer_kinds(estate, confirmer, at=at), at=at)
    must_be(project, [RepairState.PLANNED] if project.emergency else [], CITE)
    must_be_a_day(on, at=at)
    waiting = [one.id for one in unconfirmed(project, at=at)]
    if confirmer not in waiting:
        raise Refused(Reason(_("这一方已经核实确认过。"), CITE, _("看进度"), page_of(project)))
    given = project.steps.filter(what__in={one.id for one in confirmers_of(project, at=at)} - {OUTSIDE})
    if confirmer != OUTSIDE and given.filter(by=keys.pseudonym(estate.pk, by.pk)).exists():
        words_ = _("您已经代表另一方核实确认过，要由另一个人确认。")
        raise Refused(Reason(words_, TWO_PERSONS, _("请这一方的另一个人确认"), page_of(project)))
    if missing := evidence_missing(project, at=at):
        raise Refused(
            Reason(
                _("还缺证据：%(what)s。") % {"what": "、".join(missing)},
                CITE,
                _("先上传证据"),
                f"{page_of(project)}evidence/",
            )
        )
    stored = keep_paper(estate, file_name=file_name, content=content, at=at)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    last = waiting == [confirmer]
    entry = journal.record(
        CONFIRMED,
        ref=f"repair:{project.serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        confirmer=confirmer,
        on=on,
        limit_fen=project.budget_fen if last else 0,
        number=document_number.strip(),
        words=words.strip(),
        file=[stored.sha256] if stored else [],
    )
    notice = _announce(project, on=on, by=pseudonym, at=at) if last else None
    step(
        project,
        KINDS.get(confirmer, RepairStep.Kind.CONFIRMED),
        what=confirmer,
        on=on,
        words=words,
        document_number=document_number,
        paper=stored,
        document=notice,
        entry=entry.pk,
        by=pseudonym,
        at=at,
    )
    if last:
        project.basis = SpendBasis.objects.create(
            estate=estate,
            kind=SpendBasis.Kind.EMERGENCY,
            basis_entry=entry.pk,
            limit_fen=project.budget_fen,
            quote=_("紧急维修：%(what)s，不超过%(sum)s") % {"what": project.title, "sum": fen(project.budget_fen)},
            by=pseudonym,
            at=at,
            entry=entry.pk,
        )
        project.save(update_fields=["basis"])
    return project


def _announce(project: RepairProject, *, on: date, by: str, at: datetime) -> Document:
    planned = allocation_of(project, "planned")
    rows = (
        [[one.building, str(one.units), area(one.area), fen(one.amount_fen)] for one in by_building(planned)]
        if planned
        else []
    )
    facts = [*project_facts(project), [_("紧急情况"), emergency_name(project, at=at)], [_("核实确认"), cndate(on)]]
    return publish(
        project,
        kind="repair_emergency",
        title=_("%(what)s紧急维修公示") % {"what": project.title},
        issuer=_("%(estate)s业主组织") % {"estate": project.estate.name},
        sections=[
            {
                "heading": _("紧急维修"),
                "paragraphs": [
                    _(
                        "下列情况危及安全，依照《民法典》第281条第2款立即维修，不经表决；决算后公示，并向下一次业主大会报告。"
                    ),
                    project.why,
                    project.plan,
                ],
                "table": {"head": [_("项目"), _("内容")], "rows": facts},
            },
            {
                "heading": _("预算分摊"),
                "table": {"head": [_("楼栋"), _("户数"), _("面积"), _("分摊")], "rows": rows},
            },
        ],
        by=by,
        at=at,
    )
