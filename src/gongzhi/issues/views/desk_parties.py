"""Who works on an issue: assigning, naming the lead, taking up, handing back and finishing a task."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.assign_parties import assign_parties
from gongzhi.issues.actions.finish_party import finish_party
from gongzhi.issues.actions.hand_back import hand_back
from gongzhi.issues.actions.name_lead import name_lead
from gongzhi.issues.actions.take_task import take_task
from gongzhi.issues.forms.working import AssignForm, LeadForm, OutcomeForm, ReasonForm
from gongzhi.issues.models import Force, Issue, Party
from gongzhi.issues.queries.handing import handing_of
from gongzhi.issues.queries.list_of_matters import known_matter, proposed_for, side_names
from gongzhi.issues.states import PartyState
from gongzhi.issues.views.desk_acts import page
from gongzhi.issues.views.frame import issue_url
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.web.door import Entered, door


def sides_for(issue: Issue) -> dict[str, str]:
    """Every side that may be asked, the forces registered for the place among them."""
    forces = access.forces_over(issue.estate).exclude(kind__in=[Force.Kind.DEPARTMENT, Force.Kind.UTILITY])
    return side_names() | {f"force:{force.pk}": force.name for force in forces}


@door(access.get_issue_for, "GET", "POST")
def assign(request: Entered, code: str, number: str) -> HttpResponse:
    """Who takes part by the list, proposed; the worker decides."""
    issue: Issue = request.here
    on = law_day(request.at)
    asked = {f"{p.side}:{p.word}" if p.word else p.side for p in issue.parties.exclude(state=PartyState.HANDED_BACK)}
    rows = [one for one in proposed_for(issue, on=on) if one.side not in asked]
    proposed = {one.side: one.name for one in rows}
    others = {key: name for key, name in sides_for(issue).items() if key not in proposed and key not in asked}
    led = issue.parties.filter(lead=True).exists()
    initial = {"sides": [one.side for one in rows if one.lead], "lead": "" if led else next((o.side for o in rows), "")}
    form = AssignForm(request.POST or None, initial=initial, proposed=proposed, others=others, led=led)
    row = known_matter(issue.matter, issue.estate, on=on)
    facts = []
    if row is not None:
        facts = [(_("清单"), row.name), (_("牵头"), row.lead.name), (_("报事人会看到"), row.sees)]
    cite = str(row.cite) if row and row.cite else ""
    return page(request, form, assign_parties, _("派给责任方，一方牵头"), _("派出"), facts=facts, cite=cite)


@door(access.get_issue_for, "GET", "POST")
def lead(request: Entered, code: str, number: str) -> HttpResponse:
    """The street names who leads."""
    issue: Issue = request.here
    rule = handing_of(issue, at=request.at)
    form = LeadForm(request.POST or None, sides=sides_for(issue))
    return page(
        request, form, name_lead, _("指定牵头方"), _("指定"), cite=str(rule.cite), facts=[(_("退回"), rule.words)]
    )


@door(access.get_issue_for, "POST")
def take(request: Entered, code: str, number: str, party_id: int) -> HttpResponse:
    """Takes the task up."""
    party = _party(request, party_id)
    key = request.POST.get("idempotency_key") or None
    take_task(party=party, by=request.person, at=request.at, idempotency_key=key)
    return redirect(issue_url(request.here))


@door(access.get_issue_for, "GET", "POST")
def back(request: Entered, code: str, number: str, party_id: int) -> HttpResponse:
    """Hands the task back."""
    party = _party(request, party_id)
    rule = handing_of(request.here, at=request.at)
    form = ReasonForm(request.POST or None)
    return _task_page(request, party, form, hand_back, _("退回任务"), _("退回"), str(rule.cite), rule.words)


@door(access.get_issue_for, "GET", "POST")
def done(request: Entered, code: str, number: str, party_id: int) -> HttpResponse:
    """Says that the task is done."""
    party = _party(request, party_id)
    form = OutcomeForm(request.POST or None, request.FILES or None, whole=False)
    return _task_page(request, party, form, finish_party, _("任务办完"), _("办完"), "", party.task)


def _task_page(
    request: Entered, party: Party, form: object, act: object, heading: str, word: str, cite: str, said: str
) -> HttpResponse:
    def on_party(*, issue: Issue, **asked: object) -> object:
        return act(party=party, **asked)  # type: ignore[operator]

    facts = [(_("责任方"), party.shown), (_("情况"), said)]
    return page(request, form, on_party, heading, word, cite=cite, facts=facts)  # type: ignore[arg-type]


def _party(request: Entered, party_id: int) -> Party:
    issue: Issue = request.here
    found = issue.parties.select_related("force").filter(pk=party_id).first()
    if found is None:
        raise NotHere
    found.issue = issue
    return found
