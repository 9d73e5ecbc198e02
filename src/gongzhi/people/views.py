"""Signing in and out, and the capacities of one estate."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import BadInput
from gongzhi.people import access
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.end_capacity import end_capacity
from gongzhi.people.actions.grant_capacity import GRANTABLE, grant_capacity
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.actions.sign_in import sign_in as sign_in_act
from gongzhi.people.forms import CapacityForm, CodeForm, PhoneForm
from gongzhi.people.models import Code, Person
from gongzhi.people.queries import SESSION_KEY, normal_phone
from gongzhi.web.door import Entered, anyone, door


def safe_next(request: Entered) -> str:
    """Where to go afterwards: an address of this site, else the person's desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ok = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ok else reverse("desk:home")


def enter(request: Entered, person: Person) -> None:
    """Puts the person into a fresh session."""
    request.session.flush()
    request.session[SESSION_KEY] = person.pk


@door(anyone, "GET", "POST")
def sign_in(request: Entered) -> HttpResponse:
    """Asks for the number and sends a code to it, whether or not anyone is known by it."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = normal_phone(form.cleaned_data["number"])
        send_code(
            purpose=Code.Purpose.SIGN_IN,
            subject=f"phone:{number}",
            number=number,
            at=request.at,
            asked_from=request.META.get("REMOTE_ADDR", ""),
        )
        request.session["asked"] = {"number": number, "next": safe_next(request)}
        return redirect("people:code")
    return render(request, "people/sign_in.html", {"form": form, "next": safe_next(request)})


@door(anyone, "GET", "POST")
def code(request: Entered) -> HttpResponse:
    """Takes the code and signs in."""
    asked = request.session.get("asked")
    if not asked:
        return redirect("people:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = check_code(
                purpose=Code.Purpose.SIGN_IN,
                subject=f"phone:{asked['number']}",
                text=form.cleaned_data["code"],
                at=request.at,
            )
        except BadInput as error:
            form.add_error("code", error.text)
        else:
            enter(request, sign_in_act(number=asked["number"], code=found, at=request.at))
            return HttpResponseRedirect(asked["next"])
    tail = asked["number"][-4:]
    return render(request, "people/code.html", {"form": form, "tail": tail}, status=422 if form.errors else 200)


@door(anyone, "POST")
def sign_out(request: Entered) -> HttpResponse:
    """Ends the session."""
    request.session.flush()
    return redirect("desk:home")


@door(access.desk_of_estate, "GET", "POST")
def capacities(request: Entered, code: str) -> HttpResponse:
    """Who may act as what in this estate; the community worker grants on the filing."""
    estate = request.here
    form = CapacityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {k: v for k, v in form.cleaned_data.items() if k != "idempotency_key"}
        try:
            grant_capacity(estate=estate, by=request.person, at=request.at, idempotency_key=form.key, **asked)
        except BadInput as error:
            form.refuse(error.fields or {"": error.text})
        else:
            return redirect("people:capacities", code=code)
    held = access.queries.capacities_of_estate(estate, at=request.at)
    context = {"estate": estate, "form": form, "held": held, "grantable": GRANTABLE, "title": _("谁有什么身份")}
    return render(request, "people/capacities.html", context, status=422 if form.errors else 200)


@door(access.desk_of_estate, "POST")
def end(request: Entered, code: str, capacity_id: int) -> HttpResponse:
    """Ends one capacity."""
    end_capacity(
        capacity_id=access.get_capacity_for(request.person, request.here, capacity_id, at=request.at).pk,
        reason=request.POST.get("reason", ""),
        by=request.person,
        at=request.at,
        idempotency_key=request.POST.get("idempotency_key") or None,
    )
    return redirect("people:capacities", code=code)
