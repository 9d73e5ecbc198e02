"""Residents' issues and all that is done about them; every row but forces and machines is of one estate."""

from gongzhi.issues.models.complaint import ComplaintReply
from gongzhi.issues.models.forces import Call, Force, HandBack, Party, Recommendation, Whistle
from gongzhi.issues.models.issue import (
    THREE,
    Class,
    ClassChange,
    Confirmation,
    Explanation,
    Issue,
    IssueFile,
    Merge,
    Note,
    Report,
    Side,
    Source,
)
from gongzhi.issues.models.letter import Letter, LetterFile
from gongzhi.issues.models.machines import ApiKey, EnvReport, Hook, HookSeen, HookSent, Layout, TicketSheet
from gongzhi.issues.models.matter_change import MatterChange, MatterVerdict
from gongzhi.issues.models.oversight import Inquiry, InquiryNote, Signal, Supervision, Visit
from gongzhi.issues.models.talking import Gathering, Mediation, MediationSession, SignUp
from gongzhi.kernel.sealed import seal, unseal

__all__ = [
    "THREE",
    "ApiKey",
    "Call",
    "Class",
    "ClassChange",
    "ComplaintReply",
    "Confirmation",
    "EnvReport",
    "Explanation",
    "Force",
    "Gathering",
    "HandBack",
    "Hook",
    "HookSeen",
    "HookSent",
    "Inquiry",
    "InquiryNote",
    "Issue",
    "IssueFile",
    "Layout",
    "Letter",
    "LetterFile",
    "MatterChange",
    "MatterVerdict",
    "Mediation",
    "MediationSession",
    "Merge",
    "Note",
    "Party",
    "Recommendation",
    "Report",
    "Side",
    "SignUp",
    "Signal",
    "Source",
    "Supervision",
    "TicketSheet",
    "Visit",
    "Whistle",
    "seal",
    "unseal",
]
