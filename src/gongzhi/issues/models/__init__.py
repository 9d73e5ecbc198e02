"""Residents' issues and all that is done about them; every row but forces and machines is of one estate."""

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
from gongzhi.issues.models.machines import ApiKey, Hook, HookSeen
from gongzhi.issues.models.oversight import Inquiry, InquiryNote, Signal, Supervision, Visit
from gongzhi.issues.models.sealed import seal, unseal
from gongzhi.issues.models.talking import Gathering, Mediation, MediationSession, SignUp

__all__ = [
    "THREE",
    "ApiKey",
    "Call",
    "Class",
    "ClassChange",
    "Confirmation",
    "Explanation",
    "Force",
    "Gathering",
    "HandBack",
    "Hook",
    "HookSeen",
    "Inquiry",
    "InquiryNote",
    "Issue",
    "IssueFile",
    "Letter",
    "LetterFile",
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
    "Visit",
    "Whistle",
    "seal",
    "unseal",
]
