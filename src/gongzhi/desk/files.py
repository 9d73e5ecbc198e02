"""Who may open a stored file: whoever may read one of the rows that it belongs to; asked anew at every download."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from gongzhi.bodies.models import (
    Dispute,
    DisputeStatement,
    Engagement,
    EngagementNote,
    Formation,
    FourOnes,
    QualityNote,
    UnitInquiry,
)
from gongzhi.desk.frame import reads_as
from gongzhi.documents.models import StoredFile
from gongzhi.fund.access import OWNERS
from gongzhi.fund.access import READERS as MONEY
from gongzhi.fund.models import (
    AccountPaper,
    Asset,
    Audit,
    AuditFinding,
    AuditPackage,
    BankStatement,
    EarlyItem,
    EarlyStep,
    FlagVerdict,
    FundQuestion,
    IncomeContract,
    Mirror,
    MoneyAccount,
    PayBatch,
    Quote,
    RepairStep,
    RequestFile,
    Voucher,
)
from gongzhi.fund.oversight_access import PACKAGED
from gongzhi.issues.access import DESK as ISSUES
from gongzhi.issues.letter_access import KEEPERS as LETTER_KEEPERS
from gongzhi.issues.machine_access import office_over
from gongzhi.issues.models import (
    Call,
    Explanation,
    Gathering,
    Inquiry,
    InquiryNote,
    IssueFile,
    Layout,
    Letter,
    LetterFile,
    Mediation,
    MediationSession,
    Note,
    Supervision,
    TicketSheet,
    Visit,
)
from gongzhi.issues.states import LetterState
from gongzhi.kernel.errors import NotHere
from gongzhi.meetings.access import READERS, get_community_for
from gongzhi.meetings.models import (
    AgendaItem,
    CommitteeMeeting,
    DecisionOrder,
    ItemProgress,
    MeetingSign,
    MemberVote,
    Topic,
)
from gongzhi.meetings.queries.committee import HELD
from gongzhi.norms.models import AdoptedRules
from gongzhi.people.models import NO_DESK, Capacity, Person
from gongzhi.places.models import Estate, EstateEnd, EstateVersion
from gongzhi.register.access import KEEPERS
from gongzhi.register.models import RosterImport
from gongzhi.seals.access import READERS as SEAL_READERS
from gongzhi.seals.models import Keeping, Seal, SealEvent, SealRequest, SealUse
from gongzhi.voting.models import Order, RuleAnswer

K = Capacity.Kind
DESK = frozenset(K.values) - frozenset(NO_DESK)
BODIES = (K.COMMITTEE, K.INTERIM, K.SELF_MANAGED, K.SUPERVISOR, K.COMMUNITY, K.STREET)
OFFICES = (K.COMMUNITY, K.STREET)


@dataclass(frozen=True, slots=True)
class Owning:
    """A kind of row that has a file: in which column, for which capacities, and by which path it is of a single person.

    `only` says which rows open it: a signed sheet of votes lies closed until its meeting is over.
    """

    model: type[Model]
    column: str
    kinds: frozenset[str]
    person: str = ""
    only: Mapping[str, Any] = field(default_factory=dict)


# A letter's papers: to the side that wrote it always, once sent to the offices, and to the firm if it is to the firm.
AWAY = {"state__in": (LetterState.SENT, LetterState.RECEIVED, LetterState.ANSWERED, LetterState.WHISTLED)}
LETTERS: tuple[tuple[frozenset[str], Mapping[str, Any]], ...] = (
    (frozenset(LETTER_KEEPERS), {}),
    (frozenset(OFFICES), AWAY),
    (frozenset((K.FIRM,)), {**AWAY, "addressee_kind": Letter.Addressee.FIRM}),
)

OWNING = (
    Owning(Order, "file_id", DESK),
    Owning(RuleAnswer, "file_id", DESK),
    Owning(RosterImport, "file_id", frozenset(KEEPERS)),
    Owning(EstateVersion, "file_id", DESK),
    Owning(EstateEnd, "file_id", DESK),
    Owning(AdoptedRules, "file_id", DESK),
    Owning(Dispute, "file_id", DESK),
    Owning(DisputeStatement, "file_id", DESK),
    Owning(Formation, "trigger_file_id", DESK),
    Owning(FourOnes, "file_id", DESK),
    Owning(QualityNote, "file_id", DESK, "appointment__person_id"),
    Owning(Engagement, "file_id", frozenset(BODIES), "person_id"),
    Owning(EngagementNote, "file_id", frozenset(BODIES), "engagement__person_id"),
    *(
        Owning(model, "file_id", frozenset(ISSUES))
        for model in (IssueFile, Note, Explanation, Call, Supervision, Visit)
    ),
    *(Owning(model, "file_id", frozenset(ISSUES)) for model in (Inquiry, Gathering)),
    Owning(InquiryNote, "file_id", frozenset((*OFFICES, K.ENVIRONMENT))),
    *(
        Owning(model, column, kinds, only={f"{path}{name}": wanted for name, wanted in only.items()})
        for model, column, path in (
            (LetterFile, "file_id", "letter__"),
            (Letter, "proof_file_id", ""),
            (Letter, "reply_file_id", ""),
        )
        for kinds, only in LETTERS
    ),
    Owning(Mediation, "file_id", frozenset((*OFFICES, K.ENVIRONMENT))),
    Owning(MediationSession, "file_id", frozenset((*OFFICES, K.ENVIRONMENT))),
    Owning(DecisionOrder, "file_id", DESK),
    Owning(AgendaItem, "file_id", frozenset(READERS)),
    Owning(CommitteeMeeting, "minutes_file_id", frozenset(READERS)),
    Owning(MeetingSign, "file_id", frozenset(READERS)),
    Owning(MemberVote, "file_id", frozenset(READERS), only={"item__meeting__state__in": HELD}),
    *(
        Owning(model, column, frozenset(SEAL_READERS))
        for model, column in (
            (Seal, "image_id"),
            (Keeping, "file_id"),
            (SealRequest, "file_id"),
            (SealUse, "photo_id"),
            (SealEvent, "file_id"),
        )
    ),
    Owning(UnitInquiry, "file_id", frozenset(OFFICES), "appointment__person_id"),
    Owning(MoneyAccount, "file_id", frozenset(MONEY)),
    Owning(AccountPaper, "file_id", frozenset(MONEY)),
    Owning(BankStatement, "file_id", frozenset((*OWNERS, K.SUPERVISOR, K.AUDITOR))),
    Owning(Voucher, "file_id", frozenset(MONEY)),
    *(Owning(model, "file_id", frozenset(MONEY)) for model in (Quote, RepairStep)),
    Owning(Mirror, "file_id", frozenset(MONEY) - {K.FIRM}),
    Owning(Voucher, "shown_file_id", frozenset(MONEY)),
    Owning(RequestFile, "file_id", frozenset(MONEY)),
    Owning(FundQuestion, "file_id", frozenset(MONEY)),
    Owning(PayBatch, "file_id", frozenset(OWNERS)),
    Owning(Audit, "report_file_id", frozenset(MONEY)),
    *(Owning(model, "file_id", frozenset(MONEY)) for model in (AuditFinding, FlagVerdict)),
    Owning(AuditPackage, "file_id", frozenset(PACKAGED)),
    *(Owning(model, "file_id", frozenset(MONEY)) for model in (Asset, IncomeContract, EarlyItem, EarlyStep)),
)

# Rows of a community that have a file, in which column: open to whoever its joint meeting is open to.
ABOVE: tuple[tuple[type[Model], str], ...] = ((Topic, "file_id"), (ItemProgress, "file_id"))
# Rows of a division that only its offices open: tickets with the numbers of those who called, superiors' tables.
OF_OFFICES: tuple[tuple[type[Model], str], ...] = ((TicketSheet, "file_id"), (Layout, "file_id"))


def get_file_for(person: Person | None, *, at: datetime, code: str, file_id: int, **where: Any) -> StoredFile:
    """The file of this estate, if one of its rows may be read by the person; else it looks as if it were not there."""
    estate = Estate.objects.select_related("community").filter(code=code).first()
    if estate is None or person is None:
        raise NotHere
    stored = StoredFile.objects.filter(pk=file_id, estate_id=estate.pk).first()
    if stored is None or not _may_open(stored, person, reads_as(person, estate, at=at)):
        raise NotHere
    return stored


def get_file_above_for(
    person: Person | None, *, at: datetime, division: str, above_file_id: int, **where: Any
) -> StoredFile:
    """The file of this division, for those at its table or for its offices, by the row that has it; else as if not there."""
    stored = StoredFile.objects.filter(pk=above_file_id, division_id=division).first()
    if stored is not None and _has(OF_OFFICES, stored):
        office_over(person, at=at, division=division)
        return stored
    get_community_for(person, at=at, division=division)
    if stored is None or not _has(ABOVE, stored):
        raise NotHere
    return stored


def _has(kinds: Iterable[tuple[type[Model], str]], stored: StoredFile) -> bool:
    """Whether a row of these kinds in the file's division has it."""
    return any(
        model._default_manager.filter(**{"division_id": stored.division_id, column: stored.pk}).exists()
        for model, column in kinds
    )


def _may_open(stored: StoredFile, person: Person, held: Iterable[str]) -> bool:
    kinds = set(held)
    for one in OWNING:
        rows = one.model._default_manager.filter(**{"estate_id": stored.estate_id, one.column: stored.pk}, **one.only)
        if not kinds.isdisjoint(one.kinds) and rows.exists():
            return True
        if one.person and rows.filter(**{one.person: person.pk}).exists():
            return True
    return False


def shown_type(content: bytes) -> str:
    """The type under which a browser may show it inside the page's window, told by its bytes; empty: only to be kept."""
    starts = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
    return next((kind for start, kind in starts.items() if content.startswith(start)), "")
