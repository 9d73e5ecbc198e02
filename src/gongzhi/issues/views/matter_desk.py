"""The administrators' desk of the responsibility list: changes, the form with its preview, the second person's word (A10.1)."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongzhi.issues.actions.change_matter import change_matter, drafted
from gongzhi.issues.actions.settle_matter_change import settle_matter_change
from gongzhi.issues.forms.matters import MatterChangeForm, MatterVerdictForm
from gongzhi.issues.matter_access import get_matter_change_for
from gongzhi.issues.models import MatterChange, MatterVerdict
from gongzhi.issues.queries.list_of_matters import names_of
from gongzhi.issues.queries.matter_changes import refresh, standing
from gongzhi.issues.queries.matter_preview import Preview, change_words, period_words, preview
from gongzhi.issues.views.frame import tried
from gongzhi.issues.views.matters import STANDINGS
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.norms.access import administrator, may_change
from gongzhi.norms.queries.offices import office_words, places_of
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, door
from gongzhi_law import matters as law
from gongzhi_law.citation import Cite
from gongzhi_law.jurisdiction import NATION, name_of

A_PAGE = 20
BADGES = {"waiting": "due", "coming": "done", "in_force": "done"}
V = MatterVerdict.Kind


@door(administrator)
def desk(request: Entered) -> HttpResponse:
    """What waits for a second person, what is or comes in force, what was."""
    on = law_day(request.at)
    rows = MatterChange.objects.select_related("division").prefetch_related("verdicts").order_by("-pk")
    waiting = [change_shown(row, on) for row in rows.filter(verdicts__isnull=True)]
    page = Paginator(rows.filter(verdicts__isnull=False).distinct(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "offices": [office_words(str(held.division_id)) for held in request.here],
        "waiting": waiting,
        "page": page,
        "settled": [change_shown(row, on) for row in page.object_list],
    }
    return render(request, "issues/matter_desk.html", context)


def change_shown(row: MatterChange, on: date) -> dict[str, Any]:
    """A change in words, with its verdicts and no names."""
    state = standing(row, on=on)
    return {
        "row": row,
        "name": names_of([row.matter]).get(row.matter, row.matter),
        "place": name_of(str(row.division_id)),
        "words": change_words(row),
        "cite": Cite(row.instrument, row.article),
        "state": STANDINGS[state],
        "standing": state,
        "kind": BADGES.get(state, "line"),
        "verdicts": sorted(row.verdicts.all(), key=lambda verdict: verdict.pk),
    }


@door(administrator, "GET", "POST")
def propose(request: Entered) -> HttpResponse:
    """The form, then what it would change, then the act; nothing is proposed before the preview was seen."""
    on = law_day(request.at)
    refresh()
    places = [(code, name) for code, name in _reached(request.here) if code != NATION]
    start = {"matter": request.GET.get("matter", ""), "from_on": on}
    form = MatterChangeForm(request.POST or None, places=places, matters=law.matters(on=on), initial=start)
    found: Preview | None = None
    refused: Refused | None = None
    two = False
    if request.method == "POST" and form.is_valid():
        asked = {**form.asked(), "by": request.person, "at": request.at}
        try:
            if request.POST.get("step") == "propose":
                done = change_matter(**asked, idempotency_key=form.key)
                return redirect("issues:one_matter_change", done.pk)
            draft = drafted(**asked)
            two = draft.weight == MatterChange.Weight.THRESHOLD
            found = preview(draft)
        except BadInput as error:
            form.refuse(error.fields or {"": error.text})
        except Refused as error:
            refused = error
    context = {
        "form": form,
        "refused": refused,
        "preview": found,
        "two": two,
        "now": _now(form, on),
        "chosen": form["matter"].value(),
    }
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "issues/matter_change_new.html", context, status=status)


def _reached(offices: Any) -> list[tuple[str, str]]:
    """Where the offices may change the list, as far as the place is a division that is known."""
    places = places_of(offices)
    known = set(Division.objects.filter(pk__in=[code for code, _name in places]).values_list("pk", flat=True))
    return [(code, name) for code, name in places if code in known]


def _now(form: MatterChangeForm, on: date) -> dict[str, Any] | None:
    """The matter as the list has it now at the place that was chosen."""
    name, place = form["matter"].value(), form["division"].value()
    offered = dict(form.fields["division"].choices)  # type: ignore[attr-defined]
    try:
        row = law.matter(name, on=on, place=place if place and place in offered else NATION)
    except KeyError:
        return None
    helping = "、".join(one.name for one in row.with_)
    return {"row": row, "with": helping, "periods": [period_words(one) for one in row.periods]}


@door(get_matter_change_for)
def one(request: Entered, matter_change_id: int) -> HttpResponse:
    """One change with what it alters and what may be done."""
    return _one(request, MatterVerdictForm())


@door(get_matter_change_for, "POST")
def settle(request: Entered, matter_change_id: int) -> HttpResponse:
    """The second person's yes or no, or a change taken back."""
    form = MatterVerdictForm(request.POST)
    done, refused = tried(request, form, settle_matter_change, {"change": request.here})
    if done is not None:
        return redirect("issues:one_matter_change", matter_change_id)
    return _one(request, form, refused)


def _one(request: Entered, form: MatterVerdictForm, refused: Refused | None = None) -> HttpResponse:
    row: MatterChange = request.here
    person, at = request.person, request.at
    refresh()
    shown = change_shown(row, law_day(at))
    try:
        may_change(person, str(row.division_id), at=at)
        reaches = True
    except Refused:
        reaches = False
    waiting, own = shown["standing"] == "waiting", row.person_id == person.pk
    context = {
        "change": shown,
        "preview": preview(row) if waiting else None,
        "form": form,
        "refused": refused,
        "reaches": reaches,
        "own": own,
        "may_settle": reaches and waiting,
        "may_withdraw": reaches and shown["standing"] in ("waiting", "coming", "in_force"),
        "no": V.DECLINED if waiting and not own else V.WITHDRAWN,
        "no_words": _("不同意") if waiting and not own else _("撤回"),
    }
    wrong = form.is_bound and bool(form.errors)
    form.fields["reason"].required = True  # on this page it goes with a no; the yes is a form of its own
    return render(request, "issues/matter_change.html", context, status=409 if refused else 422 if wrong else 200)
