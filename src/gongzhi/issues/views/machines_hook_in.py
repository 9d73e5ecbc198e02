"""Where other systems post their tickets, signed; the answer is JSON."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from gongzhi.issues import machine_access as access
from gongzhi.issues.actions.take_ticket import take_ticket
from gongzhi.issues.queries import hook_wire as wire
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.web.door import Entered, door

LARGEST = 64 * 1024
WORDS = {"ensure_ascii": False}


@csrf_exempt
@door(access.hook_in, "POST")
def take(request: Entered, hook_slug: str) -> HttpResponse:
    """One ticket: its number and state here; a refusal or wrong input in the form of the API."""
    try:
        if len(request.body) > LARGEST:
            raise BadInput(_("正文太大。"), {"body": _("最多 64 KB")})
        issue = take_ticket(
            hook=request.here,
            body=request.body,
            nonce=request.headers.get(wire.ID, ""),
            stamp=request.headers.get(wire.STAMP, ""),
            signature=request.headers.get(wire.SIGNATURE, ""),
            at=request.at,
        )
    except Refused as error:
        return JsonResponse(error.as_json(), status=409, json_dumps_params=WORDS)
    except BadInput as error:
        return JsonResponse(error.as_json(), status=422, json_dumps_params=WORDS)
    return JsonResponse({"number": issue.number, "state": issue.state}, json_dumps_params=WORDS)
