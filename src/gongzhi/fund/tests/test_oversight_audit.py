"""Audits from commission to closing, the package, the balance of handing over (A7.3)."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from beancount import loader

from gongzhi.documents.models import Document, StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.fund import access
from gongzhi.fund.actions.add_finding import add_finding
from gongzhi.fund.actions.answer_finding import answer_finding
from gongzhi.fund.actions.attach_voucher import attach_voucher
from gongzhi.fund.actions.close_audit import close_audit
from gongzhi.fund.actions.close_finding import close_finding
from gongzhi.fund.actions.make_handover_balance import make_handover_balance
from gongzhi.fund.actions.make_package import make_package
from gongzhi.fund.actions.note_look import is_noted, note_look
from gongzhi.fund.actions.receive_handover_balance import receive_handover_balance
from gongzhi.fund.actions.report_audit import report_audit
from gongzhi.fund.actions.sample_transaction import sample_transaction
from gongzhi.fund.models import Audit
from gongzhi.fund.queries.audits import drawn, result_paper
from gongzhi.fund.tests.made import NOW, START, Purse, moved
from gongzhi.fund.tests.oversight_made import PDF, audited
from gongzhi.fund.tests.repair_made import repair_account
from gongzhi.fund.tests.spending_made import asked, issued, paid
from gongzhi.kernel.errors import BadInput, NotHere, Refused

JUNE = date(2026, 6, 3)


@pytest.mark.clause("A7.3")
def test_an_auditor_reads_all_until_the_audit_closes_and_nobody_else_writes_for_him(p: Purse) -> None:
    made = moved(p, 50_000, on=JUNE)
    audit, auditor = audited(p)
    assert access.get_transaction_for(auditor, at=NOW, code=p.g.estate.code, transaction_id=made.pk) == made
    with pytest.raises(Refused, match="审计人员办理"):
        sample_transaction(audit=audit, transaction=made, seen="in_order", by=p.g.worker, at=NOW)
    with pytest.raises(BadInput):
        sample_transaction(audit=audit, transaction=made, seen="no_voucher", by=auditor, at=NOW)
    sample_transaction(audit=audit, transaction=made, seen="no_voucher", words="没有收据", by=auditor, at=NOW)
    with pytest.raises(Refused, match="已经抽查"):
        sample_transaction(audit=audit, transaction=made, seen="in_order", by=auditor, at=NOW)
    with pytest.raises(Refused, match="不在审计的期间"):
        sample_transaction(audit=audit, transaction=moved(p, 10), seen="in_order", by=auditor, at=NOW)
    with pytest.raises(BadInput):
        add_finding(audit=audit, words="", ground="", remedy="", due_on=START, by=auditor, at=NOW)
    due = NOW.date() + timedelta(days=20)
    given = {"words": "6月收入缺凭证", "ground": "资金管理办法第3条", "remedy": "补收据", "due_on": due}
    finding = add_finding(audit=audit, amount_fen=50_000, by=auditor, at=NOW, **given)
    with pytest.raises(BadInput, match="报告"):
        report_audit(audit=audit, conclusion="基本相符", by=auditor, at=NOW)
    audit = report_audit(audit=audit, conclusion="基本相符", file_name="报告.pdf", content=PDF, by=auditor, at=NOW)
    told = Document.objects.get(pk=audit.document_id)
    assert "6月收入缺凭证" in str(told.data)
    assert "审小计" not in str(told.data), "no person's name in public"
    with pytest.raises(Refused, match="已出报告"):
        add_finding(audit=audit, by=auditor, at=NOW, **given)
    with pytest.raises(Refused, match="没有整改完"):
        close_audit(audit=audit, by=p.g.worker, at=NOW)
    finding.audit, audit.estate = audit, p.g.estate
    with pytest.raises(Refused, match="还没有写"):
        close_finding(finding=finding, by=p.g.worker, at=NOW)
    finding = answer_finding(finding=finding, answer="已补", file_name="收据.pdf", content=PDF, by=p.chair, at=NOW)
    with pytest.raises(Refused, match="只能由"):
        close_finding(finding=finding, by=p.chair, at=NOW)
    close_finding(finding=finding, by=auditor, at=NOW)
    with pytest.raises(Refused):
        close_audit(audit=audit, by=p.chair, at=NOW)
    later = NOW + timedelta(minutes=1)
    assert close_audit(audit=audit, by=p.g.worker, at=later).state == "closed"
    with pytest.raises(NotHere):
        access.reader_of(auditor, at=later, code=p.g.estate.code)


@pytest.mark.clause("A7.3")
def test_an_audit_needs_a_period_a_firm_and_an_auditor_from_outside(p: Purse) -> None:
    with pytest.raises(Refused, match="只能由"):
        audited(p, by=p.manager)
    with pytest.raises(Refused, match="别的身份"):
        audited(p, name="钱进", number="13700020001")
    for wrong in (
        {"purpose": "term"},
        {"until_on": START},
        {"from_on": date(2025, 12, 1)},
        {"until_on": date(2027, 1, 1)},
        {"auditor": " "},
    ):
        with pytest.raises(BadInput):
            audited(p, **wrong)
    audit, auditor = audited(p, purpose="term", body=p.g.body, by=p.chair)
    assert "任期审计" in str(result_paper(audit, at=NOW))
    second, same = audited(p)
    assert (same, second.serial, second.capacity_id) == (auditor, 2, audit.capacity_id)
    later = NOW + timedelta(minutes=1)
    for one in (audit, second):
        report_audit(audit=one, conclusion="相符", file_name="报告.pdf", content=PDF, by=auditor, at=NOW)
    close_audit(audit=audit, by=p.chair, at=later)
    assert access.reader_of(auditor, at=later, code=p.g.estate.code), "the other audit still runs"


@pytest.mark.clause("A7.3")
def test_one_act_packs_everything_the_same_bytes_again_and_samples_are_drawn_by_its_hash(p: Purse) -> None:
    moved(p, 9_000_000, on=JUNE)
    payment = paid(p, (slip := issued(p, asked(p))).request)
    attach_voucher(
        transaction=payment.transaction,
        kind="invoice",
        file_name="发票.pdf",
        content=b"%PDF-1.4 bill",
        by=p.chair,
        at=NOW,
    )
    for n in range(30):
        moved(p, 100 + n, on=JUNE)
    audit, auditor = audited(p, until_on=date(2026, 8, 11))
    with pytest.raises(Refused):
        make_package(estate=p.g.estate, from_on=START, until_on=date(2026, 8, 11), by=p.manager, at=NOW)
    span = {"from_on": audit.from_on, "until_on": audit.until_on}
    package = make_package(estate=p.g.estate, audit=audit, by=auditor, at=NOW, **span)
    again = make_package(estate=p.g.estate, audit=audit, by=p.g.worker, at=NOW + timedelta(days=1), **span)
    assert package.sha256 == again.sha256, "the same books give the same bytes"
    content = file_content(StoredFile.objects.get(pk=package.file_id))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        text = archive.read("ledger/ledger.beancount").decode()
        sums = archive.read("SHA256SUMS").decode()
        vouchers = [archive.read(name) for name in names if name.startswith("vouchers/")]
        told = archive.read("bases/payments.csv").decode("utf-8-sig")
        assert "安顺电梯有限公司" in told
        assert not {"resolution", "committee", "contract", "budget"} & set(told.replace("\n", ",").split(","))
    assert loader.load_string(text)[1] == []
    assert {"index.html", "index.csv", "SHA256SUMS", "ledger/ledger.xlsx", "seals/log.csv"} <= set(names)
    assert b"%PDF-1.4 bill" in vouchers
    assert len(sums.splitlines()) == len(names) - 1 == package.items + 2
    one, two = drawn(package, audit, 5), drawn(again, audit, 5)
    assert one == two
    assert len(one) == 5
    moved(p, 1, on=JUNE)
    fresh = make_package(estate=p.g.estate, audit=audit, by=auditor, at=NOW, **span)
    assert fresh.sha256 != package.sha256
    assert slip.serial == 1


@pytest.mark.clause("A7.3", "L4.2")
def test_a_leaving_body_hands_over_a_balance_and_an_office_may_do_it_from_one_side(p: Purse) -> None:
    moved(p, 80_000, on=JUNE)
    asked(p, fen=5_000)
    with pytest.raises(Refused, match="离任组织"):
        make_handover_balance(body=p.g.body, on=NOW.date(), by=p.manager, at=NOW)
    with pytest.raises(BadInput):
        make_handover_balance(body=p.g.body, on=date(2025, 1, 1), by=p.chair, at=NOW)
    balance = make_handover_balance(body=p.g.body, on=NOW.date(), by=p.chair, at=NOW)
    assert [row["fen"] for row in balance.accounts] == [80_000]
    open_ = {row["kind"]: row for row in balance.pending}
    assert (open_["requests"]["count"], open_["requests"]["fen"]) == (1, 5_000)
    assert open_["one_sided"]["count"] == 0
    with pytest.raises(Refused, match="另一方接收"):
        receive_handover_balance(balance=balance, by=p.chair, at=NOW)
    with pytest.raises(Refused):
        receive_handover_balance(balance=balance, by=p.manager, at=NOW)
    got = receive_handover_balance(balance=balance, remark="缺2025年流水", by=p.g.person(1), at=NOW)
    assert got.remark == "缺2025年流水"
    with pytest.raises(Refused, match="已经接收"):
        receive_handover_balance(balance=balance, by=p.g.worker, at=NOW)
    with pytest.raises(Refused, match="已经编过"):
        make_handover_balance(body=p.g.body, on=NOW.date(), by=p.g.worker, at=NOW)
    repair_account(p, custody="agency")
    other = make_handover_balance(body=p.g.body, on=JUNE, by=p.g.worker, at=NOW)
    data = Document.objects.get(pk=other.document_id).data
    assert "单方编制" in str(data)
    assert data["issuer"] == p.g.estate.community.name
    assert "主管部门代管，不在账上" in str(data)
    assert Audit.objects.count() == 0


@pytest.mark.clause("A7.3")
def test_what_an_auditor_opens_stands_in_the_journal(p: Purse) -> None:
    made = moved(p, 50_000, on=JUNE)
    voucher = attach_voucher(
        transaction=made, kind="invoice", file_name="发票.pdf", content=b"%PDF-1.4 bill", by=p.chair, at=NOW
    )
    _audit, auditor = audited(p)
    stored = StoredFile.objects.get(pk=voucher.file_id)
    entry = note_look(estate=p.g.estate, stored=stored, by=auditor, at=NOW)
    assert (entry.act, stored.sha256 in bytes(entry.body).decode()) == ("fund.voucher.looked", True)
    assert not is_noted(p.chair, p.g.estate, stored, at=NOW), "who keeps the books needs no note"
    with pytest.raises(Refused):
        note_look(estate=p.g.estate, stored=stored, by=p.chair, at=NOW)
