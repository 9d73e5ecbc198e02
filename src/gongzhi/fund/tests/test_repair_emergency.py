"""Emergencies: the evidence and confirmations of the place, no vote and no wait, audit and report (B4.8, 民法典281条2款, R16)."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from gongzhi.bodies.tests.ground import HANGZHOU
from gongzhi.documents.models import Document
from gongzhi.fund.actions.accept_work import accept_work
from gongzhi.fund.actions.agree_plan import agree_plan
from gongzhi.fund.actions.apply_repair import apply_repair
from gongzhi.fund.actions.publish_repair import publish_repair
from gongzhi.fund.actions.record_office_step import record_office_step
from gongzhi.fund.actions.report_repair import report_repair
from gongzhi.fund.actions.settle_repair import settle_repair
from gongzhi.fund.actions.start_work import start_work
from gongzhi.fund.duties import repair as duties
from gongzhi.fund.queries.repair_package import package
from gongzhi.fund.tests.made import NOW, TODAY, Purse, moved, purse
from gongzhi.fund.tests.repair_made import (
    BUDGET,
    confirmed,
    flats,
    planned,
    proof,
    repair_account,
    spend,
)
from gongzhi.fund.tests.spending_made import PDF, issued, paid
from gongzhi.fund.views.repair_frame import stations_of
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.people.models import Capacity


@pytest.fixture
def hangzhou(db: None, settings: Any, tmp_path: Any) -> Purse:
    settings.FILES = tmp_path
    return purse(HANGZHOU)


@pytest.mark.clause("B4.8")
def test_an_emergency_waits_for_the_confirmations_of_its_place_and_for_no_vote(hangzhou: Purse) -> None:
    p = hangzhou
    flats(p)
    money = repair_account(p)
    with pytest.raises(BadInput):
        planned(p, emergency="pump", money=money)
    project = planned(p, emergency="lift", money=money)
    with pytest.raises(Refused, match="不用三方商定"):
        agree_plan(project=project, by=p.chair, at=NOW)
    with pytest.raises(Refused, match="证据"):
        confirmed(p, project, "committee", p.chair)
    proof(p, project)
    with pytest.raises(Refused):
        confirmed(p, project, "street_or_residents", p.chair)
    with pytest.raises(BadInput):
        confirmed(p, project, "housing_office", p.g.street)
    project = confirmed(p, project, "committee", p.chair)
    assert project.basis is None
    with pytest.raises(Refused, match="还没有核实确认"):
        start_work(project=project, on=TODAY, contractor="安顺电梯", by=p.chair, at=NOW)
    with pytest.raises(Refused, match="已经核实"):
        confirmed(p, project, "committee", p.chair)
    project = confirmed(p, project, "street_or_residents", p.g.street)
    assert project.basis is not None
    assert (project.basis.kind, project.basis.limit_fen) == ("emergency", BUDGET)
    assert Document.objects.filter(kind="repair_emergency").exists()
    project = start_work(project=project, on=TODAY, contractor="安顺电梯", by=p.chair, at=NOW)
    request = spend(p, project, 100_000, matter="emergency", ground="emergency")
    moved(p, 200_000, money=money)
    issued(p, request)
    paid(p, request)
    project = accept_work(project=project, on=TODAY, words="合格", by=p.chair, at=NOW)
    with pytest.raises(Refused, match="审计") as audit:
        settle_repair(project=project, by=p.chair, at=NOW)
    assert "杭州市物业管理条例" in audit.value.reasons[0].cite


@pytest.mark.clause("B4.8")
def test_an_emergency_of_money_at_the_office_is_applied_for_at_once(p: Purse) -> None:
    project = planned(p, emergency="roof")
    assert project.custody == "agency"
    with pytest.raises(Refused, match="还没有核实"):
        apply_repair(project=project, by=p.chair, at=NOW)
    proof(p, project)
    project = confirmed(p, project, "committee_or_residents", p.chair)
    project = start_work(project=project, on=TODAY, contractor="防水公司", by=p.chair, at=NOW)
    project = apply_repair(project=project, by=p.chair, at=NOW)
    assert project.state == "working"
    with pytest.raises(Refused, match="已经提交过"):
        apply_repair(project=project, by=p.chair, at=NOW)
    names = [one["name"] for one in stations_of(project)]
    assert names.index("施工") < names.index("申请") < names.index("验收")
    day = TODAY + timedelta(days=1)
    soon = NOW + timedelta(days=1)
    project = record_office_step(project=project, kind="granted", on=day, amount_fen=BUDGET, by=p.chair, at=soon)
    project = accept_work(project=project, on=TODAY, words="不再渗漏", by=p.chair, at=NOW)
    shown = stations_of(project)
    names = [one["name"] for one in shown if one["state"] == "done"]
    assert names.index("验收") < names.index("核准")
    assert [one["name"] for one in shown if one["state"] == "now"] == ["划转"]
    project = settle_repair(project=project, actual_fen=BUDGET, file_name="a.pdf", content=PDF, by=p.chair, at=NOW)
    project = publish_repair(project=project, by=p.chair, at=NOW)
    assert "报告" in duties.duties_over({p.g.estate.pk: p.g.estate}, NOW)[p.g.estate.pk][0].title
    report_repair(project=project, on=TODAY, words="2026年第2次会议", by=p.chair, at=NOW)
    assert "跟进主管部门" in duties.duties_over({p.g.estate.pk: p.g.estate}, NOW)[p.g.estate.pk][0].title
    record_office_step(project=project, kind="transferred", on=day, amount_fen=BUDGET, by=p.chair, at=soon)
    assert duties.duties_over({p.g.estate.pk: p.g.estate}, NOW)[p.g.estate.pk] == []
    names = zipfile.ZipFile(io.BytesIO(package(project, at=soon))).namelist()
    assert [name[:4] for name in names] == ["00 目", "01-1", "01-2", "01-3", "03 分", "05-1", "05-2"]
    with pytest.raises(Refused):
        report_repair(project=project, on=TODAY, words="又一次", by=p.chair, at=NOW)


@pytest.mark.clause("B4.8")
def test_who_may_not_apply_in_an_emergency_is_told_who_may(p: Purse) -> None:
    flats(p)
    with pytest.raises(Refused, match="业主委员会") as refused:
        planned(p, emergency="roof", by=p.g.worker)
    assert "民法典" in refused.value.reasons[0].cite


@pytest.mark.clause("A5.4", "B4.8")
def test_nobody_confirms_an_emergency_for_two_sides(hangzhou: Purse) -> None:
    p = hangzhou
    flats(p)
    project = planned(p, emergency="lift", money=repair_account(p))
    proof(p, project)
    project = confirmed(p, project, "committee", p.chair)
    office = Capacity.objects.filter(person=p.g.worker, kind=Capacity.Kind.COMMUNITY).get()
    office.pk, office.person = None, p.chair
    office.save()
    with pytest.raises(Refused, match="另一方核实确认过"):
        confirmed(p, project, "street_or_residents", p.chair)
    assert confirmed(p, project, "street_or_residents", p.g.worker).basis is not None
