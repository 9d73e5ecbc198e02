"""The public page of candidates, and what owners do there: recommend, object."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import slate_access as access
from gongzhi.bodies.actions.object_to_list import object_to_list
from gongzhi.bodies.actions.recommend_candidate import recommend_candidate
from gongzhi.bodies.forms.slates import ObjectionForm, OwnersRecommendForm
from gongzhi.bodies.models import Body, Candidate, Slate
from gongzhi.bodies.queries import slates as queries
from gongzhi.bodies.queries.findings import findings_of_slate
from gongzhi.bodies.states import CandidateState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public
from gongzhi.web.door import Entered, door, opens
from gongzhi.web.forms import GzForm
from gongzhi.web.public_tabs import public_tabs

SHOWN = (CandidateState.LISTED, CandidateState.CONSENTED, CandidateState.EXCLUDED, CandidateState.WITHDRAWN)
OWN = (Candidate.By.SELF, Candidate.By.OWNERS)


@door(estate_public)
def candidates(request: Entered, code: str) -> HttpResponse:
    """Who stands: the newest published list, or that names are being recommended; vetting with its ground, objections."""
    estate: Estate = request.here
    on = law_day(request.at)
    found = queries.slates_of(estate)
    for slate in found:
        slate.estate = estate
    gathering = next((s for s in found if s.published_on is None and s.closed_on is None), None)
    published = [s for s in found if s.published_on is not None]
    asked = request.GET.get("n", "")
    shown = next((s for s in published if str(s.serial) == asked), published[0] if published else None)
    listed = gathering or shown
    owners = listed is None or opens(
        request.person or None, reverse("bodies:object_to_candidates", args=[code, listed.pk]), at=request.at
    )
    context = {
        **frame(request, estate),
        "heading": _heading(shown, gathering),
        "gathering": gathering,
        "slate": shown,
        "older": [s for s in published if shown is not None and s.pk != shown.pk],
        "rows": [r for r in queries.standing_on(shown, on=on, states=SHOWN) if _public(r, shown)] if shown else [],
        "grounds": queries.ground_words(on, estate.place),
        "findings": findings_of_slate(shown, on) if shown else [],
        "until": queries.public_until(shown) if shown else None,
        "rule": queries.publicity_rule(shown) if shown else None,
        "may_object": shown is not None and queries.may_object_to(shown, at=request.at) and owners,
        "may_recommend": gathering is not None and owners,
        "objections": queries.objections_to(shown) if shown else [],
        "reads": False,
    }
    return render(request, "bodies/slates/candidates.html", context)


def _public(row: queries.Standing, slate: Slate) -> bool:
    """Who was on the list when it was published, or was found unfit with the ground told; withdrawn before, nobody is named."""
    if row.candidate.state == CandidateState.WITHDRAWN:
        return False
    return row.candidate.consented_at is not None


def _heading(shown: Slate | None, gathering: Slate | None) -> str:
    if gathering is not None:
        return _("%(title)s：正在推荐候选人") % {"title": gathering.title}
    if shown is None:
        return _("现在没有选举")
    return _("%(title)s：候选人") % {"title": shown.title}


def frame(request: Entered, estate: Estate) -> dict[str, Any]:
    """What a public page of the estate shows around its content."""
    home = f"/e/{estate.code}/"
    return {
        "estate": {"name": estate.name, "place": estate.community.name, "url": home},
        "code": estate.code,
        "nav": public_tabs(estate.code, "who/"),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{request.path}",
    }


@door(access.owner_at_slate, "GET", "POST")
def owners_recommend(request: Entered, code: str, slate_id: int) -> HttpResponse:
    """An owner recommends themselves, or jointly with others another owner."""
    slate: Slate = request.here
    categories = queries.category_words(law_day(request.at), slate.estate.place)
    form = OwnersRecommendForm(request.POST or None, by=OWN, categories=categories)

    def act(**asked: Any) -> Any:
        if asked["recommended_by"] == Candidate.By.SELF:
            asked = {**asked, "name": request.person.shown_name(), "number": request.person.number()}
        return recommend_candidate(**asked)

    tried = attempt(request, form, act, slate=slate)
    if tried.done is not None:
        if tried.done.person_id == request.person.pk:
            return redirect("bodies:own_candidacy", code, tried.done.pk)
        return redirect("bodies:candidates", code)
    return phone(
        request,
        tried,
        estate=slate.estate,
        heading=_("推荐候选人"),
        sub=slate.title,
        lead=_("自荐的不用填姓名和手机号；推荐别人的，对方会收到短信，同意以后才列入。"),
        word=_("推荐"),
        back=reverse("bodies:candidates", args=[code]),
    )


@door(access.owner_at_slate, "GET", "POST")
def object_to_candidates(request: Entered, code: str, slate_id: int) -> HttpResponse:
    """An owner objects to the list of candidates."""
    slate: Slate = request.here
    return _object(
        request,
        of=slate,
        estate=slate.estate,
        about=[("candidates", _("候选人名单"))],
        sub=slate.title,
        back=reverse("bodies:candidates", args=[code]),
    )


@door(access.objector_to, "GET", "POST")
def object_to_body(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Objects to who sits in a body, or to a relative's post that nobody declared (B7.4)."""
    body: Body = request.here
    page = "public_body" if body.estate else "community_body"
    return _object(
        request,
        of=body,
        estate=body.estate,
        about=[("members", _("成员的资格")), ("kin", _("成员或者其近亲属的任职（回避）"))],
        sub=body.name,
        back=reverse(f"bodies:{page}", args=[code or division, body.pk]),
    )


def _object(
    request: Entered,
    *,
    of: Body | Slate,
    estate: Estate | None,
    about: list[tuple[str, str]],
    sub: str,
    back: str,
) -> HttpResponse:
    tried = attempt(request, ObjectionForm(request.POST or None, about=about), object_to_list, of=of)
    if tried.done is not None:
        return redirect(f"{back}#objections")
    return phone(
        request,
        tried,
        estate=estate,
        heading=_("提出异议"),
        sub=sub,
        lead=_("每件都书面答复并公开，不写您的姓名；异议本身不改变名单，由办理的组织依据核实。"),
        word=_("提交异议"),
        back=back,
    )


class Attempt:
    """One try of an act from a phone page."""

    def __init__(self, form: GzForm) -> None:
        self.form, self.done, self.refused = form, None, None


def attempt(request: Entered, form: GzForm, act: Any, **asked: Any) -> Any:
    """Tries the act with what the form says; wrong input stands in the form, a refusal on the page."""
    tried: Any = Attempt(form)
    if request.method != "POST" or not form.is_valid():
        return tried
    given = {name: value for name, value in form.cleaned_data.items() if name != "idempotency_key"}
    try:
        tried.done = act(**given, **asked, by=request.person, at=request.at, idempotency_key=form.key)
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        tried.refused = error
    return tried


def phone(
    request: Entered,
    tried: Any,
    *,
    estate: Estate | None,
    heading: str,
    sub: str,
    lead: str,
    word: str,
    back: str,
    **more: Any,
) -> HttpResponse:
    """A phone page of one form."""
    context = {
        "estate": {"name": estate.name, "url": f"/e/{estate.code}/"} if estate else None,
        "form": tried.form,
        "refused": tried.refused,
        "heading": heading,
        "sub": sub,
        "lead": lead,
        "word": word,
        "back": {"url": back, "label": _("返回")},
        **more,
    }
    wrong = tried.form.is_bound and bool(tried.form.errors)
    return render(request, "bodies/slates/phone.html", context, status=409 if tried.refused else 422 if wrong else 200)
