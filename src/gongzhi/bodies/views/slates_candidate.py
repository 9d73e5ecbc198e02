"""One candidate on the desk: how they came, what each office said, what they declared on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import slate_access as access
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.vet_candidate import vet_candidate
from gongzhi.bodies.forms.slates import DeclarationForm, VetForm
from gongzhi.bodies.models import Candidate
from gongzhi.bodies.queries import slates as queries
from gongzhi.bodies.queries.declarations import declared_as_candidate
from gongzhi.bodies.queries.skills import skills_asked
from gongzhi.bodies.states import CandidateState
from gongzhi.bodies.views.offices_frame import act_page, place_of_page
from gongzhi.bodies.views.slates_desk import BADGES, slate_url
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door


@door(access.get_candidate_for)
def candidate(request: Entered, code: str, candidate_id: int) -> HttpResponse:
    """One candidate: how they came, what they declared, what each office said and what they answered."""
    found: Candidate = request.here
    on = law_day(request.at)
    row = next(r for r in queries.standing_on(found.slate, on=on) if r.candidate.pk == found.pk)
    keeps = access.keeps_slate(request.person, found.estate, at=request.at)
    open_ = found.slate.closed_on is None
    agreed = found.state in (CandidateState.CONSENTED, CandidateState.LISTED, CandidateState.EXCLUDED)
    said = declared_as_candidate(found.estate, [found.person_id]).get(found.person_id)
    context = {
        **place_of_page(found.estate),
        "slate": found.slate,
        "crumb": {"label": found.slate.title, "url": slate_url(found.slate)},
        "candidate": found,
        "row": row,
        "badge": BADGES[CandidateState(found.state)],
        "facts": [
            (_("推荐主体"), str(found.get_recommended_by_display())),
            *([(_("推荐方"), found.recommender)] if found.recommender else []),
            (_("类别"), "、".join(row.categories) or _("没有标明")),
            (_("本人同意"), cndate(found.consented_at) if found.consented_at else _("还没有答复")),
        ],
        "said": said if keeps else None,
        "declared": said is not None,
        "grounds": queries.ground_words(on, found.estate.place),
        "may_vet": agreed and open_ and access.office_of(request.person, found.estate, at=request.at) is not None,
        "may_declare": keeps and open_,
    }
    return render(request, "bodies/slates/candidate.html", context)


@door(access.get_candidate_for, "GET", "POST")
def vet(request: Entered, code: str, candidate_id: int) -> HttpResponse:
    """One office's word on one candidate."""
    found: Candidate = request.here
    grounds = queries.ground_words(law_day(request.at), found.estate.place)
    name = Person.objects.get(pk=found.person_id).shown_name()
    return act_page(
        request,
        VetForm(request.POST or None, grounds=grounds),
        vet_candidate,
        here=found.estate,
        back=(name, reverse("bodies:desk_candidate", args=[code, found.pk])),
        heading=_("审核候选人%(name)s") % {"name": name},
        sub=_("只能依据列明的情形排除；是不是党员、物业单方主张的欠费都不是依据。本人会收到依据和凭据，可以申辩。"),
        word=_("写下审核意见"),
        candidate=found,
    )


@door(access.get_candidate_for, "GET", "POST")
def declare_for(request: Entered, code: str, candidate_id: int) -> HttpResponse:
    """Enters a signed declaration for a candidate without a phone at hand."""
    found: Candidate = request.here
    person = Person.objects.get(pk=found.person_id)
    skills = skills_asked(law_day(request.at), found.estate.place)
    form = DeclarationForm(request.POST or None, skills=skills, own=False)
    del form.fields["voluntary"]
    return act_page(
        request,
        form,
        declare,
        here=found.estate,
        back=(person.shown_name(), reverse("bodies:desk_candidate", args=[code, found.pk])),
        heading=_("代录%(name)s的书面声明") % {"name": person.shown_name()},
        sub=_("只录本人签名的声明或者党组织名册上的内容；本人可以随时在手机上重新声明。"),
        word=_("存档"),
        to=found,
        person=person,
    )
