"""The desk page on which a recall is carried out as the owners decided."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.bodies.models import Recall
from gongzhi.people.models import Person
from gongzhi.voting.actions.recall_member import recall_member
from gongzhi.voting.forms.recalling import RecallForm
from gongzhi.voting.views.desk_page import attempt, show
from gongzhi.web.door import Entered, door


@door(bodies.get_recall_for, "GET", "POST")
def recall(request: Entered, code: str, recall_id: int) -> HttpResponse:
    """Cites the resolution and ends the office, or leaves it."""
    one: Recall = request.here
    back = reverse("bodies:recall", args=[code, one.pk])
    form = RecallForm(request.POST or None, estate=one.estate)
    asked = {}
    if form.is_bound and form.is_valid():
        asked = {"resolution": form.cleaned_data["resolution"], "heard": form.cleaned_data["heard"]}
    tried = attempt(request, form, recall_member, recall=one, **asked)
    if tried.done:
        return redirect(back)
    person = Person.objects.get(pk=one.appointment.person_id)
    return show(
        request, "recall", one.estate, tried, recall=one, name=person.shown_name(), back_url=back, word=_("办理")
    )
