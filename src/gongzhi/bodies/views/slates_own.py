"""What a person does for themselves: agree to stand, declare, answer a vetting, withdraw."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import slate_access as access
from gongzhi.bodies.actions.answer_vetting import answer_vetting
from gongzhi.bodies.actions.consent_candidacy import consent_candidacy
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.withdraw_candidacy import withdraw_candidacy
from gongzhi.bodies.forms.slates import ConsentForm, DeclarationForm, ListAnswerForm
from gongzhi.bodies.models import Body, Candidate
from gongzhi.bodies.queries import slates as queries
from gongzhi.bodies.queries.declarations import declared_as_candidate, declared_for
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.skills import skills_asked
from gongzhi.bodies.states import CANDIDATE_MOVES, CandidateState
from gongzhi.bodies.views.slates_checks import estates_below
from gongzhi.bodies.views.slates_desk import BADGES
from gongzhi.bodies.views.slates_public import attempt, phone
from gongzhi.kernel.clock import law_day
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm


@door(access.own_candidacy)
def candidacy(request: Entered, code: str, candidate_id: int) -> HttpResponse:
    """My candidacy: who recommended me, what I may do now, what each office said."""
    found: Candidate = request.here
    on = law_day(request.at)
    row = next(r for r in queries.standing_on(found.slate, on=on) if r.candidate.pk == found.pk)
    moves = CANDIDATE_MOVES[CandidateState(found.state)] if found.slate.closed_on is None else frozenset()
    context = {
        "estate": {"name": found.estate.name, "url": f"/e/{code}/"},
        "back": {"url": "/home/", "label": _("我的小区")},
        "code": code,
        "candidate": found,
        "slate": found.slate,
        "row": row,
        "badge": BADGES[CandidateState(found.state)],
        "grounds": queries.ground_words(on, found.estate.place),
        "said": declared_as_candidate(found.estate, [found.person_id]).get(found.person_id),
        "may_consent": CandidateState.CONSENTED in moves,
        "may_withdraw": CandidateState.WITHDRAWN in moves,
        "may_answer": found.state == CandidateState.EXCLUDED and found.slate.closed_on is None,
    }
    return render(request, "bodies/slates/candidacy.html", context)


@door(access.own_candidacy, "GET", "POST")
def consent(request: Entered, code: str, candidate_id: int) -> HttpResponse:
    """Agreeing to stand."""
    found: Candidate = request.here
    words = queries.category_words(law_day(request.at), found.estate.place)
    marked = {word: words.get(word, word) for word in found.categories}
    form = ConsentForm(request.POST or None, categories=marked, initial={"statement": found.statement})
    return _own(
        request,
        form,
        consent_candidacy,
        found,
        heading=_("同意参选"),
        lead=_("同意以后，您的姓名、推荐主体和下面勾选的内容会在公布名单时公开；电话不公开。可以随时退出。"),
        word=_("同意参选"),
    )


@door(access.own_candidacy, "GET", "POST")
def withdraw(request: Entered, code: str, candidate_id: int) -> HttpResponse:
    """Declining, or withdrawing."""
    return _own(
        request,
        GzForm(request.POST or None),
        withdraw_candidacy,
        request.here,
        heading=_("不参选"),
        lead=_("退出以后不再列入名单，不用说明理由；要再参选须重新推荐。"),
        word=_("确认不参选"),
    )


@door(access.own_candidacy, "GET", "POST")
def answer(request: Entered, code: str, candidate_id: int) -> HttpResponse:
    """Answering being found unfit."""
    form = ListAnswerForm(request.POST or None)
    form.fields["text"].label = _("您的申辩")
    form.fields["text"].help_text = _("和审核依据一起给审核单位看；名单公布后也会公开。")
    return _own(
        request,
        form,
        answer_vetting,
        request.here,
        heading=_("申辩"),
        lead=_("审核只能依据列明的情形。写明事实、附上能证明的材料名称，审核单位会重新审核。"),
        word=_("提交申辩"),
    )


@door(access.own_candidacy, "GET", "POST")
def declare_as_candidate(request: Entered, code: str, candidate_id: int) -> HttpResponse:
    """My declaration as a candidate."""
    found: Candidate = request.here
    said = declared_as_candidate(found.estate, [found.person_id]).get(found.person_id)
    skills = skills_asked(law_day(request.at), found.estate.place)
    form = DeclarationForm(request.POST or None, skills=skills, own=True, said=said)
    del form.fields["voluntary"]
    return _own(
        request,
        form,
        declare,
        found,
        heading=_("我的声明"),
        lead=_("密封保存，只用来核对名单是否符合规定，不公开。不愿意说的可以不填，不填算“不知道”。"),
        word=_("存档"),
        to=found,
        person=request.person,
    )


@door(access.own_seat, "GET", "POST")
def declare_for_body(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """My declaration as a member of a body."""
    body: Body = request.here
    said = declared_for(body, [request.person.pk]).get(request.person.pk)
    skills = skills_asked(law_day(request.at), place_of(body))
    form = DeclarationForm(request.POST or None, skills=skills, estates=estates_below(body), own=True, said=said)
    tried = attempt(request, form, declare, to=body, person=request.person)
    if tried.done is not None:
        return redirect(request.path)
    return phone(
        request,
        tried,
        estate=body.estate,
        heading=_("我的声明"),
        sub=body.name,
        lead=_("密封保存，只用来核对组成是否符合规定，不公开。不愿意说的可以不填，不填算“不知道”。"),
        word=_("存档"),
        back="/home/",
        said=said,
    )


def _own(
    request: Entered,
    form: GzForm,
    act: Any,
    found: Candidate,
    *,
    heading: str,
    lead: str,
    word: str,
    **asked: Any,
) -> HttpResponse:
    """A phone page of one act on the person's own candidacy; done, it leads back to it."""
    back = reverse("bodies:own_candidacy", args=[found.estate.code, found.pk])
    tried = attempt(request, form, act, **(asked or {"candidate": found}))
    if tried.done is not None:
        return redirect(back)
    return phone(
        request,
        tried,
        estate=found.estate,
        heading=heading,
        sub=f"{found.estate.name} {found.slate.title}",
        lead=lead,
        word=word,
        back=back,
    )
