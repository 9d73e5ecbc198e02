"""The responsibility list, and the changes that administrators keep of it (A10.1)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, day
from gongzhi.issues.actions.change_matter import change_matter
from gongzhi.issues.actions.settle_matter_change import settle_matter_change
from gongzhi.issues.models import MatterChange
from gongzhi.issues.queries.matter_changes import standing
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.norms.access import administrator
from gongzhi.places.models import Division
from gongzhi.web.door import anyone

router = Router()
everyone, office = Door(anyone), Door(administrator)


class StepPeriod(Given):
    """A period for one step."""

    step: str
    number: int
    unit: str
    urgent: bool | None = None


class ChangeGiven(Given):
    """A change and the paper it rests on; what is left out stays as it was."""

    division: str
    matter: str
    instrument: str
    quote: str
    from_on: date
    until_on: date | None = None
    article: str = ""
    lead: str = ""
    with_words: list[str] | None = None
    periods: list[StepPeriod] = []


class VerdictGiven(Given):
    """confirmed, declined or withdrawn."""

    verdict: str
    reason: str = ""


def _shown(row: MatterChange, on: date) -> dict[str, Any]:
    return {
        "id": row.pk,
        "division": row.division_id,
        "matter": row.matter,
        "lead": row.lead,
        "with": row.with_words,
        "periods": row.periods,
        "from_on": day(row.from_on),
        "until_on": day(row.until_on),
        "instrument": row.instrument,
        "quote": row.quote,
        "state": standing(row, on=on),
    }


@router.get("/matters/changes", auth=everyone, response=list[dict[str, Any]])
def changes(request: Asked) -> list[dict[str, Any]]:
    """Every change, the newest first."""
    rows = MatterChange.objects.prefetch_related("verdicts").order_by("-pk")[:200]
    return [_shown(row, law_day(request.at)) for row in rows]


@router.post("/matters/changes", auth=office, response=dict[str, Any])
def change(request: Asked, body: ChangeGiven) -> dict[str, Any]:
    """Changes a matter over a province, city or county."""
    given = body.dict()
    division = Division.objects.filter(pk=given.pop("division")).first()
    if division is None:
        raise BadInput(_("没有这个区划。"), {"division": _("请核对代码")})
    return _shown(change_matter(division=division, **given, **acted(request)), law_day(request.at))


@router.post("/matters/changes/{int:matter_change_id}/verdict", auth=office, response=dict[str, Any])
def settle(request: Asked, matter_change_id: int, body: VerdictGiven) -> dict[str, Any]:
    """Confirms, declines or takes back a change."""
    row = MatterChange.objects.filter(pk=matter_change_id).first()
    if row is None:
        raise NotHere
    settle_matter_change(change=row, **body.dict(), **acted(request))
    return _shown(row, law_day(request.at))
