"""A repair from plan to final account: three parties, the owners' vote by scope, the office or own payments (B4.8, R15, R16)."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import Error, transaction
from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from gongzhi.documents.models import Document
from gongzhi.fund.actions.accept_work import accept_work
from gongzhi.fund.actions.add_quote import add_quote
from gongzhi.fund.actions.agree_plan import agree_plan
from gongzhi.fund.actions.apply_repair import apply_repair
from gongzhi.fund.actions.draft_repair_vote import draft_repair_vote
from gongzhi.fund.actions.drop_repair import drop_repair
from gongzhi.fund.actions.import_mirror import import_mirror
from gongzhi.fund.actions.publish_repair import publish_repair
from gongzhi.fund.actions.record_office_step import record_office_step
from gongzhi.fund.actions.settle_repair import settle_repair
from gongzhi.fund.actions.start_work import start_work
from gongzhi.fund.actions.take_resolution import take_resolution
from gongzhi.fund.actions.voice_plan import voice_plan
from gongzhi.fund.duties import repair as duties
from gongzhi.fund.models import RepairProject, SpendRequest, SubPosting
from gongzhi.fund.queries.mirror import latest, missing_in, short_of
from gongzhi.fund.queries.repair_package import package
from gongzhi.fund.queries.shares import allocation_of, by_building, own_shares, shares_for, shares_of_units
from gongzhi.fund.tests.made import NOW, TODAY, Purse, moved
from gongzhi.fund.tests.repair_made import (
    BUDGET,
    agreed,
    decided,
    flats,
    planned,
    repair_account,
    resolution_of,
    spend,
)
from gongzhi.fund.tests.spending_made import PDF, expense, issued, paid
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.models.sitting import Side
from gongzhi.register.models import Unit
from gongzhi.voting.states import ResolutionState
from gongzhi_law.fund_repair import allocate


@pytest.mark.clause("B4.8")
def test_a_plan_is_divided_to_the_fen_and_agreed_by_three(p: Purse) -> None:
    project = planned(p)
    allocation = allocation_of(project, "planned")
    assert allocation is not None
    assert sum(row.amount_fen for row in allocation.shares.all()) == BUDGET
    assert [(one.building, one.units) for one in by_building(allocation)] == [("1幢", 2), ("2幢", 1)]
    with pytest.raises(Refused, match="三方"):
        voice_plan(project=project, agrees=True, by=p.g.street, at=NOW)
    with pytest.raises(BadInput):
        voice_plan(project=project, agrees=False, by=p.manager, at=NOW)
    assert voice_plan(project=project, agrees=True, by=p.chair, at=NOW).side == Side.OWNERS
    voice_plan(project=project, agrees=False, words="报价太高", by=p.manager, at=NOW)
    voice_plan(project=project, agrees=True, by=p.g.worker, at=NOW)
    with pytest.raises(Refused):
        agree_plan(project=project, reason="继续", by=p.manager, at=NOW)
    with pytest.raises(BadInput, match="物业"):
        agree_plan(project=project, by=p.chair, at=NOW)
    assert agree_plan(project=project, reason="业主要求先修", by=p.chair, at=NOW).state == "agreed"
    assert [duty.who for duty in duties.duties_over({p.g.estate.pk: p.g.estate}, NOW)[p.g.estate.pk]]


@pytest.mark.clause("B4.8")
def test_warranty_and_excluded_costs_warn_with_their_article(p: Purse) -> None:
    flats(p)
    Unit.objects.filter(estate=p.g.estate).update(delivered_on=TODAY - timedelta(days=300))
    with pytest.raises(BadInput, match="保修期"):
        planned(p, warranty="unknown")
    with pytest.raises(BadInput, match="建设单位") as wrong:
        planned(p, warranty="in")
    assert "建设工程质量管理条例" in wrong.value.fields["warnings_seen"]
    assert planned(p, warranty="in", warnings_seen=True).warranty == "in"
    with pytest.raises(BadInput) as wrong:
        planned(p, part="nothing", budget_fen=0, why=" ")
    assert {"part", "budget_fen", "why"} <= set(wrong.value.fields)


@pytest.mark.clause("B4.8")
def test_the_vote_is_of_the_part_and_its_sum_is_read_from_the_motion(p: Purse) -> None:
    flats(p)
    project = planned(p, parts=[("1幢", "")], money=repair_account(p))
    assert set(shares_for(project, 100)) == {u.pk for u in Unit.objects.filter(building__name="1幢")}
    with pytest.raises(Refused, match="制定方案"):
        draft_repair_vote(project=project, by=p.chair, at=NOW)
    project = agreed(p, project)
    assembly = draft_repair_vote(project=project, by=p.chair, at=NOW)
    assert [part["name"] for part in assembly.scope] == ["1幢"]
    with pytest.raises(Refused, match="还没有通过"):
        start_and(project, p)
    undecided = resolution_of(assembly, p.g.seats[0].entry, ResolutionState.UNDECIDED)
    project.refresh_from_db()
    with pytest.raises(Refused):
        take_resolution(project=project, resolution=undecided, by=p.chair, at=NOW)
    undecided.state, undecided.passed, undecided.in_effect = ResolutionState.EFFECTIVE, True, True
    undecided.save(update_fields=["state", "passed", "in_effect"])
    with pytest.raises(BadInput):
        take_resolution(project=project, resolution=undecided, quote="没有这一句", by=p.chair, at=NOW)
    project = take_resolution(project=project, resolution=undecided, by=p.chair, at=NOW)
    assert (project.state, project.basis.limit_fen) == ("decided", BUDGET)  # type: ignore[union-attr]


def start_and(project: RepairProject, p: Purse) -> RepairProject:
    project = RepairProject.objects.get(pk=project.pk)
    if project.state == "agreed":
        project.state = "decided"
        project.save(update_fields=["state"])
    try:
        return start_work(project=project, on=TODAY, contractor="安顺电梯", by=p.chair, at=NOW)
    finally:
        RepairProject.objects.filter(pk=project.pk, state="decided", basis=None).update(state="agreed")


@pytest.mark.clause("B4.8", "A5.3")
def test_money_of_the_owners_is_paid_by_flats_and_settled_from_the_payments(p: Purse) -> None:
    flats(p)
    money = repair_account(p, by_unit=True)
    units = list(Unit.objects.filter(estate=p.g.estate).order_by("pk"))
    moved(p, 30_000_000, money=money, shares={unit.pk: 10_000_000 for unit in units})
    project = decided(p, planned(p, money=money, part="installation"))
    with pytest.raises(Refused, match="已经划转"):
        apply_repair(project=project, by=p.chair, at=NOW)
    with pytest.raises(Refused, match="分户核算"):
        spend(p, project, 100, project_id=None)
    project = start_work(project=project, on=TODAY, contractor="安顺电梯", by=p.chair, at=NOW)
    with pytest.raises(Refused, match="额度"):
        spend(p, project, BUDGET + 1)
    first = spend(p, project, 3_333_334)
    issued(p, first)
    paid(p, first)
    taken = SubPosting.objects.filter(posting__transaction__payments__request=first)
    assert sum(row.amount_fen for row in taken) == -3_333_334
    project = accept_work(project=project, on=TODAY, words="三方和两位业主到场，合格", by=p.chair, at=NOW)
    second = spend(p, project, 5_000_001)
    with pytest.raises(Refused, match="没有办完"):
        settle_repair(project=project, by=p.chair, at=NOW)
    issued(p, second)
    paid(p, second)
    with pytest.raises(Refused):
        settle_repair(project=project, by=p.manager, at=NOW)
    project = settle_repair(project=project, actual_fen=1, by=p.chair, at=NOW)
    final = allocation_of(project, "final")
    assert project.actual_fen == 8_333_335
    assert final is not None
    assert final.total_fen == sum(row.amount_fen for row in final.shares.all()) == 8_333_335
    project = publish_repair(project=project, by=p.chair, at=NOW)
    document = Document.objects.get(kind="repair_settlement")
    assert project.state == "published"
    assert all(unit.door not in str(document.data) for unit in units)


@pytest.mark.clause("B4.8")
def test_what_the_office_holds_is_applied_for_and_never_paid_from_here(p: Purse) -> None:
    flats(p)
    money = repair_account(p, custody="agency")
    project = planned(p, money=money)
    assert project.custody == "agency"
    add_quote(
        project=project, bidder="安顺电梯", amount_fen=BUDGET, file_name="a.pdf", content=PDF, by=p.manager, at=NOW
    )
    project = decided(p, project)
    with pytest.raises(Refused, match="代管"):
        spend(p, project, 100)
    with pytest.raises(Refused, match="代管"):
        spend(p, project, 100, money=p.money)
    with pytest.raises(Error, match="with the office"), transaction.atomic():
        SpendRequest.objects.bulk_create([_forged(p, project)])
    assert not SpendRequest.objects.filter(project_id=project.pk).exists()
    project = apply_repair(project=project, by=p.chair, at=NOW)
    names = ZipFile(BytesIO(package(project, at=NOW))).namelist()
    assert names[0].startswith("00 ")
    assert any(name.endswith(".xlsx") for name in names)
    assert any(name.startswith("04-") for name in names)
    with pytest.raises(BadInput):
        record_office_step(project=project, kind="granted", on=TODAY, by=p.chair, at=NOW)
    with pytest.raises(BadInput):
        record_office_step(project=project, kind="received", on=TODAY - timedelta(days=9), by=p.chair, at=NOW)
    record_office_step(project=project, kind="received", on=TODAY, document_number="杭房受12", by=p.chair, at=NOW)
    with pytest.raises(BadInput, match="没有写全"):
        record_office_step(project=project, kind="received", on=TODAY, by=p.chair, at=NOW)
    project = record_office_step(project=project, kind="returned", on=TODAY, words="缺检测报告", by=p.chair, at=NOW)
    assert project.state == "decided"
    project = apply_repair(project=project, by=p.chair, at=NOW)
    project = record_office_step(project=project, kind="granted", on=TODAY, amount_fen=BUDGET, by=p.chair, at=NOW)
    project = start_work(project=project, on=TODAY, contractor="安顺电梯", by=p.chair, at=NOW)
    project = accept_work(project=project, on=TODAY, words="合格", by=p.chair, at=NOW)
    project = record_office_step(
        project=project, kind="transferred", on=TODAY, amount_fen=9_000_000, by=p.chair, at=NOW
    )
    with pytest.raises(BadInput):
        settle_repair(project=project, by=p.chair, at=NOW)
    with pytest.raises(BadInput, match="超出预算"):
        settle_repair(project=project, actual_fen=BUDGET + 1, file_name="a.pdf", content=PDF, by=p.chair, at=NOW)
    settled = settle_repair(project=project, actual_fen=9_000_001, file_name="a.pdf", content=PDF, by=p.chair, at=NOW)
    final = allocation_of(settled, "final")
    assert final is not None
    assert sum(row.amount_fen for row in final.shares.all()) == 9_000_001


def _forged(p: Purse, project: RepairProject) -> SpendRequest:
    """A row as no act would write it."""
    return SpendRequest(
        estate=p.g.estate,
        serial=999,
        money=p.money,
        category=expense(p),
        matter="big_repair",
        amount_fen=100,
        words="x",
        payee_shown="x",
        ground="resolution",
        basis=project.basis,
        project_id=project.pk,
        side="owners",
        person_id=p.chair.pk,
        by="p",
        at=NOW,
        entry=project.entry,
    )


@pytest.mark.clause("B4.8", "A5.2")
def test_the_offices_balances_are_mirrored_and_what_is_short_is_told(p: Purse) -> None:
    flats(p)
    money = repair_account(p, custody="agency")
    project = planned(p, money=money)
    table = "房号,余额\n1幢1单元101,50000.00\n1幢1单元201,10.01\n".encode()
    wrong = table + "9幢1单元901,1.00\n".encode()
    with pytest.raises(BadInput) as told:
        import_mirror(money=money, as_of=TODAY, file_name="余额.csv", content=wrong, by=p.chair, at=NOW)
    assert "第 4 行" in told.value.fields["file"]
    with pytest.raises(Refused):
        import_mirror(money=p.money, as_of=TODAY, file_name="余额.csv", content=table, by=p.chair, at=NOW)
    mirror = import_mirror(money=money, as_of=TODAY, file_name="余额.csv", content=table, by=p.chair, at=NOW)
    assert mirror.total_fen == 5_001_001
    assert missing_in(mirror).doors == ("2幢1单元301",)
    found = latest(money)
    assert found == mirror
    short = short_of(project)
    assert short is not None
    assert len(short) == 2


@pytest.mark.clause("B4.8")
def test_a_suspended_vote_stops_work_and_a_project_may_be_given_up(p: Purse) -> None:
    flats(p)
    project = decided(p, planned(p, money=repair_account(p)))
    resolution = project.basis.resolution  # type: ignore[union-attr]
    assert resolution is not None
    resolution.state = ResolutionState.SUSPENDED
    resolution.save(update_fields=["state"])
    with pytest.raises(Refused, match="不能据以付款"):
        start_work(project=project, on=TODAY, contractor="安顺电梯", by=p.chair, at=NOW)
    with pytest.raises(Refused):
        drop_repair(project=project, reason="不修了", by=p.manager, at=NOW)
    dropped = drop_repair(project=project, reason="表决被中止", by=p.chair, at=NOW)
    assert (dropped.state, dropped.dropped_for) == ("dropped", "表决被中止")


@pytest.mark.clause("B4.8")
@settings_of(max_examples=30, deadline=None)
@given(
    areas=st.lists(st.integers(1, 10**7), min_size=1, max_size=40),
    payments=st.lists(st.integers(1, 10**10), min_size=1, max_size=6),
)
def test_shares_of_every_payment_and_of_all_of_them_sum_to_the_fen(areas: list[int], payments: list[int]) -> None:
    by_unit = dict(enumerate(areas, 1))
    taken: dict[int, int] = dict.fromkeys(by_unit, 0)
    for fen in payments:
        shares = allocate(fen, by_unit)
        assert sum(shares.values()) == fen
        for unit, part in shares.items():
            assert abs(part * sum(areas) - fen * by_unit[unit]) < sum(areas)
            taken[unit] += part
    assert sum(taken.values()) == sum(payments)


@pytest.mark.clause("B4.8")
def test_a_flat_knows_its_own_part_and_others_nothing_of_it(p: Purse) -> None:
    flat = flats(p)[0]
    project = planned(p)
    assert own_shares(p.g.person(4), p.g.estate) == []
    found = shares_of_units(p.g.estate, [flat])
    assert [(one.unit, one.final_fen) for one in found] == [(flat, None)]
    assert found[0].planned_fen == shares_for(project, BUDGET)[flat.pk]
