"""Open311 GeoReport v2 (JSON): what may be reported, what was, and reporting with a key; errors as the standard has them."""

import hashlib
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from gongzhi.issues import access, machine_access
from gongzhi.issues.actions.send_request import send_request
from gongzhi.issues.models import Report
from gongzhi.issues.queries import georeport
from gongzhi.issues.queries.georeport import Wrong
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.writing import readable
from gongzhi.people.queries import normal_phone
from gongzhi.places.models import Building, Estate
from gongzhi.web.door import Entered, anyone, door

YES = ("yes", "true", "1", "on")
View = Callable[..., HttpResponse]


def answered(data: Any, status: int = 200) -> HttpResponse:
    """JSON that a page of another site may read: all of it is public."""
    response = JsonResponse(data, status=status, safe=False, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def georeported(view: View) -> View:
    """Puts every refusal into the one form of the standard: an array of {code, description} under its HTTP status."""

    @wraps(view)
    def wrapped(request: Entered, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Wrong as error:
            return _errors(error.code, [error.text])
        except NotHere:
            return _errors(404, [_("没有这个小区或者这一件。")])
        except BadInput as error:
            return _errors(400, [f"{name}: {text}" for name, text in error.fields.items()] or [error.text])
        except Refused as error:
            return _errors(400, [" ".join(x for x in (one.text, one.cite, one.remedy) if x) for one in error.reasons])

    return wrapped


def _errors(code: int, texts: list[str]) -> HttpResponse:
    return answered([{"code": code, "description": text} for text in texts], code)


def _estate(given: Any, request: Entered) -> Estate:
    """The jurisdiction: an estate by its code, always named, for this endpoint serves many."""
    code = given.get("jurisdiction_id", "").strip()
    if not code:
        raise Wrong(400, _("缺少 jurisdiction_id：请填小区代码。"))
    if not readable(code) or len(code) > 40:
        raise Wrong(404, _("没有这个 jurisdiction_id。"))
    try:
        return access.public_estate(None, at=request.at, code=code)
    except NotHere:
        raise Wrong(404, _("没有这个 jurisdiction_id：%(code)s。") % {"code": code}) from None


@door(anyone)
@georeported
def discovery(request: Entered) -> HttpResponse:
    """Where the endpoint is and what it speaks."""
    return answered(georeport.discovery(f"{settings.PUBLIC_ADDRESS}/open311/v2"))


@door(anyone)
@georeported
def services(request: Entered) -> HttpResponse:
    """GET Service List."""
    return answered(georeport.services(_estate(request.GET, request), request.at))


@door(anyone)
@georeported
def service(request: Entered, service_code: str) -> HttpResponse:
    """GET Service Definition."""
    return answered(georeport.definition(_estate(request.GET, request), service_code, request.at))


@csrf_exempt
@door(anyone, "GET", "POST")
@georeported
def requests(request: Entered) -> HttpResponse:
    """GET Service Requests, or POST one with an api_key."""
    if request.method == "POST":
        return _sent(request)
    estate = _estate(request.GET, request)
    at = request.at
    rows = georeport.requests_of(estate, georeport.asked_of(request.GET, at))
    return answered(georeport.requests(estate, rows, at))


@door(anyone)
@georeported
def one_request(request: Entered, request_number: str) -> HttpResponse:
    """GET Service Request: an array of one, as the standard has it."""
    estate = _estate(request.GET, request)
    at = request.at
    asked = georeport.asked_of({"service_request_id": request_number}, at)
    rows = georeport.requests(estate, georeport.requests_of(estate, asked), at)
    if not rows:
        raise Wrong(404, _("没有这一件：%(number)s。") % {"number": request_number})
    return answered(rows)


@door(anyone)
@georeported
def token(request: Entered, token: str) -> HttpResponse:
    """GET request id from a token: the token is that of the link sent to the reporter."""
    estate = _estate(request.GET, request)
    found: Report = access.get_report_by_link(None, at=request.at, token=token)
    if found.estate_id != estate.pk:
        raise Wrong(404, _("没有这个 token。"))
    response = answered([{"service_request_id": found.issue.number, "token": token}])
    response["Cache-Control"] = "private, no-store"
    return response


def _sent(request: Entered) -> HttpResponse:
    """POST Service Request: form-encoded, with the api_key of another system."""
    given, at = request.POST, request.at
    if wrong := [name for name, value in given.items() if not readable(value)]:
        raise Wrong(400, _("%(name)s 里有看不见的控制字符。") % {"name": wrong[0][:40]})
    text = given.get("api_key", "").strip()
    if not text:
        raise Wrong(403, _("缺少 api_key。"))
    estate = _estate(given, request)
    try:
        key = machine_access.key_for(text, estate)
    except NotHere:
        raise Wrong(403, _("api_key 不对、已作废，或者不能用于这个小区。")) from None
    code = given.get("service_code", "").strip()
    if not code:
        raise Wrong(400, _("缺少 service_code。"))
    matter = georeport.service_of(estate, code, at)
    place = _place(estate, given)
    words = given.get("description", "").strip()[:4000] or (matter.name if matter else "")
    if given.get("email", "").strip():
        words = _("%(words)s\n邮箱：%(email)s") % {"words": words, "email": given["email"].strip()[:120]}
    resend = request.headers.get("Idempotency-Key", "")
    made = send_request(
        key=key,
        estate=estate,
        words=words,
        matter=matter.id if matter else "",
        spot=_attribute(given, "spot")[:60],
        urgent=_attribute(given, "urgent").lower() in YES,
        hide_from_parties=_attribute(given, "hide").lower() in YES,
        name=" ".join(part for part in (_plain(given, "last_name"), _plain(given, "first_name")) if part)[:40],
        number=_number(given),
        media=given.get("media_url", ""),
        **place,
        at=at,
        idempotency_key=hashlib.sha256(f"{key.pk}\0{resend}".encode()).hexdigest() if resend else None,  # type: ignore[call-arg]
    )
    note = _("已收到，进度按编号查询") if not made.issue.urgent else _("已按紧急收到；有人身危险请立即拨打 119、110")
    return answered([{"service_request_id": made.issue.number, "service_notice": note, "account_id": None}], 201)


def _plain(given: Any, name: str) -> str:
    return str(given.get(name, "")).strip()


def _number(given: Any) -> str:
    """The phone of the reporter, where one can be read."""
    text = _plain(given, "phone") or _plain(given, "phone_number")
    if not text:
        return ""
    try:
        return normal_phone(text)
    except BadInput:
        raise Wrong(400, _("phone 不是电话号码。")) from None


def _attribute(given: Any, code: str) -> str:
    """The value of attribute[code], whether sent alone or as a list."""
    return str(given.get(f"attribute[{code}]", "") or given.get(f"attribute[{code}][]", "")).strip()


def _place(estate: Estate, given: Any) -> dict[str, Any]:
    """Where it is: lat and long together, address_string or address_id; the standard wants one of them."""
    found: dict[str, Any] = {"place": _plain(given, "address_string")[:120]}
    lat, long = _plain(given, "lat"), _plain(given, "long")
    if bool(lat) != bool(long):
        raise Wrong(400, _("lat 和 long 要一起送。"))
    if lat:
        found |= {"lat": _degrees("lat", lat, 90), "long": _degrees("long", long, 180)}
    wanted = _attribute(given, "building") or _plain(given, "address_id")
    if wanted:
        rows = Building.objects.filter(estate=estate)
        number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) <= 18 else 0
        building = rows.filter(pk=number).first() or rows.filter(name=wanted).first()
        if building is None:
            raise Wrong(400, _("这个小区没有这一栋：%(word)s。") % {"word": wanted[:40]})
        found["building"] = building
    if not (lat or found["place"] or wanted):
        raise Wrong(400, _("缺少位置：lat 和 long、address_string、address_id 至少要有一样。"))
    return found


def _degrees(name: str, text: str, most: int) -> Decimal:
    try:
        value = Decimal(text)
        if not value.is_finite() or abs(value) > most:
            raise InvalidOperation
        return value.quantize(Decimal("0.000001"))
    except InvalidOperation:
        raise Wrong(400, _("%(name)s 不是经纬度。") % {"name": name}) from None
