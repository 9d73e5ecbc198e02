"""Publish the final account of a repair with its shares by building (A5.5, B4.8)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, move, must_be, publish, step
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.queries.repair_law import over_of
from gongzhi.fund.queries.repairs import basis_words, payment_rows, project_facts, step_rows
from gongzhi.fund.queries.shares import allocation_of, by_building
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.figures import area, fen

PUBLISHED = journal.event("fund.repair.published", repair=Fact.NUMBER, actual_fen=Fact.NUMBER, document=Fact.HASH)


@act
@official
def publish_repair(*, project: RepairProject, by: Person, at: datetime) -> RepairProject:
    """Plan, basis, payments, final sum against budget, shares by building; no flat and no owner stands in it.

    Refuses everyone but the owners' body, and what is not settled.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    must_be(project, [RepairState.SETTLED], REPAIR)
    actual = project.actual_fen or 0
    final = allocation_of(project, "final")
    shares = by_building(final) if final else []
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    document = publish(
        project,
        kind="repair_settlement",
        title=_("%(what)s决算公示") % {"what": project.title},
        issuer=_("%(estate)s业主组织") % {"estate": project.estate.name},
        sections=[
            {
                "heading": _("决算"),
                "paragraphs": [over_of(project, actual, at=at).sentence, basis_words(project)],
                "table": {
                    "head": [_("项目"), _("内容")],
                    "rows": [*project_facts(project), [_("决算"), fen(actual)]],
                },
            },
            {"heading": _("经过"), "table": {"head": [_("日期"), _("事项"), _("说明")], "rows": step_rows(project)}},
            {"heading": _("付款"), "table": {"head": [_("日期"), _("付给"), _("金额")], "rows": payment_rows(project)}},
            {
                "heading": _("分摊"),
                "paragraphs": [_("按面积分摊，一分不多一分不少；各户的金额业主登录后自己查看。")],
                "table": {
                    "head": [_("楼栋"), _("户数"), _("面积"), _("分摊")],
                    "rows": [[s.building, str(s.units), area(s.area), fen(s.amount_fen)] for s in shares],
                },
            },
        ],
        by=pseudonym,
        at=at,
    )
    entry = journal.record(
        PUBLISHED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        actual_fen=actual,
        document=document.sha256,
    )
    step(
        project,
        RepairStep.Kind.PUBLISHED,
        on=law_day(at),
        document_number=document.number,
        document=document,
        entry=entry.pk,
        by=pseudonym,
        at=at,
    )
    move(project, RepairState.PUBLISHED)
    return project
