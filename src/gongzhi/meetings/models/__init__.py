"""Meetings: of the body that stands for one estate's owners (strict rows of the estate), and of a community (rows of its division).

A row of a community carries `division`; what it concerns in one estate is named in `about`, so that one sitting may serve several.
"""

from gongzhi.meetings.models.agreed import AgreedItem, ItemProgress, Summary, Urging
from gongzhi.meetings.models.committee import (
    AgendaItem,
    CommitteeMeeting,
    Decision,
    DecisionOrder,
    Demand,
    DemandSign,
    MeetingSign,
    MemberVote,
    Naming,
    Presence,
)
from gongzhi.meetings.models.sitting import Attendee, BriefSign, Delivery, Mandate, Minutes, Served, Sitting
from gongzhi.meetings.models.topic import Discussion, Topic

__all__ = [
    "AgendaItem",
    "AgreedItem",
    "Attendee",
    "BriefSign",
    "CommitteeMeeting",
    "Decision",
    "DecisionOrder",
    "Delivery",
    "Demand",
    "DemandSign",
    "Discussion",
    "ItemProgress",
    "Mandate",
    "MeetingSign",
    "MemberVote",
    "Minutes",
    "Naming",
    "Presence",
    "Served",
    "Sitting",
    "Summary",
    "Topic",
    "Urging",
]
