"""Owners that a roster names in two ways: one document under two names, one name and phone under two documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongzhi.documents.tables.problems import WARN, Problem
from gongzhi.register.roster.documents import document_key, is_masked
from gongzhi.register.roster.units import UnitRow


def contradicting_owners(units: Iterable[UnitRow], titles: Mapping[str, str]) -> list[Problem]:
    """One warning for each document and each person that the units contradict; `titles` are the columns by field."""
    problems: list[Problem] = []
    documents: dict[str, UnitRow] = {}
    people: dict[str, UnitRow] = {}
    told: set[str] = set()
    for unit in units:
        for name, document, phone, _ in unit.owners:
            if not document:
                continue
            first = documents.setdefault(document, unit)
            if first is not unit and document not in told and not is_masked(document):
                written = next(owner.name for owner in first.owners if owner.document == document)
                if written != name:
                    told.add(document)
                    told_as = f"同一证件号码在 {first.door} 写作“{written}”"
                    remedy = "核对姓名与证件号码；按证件号码计为一人"
                    problems.append(Problem(unit.sheet, unit.row, titles.get("owner", ""), name, told_as, remedy, WARN))
            if not name or not phone:
                continue
            person = f"{phone} {name}"
            first = people.setdefault(person, unit)
            if first is not unit and person not in told:
                others = {document_key(owner.document) for owner in first.owners if owner.name == name}
                if document_key(document) not in others:
                    told.add(person)
                    told_as = f"同名同电话的业主在 {first.door} 证件号码不同"
                    remedy = "核对证件号码；现按不同的人计"
                    problems.append(
                        Problem(unit.sheet, unit.row, titles.get("document", ""), document, told_as, remedy, WARN)
                    )
    return problems
