"""Reporting without an account: what happened, what to do at once, what may be the same; then the code and photographs."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from gongzhi.issues import access
from gongzhi.issues.actions.report_issue import report_issue, report_subject
from gongzhi.issues.forms.reporting import ReportForm, SendForm
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.list_of_matters import known_matter, matters_of
from gongzhi.issues.queries.similar import similar_to
from gongzhi.issues.views.frame import personal, phone_page
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.people.queries import normal_phone
from gongzhi.places.models import Building, Estate
from gongzhi.register.queries.units import buildings_of
from gongzhi.web.door import Entered, door
from gongzhi_law import matters as law
from gongzhi_law.matters import Matter

DRAFT = "report"
KEPT = ("words", "matter", "spot", "place", "urgent", "name", "number", "hide_from_parties")


@door(access.public_estate, "GET", "POST")
@sensitive_post_parameters()
def new(request: Entered, code: str) -> HttpResponse:
    """What happened and where; urgent matters show first what to do; `look` only suggests, `pick` takes a suggestion."""
    estate: Estate = request.here
    looking = request.method == "POST" and ("look" in request.POST or "pick" in request.POST)
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and request.POST.get("pick"):
        data["matter"] = request.POST["pick"]
    form = _form(request, estate, data)
    refused = None
    if data is not None and not looking and form.is_valid():
        try:
            return _go_on(request, estate, form)
        except Refused as error:
            refused = error
    if looking and data is not None:
        form = _form(request, estate, None, initial={**data.dict(), "urgent": "urgent" in data})
        form.fields["hide_from_parties"].initial = "hide_from_parties" in data
    return phone_page(
        request,
        form,
        estate=estate,
        heading=_("报事"),
        sub=_("不用注册，手机收一个验证码就行。办到哪一步，随时能看。"),
        word=_("下一步"),
        back=reverse("issues:issues", args=[code]),
        refused=refused,
        template="issues/new.html",
        code=code,
        duty_phone=estate.duty_phone,
        urgent=[row for row in matters_of(estate, on=law_day(request.at)) if row.urgent and row.safety],
        **_suggested(request, estate, data),
    )


@door(access.public_estate, "POST")
@sensitive_post_parameters()
def suggest(request: Entered, code: str) -> HttpResponse:
    """What the words may mean, what to do at once, and what was reported already; asked while typing."""
    context = {"code": code, **_suggested(request, request.here, request.POST)}
    return render(request, "issues/suggested.html", context)


@door(access.public_estate, "GET", "POST")
@sensitive_post_parameters()
@personal
def send(request: Entered, code: str) -> HttpResponse:
    """Takes the code of those who are not signed in, and photographs; then the receipt."""
    estate: Estate = request.here
    draft = _draft(request, estate)
    if draft is None:
        return redirect("issues:new", code=code)
    known = bool(request.person)
    form = SendForm(request.POST or None, request.FILES or None, known=known)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            report = _report(request, estate, draft, form)
        except BadInput as error:
            form.refuse(error.fields or {"": error.text})
        except Refused as error:
            refused = error
        else:
            del request.session[DRAFT]
            return redirect(f"{reverse('issues:track', args=[report.link()])}?new=1")
    tail = draft.get("number", "")[-4:]
    return phone_page(
        request,
        form,
        estate=estate,
        heading=_("加照片，然后提交") if known else _("输入验证码，加照片"),
        sub="" if known else _("验证码已发到尾号 %(tail)s 的手机，10 分钟内有效。") % {"tail": tail},
        word=_("提交"),
        back=reverse("issues:new", args=[code]),
        refused=refused,
        lead=_("验证码不对时照片要重新选一次；照片也可以提交以后再加。") if not known else "",
    )


def _form(request: Entered, estate: Estate, data: Any, initial: dict[str, Any] | None = None) -> ReportForm:
    return ReportForm(
        data,
        initial=initial,
        matters=matters_of(estate, on=law_day(request.at)),
        buildings=buildings_of(estate),
        known=bool(request.person),
    )


def _suggested(request: Entered, estate: Estate, data: Any) -> dict[str, Any]:
    """Matters by the words, safety first, and at most three open issues that may be the same, without any name."""
    if not data:
        return {}
    at = request.at
    words, chosen = str(data.get("words", ""))[:1000], str(data.get("matter", ""))
    picked = known_matter(chosen, estate, on=law_day(at))
    found: list[Matter] = [] if picked else [one.matter for one in law.suggest(words, 4, on=law_day(at))]
    building = str(data.get("building", ""))
    matter = picked or (found[0] if found else None)
    rows = similar_to(
        estate,
        words,
        matter=matter.id if matter else "",
        building_id=int(building) if building.isdecimal() and len(building) < 15 else None,
        at=at,
    )
    return {
        "picked": picked,
        "matters": found,
        "safety": next((row for row in ([picked] if picked else found) if row and row.urgent and row.safety), None),
        "similar": shown.lines(rows, at),
    }


def _go_on(request: Entered, estate: Estate, form: ReportForm) -> HttpResponse:
    """Keeps what was told, sealed, and sends the code to the number given."""
    told = form.cleaned_data
    draft: dict[str, Any] = {name: told[name] for name in KEPT if name in told}
    draft["building"] = told["building"].pk if told["building"] else None
    at = request.at
    if not request.person:
        draft["number"] = normal_phone(told["number"])
        send_code(
            purpose=Code.Purpose.REPORT,
            subject=report_subject(estate, draft["number"]),
            number=draft["number"],
            at=at,
            estate_id=estate.pk,
            asked_from=request.META.get("REMOTE_ADDR", ""),
        )
    sealed = keys.seal(f"estate:{estate.pk}", "issues.draft", json.dumps(draft))
    request.session[DRAFT] = {"estate": estate.pk, "told": sealed.hex(), "key": form.key}
    return redirect("issues:send", code=estate.code)


def _draft(request: Entered, estate: Estate) -> dict[str, Any] | None:
    kept = request.session.get(DRAFT)
    if not kept or kept["estate"] != estate.pk:
        return None
    told = json.loads(keys.unseal(f"estate:{estate.pk}", "issues.draft", bytes.fromhex(kept["told"])))
    return {**told, "key": kept["key"]}


def _report(request: Entered, estate: Estate, draft: dict[str, Any], form: SendForm) -> Any:
    at, person = request.at, request.person or None
    told = {name: value for name, value in draft.items() if name != "key"}
    building = Building.objects.filter(pk=told.pop("building"), estate=estate).first()
    checked = None
    if person is None:
        subject = report_subject(estate, told["number"])
        checked = check_code(purpose=Code.Purpose.REPORT, subject=subject, text=form.cleaned_data["code"], at=at)
    photos = tuple((one.name or "", one.read()) for one in form.cleaned_data["photos"])
    return report_issue(
        estate=estate,
        building=building,
        code=checked,
        photos=photos,
        by=person,
        at=at,
        idempotency_key=draft["key"],
        **told,
    )
