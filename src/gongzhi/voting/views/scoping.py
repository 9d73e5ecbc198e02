"""A vote of a part on the desk: choosing the part, and recording which share the authority applies."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.register.queries import frozen_roll
from gongzhi.register.queries.parts import parts_of, totals_within
from gongzhi.voting import access
from gongzhi.voting.actions.limit_assembly import limit_assembly
from gongzhi.voting.actions.settle_rule import settle_rule
from gongzhi.voting.forms.scoping import RuleForm, ScopeForm
from gongzhi.voting.models import Assembly, Motion, Result
from gongzhi.voting.queries.assemblies import motions_of
from gongzhi.voting.queries.results import answer_of, waiting_for_rule
from gongzhi.voting.queries.scope import basis_words
from gongzhi.voting.states import AssemblyState
from gongzhi.voting.views.desk_page import attempt, kinds_of, show
from gongzhi.voting.views.results import rule_sections
from gongzhi.web.door import Entered, door
from gongzhi_law import scope as law
from gongzhi_law.voting import Matter


@door(access.get_assembly_for, "GET", "POST")
def scope(request: Entered, code: str, serial: int) -> HttpResponse:
    """Of which buildings and stairwells the vote is; what such a vote may decide here, and on what basis."""
    assembly = request.here
    form = ScopeForm(request.POST or None, there=parts_of(assembly.estate), scope=assembly.scope)
    parts = form.chosen() if form.is_bound and form.is_valid() else []
    tried = attempt(request, form, limit_assembly, assembly=assembly, parts=parts)
    if tried.done:
        return redirect("voting:desk_assembly", code, serial)
    return show(
        request,
        "scope",
        assembly,
        tried,
        may_write=assembly.state == AssemblyState.DRAFT,
        figures=figures_of(assembly),
        **_law_of(assembly, request.at),
    )


def figures_of(assembly: Assembly) -> Any:
    """Units, heads and area of the part on the frozen roll; before the notice as they stand; None without either."""
    if not assembly.scope or assembly.roll is not None:
        return assembly.roll if assembly.scope else None
    whole = frozen_roll(assembly.estate)
    return totals_within(whole, assembly.scope) if whole is not None else None


def _law_of(assembly: Assembly, at: Any) -> dict[str, Any]:
    """Which matters a part may decide in this place with their basis, and which are for all owners."""
    on, place = law_day(at), assembly.estate.place
    allowed, refused, cite = [], [], None
    for matter in Matter:
        rule = law.whole_only(matter, on=on, place=place)
        name = Motion(matter=str(matter)).get_matter_display()
        if rule is None:
            allowed.append((name, basis_words(matter, on=on, place=place)))
        else:
            refused.append(name)
            cite = rule
    return {
        "allowed": allowed,
        "refused_matters": refused,
        "cite": cite,
        "against": law.no_conflict(on=on, place=place),
    }


@door(access.get_assembly_for, "GET", "POST")
def rule(request: Entered, code: str, serial: int) -> HttpResponse:
    """Both outcomes of what two rules left open, and the form for the authority's written answer."""
    assembly = request.here
    form = RuleForm(request.POST or None, request.FILES or None)
    asked: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        asked = {name: form.cleaned_data[name] for name in ("rule", "issuer", "document_number", "text")}
        asked |= {"file_name": sent.name, "content": sent.read(), "content_type": sent.content_type or ""}
    tried = attempt(request, form, settle_rule, assembly=assembly, **asked)
    if tried.done:
        return redirect("voting:result", code, serial)
    waiting = waiting_for_rule(assembly)
    kinds = kinds_of(request.person, assembly.estate, request.at)
    return show(
        request,
        "rule",
        assembly,
        tried,
        answer=answer_of(assembly),
        rows=[{"title": _title(row), "rules": rule_sections(row.finding)} for row in waiting],
        may_settle=bool(waiting) and not kinds.isdisjoint({assembly.convener, *access.ORDERS}),
        motions=motions_of(assembly),
    )


def _title(row: Result) -> str:
    title = f"{row.motion.number}. {row.motion.title}"
    return _("%(title)s：%(option)s") % {"title": title, "option": row.option.title} if row.option else title
