"""The rules an estate adopted: read by everyone, recorded by one person, confirmed or declined by another."""

from datetime import date
from typing import Any

from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, PublicWhy, day
from gongzhi.kernel.clock import law_day
from gongzhi.norms.access import estate_public, get_rules_for, public_rules, rules_desk
from gongzhi.norms.actions.confirm_rules import confirm_rules
from gongzhi.norms.actions.decline_rules import decline_rules
from gongzhi.norms.actions.record_rules import record_rules
from gongzhi.norms.actions.write_rules import Settled
from gongzhi.norms.models import AdoptedRules
from gongzhi.norms.queries.adopted import in_effect, rules_of, values_of, waiting
from gongzhi.norms.queries.shown import value_words
from gongzhi.voting.access import get_resolution_for
from gongzhi.voting.actions.adopt_rules import adopt_rules

router = Router()
RULES = "/estates/{slug:code}/rules"


class Value(Given):
    """One thing the rules settle: the parameter, its value, the article of the rules, the sentence word for word."""

    parameter: str
    value: int | str | list[str]
    article: str = ""
    sentence: str


class NewRules(Given):
    """Rules adopted before the system."""

    kind: str
    title: str
    text: str
    adopted_on: date
    effective_on: date
    old_decision: str
    values: list[Value] = []


class Adoption(Given):
    """When rules adopted by a resolution begin, and what they settle."""

    effective_on: date
    values: list[Value] = []


class Rules(Schema):
    """A text of the estate's rules with its values."""

    id: int
    kind: str
    title: str
    text: str
    adopted_on: str
    effective_on: str
    old_decision: str
    settled: str
    values: list[dict[str, Any]]


def shown(rules: AdoptedRules) -> dict[str, Any]:
    """A text with the values it settles; `settled` is waiting, confirmed or declined."""
    last = rules.confirmations.first()
    return {
        "id": rules.pk,
        "kind": rules.kind,
        "title": rules.title,
        "text": rules.text,
        "adopted_on": day(rules.adopted_on),
        "effective_on": day(rules.effective_on),
        "old_decision": rules.old_decision,
        "settled": last.kind if last else "waiting",
        "values": [
            {
                "parameter": v.parameter,
                "value": v.value,
                "words": value_words(v.parameter, v.value),
                "article": v.article,
                "sentence": v.sentence,
            }
            for v in values_of([rules])
        ],
    }


def settled(values: list[Value]) -> list[Settled]:
    """The values as the acts take them."""
    return [Settled(v.parameter, v.value, v.article, v.sentence) for v in values]


@router.get(RULES, auth=Door(estate_public))
def rules(request: Asked, code: str, on: date | None = None) -> dict[str, Any]:
    """What binds on a day: each text in effect, the values they settle, and every confirmed text by number."""
    texts = in_effect(request.here, on=on or law_day(request.at))
    return {
        "in_effect": [shown(text) for text in texts],
        "values": {row.parameter: row.value for row in values_of(texts)},
        "all": [{"id": r.pk, "title": r.title, "effective_on": day(r.effective_on)} for r in rules_of(request.here)],
    }


@router.get(f"{RULES}/waiting", auth=Door(rules_desk), response=list[Rules])
def unsettled(request: Asked, code: str) -> list[dict[str, Any]]:
    """Recorded texts that want a second person's word."""
    return [shown(text) for text in waiting(request.here)]


@router.get(f"{RULES}/{{int:rules_id}}", auth=Door(public_rules), response=Rules)
def one(request: Asked, code: str, rules_id: int) -> dict[str, Any]:
    """One confirmed text whole."""
    return shown(request.here)


@router.post(RULES, auth=Door(rules_desk), response=Rules)
def record(request: Asked, code: str, body: NewRules) -> dict[str, Any]:
    """Records rules adopted before the system; a second person confirms them."""
    asked = body.model_dump(exclude={"values"})
    made = record_rules(
        estate=request.here,
        **asked,
        values=settled(body.values),
        **acted(request),
    )
    return shown(made)


@router.post(f"{RULES}/{{int:rules_id}}/confirmation", auth=Door(get_rules_for), response=Rules)
def confirm(request: Asked, code: str, rules_id: int) -> dict[str, Any]:
    """The second person's yes: published, and binding for what is noticed from then on."""
    confirm_rules(rules=request.here, **acted(request))
    return shown(request.here)


@router.post(f"{RULES}/{{int:rules_id}}/refusal", auth=Door(get_rules_for), response=Rules)
def decline(request: Asked, code: str, rules_id: int, body: PublicWhy) -> dict[str, Any]:
    """The second person's no."""
    decline_rules(rules=request.here, reason=body.reason, **acted(request))
    return shown(request.here)


@router.post(
    "/estates/{slug:code}/assemblies/{int:serial}/resolutions/{int:resolution_id}/rules",
    auth=Door(get_resolution_for),
    response=Rules,
)
def adopt(request: Asked, code: str, serial: int, resolution_id: int, body: Adoption) -> dict[str, Any]:
    """Takes over the rules a resolution in effect adopted."""
    made = adopt_rules(
        resolution=request.here,
        effective_on=body.effective_on,
        values=settled(body.values),
        **acted(request),
    )
    return shown(made)
