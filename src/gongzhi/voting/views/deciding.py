"""After the preliminary result: objections and their answers, the signature, orders on a resolution, clocks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Capacity
from gongzhi.voting import access
from gongzhi.voting.actions.adopt_rules import KINDS
from gongzhi.voting.actions.answer_objection import answer_objection
from gongzhi.voting.actions.record_order import record_order
from gongzhi.voting.actions.sign_result import sign_result
from gongzhi.voting.duties import clocks_of, last_day
from gongzhi.voting.forms.deciding import AnswerForm, OrderForm
from gongzhi.voting.models import Assembly, Objection, Order, Resolution
from gongzhi.voting.orders import possible_orders
from gongzhi.voting.queries.notice import law_or_offer
from gongzhi.voting.queries.resolutions import in_effect, stops_payment
from gongzhi.voting.queries.results import outcome, results_of
from gongzhi.voting.states import AssemblyState, ResolutionState
from gongzhi.voting.views.desk_page import Attempt, attempt, kinds_of, show
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm

K = Capacity.Kind


def may_read(request: Entered, assembly: Assembly) -> bool:
    """Whether this person may read what owners wrote: the owner was promised that the committee alone does."""
    return bool(kinds_of(request.person, assembly.estate, request.at) & {*access.CONVENER, assembly.convener})


def words_of(objection: Objection) -> str:
    """What the owner wrote, sealed in the row."""
    return keys.unseal(f"estate:{objection.estate_id}", "voting_objection.text", bytes(objection.text))


def _objections(assembly: Assembly) -> list[Objection]:
    rows = Objection.objects.filter(estate_id=assembly.estate_id, assembly=assembly)
    return list(rows.order_by("answered_at", "due_on", "number"))


@door(access.get_assembly_for)
def objections(request: Entered, code: str, serial: int) -> HttpResponse:
    """Every objection with its words, its day, its answer."""
    assembly = request.here
    reads = may_read(request, assembly)
    return show(
        request,
        "objections",
        assembly,
        Attempt(GzForm()),
        rows=[{"objection": row, "words": words_of(row) if reads else ""} for row in _objections(assembly)],
        today=law_day(request.at),
        rule=law_or_offer("assembly/answer_days", at=request.at, place=assembly.estate.place),
    )


@door(access.get_objection_for, "GET", "POST")
def objection(request: Entered, code: str, serial: int, number: int) -> HttpResponse:
    """One objection and the form of its written answer."""
    row = request.here
    form = AnswerForm(request.POST or None)
    text = form.cleaned_data["text"] if form.is_bound and form.is_valid() else ""
    tried = attempt(request, form, answer_objection, objection=row, text=text)
    if tried.done:
        return redirect("voting:objections_desk", code, serial)
    return show(
        request,
        "objection",
        row.assembly,
        tried,
        objection=row,
        words=words_of(row) if may_read(request, row.assembly) else "",
        late=row.answered_at is None and row.due_on < law_day(request.at),
        rule=law_or_offer("assembly/answer_days", at=request.at, place=row.estate.place),
    )


@door(access.get_assembly_for, "GET", "POST")
def sign(request: Entered, code: str, serial: int) -> HttpResponse:
    """What signing does, what is still unanswered, and the signature."""
    assembly = request.here
    tried = attempt(request, GzForm(request.POST or None), sign_result, assembly=assembly)
    if tried.done:
        return redirect("voting:result", code, serial)
    waiting = [row for row in _objections(assembly) if row.answered_at is None]
    return show(
        request,
        "sign",
        assembly,
        tried,
        rows=outcome(results_of(assembly)),
        waiting=waiting,
        open=assembly.state == AssemblyState.PRELIMINARY and law_day(request.at) > assembly.objections_until,
        signed=assembly.state == AssemblyState.FINAL,
        decided=law_or_offer("assembly/decided_day", at=request.at, place=assembly.estate.place),
    )


@door(access.get_assembly_for)
def clocks(request: Entered, code: str, serial: int) -> HttpResponse:
    """The periods that the decision set going: from which day, until which day, under which article (R17)."""
    assembly = request.here
    rows = [{"clock": clock, "last": last_day(clock)} for clock in clocks_of(assembly)]
    return show(request, "clocks", assembly, Attempt(GzForm()), rows=rows, today=law_day(request.at))


@door(access.get_resolution_for, "GET", "POST")
def resolution(request: Entered, code: str, serial: int, resolution_id: int) -> HttpResponse:
    """One resolution: whether it counts, what was ordered on it, and the street's form for a new order."""
    row = request.here
    assembly = row.motion.assembly
    kinds = possible_orders(row.state)
    others = list(
        Resolution.objects.filter(estate_id=row.estate_id, state=ResolutionState.EFFECTIVE)
        .exclude(pk=row.pk)
        .select_related("motion", "option")
        .order_by("-decided_on", "motion__number")
    )
    form = OrderForm(request.POST or None, request.FILES or None, kinds=kinds, others=others)
    tried = attempt(request, form, record_order, **_asked(form, row, others))
    if tried.done:
        return redirect("voting:resolution", code, serial, resolution_id)
    return show(
        request,
        "resolution",
        assembly,
        tried,
        resolution=row,
        counts=in_effect(row),
        stopped=stops_payment(row, at=request.at),
        orders=Order.objects.filter(estate_id=row.estate_id, resolution=row).order_by("id"),
        kinds=kinds,
        may_order=K.STREET in kinds_of(request.person, row.estate, request.at),
        may_adopt=row.motion.matter in KINDS
        and in_effect(row)
        and assembly.convener in kinds_of(request.person, row.estate, request.at),
    )


def _asked(form: OrderForm, row: Resolution, others: list[Resolution]) -> dict[str, Any]:
    if not (form.is_bound and form.is_valid()):
        return {}
    data = form.cleaned_data
    names = ("kind", "issuer", "document_number", "text")
    chosen = data.get("by_resolution")
    return {
        "resolution": row,
        **{name: data[name] for name in names},
        "file_name": data["file"].name,
        "content": data["file"].read(),
        "content_type": data["file"].content_type or "",
        "by_resolution": next((r for r in others if str(r.pk) == chosen), None),
    }
