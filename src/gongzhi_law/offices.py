"""Coming into office and leaving it: candidates, vetting, ends by themselves, recall, forming a body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.bodies import BodyKind
from gongzhi_law.composition_facts import Facts
from gongzhi_law.composition_rules import rule_for
from gongzhi_law.params import Answer, NoLawInForce, Strength, get, lookup


@dataclass(frozen=True, slots=True)
class Ground:
    """One listed ground, source or task with its words and its source."""

    id: str
    words: str
    cite: str
    strength: Strength
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recall:
    """How a member is recalled (R19): who may propose, who decides; None where no rule is seen."""

    members_share: Answer | None
    owners_share: Answer | None
    right_to_answer: Answer | None
    decided_by: Answer | None
    suspension: Answer | None


def _rule(leaf: str, on: date, place: str) -> Answer | None:
    return rule_for(Facts(BodyKind.COMMITTEE, place, on, None, ()), leaf)


def grounds(name: str, on: date, place: str) -> tuple[Ground, ...]:
    """What a parameter lists there and then, each in its words; nothing where no rule was seen."""
    try:
        rule = lookup(name, on=on, place=place)
    except NoLawInForce:
        return ()
    words = get(name).choice_names
    return tuple(Ground(one, words.get(one, one), rule.cites, rule.strength, rule.note) for one in rule.items)


def _listed(leaf: str, on: date, place: str) -> tuple[Ground, ...]:
    return grounds(f"bodies/{leaf}", on, place)


def natural_ends(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """The grounds on which a seat of a committee or an 环物委 ends by itself, without anyone's decision (B1.5)."""
    leaf = {BodyKind.COMMITTEE: "committee_end_natural", BodyKind.ENV_COMMITTEE: "env_end_natural"}.get(kind)
    return _listed(leaf, on, place) if leaf else ()


def recall(kind: BodyKind, on: date, place: str) -> Recall:
    """The rules of a committee member's recall; suspension before the decision only where local law has it."""
    if kind is not BodyKind.COMMITTEE:
        return Recall(None, None, None, None, None)
    leaves = ("members_share", "owners_share", "answer", "decided_by", "suspension")
    return Recall(*(_rule(f"recall_{leaf}", on, place) for leaf in leaves))


def exclusion_grounds(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """The closed list on which vetting may exclude a candidate for a committee (R20).

    Party membership, who recommended and the firm's own claim of arrears are never among them.
    """
    return _listed("exclusion_grounds", on, place) if kind is BodyKind.COMMITTEE else ()


def recommenders(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """Who may put candidates for a committee forward (A1.2)."""
    return _listed("recommenders", on, place) if kind is BodyKind.COMMITTEE else ()


def categories(on: date, place: str) -> tuple[Ground, ...]:
    """The categories of candidates the papers ask to recommend (A1.2, B1.11)."""
    return _listed("candidate_categories", on, place)


_PUBLICITY = {
    (BodyKind.COMMITTEE, "candidates"): ("candidate_publicity_days",),
    (BodyKind.COMMITTEE, "candidates_before"): ("candidate_days_before",),
    (BodyKind.PREPARATORY, "list"): ("prep_list_days",),
    (BodyKind.INTERIM, "list"): ("interim_list_days",),
    (BodyKind.INTERIM, "decisions"): ("interim_decision_workdays", "interim_decision_days"),
}


def publicity(kind: BodyKind, what: str, *, on: date, place: str) -> Answer | None:
    """Days or working days of publicity of `what`; None if the place has no rule.

    `what` is candidates | candidates_before | list | decisions; the unit is that of `params.get(answer.name)`.
    """
    rules = (_rule(leaf, on, place) for leaf in _PUBLICITY.get((kind, what), ()))
    return next((rule for rule in rules if rule is not None), None)


def interim_triggers(on: date, place: str) -> tuple[Ground, ...]:
    """The situations in which an interim body (物管会) may or must be formed (A3.1)."""
    return _listed("interim_triggers", on, place)


def formation_days(kind: BodyKind, on: date, place: str) -> tuple[Answer | None, Answer | None]:
    """Days to form a 筹备组 after the application, and from there to the first assembly."""
    if kind is not BodyKind.PREPARATORY:
        return None, None
    return _rule("prep_form_days", on, place), _rule("first_meeting_days", on, place)


def formation_tasks(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """What a 筹备组 prepares, or what is done to form a 物管会 or 自管组织, in order."""
    leaf = {
        BodyKind.PREPARATORY: "prep_tasks",
        BodyKind.COMMITTEE: "prep_tasks",
        BodyKind.INTERIM: "interim_tasks",
        BodyKind.SELF_MANAGED: "self_managed_tasks",
    }.get(kind)
    return _listed(leaf, on, place) if leaf else ()
