"""Writing adopted rules and publishing them: shared by the acts that record old rules and that take a resolution over."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import Document, StoredFile
from gongzhi.kernel import journal, keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.norms.models import AdoptedRules, AdoptedValue, RulesConfirmation
from gongzhi.norms.queries.adopted import adoptable
from gongzhi.norms.queries.changes import plain_value
from gongzhi.norms.queries.shown import checked_value, words_of
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi_law.parameter import value_of
from gongzhi_law.params import bylaw_refusal, get

RECORDED = journal.event(
    "norms.rules.recorded",
    rules=Fact.NUMBER,
    kind=Fact.WORD,
    adopted=Fact.DAY,
    effective=Fact.DAY,
    text=Fact.HASH,
    file=Fact.HASH,
    values=Fact.NUMBER,
    old_decision=Fact.TEXT,
)
CONFIRMED = journal.event("norms.rules.confirmed", rules=Fact.NUMBER, document=Fact.HASH)


@dataclass(frozen=True, slots=True)
class Settled:
    """One thing the rules settle: parameter, value, article of the rules, the sentence that says so."""

    parameter: str
    value: Any
    article: str
    sentence: str


def check_values(estate: Estate, text: str, values: Sequence[Settled], *, on: date) -> list[Settled]:
    """The values in their stored form; refuses what the law does not allow, all at once with the articles.

    Wrong input: an unknown parameter, one that is left to nobody's rules, a value of another kind, a sentence that is
    not in the text, the same parameter twice.
    """
    wrong: dict[str, str] = {}
    refused: list[Reason] = []
    found: list[Settled] = []
    offered = {parameter.name for parameter in adoptable()}
    plain_text = "".join(text.split())
    for number, settled in enumerate(values):
        field = f"values.{number}"
        if settled.parameter not in offered:
            wrong[field] = _("法律没有把这一项留给本小区规则")
            continue
        parameter = get(settled.parameter)
        if settled.parameter in {earlier.parameter for earlier in found}:
            wrong[field] = _("“%(what)s”写了两次") % {"what": parameter.meaning}
        sentence = "".join(settled.sentence.split())
        if not sentence or sentence not in plain_text:
            wrong[field] = _("“%(what)s”的依据句在规则全文里找不到：请照录") % {"what": parameter.meaning}
        try:
            value = checked_value(parameter, settled.value)
            law = bylaw_refusal(settled.parameter, value, on=on, place=estate.place)
        except ValueError:
            wrong[field] = _("“%(what)s”的值不对") % {"what": parameter.meaning}
            continue
        if law is not None:
            refused.append(
                Reason(
                    _("“%(what)s”不能约定为%(value)s：法律规定%(law)s。")
                    % {
                        "what": parameter.meaning,
                        "value": words_of(parameter, value),
                        "law": words_of(parameter, law.value),
                    },
                    str(law.cite),
                    _("删去这一项；规则里的这一句不适用，按法律办"),
                )
            )
        found.append(Settled(settled.parameter, plain_value(value), settled.article.strip(), settled.sentence.strip()))
    if wrong:
        raise BadInput(_("规则里的数值还没有写对。"), wrong)
    if refused:
        raise Refused(*refused)
    return found


def check_kind(kind: str, values: Sequence[Settled]) -> None:
    """Wrong input: 资金管理办法 that settles no sum, period or approver of shared money, or anything else."""
    if kind != AdoptedRules.Kind.FUND:
        return
    text = _("资金管理办法要写明额度、权限或者公布的期限，且只写共有资金的事项。")
    wrong = {f"values.{n}": text for n, value in enumerate(values) if not value.parameter.startswith("fund/")}
    if wrong or not values:
        raise BadInput(text, wrong)


def write_rules(
    *,
    estate: Estate,
    kind: str,
    title: str,
    text: str,
    adopted_on: date,
    effective_on: date,
    values: Sequence[Settled],
    office: str,
    by: Person,
    at: datetime,
    file: StoredFile | None = None,
    old_decision: str = "",
    basis_entry: int | None = None,
) -> AdoptedRules:
    """Stores the text with its values and its journal entry; `values` have been through `check_values`."""

    pseudonym = keys.pseudonym(estate.pk, by.pk)
    number = (AdoptedRules.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    entry = journal.record(
        RECORDED,
        ref=f"rules:{number}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=basis_entry,
        rules=number,
        kind=kind,
        adopted=adopted_on,
        effective=effective_on,
        text=hashlib.sha256(text.encode()).hexdigest(),
        file=file.sha256 if file else None,
        values=len(values),
        old_decision=old_decision,
    )
    rules = AdoptedRules(
        pk=number,
        estate=estate,
        kind=kind,
        title=title,
        text=text,
        file=file,
        adopted_on=adopted_on,
        effective_on=effective_on,
        old_decision=old_decision,
        basis_entry=basis_entry,
        office=office,
        person_id=by.pk,
        by=pseudonym,
        at=at,
        entry_id=entry.pk,
    )
    rules.save(force_insert=True)
    AdoptedValue.objects.bulk_create(
        AdoptedValue(
            estate=estate, rules=rules, parameter=v.parameter, value=v.value, article=v.article, sentence=v.sentence
        )
        for v in values
    )
    return rules


def publish_rules(rules: AdoptedRules, *, office: str, by: Person, at: datetime) -> RulesConfirmation:
    """Confirms the recorded text, publishes it with its numbers, and writes both to the journal."""
    pseudonym = keys.pseudonym(rules.estate_id, by.pk)
    document = publish_document(
        estate_id=rules.estate_id,
        kind="rules",
        mark=_("%(estate)s业规") % {"estate": rules.estate.name},
        title=rules.title,
        template="rules",
        data=_data(rules),
        ref=f"rules:{rules.pk}",
        by=pseudonym,
        at=at,
    )
    return _confirmed(rules, document, pseudonym, office=office, by=by, at=at)


def _confirmed(
    rules: AdoptedRules, document: Document, pseudonym: str, *, office: str, by: Person, at: datetime
) -> RulesConfirmation:
    entry = journal.record(
        CONFIRMED,
        ref=f"rules:{rules.pk}",
        estate_id=rules.estate_id,
        by=pseudonym,
        at=at,
        basis=rules.entry_id,
        rules=rules.pk,
        document=document.sha256,
    )
    return RulesConfirmation.objects.create(
        estate_id=rules.estate_id,
        rules=rules,
        kind=RulesConfirmation.Kind.CONFIRMED,
        document=document,
        office=office,
        person_id=by.pk,
        by=pseudonym,
        at=at,
        entry_id=entry.pk,
    )


def _data(rules: AdoptedRules) -> dict[str, Any]:
    """The rules as data: what is printed, hashed and shown; no name of a person."""
    days = _("%(adopted)s通过，%(effective)s起施行。") % {
        "adopted": rules.adopted_on.isoformat(),
        "effective": rules.effective_on.isoformat(),
    }
    basis = _("依据：%(what)s。") % {"what": rules.old_decision} if rules.old_decision else _("依据：业主大会决定。")
    return {
        "addressee": _("%(estate)s全体业主") % {"estate": rules.estate.name},
        "issuer": _("%(estate)s业主大会") % {"estate": rules.estate.name},
        "lead": [days + basis, *(line for line in rules.text.split("\n") if line.strip())],
        "terms": [
            {
                "label": get(v.parameter).meaning,
                "value": f"{words_of(get(v.parameter), value_of_row(v))}（{v.article}）：{v.sentence}",
            }
            for v in rules.values.all()
        ],
        "estate": rules.estate.code,
    }


def value_of_row(row: AdoptedValue) -> Any:
    """The stored value in its kind."""
    parameter = get(row.parameter)
    return value_of(parameter.unit, parameter.choices, row.value)


def today_or_later(day: date, at: datetime) -> date:
    """The day by whose law the values are judged: the first on which they can bind from now on."""
    return max(day, law_day(at))
