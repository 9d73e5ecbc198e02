"""Law: every parameter in use with its history, the rule in force for a day and place, and `decide`."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from gongzhi.api import law_base, rules
from gongzhi.api.door import Door
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.web.door import anyone
from gongzhi_law import params
from gongzhi_law.decide_document import REFUSED, WRONG, reply
from gongzhi_law.decide_input import LIMIT_BYTES
from gongzhi_law.jurisdiction import NATION

router = Router()
router.add_router("", law_base.router)
router.add_router("", rules.router)
public = Door(anyone)


@router.get("/law/parameters", auth=public)
def parameters(request: HttpRequest, topic: str = "") -> list[dict[str, Any]]:
    """Every legal parameter in use, with name, meaning and how many values it has."""
    found = [p for p in params.all_parameters() if not topic or p.topic == topic]
    return [{"name": p.name, "meaning": p.meaning, "unit": p.unit, "values": len(p.rows)} for p in found]


@router.get("/law/parameters/{slug:topic}/{slug:name}", auth=public)
def parameter(request: HttpRequest, topic: str, name: str) -> dict[str, Any]:
    """One parameter with its whole history: value, place, days, strength, citation, words, source."""
    found = _get(topic, name)
    return {
        "name": found.name,
        "meaning": found.meaning,
        "unit": found.unit,
        "compare": found.compare,
        "choices": dict(found.choice_names),
        "override": list(found.override),
        "note": found.note,
        "uses": list(found.uses),
        "weight": found.weight.value,
        "values": [
            {
                "value": _plain(row.value),
                "place": row.place,
                "from": row.from_.isoformat(),
                "until": row.until.isoformat() if row.until else None,
                "strength": row.strength.value,
                "blocks": row.blocks,
                "cite": str(row.cite),
                "quote": row.quote,
                "source": row.source,
                "checked_on": row.checked_on.isoformat() if row.checked_on else None,
                "note": row.note,
                "version": row.version,
            }
            for row in found.rows
        ],
    }


@router.get("/law/parameters/{slug:topic}/{slug:name}/in-force", auth=public)
def in_force(
    request: HttpRequest, topic: str, name: str, on: date, place: str = Query(NATION, max_length=12)
) -> dict[str, Any]:
    """The rule in force on a day in a place (中国 or a division code); where law is silent, refused, never zero."""
    _get(topic, name)
    try:
        answer = params.lookup(f"{topic}/{name}", on=on, place=place)
    except params.NoLawInForce as error:
        raise Refused(Reason(str(error), str(error.cite or ""))) from None
    except (KeyError, ValueError) as error:
        raise BadInput(_("没有这个地方的编码。"), {"place": str(error)}) from None
    return {
        "name": answer.name,
        "value": _plain(answer.value),
        "compare": answer.compare,
        "place": answer.place,
        "from": answer.from_.isoformat(),
        "strength": answer.strength.value,
        "blocks": answer.blocks,
        "cite": answer.cites,
        "quote": answer.quote,
        "note": answer.note,
        "version": answer.version,
    }


@router.post("/law/decide", auth=Door(anyone, harmless=True))
def decide(request: HttpRequest) -> HttpResponse:
    """Judges a published count by the law of its day: the document of `gongzhi decide`; nothing is stored."""
    if int(request.headers.get("Content-Length") or 0) > LIMIT_BYTES:
        raise BadInput(_("内容太长。"))
    try:
        text = request.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(_("不是 UTF-8 文本。")) from None
    found = reply(text)
    status = {WRONG: 422, REFUSED: 409}.get(found.code, 200)
    return JsonResponse(dict(found.document), status=status, json_dumps_params={"ensure_ascii": False})


def _get(topic: str, name: str) -> params.Parameter:
    try:
        return params.get(f"{topic}/{name}")
    except KeyError:
        raise NotHere from None


def _plain(value: params.Value) -> str | int | list[str]:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, int) else str(value)
