"""Changes of the rule base: the public list, and the administrators' desk with its preview."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.norms import access
from gongzhi.norms.actions.confirm_change import confirm_change
from gongzhi.norms.actions.decline_change import decline_change
from gongzhi.norms.actions.propose_change import drafted, propose_change
from gongzhi.norms.actions.withdraw_change import withdraw_change
from gongzhi.norms.forms.changes import ChangeForm
from gongzhi.norms.forms.rules import ReasonForm
from gongzhi.norms.models import RuleChange
from gongzhi.norms.queries import changes as rows
from gongzhi.norms.queries.offices import office_words, places_of
from gongzhi.norms.queries.preview import place_words, preview
from gongzhi.norms.queries.shown import badge_of, found_by, history, topic_names, value_words
from gongzhi.norms.views.attempt import Attempt, attempt, show
from gongzhi.web.door import Entered, anyone, door
from gongzhi.web.forms import GzForm
from gongzhi_law.citation import Cite
from gongzhi_law.parameter import Strength
from gongzhi_law.params import all_parameters, get

A_PAGE = 20


def standing_words() -> dict[str, tuple[str, str]]:
    """Where a change stands: its words and badge."""
    return {
        "waiting": (_("等第二个人确认"), "due"),
        "declined": (_("没有同意"), "line"),
        "withdrawn": (_("已撤回"), "line"),
        "coming": (_("已确认，还没到日子"), "done"),
        "in_force": (_("已适用"), "done"),
        "over": (_("已失效"), "line"),
    }


def shown(change: RuleChange, on: Any) -> dict[str, Any]:
    """A change in words, with both offices and no names."""
    standing = rows.standing(change, change.verdicts.all(), on=on)
    words, kind = standing_words()[standing]
    return {
        "change": change,
        "parameter": get(change.parameter),
        "place": place_words(change.place),
        "value": value_words(change.parameter, change.value),
        "cite": Cite(change.instrument, change.article or None, change.paragraph or None, change.item or None),
        "badge": badge_of(Strength(change.strength)),
        "standing": standing,
        "words": words,
        "kind": kind,
        "office": office_words(change.office),
        "verdicts": [
            {"verdict": v, "office": office_words(v.office)} for v in sorted(change.verdicts.all(), key=lambda v: v.pk)
        ],
    }


@door(anyone)
def changes(request: Entered) -> HttpResponse:
    """Every change ever proposed, with what became of it."""
    on = law_day(request.at)
    page = Paginator(rows.changes(), A_PAGE).get_page(request.GET.get("page"))
    return show(request, "law/changes", page=page, changes=[shown(change, on) for change in page.object_list])


@door(access.public_change)
def change(request: Entered, change_id: int) -> HttpResponse:
    """One change with its words, its stored full text and both offices."""
    return show(request, "law/change", row=shown(request.here, law_day(request.at)))


@door(access.administrator)
def desk(request: Entered) -> HttpResponse:
    """What waits, what comes, what was: the administrators' desk."""
    on = law_day(request.at)
    page = Paginator(rows.changes(), A_PAGE).get_page(request.GET.get("page"))
    every = [shown(change, on) for change in page.object_list]
    return show(
        request,
        "desk/law",
        page=page,
        offices=[office_words(str(held.division_id)) for held in request.here],
        waiting=[row for row in every if row["standing"] == "waiting"],
        coming=[row for row in every if row["standing"] == "coming"],
        others=[row for row in every if row["standing"] not in ("waiting", "coming")],
    )


@door(access.administrator)
def choose(request: Entered) -> HttpResponse:
    """Which parameter is to be changed: all of them, found by name or article."""
    query = request.GET.get("q", "").strip()[:40]
    names = topic_names()
    topics: dict[str, list[Any]] = {}
    for parameter in all_parameters():
        if found_by(parameter, query):
            topics.setdefault(names.get(parameter.topic, parameter.topic), []).append(parameter)
    return show(request, "desk/choose_parameter", topics=topics, query=query)


@door(access.administrator, "GET", "POST")
def propose(request: Entered, topic: str, name: str) -> HttpResponse:
    """The form, then what it would change, then the act; nothing is proposed before the preview was seen."""
    try:
        parameter = get(f"{topic}/{name}")
    except KeyError as error:
        raise NotHere from error
    form = ChangeForm(
        request.POST or None,
        parameter=parameter,
        places=places_of(request.here),
        initial={"from_on": law_day(request.at) + timedelta(days=1)},
    )
    found, tried = None, Attempt(form)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") == "propose":
            tried = attempt(request, form, propose_change, **form.asked())
            if tried.done:
                return redirect("norms:one_change", tried.done.pk)
        if form.is_valid():
            found = _preview(request, form, tried)
    return show(
        request,
        "desk/propose_change",
        tried,
        parameter=parameter,
        rows=history(parameter.name),
        preview=found,
    )


def _preview(request: Entered, form: ChangeForm, tried: Attempt) -> Any:
    try:
        draft = drafted(**form.asked())
        access.may_change(request.person, draft.place, at=request.at)
        draft.at = request.at
        return preview(draft, at=request.at)
    except BadInput as error:
        form.refuse(error.fields)
    except Refused as refused:
        tried.refused = refused
    return None


@door(access.get_change_for)
def one(request: Entered, change_id: int) -> HttpResponse:
    """One change on the desk, with what it would alter and what may be done."""
    return _one(request, request.here, Attempt(ReasonForm()))


@door(access.get_change_for, "POST")
def confirm(request: Entered, change_id: int) -> HttpResponse:
    """The second person's yes."""
    tried = attempt(request, GzForm(request.POST), confirm_change, change=request.here)
    if tried.done:
        return redirect("norms:one_change", change_id)
    again = Attempt(ReasonForm())
    again.refused = tried.refused
    return _one(request, request.here, again)


@door(access.get_change_for, "POST")
def decline(request: Entered, change_id: int) -> HttpResponse:
    """The second person's no."""
    return _with_reason(request, decline_change)


@door(access.get_change_for, "POST")
def withdraw(request: Entered, change_id: int) -> HttpResponse:
    """A change taken back before its day."""
    return _with_reason(request, withdraw_change)


def _with_reason(request: Entered, act: Any) -> HttpResponse:
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    tried = attempt(request, form, act, change=request.here, reason=reason)
    if tried.done:
        return redirect("norms:one_change", request.here.pk)
    return _one(request, request.here, tried)


def _one(request: Entered, found: RuleChange, tried: Attempt) -> HttpResponse:
    person, at = request.person, request.at
    row = shown(found, law_day(at))
    try:
        access.may_change(person, found.place, at=at)
        reaches = True
    except Refused:
        reaches = False
    return show(
        request,
        "desk/one_change",
        tried,
        row=row,
        preview=preview(found, at=at) if row["standing"] == "waiting" else None,
        own=found.person_id == person.pk,
        reaches=reaches,
        may_settle=reaches and row["standing"] == "waiting",
        may_withdraw=reaches and row["standing"] in ("waiting", "coming"),
    )
