"""Shared money: what a payment may rest on, who approves, where money is kept, when it is told."""

from datetime import date
from fractions import Fraction

import pytest

from gongzhi_law import fund, fund_audit, fund_repair, fund_watch
from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.fund import FundKind, Ground, SpendMatter
from gongzhi_law.parameter import parameter_names
from gongzhi_law.params import Strength, bylaw_refusal, get
from gongzhi_law.policies import clauses
from gongzhi_law.voting import Matter
from tests.law.cases import each

ON = date(2026, 11, 22)
PARAMETERS = [get(name) for name in parameter_names() if name.startswith("fund/")]


def _known(case):
    return {"on": case.get("date", ON), "place": case["place"]}


def _body(case):
    name = case.get("body", "committee")
    return BodyKind(name) if name else None


def _grounds(case):
    body = _body(case)
    return fund.grounds(
        SpendMatter(case["matter"]),
        case["fen"],
        fund=FundKind(case.get("fund", "common_income")),
        body=body,
        status=Status(case.get("status", "in_office")) if body else None,
        adopted=case.get("adopted"),
        **_known(case),
    )


@pytest.mark.clause("A5.3", "L1.4")
@each("fund_grounds")
def test_grounds(case):
    if case.get("refuse"):
        with pytest.raises(ValueError, match="not a sum"):
            _grounds(case)
        return
    found = _grounds(case)
    assert [str(ground) for ground in found.allowed] == case["allowed"], found.sentence
    assert set(found.allowed) | set(found.refused) == set(Ground)
    assert found.needs == (found.allowed[0] if found.allowed else None)
    assert found.needs == case.get("needs", found.needs)
    assert found.cosign == case.get("cosign", "")
    assert {warning.rule for warning in found.warnings} == set(case.get("warns", ()))
    assert not any(warning.blocks for warning in found.warnings)
    for ground, words in case.get("refused", {}).items():
        assert words in found.refused[Ground(ground)].sentence
    for ground, strength in case.get("strength", {}).items():
        assert found.refused[Ground(ground)].strength == strength
    assert case.get("cites", "") in found.cites
    for words in case.get("missing", ()):
        assert any(words in missing for missing in found.missing)
    if case.get("cosign"):
        assert f"须{case['cosign']}会签" in found.sentence


def _approvals(case):
    asked = {**_known(case), "set_size": case["size"], "mode": case["mode"], "adopted": case.get("adopted")}
    if case.get("refuse"):
        with pytest.raises(ValueError, match=case["mode"]):
            fund.approvals(_body(case), **asked)
        return
    found = fund.approvals(_body(case), **asked)
    assert (found.count, list(found.sides), found.second_key) == (case["count"], case["sides"], case["second"])
    assert list(found.second_key_by) == case.get("keys", [])
    assert found.strength == case.get("strength", found.strength)
    assert case.get("says", "同一人不得既经办又审批") in found.sentence


def _publication(case):
    found = fund.publication(FundKind(case["fund"]), adopted=case.get("adopted"), **_known(case))
    assert (found.months, found.days_min) == (case["months"], case.get("days"))
    assert found.strength == case.get("strength", found.strength)
    assert found.proposed is case.get("proposed", False)
    assert case.get("cite", "") in found.cite
    assert case.get("says", "收支") in found.sentence


def _answer(case):
    found = fund.answer_by(case["asked"], on=case["asked"], place=case["place"], adopted=case.get("adopted"))
    assert (found.nominal, found.day) == (case.get("nominal", case["last"]), case["last"])
    assert found.proposed is case["proposed"]
    assert not found.blocks or found.strength is Strength.BYLAW


def _large(case):
    assert fund.large_fen(**_known(case)) == case["fen"]


def _firm_report(case):
    found = fund.firm_report_by(case["year"], place=case["place"])
    assert (found[0] if found else None) == case["last"]


def _reconcile(case):
    found = fund.reconcile_every(**_known(case))
    assert (found.number, found.strength, found.blocks) == (case["months"], case["strength"], False)


def _contract(case):
    found = fund.contract_basis(case["basis"], case["signed"], case["place"])
    assert found.passed is case["passed"]
    assert not found.blocks
    assert found.cite == case.get("cite", found.cite)
    assert case.get("says", "") in found.sentence
    assert bool(found.missing) is (found.passed is None and found.cite != "")


def _title(case):
    found = fund.asset_title(case["title"])
    assert found.passed is case["passed"]
    assert found.cite == case.get("cite", found.cite)
    assert case.get("says", "") in found.sentence


def _replenish(case):
    sums = case["balance"], case["first"], case["income"]
    if case.get("refuse"):
        with pytest.raises(ValueError, match="not below 0"):
            fund.replenish(*sums, **_known(case))
        return
    found = fund.replenish(*sums, adopted=case.get("adopted"), **_known(case))
    assert (found.passed, found.least_fen) == (case["passed"], case["least"])
    assert found.strength == case.get("strength", found.strength)
    assert not found.blocks


def _account(case):
    found = fund.account_rule(FundKind(case["fund"]), case["holder"], **_known(case))
    assert (found.passed, found.blocks) == (case["passed"], case["blocks"])
    assert found.strength == case.get("strength", found.strength)
    assert case.get("says", "账户以") in found.sentence


def _mode(case):
    found = fund.mode_rule(case["mode"])
    assert set(case["has"]) <= set(found.kinds)
    assert not set(case["lacks"]) & set(found.kinds)
    assert found.fee_share == (tuple(map(Fraction, case["fee"])) if "fee" in case else None)


def _audit(case):
    found = fund_audit.term_audit(ON, case["place"])
    assert (list(found.events), found.strength) == (case["events"], case["strength"])
    days = fund_audit.audit_published_days(ON, case["place"])
    assert (days.number if days else None) == case["days"]


def _audit_days(case):
    assert fund_audit.audit_published_days(ON, case["place"], case["adopted"]).number == case["days"]


def _audit_demand(case):
    found = fund_audit.audit_demand(ON, case["place"])
    assert (found.share if found else None) == (Fraction(case["share"]) if case["share"] else None)


_JUDGED = {
    "approvals": _approvals,
    "publication": _publication,
    "answer": _answer,
    "large": _large,
    "firm_report": _firm_report,
    "reconcile": _reconcile,
    "contract": _contract,
    "title": _title,
    "replenish": _replenish,
    "account": _account,
    "mode": _mode,
    "audit": _audit,
    "audit_days": _audit_days,
    "audit_demand": _audit_demand,
}


@pytest.mark.clause("A5.4", "A5.5", "A6.5", "A7.3")
@each("fund_money")
def test_money(case):
    _JUDGED[case["what"]](case)


@pytest.mark.clause("A5.7")
def test_what_owners_adopt_settles_caps_periods_and_approvers():
    adoptable = {parameter.name for parameter in PARAMETERS if "bylaw" in parameter.override}
    values = {
        "fund/committee_cap_fen": 300000,
        "fund/petty_each_cap_fen": 30000,
        "fund/petty_month_cap_fen": 100000,
        "fund/publish_months_income": 1,
        "fund/approvals_min": 2,
        "fund/second_key_size": 5,
        "fund/sides_lump_sum": ["owners", "street"],
    }
    assert set(values) <= adoptable
    for name, value in values.items():
        assert bylaw_refusal(name, value, on=ON, place="510107") is None, name
    forbidden = bylaw_refusal("fund/publish_months_income", 6, on=ON, place="110105")
    assert str(forbidden.cite) == "《北京市物业管理条例》第84条第3款"


@pytest.mark.clause("A5.7")
def test_a_cap_that_is_only_offered_is_told_and_never_applied():
    cap, petty = fund.committee_cap(on=ON, place="510107"), fund.petty_caps(on=ON, place="510107")
    assert (cap.fen, cap.proposed_fen, cap.strength) == (None, 500000, Strength.PROPOSED)
    assert (petty.each_fen, petty.month_fen, len(petty.missing)) == (None, None, 2)
    adopted = {"fund/committee_cap_fen": 7, "fund/petty_each_cap_fen": 5, "fund/petty_month_cap_fen": 6}
    cap = fund.committee_cap(on=ON, place="510107", adopted=adopted)
    petty = fund.petty_caps(on=ON, place="510107", adopted=adopted)
    assert (cap.fen, cap.proposed_fen, cap.strength) == (7, None, Strength.BYLAW)
    assert (petty.each_fen, petty.month_fen, petty.missing) == (5, 6, ())


@pytest.mark.clause("A5.6")
def test_the_numbers_of_warnings_are_courtesy_and_never_block():
    rules = fund_watch.watch_rules(ON, "510107")
    assert rules.odd_until_minute < rules.odd_from_minute < 24 * 60
    assert rules.split_count >= 2
    assert set(fund_watch.WATCH_NAMES) == set(fund_watch.Watch)
    for parameter in PARAMETERS:
        if parameter.name.startswith("fund/watch_") or parameter.name == "fund/large_fen":
            assert parameter.weight == "courtesy"
            assert not any(row.blocks for row in parameter.rows)


def test_every_matter_has_its_place_in_law_and_words():
    for kinds, names in (
        (FundKind, fund.FUND_NAMES),
        (SpendMatter, fund.MATTER_TITLES),
        (Ground, fund.GROUND_NAMES),
        (fund.Mode, fund.MODE_NAMES),
        (fund.Basis, fund.BASIS_NAMES),
        (fund.Title, fund.TITLE_NAMES),
        (fund.Holder, fund.HOLDER_NAMES),
    ):
        assert set(kinds) == set(names)
    assert fund.statutory_matter(SpendMatter.BIG_REPAIR, FundKind.REPAIR) is Matter.REPAIR_FUND_USE
    assert fund.statutory_matter(SpendMatter.EMERGENCY, FundKind.REPAIR) is Matter.REPAIR_FUND_USE
    assert fund.statutory_matter(SpendMatter.REBUILD, FundKind.REPAIR) is Matter.REBUILD
    assert fund.statutory_matter(SpendMatter.DISTRIBUTE, FundKind.COMMON_INCOME) is Matter.OTHER_MAJOR


def test_every_parameter_of_money_names_the_function_that_reads_it_and_a_known_clause():
    modules = {module.__name__.rpartition(".")[2]: module for module in (fund, fund_audit, fund_repair, fund_watch)}
    for parameter in PARAMETERS:
        for use in parameter.uses:
            module, _dot, name = use.partition(".")
            assert callable(getattr(modules[module], name)), (parameter.name, use)
        for row in parameter.rows:
            for rule in row.rules:
                assert rule[0] not in "ABL" or rule in clauses(), (parameter.name, rule)


def test_no_estate_may_loosen_what_the_law_of_a_place_says_about_money():
    for parameter in PARAMETERS:
        if "bylaw" in parameter.override and any(row.blocks for row in parameter.rows):
            free = parameter.unit == "list" or parameter.name == "fund/cost_share"
            assert free or parameter.bylaw_bound in ("at_least", "at_most"), parameter.name


@pytest.mark.parametrize("place", ["510107", "110105", "310104", "330106", "330203", "441802", "371502"])
@pytest.mark.parametrize("matter", SpendMatter)
def test_a_lighter_ground_is_never_lost_by_paying_less(place, matter):
    adopted = {"fund/committee_cap_fen": 500, "fund/petty_each_cap_fen": 100, "fund/petty_month_cap_fen": 300}
    for money in FundKind:
        before = set(Ground)
        for sum_fen in (1, 100, 101, 500, 501):
            found = fund.grounds(
                matter,
                sum_fen,
                fund=money,
                body=BodyKind.COMMITTEE,
                status=Status.IN_OFFICE,
                on=ON,
                place=place,
                adopted=adopted,
            )
            assert set(found.allowed) <= before
            before = set(found.allowed)
            assert not found.missing
            if money is FundKind.REPAIR:
                assert before <= {Ground.RESOLUTION, Ground.EMERGENCY}
            if place.startswith("11") and matter is not SpendMatter.RETURN:
                assert Ground.COMMITTEE not in before


@pytest.mark.clause("A5.3", "A6.2")
@pytest.mark.parametrize("to", [kind for kind in FundKind if kind is not FundKind.REPAIR])
def test_the_repair_fund_goes_into_no_other_money(to):
    for matter in SpendMatter:
        found = fund.transfer_refused(matter, FundKind.REPAIR, to, on=ON, place="510107")
        assert found is not None
        assert found.strength is Strength.STATUTE
        assert "第53条" in found.cite


def test_money_goes_into_other_money_for_the_matter_that_belongs_there():
    known = {"on": ON, "place": "510107"}
    common, repair, petty = FundKind.COMMON_INCOME, FundKind.REPAIR, FundKind.PETTY
    assert fund.transfer_refused(SpendMatter.OTHER, common, common, **known) is None
    assert fund.transfer_refused(SpendMatter.REPLENISH, common, repair, **known) is None
    assert fund.transfer_refused(SpendMatter.ROUTINE, common, petty, **known) is None
    assert "分开核算" in fund.transfer_refused(SpendMatter.ROUTINE, common, repair, **known).sentence
    assert fund.transfer_refused(SpendMatter.ROUTINE, FundKind.DEPOSIT, common, **known) is not None
