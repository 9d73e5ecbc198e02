"""Rules an estate adopted: recorded by one, confirmed by another, their numbers judged by law and bound by date."""

from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction

from gongzhi.documents.models import Document
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.norms.actions.confirm_rules import confirm_rules
from gongzhi.norms.actions.decline_rules import decline_rules
from gongzhi.norms.actions.record_rules import record_rules
from gongzhi.norms.actions.write_rules import Settled
from gongzhi.norms.models import AdoptedRules, RulesConfirmation
from gongzhi.norms.queries import bylaws_of
from gongzhi.norms.queries.adopted import in_effect
from gongzhi.voting.tests import made as voting
from gongzhi_law.params import Strength, lookup
from tests.norms.made import AT, TODAY

pytestmark = pytest.mark.django_db

TEXT = (
    "第九条　投出的表决票在截止前可以更改一次。\n"
    "第十条　业主大会会议应当于召开二十日前公告。\n"
    "第十一条　同一业主纸质与线上意见不一致的，以线上经本人核验的为准。"
)
ONCE = Settled("voting/change", "once", "第九条", "投出的表决票在截止前可以更改一次。")
TWENTY = Settled("assembly/notice_days", 20, "第十条", "业主大会会议应当于召开二十日前公告。")


@pytest.fixture
def made():
    return voting.estate()


def recorded(made, *values, by=None, at=AT, **other):
    asked = {
        "kind": "procedure",
        "title": "桂溪苑业主大会议事规则",
        "text": TEXT,
        "adopted_on": date(2019, 5, 12),
        "effective_on": date(2019, 6, 1),
        "old_decision": "2019年5月12日业主大会决定第1号",
        "values": values or (ONCE, TWENTY),
        **other,
    }
    return record_rules(**asked, estate=made.estate, by=by or made.committee[0], at=at)


def test_two_persons_and_then_the_numbers_bind(made):
    rules = recorded(made)
    assert bylaws_of(made.estate, on=TODAY) == {}
    with pytest.raises(Refused, match="两个人"):
        confirm_rules(rules=rules, by=made.committee[0], at=AT)
    with pytest.raises(Refused, match="只能由"):
        confirm_rules(rules=rules, by=made.tellers[0], at=AT)
    confirm_rules(rules=rules, by=made.worker, at=AT)
    bylaws = bylaws_of(made.estate, on=TODAY)
    assert bylaws == {"voting/change": "once", "assembly/notice_days": 20}
    found = lookup("assembly/notice_days", on=TODAY, place=made.estate.place, bylaws=bylaws)
    assert (found.value, found.strength, found.blocks) == (20, Strength.BYLAW, True)
    document = Document.objects.get(estate_id=made.estate.pk, kind="rules")
    assert document.title == rules.title
    assert "可更改一次（第九条）：投出的表决票在截止前可以更改一次。" in [t["value"] for t in document.data["terms"]]
    with pytest.raises(Refused, match="已经办过"):
        confirm_rules(rules=rules, by=made.street, at=AT)


def test_the_database_too_refuses_one_person_as_two_and_any_edit(made):
    rules = recorded(made)
    document = voting_document(made)
    with pytest.raises(Error, match="two persons"), transaction.atomic():
        RulesConfirmation.objects.create(
            estate=made.estate,
            rules=rules,
            kind="confirmed",
            document=document,
            office="committee",
            person_id=made.committee[0].pk,
            by="x",
            at=AT,
            entry_id=1,
        )
    for statement in ("UPDATE norms_adoptedvalue SET value = '1'", "DELETE FROM norms_adoptedrules"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def voting_document(made):
    confirm_rules(rules=recorded(made, title="另一份"), by=made.worker, at=AT)
    return Document.objects.get(estate_id=made.estate.pk, kind="rules")


def test_only_the_committee_and_the_community_record(made):
    assert recorded(made, by=made.worker).pk
    for person in (made.street, made.tellers[0]):
        with pytest.raises(Refused, match="只能由"):
            recorded(made, by=person)


def test_what_the_law_forbids_is_refused_with_its_article(made):
    short = Settled("assembly/notice_days", 14, "第十条", TWENTY.sentence)
    with pytest.raises(Refused, match="不能约定为") as refused:
        recorded(made, ONCE, short)
    assert refused.value.reasons[0].cite == "《物业管理条例》第14条第1款"
    share = Settled("assembly/petition_share", "1/4", "第十条", TWENTY.sentence)
    with pytest.raises(Refused, match="不能约定为") as refused:
        recorded(made, share)
    assert refused.value.reasons[0].cite == "《物业管理条例》第13条第2款"
    assert recorded(made, Settled("assembly/petition_share", "1/10", "第十条", TWENTY.sentence)).pk


def test_what_the_law_does_not_leave_open_is_not_offered(made):
    for name in ("voting/participation", "clocks/filing_days", "no/such"):
        with pytest.raises(BadInput) as wrong:
            recorded(made, Settled(name, 1, "第一条", ONCE.sentence))
        assert set(wrong.value.fields) == {"values.0"}


def test_each_number_has_its_sentence(made):
    for settled in (
        Settled("voting/change", "once", "第九条", "规则里没有的一句"),
        Settled("voting/change", "once", "第九条", " "),
        Settled("voting/change", "sometimes", "第九条", ONCE.sentence),
        Settled("assembly/petition_share", "1/0", "第九条", ONCE.sentence),
        Settled("assembly/petition_share", "2", "第九条", ONCE.sentence),
        Settled("assembly/objection_days", -1, "第九条", ONCE.sentence),
    ):
        with pytest.raises(BadInput) as wrong:
            recorded(made, settled)
        assert set(wrong.value.fields) == {"values.0"}
    with pytest.raises(BadInput) as wrong:
        recorded(made, ONCE, ONCE)
    assert "两次" in wrong.value.fields["values.1"]


def test_the_source_is_whole(made):
    def fields(**other):
        with pytest.raises(BadInput) as wrong:
            recorded(made, **other)
        return set(wrong.value.fields)

    assert fields(old_decision=" ", text="") == {"old_decision", "text"}
    assert fields(adopted_on=TODAY + timedelta(days=1), effective_on=TODAY + timedelta(days=1)) == {"adopted_on"}
    assert fields(effective_on=date(2019, 5, 11)) == {"effective_on"}
    assert fields(kind="custom") == {"kind"}
    assert fields(content=b"no scan") == {"file"}


def test_a_later_text_supersedes_the_whole_earlier_one_of_its_kind(made):
    confirm_rules(rules=recorded(made), by=made.worker, at=AT)
    later = recorded(made, ONCE, title="新议事规则", adopted_on=date(2026, 8, 1), effective_on=date(2026, 9, 1))
    confirm_rules(rules=later, by=made.worker, at=AT)
    convention = recorded(
        made, Settled("voting/change", "never", "第九条", ONCE.sentence), TWENTY, kind="convention", title="管理规约"
    )
    confirm_rules(rules=convention, by=made.worker, at=AT)
    assert bylaws_of(made.estate, on=date(2026, 8, 31)) == {"voting/change": "once", "assembly/notice_days": 20}
    assert [r.title for r in in_effect(made.estate, on=date(2026, 9, 1))] == ["新议事规则", "管理规约"]
    assert bylaws_of(made.estate, on=date(2026, 9, 1)) == {"voting/change": "once", "assembly/notice_days": 20}
    assert bylaws_of(made.estate, on=date(2019, 5, 31)) == {}


def test_declined_rules_bind_nobody(made):
    rules = recorded(made)
    with pytest.raises(BadInput):
        decline_rules(rules=rules, reason="", by=made.worker, at=AT)
    with pytest.raises(Refused, match="两个人"):
        decline_rules(rules=rules, reason="不对", by=made.committee[0], at=AT)
    decline_rules(rules=rules, reason="第九条与原件不一致", by=made.worker, at=AT)
    assert bylaws_of(made.estate, on=TODAY) == {}
    assert not AdoptedRules.objects.filter(confirmations__kind="confirmed").exists()
    with pytest.raises(Refused, match="已经办过"):
        confirm_rules(rules=rules, by=made.worker, at=AT)


def test_another_estate_has_its_own(made):
    confirm_rules(rules=recorded(made), by=made.worker, at=AT)
    other = voting.estate("另一小区", seed=2)
    assert bylaws_of(other.estate, on=TODAY) == {}
