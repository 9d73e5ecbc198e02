"""Who governs an estate and a community: bodies, terms, seats, appointments, and what is kept about them.

A row of an estate carries `estate`; a row above estates (居委会, 环物委, 街道 …) has none and hangs on a body that carries its
division. `tenant` is the estate's number or 0, so that one composite key holds both: no row can point into another scope.
"""

from gongzhi.bodies.models.body import Body, Contact, Dispute, DisputeStatement, Term
from gongzhi.bodies.models.formation import Formation, FormationSide, Guidance, ListObjection, WrittenReason
from gongzhi.bodies.models.hearing import Hearing, LargeEstate
from gongzhi.bodies.models.offices import Appointment, Declaration, Delegation, Recall, Seat, Suspension
from gongzhi.bodies.models.passage import Handover, RenewalStep
from gongzhi.bodies.models.slate import Candidate, Slate, Vetting
from gongzhi.bodies.models.upkeep import (
    Engagement,
    EngagementNote,
    FourOnes,
    MicroGridDuty,
    PartyCoverage,
    QualityNote,
    ServiceNote,
    UnitInquiry,
)

__all__ = [
    "Appointment",
    "Body",
    "Candidate",
    "Contact",
    "Declaration",
    "Delegation",
    "Dispute",
    "DisputeStatement",
    "Engagement",
    "EngagementNote",
    "Formation",
    "FormationSide",
    "FourOnes",
    "Guidance",
    "Handover",
    "Hearing",
    "LargeEstate",
    "ListObjection",
    "MicroGridDuty",
    "PartyCoverage",
    "QualityNote",
    "Recall",
    "RenewalStep",
    "Seat",
    "ServiceNote",
    "Slate",
    "Suspension",
    "Term",
    "UnitInquiry",
    "Vetting",
    "WrittenReason",
]
