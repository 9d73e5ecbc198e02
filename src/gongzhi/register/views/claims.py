"""Claiming one's own flat: door, last digits, code; or the code of a sealed letter."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.people.queries import SESSION_KEY, normal_phone
from gongzhi.places.models import Building, Estate
from gongzhi.register import access, queries
from gongzhi.register.actions.ask_claim_code import ask_claim_code, claim_subject
from gongzhi.register.actions.claim_by_letter import claim_by_letter, own_number_subject
from gongzhi.register.actions.claim_elector import claim_elector
from gongzhi.register.actions.issue_letter_codes import letter_subject
from gongzhi.register.forms import ClaimCodeForm, LetterForm, TailForm
from gongzhi.register.models import Claim, Unit
from gongzhi.register.queries.natural import natural
from gongzhi.register.queries.units import buildings_of
from gongzhi.web.door import Entered, door

ASKED = "claim"


@door(access.estate_public, "GET", "POST")
@sensitive_post_parameters()
def claim(request: Entered, code: str) -> HttpResponse:
    """Building, stair, room in small steps; then the last four digits of the number on the register."""
    estate: Estate = request.here
    by_letter = request.GET.get("way") == "letter"
    buildings = buildings_of(estate)
    building = _building(request, buildings)
    context: dict[str, Any] = {"estate": _estate(estate), "code": code, "by_letter": by_letter, "step": 1}
    if building is None:
        context["back"] = {"url": context["estate"]["url"], "label": _("公示栏")}
        return render(request, "register/owner/claim_where.html", {**context, "buildings": buildings})
    units = Unit.objects.filter(estate=estate, building=building, removed_on__isnull=True)
    stairs = sorted(set(units.values_list("stair", flat=True)), key=natural)
    stair = request.GET.get("stair", stairs[0] if len(stairs) == 1 else None)
    way = "?way=letter" if by_letter else "?"
    context |= {"building": building, "step": 2, "back": {"url": way, "label": _("换一栋")}}
    if stair not in stairs:
        return render(request, "register/owner/claim_where.html", {**context, "stairs": stairs})
    rooms = sorted(units.filter(stair=stair).values_list("pk", "room"), key=lambda row: natural(row[1]))
    form: TailForm | LetterForm = (LetterForm if by_letter else TailForm)(request.POST or None, rooms=rooms)
    if request.method == "POST" and form.is_valid():
        unit = Unit.objects.get(pk=int(form.cleaned_data["unit"]), estate=estate)
        if _ask_by_letter(request, form, unit) if by_letter else _ask_by_tail(request, form, unit):
            return redirect("register:claim_code", code=code)
    context |= {"stair": stair, "step": 3, "form": form, "duty_phone": estate.duty_phone}
    status = 422 if form.errors else 200
    return render(request, "register/owner/claim_room.html", context, status=status)


@door(access.estate_public, "GET", "POST")
@sensitive_post_parameters()
def claim_code(request: Entered, code: str) -> HttpResponse:
    """Takes the code; whoever has it speaks for the elector and is signed in."""
    estate: Estate = request.here
    asked = request.session.get(ASKED)
    if not asked or asked["estate"] != estate.pk:
        return redirect("register:claim", code=code)
    unit = Unit.objects.get(pk=asked["unit"], estate=estate)
    form = ClaimCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = _carry_out(request, unit, asked, form.cleaned_data["code"])
        except BadInput as error:
            form.refuse({"code": error.text})
        else:
            request.session.flush()
            request.session[SESSION_KEY] = done.person_id
            return redirect("register:mine", code=code)
    context = {
        "estate": _estate(estate),
        "code": code,
        "unit": unit,
        "form": form,
        "tail": asked["digits"],
        "by_letter": "letter" in asked,
        "back": {"url": reverse("register:claim", kwargs={"code": code}), "label": _("重新选门牌")},
        "duty_phone": estate.duty_phone,
    }
    status = 422 if form.errors else 200
    return render(request, "register/owner/claim_code.html", context, status=status)


def _carry_out(request: Entered, unit: Unit, asked: dict[str, Any], text: str) -> Claim:
    digits, at = asked["digits"], request.at
    if "letter" not in asked:
        subject = claim_subject(unit, digits)
        found = check_code(purpose=Code.Purpose.CLAIM, subject=subject, text=text, at=at)
        return claim_elector(unit=unit, digits=digits, code=found, at=at)
    subject = own_number_subject(unit, asked["number"])
    found = check_code(purpose=Code.Purpose.CLAIM, subject=subject, text=text, at=at)
    letter = Code.objects.filter(pk=asked["letter"], expires_at__gt=at).first()
    if letter is None:
        raise BadInput(_("通知单上的验证码已过期，请到社区再领一张。"))
    return claim_by_letter(
        unit=unit, name=asked["name"], number=asked["number"], letter=letter, confirmation=found, at=at
    )


def _ask_by_tail(request: Entered, form: Any, unit: Unit) -> bool:
    digits = form.cleaned_data["digits"]
    address = request.META.get("REMOTE_ADDR", "")
    ask_claim_code(unit=unit, digits=digits, at=request.at, asked_from=address)
    request.session[ASKED] = {"estate": unit.estate_id, "unit": unit.pk, "digits": digits}
    return True


def _ask_by_letter(request: Entered, form: Any, unit: Unit) -> bool:
    """Checks the letter first (each try is counted), then sends a code to the number given."""
    data, at = form.cleaned_data, request.at
    elector = queries.elector_of_unit(unit)
    try:
        if elector is None:
            raise NotHere
        letter = check_code(purpose=Code.Purpose.CLAIM, subject=letter_subject(elector), text=data["letter"], at=at)
    except (BadInput, NotHere):
        form.refuse({"letter": _("这个验证码与这套房屋不符，或者已过期。连错五次会作废。")})
        return False
    number = normal_phone(data["number"])
    send_code(
        purpose=Code.Purpose.CLAIM,
        subject=own_number_subject(unit, number),
        number=number,
        at=at,
        estate_id=unit.estate_id,
        asked_from=request.META.get("REMOTE_ADDR", ""),
    )
    request.session[ASKED] = {
        "estate": unit.estate_id,
        "unit": unit.pk,
        "digits": queries.tail(number),
        "letter": letter.pk,
        "name": data["name"],
        "number": number,
    }
    return True


def _building(request: Entered, buildings: list[Building]) -> Building | None:
    asked = request.GET.get("building", "")
    if len(buildings) == 1:
        return buildings[0]
    return next((b for b in buildings if str(b.pk) == asked), None)


def _estate(estate: Estate) -> dict[str, str]:
    return {"name": estate.name, "code": estate.code, "url": f"/e/{estate.code}/"}
