"""Judging who sits in a body by law, by the estate's rules and by the papers (A1.3, B1.5, B7.1, B7.2, B7.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongzhi_law.bodies import BodyKind
from gongzhi_law.composition_committee import committee_findings, slate_findings
from gongzhi_law.composition_env import env_findings
from gongzhi_law.composition_facts import BodyFinding, Facts, Kin, Member, Post, Report, report
from gongzhi_law.composition_group import group_findings, self_managed_findings
from gongzhi_law.params import lookup
from gongzhi_law.terms import term_check

__all__ = ["JUDGED", "BodyFinding", "Facts", "Kin", "Member", "Post", "Report", "check", "check_slate"]

_JUDGES: Mapping[BodyKind, Callable[[Facts], tuple[BodyFinding, ...]]] = {
    BodyKind.ENV_COMMITTEE: env_findings,
    BodyKind.COMMITTEE: committee_findings,
    BodyKind.INTERIM: group_findings,
    BodyKind.PREPARATORY: group_findings,
    BodyKind.RENEWAL: group_findings,
    BodyKind.SELF_MANAGED: self_managed_findings,
}
JUDGED = tuple(_JUDGES)


def check(facts: Facts) -> Report:
    """Every single check of the body on its day.

    Refuses kinds whose composition no rule speaks of (ValueError) and days before any law (NoLawInForce).
    """
    if facts.kind not in _JUDGES:
        raise ValueError(f"no rule speaks of the composition of {facts.kind}")
    lookup("bodies/basis", on=facts.on, place=facts.place)
    term = term_check(facts.kind, facts.term_from, facts.term_until, facts.on, facts.place, bylaws=facts.bylaws)
    return report((*_JUDGES[facts.kind](facts), *term))


def check_slate(facts: Facts) -> Report:
    """The checks of a list of candidates for a committee, as if all of them were seated (A1.3).

    Refuses days before any law (NoLawInForce).
    """
    lookup("bodies/basis", on=facts.on, place=facts.place)
    return report(slate_findings(facts))
