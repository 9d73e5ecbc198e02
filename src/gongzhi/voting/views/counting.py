"""The two steps of the count, and its result."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from gongzhi.documents.queries import published
from gongzhi.kernel import keys
from gongzhi.people.models import Capacity
from gongzhi.voting import access
from gongzhi.voting.actions.begin_count import begin_count
from gongzhi.voting.actions.carry_out_count import carry_out_count
from gongzhi.voting.models import Ballot, OpenedBallot
from gongzhi.voting.queries.results import waiting_for_rule
from gongzhi.voting.queries.scope import scope_words
from gongzhi.voting.queries.turnout import turnout
from gongzhi.voting.states import AssemblyState, Phase
from gongzhi.voting.views.desk_page import Attempt, attempt, kinds_of, show
from gongzhi.voting.views.desk_steps import desk_stations, headline
from gongzhi.voting.views.results import result_rows
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm

K = Capacity.Kind


@door(access.get_assembly_for)
def count(request: Entered, code: str, serial: int) -> HttpResponse:
    """What the two tellers will do, which of it is done, and the button of whoever may do the next step."""
    return _count(request, Attempt(GzForm()))


@door(access.get_assembly_for, "POST")
def begin(request: Entered, code: str, serial: int) -> HttpResponse:
    """The first teller closes the box."""
    return _step(request, begin_count)


@door(access.get_assembly_for, "POST")
def carry_out(request: Entered, code: str, serial: int) -> HttpResponse:
    """The second teller opens, checks and counts."""
    return _step(request, carry_out_count)


def _step(request: Entered, act: Any) -> HttpResponse:
    tried = attempt(request, GzForm(request.POST), act, assembly=request.here)
    if tried.done:
        done = tried.done.state == AssemblyState.PRELIMINARY
        return redirect("voting:result" if done else "voting:count", request.here.estate.code, request.here.serial)
    return _count(request, tried)


def _count(request: Entered, tried: Attempt) -> HttpResponse:
    assembly = request.here
    kinds = kinds_of(request.person, assembly.estate, request.at)
    phase = assembly.phase(request.at)
    me = keys.pseudonym(assembly.estate_id, request.person.pk)
    counting = assembly.state == AssemblyState.COUNTING
    ballots = Ballot.objects.filter(estate_id=assembly.estate_id, assembly=assembly)
    return show(
        request,
        "count",
        assembly,
        tried,
        headline=headline(assembly, request.at),
        phase=phase,
        counting=counting,
        counted=assembly.state in (AssemblyState.PRELIMINARY, AssemblyState.FINAL),
        may_begin=K.TELLER in kinds and phase == Phase.CLOSED,
        may_carry_out=K.TELLER in kinds and counting and assembly.counting_by != me,
        same_person=counting and assembly.counting_by == me,
        cast=ballots.filter(supersedes__isnull=True).count(),
        ballots=ballots.count(),
        turnout=turnout(assembly) if assembly.roll_id else None,
        key=GzForm().fields["idempotency_key"].initial,
    )


@door(access.get_assembly_for)
def result(request: Entered, code: str, serial: int) -> HttpResponse:
    """Every check of every motion with the numbers on both sides; before the count there is nothing to show."""
    assembly = request.here
    if assembly.state not in (AssemblyState.PRELIMINARY, AssemblyState.FINAL):
        return redirect("voting:count", code, serial)
    rows = result_rows(assembly, at=request.at)
    standings = [
        (label, OpenedBallot.objects.filter(estate_id=assembly.estate_id, assembly=assembly, standing=value).count())
        for value, label in OpenedBallot.Standing.choices
    ]
    return show(
        request,
        "result",
        assembly,
        Attempt(GzForm()),
        headline=headline(assembly, request.at),
        stations=desk_stations(assembly, request.at),
        sections=rows,
        scope_words=scope_words(assembly),
        waiting_for_rule=waiting_for_rule(assembly),
        standings=standings,
        documents=published(f"assembly:{assembly.pk}", assembly.estate_id),
        kinds=kinds_of(request.person, assembly.estate, request.at),
        final=assembly.state == AssemblyState.FINAL,
    )
