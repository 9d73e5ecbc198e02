"""What everyone reads: gatherings to sign up for and their outcomes, visits, letters, how many mediations were settled."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from gongzhi.issues import access, letter_access, talking_access
from gongzhi.issues.actions.attending import sign_up_subject
from gongzhi.issues.actions.sign_up import sign_up
from gongzhi.issues.actions.withdraw_sign_up import withdraw_sign_up
from gongzhi.issues.forms.talking import CodeForm, PlaceForm
from gongzhi.issues.models import Gathering, Letter, Visit
from gongzhi.issues.queries.gatherings import gatherings_of, is_open, open_until, places_of
from gongzhi.issues.queries.letters import due_words, public_letters, table_words
from gongzhi.issues.queries.mediations import shown_mediations
from gongzhi.issues.states import GatheringState
from gongzhi.issues.views.frame import phone_page, public_frame
from gongzhi.issues.views.gatherings import BADGES, places_words
from gongzhi.kernel import keys
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.people.queries import normal_phone
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered, door

DRAFT = "gathering"


@door(access.public_estate)
def taking_part(request: Entered, code: str) -> HttpResponse:
    """All that residents may take part in, and what came of it; nobody is named."""
    estate: Estate = request.here
    rows = gatherings_of(estate)
    mediations = shown_mediations(estate)
    context = {
        **public_frame(request, estate),
        "open": [_line(row) for row in rows if is_open(row, request.at)],
        "over": [_line(row) for row in rows if not is_open(row, request.at)],
        "visits": Visit.objects.filter(estate=estate, public_at__isnull=False).order_by("-on", "-pk")[:30],
        "letters": [{"row": row, "words": table_words(row, request.at)} for row in list(public_letters(estate))[:30]],
        "mediations": len(mediations),
        "settled": sum(one.settled for one in mediations),
    }
    return render(request, "issues/taking_part.html", context)


def _line(row: Gathering) -> dict[str, Any]:
    return {"row": row, "badge": BADGES[GatheringState(row.state)]}


@door(talking_access.get_public_gathering)
def gathering(request: Entered, code: str, gathering_serial: int) -> HttpResponse:
    """One gathering: when and where, places left, its outcome."""
    row: Gathering = request.here
    context = {
        **public_frame(request, row.estate),
        "gathering": row,
        "badge": BADGES[GatheringState(row.state)],
        "places": places_words(places_of(row)),
        "until": open_until(row),
        "is_open": is_open(row, request.at),
        "joined": talking_access.own_sign_up(request.person or None, row) is not None,
        "new": request.GET.get("new", ""),
    }
    return render(request, "issues/gathering.html", context)


@door(letter_access.get_public_letter)
def letter(request: Entered, code: str, letter_serial: int) -> HttpResponse:
    """A letter that was made public, with its answer."""
    row: Letter = request.here
    words, kind = table_words(row, request.at)
    context = {
        **public_frame(request, row.estate),
        "letter": row,
        "badge_text": words,
        "badge_kind": kind,
        "due_words": due_words(row),
    }
    return render(request, "issues/public_letter.html", context)


@door(talking_access.get_public_gathering, "GET", "POST")
@sensitive_post_parameters()
def join(request: Entered, code: str, gathering_serial: int) -> HttpResponse:
    """Signs up: at once for whoever is signed in, else by the code sent to the phone."""
    return _place(request, sign_up, leaving=False, heading=_("报名"), word=_("报名"))


@door(talking_access.get_public_gathering, "GET", "POST")
@sensitive_post_parameters()
def leave(request: Entered, code: str, gathering_serial: int) -> HttpResponse:
    """Gives the place up."""
    return _place(request, withdraw_sign_up, leaving=True, heading=_("退出报名"), word=_("退出"))


def _place(request: Entered, act: Any, *, leaving: bool, heading: str, word: str) -> HttpResponse:
    """The form, or once a code was sent the code; what was told waits sealed in the session."""
    row: Gathering = request.here
    known = bool(request.person)
    draft = None if known else _draft(request, row, leaving)
    form: Any
    if draft is None:
        form = PlaceForm(request.POST or None, known=known, leaving=leaving)
    else:
        form = CodeForm(request.POST or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            if not known and draft is None:
                return _send(request, row, form, leaving)
            _act(request, row, act, form, draft)
        except BadInput as error:
            form.refuse(error.fields or {"": error.text})
        except Refused as error:
            request.session.pop(DRAFT, None)
            refused = error
        else:
            request.session.pop(DRAFT, None)
            page = reverse("issues:public_gathering", args=[row.estate.code, row.serial])
            return redirect(f"{page}?new={'left' if leaving else 'joined'}")
    return phone_page(
        request,
        form,
        estate=row.estate,
        heading=heading if draft is None else _("输入验证码"),
        sub=_("《%(title)s》%(places)s") % {"title": row.title, "places": places_words(places_of(row))}
        if draft is None
        else _("验证码已发到尾号 %(tail)s 的手机，10 分钟内有效。") % {"tail": draft["number"][-4:]},
        word=word if known or draft is not None else _("下一步"),
        back=reverse("issues:public_gathering", args=[row.estate.code, row.serial]),
        refused=refused,
    )


def _send(request: Entered, row: Gathering, form: PlaceForm, leaving: bool) -> HttpResponse:
    told = {name: given for name, given in form.cleaned_data.items() if name != "idempotency_key"}
    told["number"] = normal_phone(told["number"])
    send_code(
        purpose=Code.Purpose.REPORT,
        subject=sign_up_subject(row, told["number"]),
        number=told["number"],
        at=request.at,
        estate_id=row.estate_id,
        asked_from=request.META.get("REMOTE_ADDR", ""),
    )
    sealed = keys.seal(f"estate:{row.estate_id}", "issues.draft", json.dumps(told))
    request.session[DRAFT] = {"of": row.pk, "leaving": leaving, "told": sealed.hex(), "key": form.key}
    return redirect(request.path)


def _draft(request: Entered, row: Gathering, leaving: bool) -> dict[str, Any] | None:
    kept = request.session.get(DRAFT)
    if not kept or kept["of"] != row.pk or kept["leaving"] != leaving or "again" in request.GET:
        return None
    told = json.loads(keys.unseal(f"estate:{row.estate_id}", "issues.draft", bytes.fromhex(kept["told"])))
    return {**told, "key": kept["key"]}


def _act(request: Entered, row: Gathering, act: Any, form: Any, draft: dict[str, Any] | None) -> Any:
    at, person = request.at, request.person or None
    if draft is None:
        told = {name: given for name, given in form.cleaned_data.items() if name != "idempotency_key"}
        return act(gathering=row, by=person, at=at, idempotency_key=form.key, **told)
    told = {name: given for name, given in draft.items() if name != "key"}
    subject = sign_up_subject(row, told["number"])
    code = check_code(purpose=Code.Purpose.REPORT, subject=subject, text=form.cleaned_data["code"], at=at)
    return act(gathering=row, code=code, by=None, at=at, idempotency_key=draft["key"], **told)
