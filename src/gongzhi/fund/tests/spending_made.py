"""Spending for tests: what the owners or the committee decided, a request, its approvals, in one line each."""

from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image

from gongzhi.bodies.tests.ground import ON
from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.record_payment import record_payment
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.models import Account, Payment, PaymentSlip, SpendBasis, SpendRequest
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.tests.made import NOW, TODAY, Purse
from gongzhi.kernel import journal, keys
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision
from gongzhi.norms.models import AdoptedRules, AdoptedValue, RulesConfirmation
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.models import Matter, Resolution
from gongzhi.voting.states import ResolutionState

TEXT = "同意维修3幢电梯，费用不超过120,000元，从公共收益支付。委员津贴：主任每月300元。"
QUOTE = "费用不超过120,000元"
LIMIT = 12_000_000
DECIDED = journal.event("test.decision.made", fen=Fact.NUMBER)
PDF = b"%PDF-1.4 "


def resolved(p: Purse, text: str = TEXT, *, title: str = "电梯维修", matter: str = Matter.OTHER_MAJOR) -> Resolution:
    """A resolution in effect with this text."""
    g = p.g
    assembly = draft_assembly(estate=g.estate, title="临时会议", purpose="维修", by=g.person(0), at=NOW)
    motion = add_motion(assembly=assembly, matter=matter, title=title, text=text, by=g.person(0), at=NOW)
    return Resolution.objects.create(
        estate=g.estate,
        motion=motion,
        state=ResolutionState.EFFECTIVE,
        passed=True,
        in_effect=True,
        decided_on=ON,
        entry_id=g.seats[0].entry,
    )


def stop(resolution: Resolution, state: str = ResolutionState.SUSPENDED) -> None:
    """A court or office stops it (R2)."""
    resolution.state = state
    resolution.save(update_fields=["state"])


def decided(p: Purse, fen: int | None, title: str = "更换车库灯具") -> Decision:
    """A committee's decision in force with this sum."""
    g = p.g
    by = keys.pseudonym(g.estate.pk, p.chair.pk)
    entry = journal.record(DECIDED, ref="test", estate_id=g.estate.pk, by=by, at=NOW, fen=fen or 0)
    serial = CommitteeMeeting.objects.filter(estate=g.estate).count() + 1
    meeting = CommitteeMeeting.objects.create(
        estate=g.estate,
        body=g.body,
        serial=serial,
        cause="other",
        convener=g.seats[0],
        convened_as="chair",
        form="onsite",
        place="用房",
        begins_at=NOW - timedelta(days=1),
        called_at=NOW - timedelta(days=9),
        entry=entry.pk,
    )
    item = AgendaItem.objects.create(
        estate=g.estate, meeting=meeting, number=1, kind="decide", title=title, amount_fen=fen, entry=entry.pk
    )
    return Decision.objects.create(
        estate=g.estate,
        body=g.body,
        item=item,
        passed=True,
        in_favour=5,
        against=0,
        abstained=0,
        present=5,
        sentence="同意 5 人，通过。",
        cite="《业主大会和业主委员会指导规则》第38条",
        decided_on=TODAY,
        state=ResolutionState.EFFECTIVE,
        entry=entry.pk,
    )


def adopted(p: Purse, **values: int) -> None:
    """The owners' rules on money settle these numbers (`committee_cap_fen=…`)."""
    entry = journal.record(DECIDED, ref="test", estate_id=p.g.estate.pk, by="p0", at=NOW, fen=0)
    rules = AdoptedRules.objects.create(
        estate=p.g.estate,
        kind=AdoptedRules.Kind.FUND,
        title="资金管理办法",
        text="全文",
        adopted_on=ON,
        effective_on=ON,
        office="",
        old_decision="2026年业主大会",
        person_id=p.chair.pk,
        by="p0",
        at=NOW,
        entry_id=entry.pk,
    )
    for name, value in values.items():
        AdoptedValue.objects.create(
            estate=p.g.estate, rules=rules, parameter=f"fund/{name}", value=value, article="第1条", sentence="全文"
        )
    document = publish_document(
        estate_id=p.g.estate.pk,
        kind="rules",
        mark="桂溪苑规",
        title="资金管理办法",
        template="official",
        data={},
        ref=f"rules:{rules.pk}",
        by="p1",
        at=NOW,
    )
    RulesConfirmation.objects.create(
        estate=p.g.estate,
        rules=rules,
        kind="confirmed",
        document_id=document.pk,
        office="",
        person_id=0,
        by="p1",
        at=NOW,
        entry_id=entry.pk,
    )


def basis(p: Purse, resolution: Resolution | None = None, **changed: Any) -> SpendBasis:
    """The lift resolution as a basis of 120,000 yuan."""
    asked = {"resolution": resolution or resolved(p), "amount_fen": LIMIT, "quote": QUOTE, **changed}
    return register_basis(estate=p.g.estate, by=p.chair, at=NOW, **asked)


def expense(p: Purse, fund: str = "small_repair") -> Account:
    """An expense account."""
    return account_for(p.g.estate, Account.Root.EXPENSE, fund)


def asked(p: Purse, fen: int = 5_000_000, **changed: Any) -> SpendRequest:
    """A request of the chair on a resolution."""
    given: dict[str, Any] = {
        "money": p.money,
        "matter": "small_repair",
        "amount_fen": fen,
        "words": "电梯维修首期款",
        "ground": "resolution",
        "category": expense(p),
        "payee": Payee("安顺电梯有限公司", False, "工商银行", "6222000000001234"),
        "warnings_seen": True,
        "by": p.chair,
        "at": NOW,
        **changed,
    }
    if given["ground"] == "resolution" and "basis" not in given:
        given["basis"] = basis(p)
    return request_payment(**given)


def agreed(p: Purse, request: SpendRequest) -> SpendRequest:
    """Agreed to by another member and by the firm."""
    approve_payment(request=request, agrees=True, by=p.g.person(1), at=NOW)
    approve_payment(request=request, agrees=True, by=p.manager, at=NOW)
    request.refresh_from_db()
    return request


def issued(p: Purse, request: SpendRequest) -> PaymentSlip:
    """Agreed to and issued."""
    return issue_slip(request=agreed(p, request), by=p.chair, at=NOW)


def paid(p: Purse, request: SpendRequest, **changed: Any) -> Payment:
    """The bank paid it."""
    request.refresh_from_db()
    given = {"paid_on": TODAY, "file_name": "回单.pdf", "content": PDF + b"slip", "by": p.chair, "at": NOW, **changed}
    return record_payment(request=request, **given)


@cache
def photo(shade: int = 200) -> bytes:
    """A small photograph."""
    out = BytesIO()
    Image.new("RGB", (40, 30), (shade, shade, 90)).save(out, "JPEG")
    return out.getvalue()
