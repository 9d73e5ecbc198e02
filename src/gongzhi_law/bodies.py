"""The bodies that act in an estate and a community: their kinds, the words for them and their states."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class BodyKind(StrEnum):
    """What a body is; the law gives and bounds its power by this (rooms: bodies)."""

    PARTY_COMMUNITY = "party_community"
    PARTY_ESTATE = "party_estate"
    RESIDENTS_COMMITTEE = "residents_committee"
    ENV_COMMITTEE = "env_committee"
    ASSEMBLY = "assembly"
    COMMITTEE = "committee"
    INTERIM = "interim"
    SELF_MANAGED = "self_managed"
    PREPARATORY = "preparatory"
    RENEWAL = "renewal"
    OWNERS_SUPERVISION = "owners_supervision"
    RESIDENTS_SUPERVISION = "residents_supervision"
    FIRM = "firm"
    PROJECT = "project"
    THIRD_PARTY = "third_party"
    STREET = "street"
    DEPARTMENT = "department"
    UTILITY = "utility"


BODY_NAMES: Mapping[BodyKind, str] = {
    BodyKind.PARTY_COMMUNITY: "社区党组织",
    BodyKind.PARTY_ESTATE: "小区党组织",
    BodyKind.RESIDENTS_COMMITTEE: "居委会",
    BodyKind.ENV_COMMITTEE: "环物委",
    BodyKind.ASSEMBLY: "业主大会",
    BodyKind.COMMITTEE: "业委会",
    BodyKind.INTERIM: "物管会",
    BodyKind.SELF_MANAGED: "自管组织",
    BodyKind.PREPARATORY: "筹备组",
    BodyKind.RENEWAL: "换届小组",
    BodyKind.OWNERS_SUPERVISION: "业主监督委员会",
    BodyKind.RESIDENTS_SUPERVISION: "居务监督委员会",
    BodyKind.FIRM: "物业企业",
    BodyKind.PROJECT: "物业项目",
    BodyKind.THIRD_PARTY: "第三方",
    BodyKind.STREET: "街道",
    BodyKind.DEPARTMENT: "部门",
    BodyKind.UTILITY: "公共服务企业",
}

_WORDS: Mapping[str, BodyKind] = {
    **{name: kind for kind, name in BODY_NAMES.items()},
    "居民委员会": BodyKind.RESIDENTS_COMMITTEE,
    "社区居委会": BodyKind.RESIDENTS_COMMITTEE,
    "村委会": BodyKind.RESIDENTS_COMMITTEE,
    "村民委员会": BodyKind.RESIDENTS_COMMITTEE,
    "环境和物业管理委员会": BodyKind.ENV_COMMITTEE,
    "业主委员会": BodyKind.COMMITTEE,
    "物业管理委员会": BodyKind.INTERIM,
    "物业自管组织": BodyKind.SELF_MANAGED,
    "小区物业自管组织": BodyKind.SELF_MANAGED,
    "业主大会筹备组": BodyKind.PREPARATORY,
    "换届改选小组": BodyKind.RENEWAL,
    "换届选举小组": BodyKind.RENEWAL,
    "物业服务企业": BodyKind.FIRM,
    "物业公司": BodyKind.FIRM,
    "物业服务人": BodyKind.FIRM,
    "物业服务项目": BodyKind.PROJECT,
    "街道办事处": BodyKind.STREET,
    "乡镇人民政府": BodyKind.STREET,
}


def kind_of(words: str) -> BodyKind:
    """The kind named by its code, its short name or its full name; raises KeyError for other words."""
    text = words.strip()
    if text in set(BodyKind):
        return BodyKind(text)
    return _WORDS[text]


class Status(StrEnum):
    """Where a body stands in its life; `expired` is 届满未换届 and not an end (R14)."""

    FORMING = "forming"
    IN_OFFICE = "in_office"
    EXPIRED = "expired"
    DISPUTED = "disputed"
    ENDED = "ended"


STATUS_NAMES: Mapping[Status, str] = {
    Status.FORMING: "组建中",
    Status.IN_OFFICE: "在任",
    Status.EXPIRED: "届满未换届",
    Status.DISPUTED: "换届争议",
    Status.ENDED: "已终止",
}
