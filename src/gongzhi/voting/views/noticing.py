"""The notice and who it reached: its form, the delivery register, turnout."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import day_start, law_day
from gongzhi.register.queries import frozen_roll
from gongzhi.voting import access
from gongzhi.voting.actions.give_notice import give_notice
from gongzhi.voting.actions.record_delivery import record_delivery
from gongzhi.voting.forms.noticing import DeliveryForm, NoticeForm
from gongzhi.voting.models import Delivery
from gongzhi.voting.queries.assemblies import motions_of
from gongzhi.voting.queries.delivery import by_way, reached, register
from gongzhi.voting.queries.notice import obstacles
from gongzhi.voting.queries.rule_base import bylaws_for
from gongzhi.voting.queries.scope import scope_words
from gongzhi.voting.queries.turnout import turnout
from gongzhi.voting.queries.turnout_by_building import buildings_of, cells_shown, turnout_by_building
from gongzhi.voting.views.desk_page import Attempt, attempt, show
from gongzhi.voting.views.scoping import figures_of
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm
from gongzhi_law import assembly as law
from gongzhi_law.params import NoLawInForce, lookup
from gongzhi_law.voting import Matter, required_tests

MORNING = 9  # the hour that is filled in beforehand; the convener may write another
WAYS = (Delivery.Way.SMS, Delivery.Way.VIEW, Delivery.Way.HANDED, Delivery.Way.POSTED, Delivery.Way.ANNOUNCED)


@door(access.get_assembly_for, "GET", "POST")
def notice(request: Entered, code: str, serial: int) -> HttpResponse:
    """Days and rules of the vote; every obstacle at once, each with its article and where to mend it."""
    assembly = request.here
    if assembly.noticed_at is not None and request.method == "GET":
        return redirect("voting:desk_assembly", code, serial)
    place, on = assembly.estate.place, law_day(request.at)
    bylaws = bylaws_for(assembly, at=request.at)
    earliest = law.earliest_opening(on, on=on, place=place, bylaws=bylaws)
    motions = motions_of(assembly)
    form = NoticeForm(
        request.POST or None,
        place=place,
        at=request.at,
        bylaws=bylaws,
        initial={"opens_at": day_start(earliest) + timedelta(hours=MORNING)},
        elections=all(m.matter == Matter.COMMITTEE_ELECTION for m in motions),
    )
    plan = form.plan() if form.is_bound and form.is_valid() else None
    blocks, warns = obstacles(assembly, plan, at=request.at)
    tried = attempt(
        request,
        form,
        give_notice,
        assembly=assembly,
        plan=plan,
        warnings_seen=bool(plan and form.cleaned_data["warnings_seen"]),
    )
    if tried.done:
        return redirect("voting:desk_assembly", code, serial)
    return show(
        request,
        "notice",
        assembly,
        tried,
        blocks=[] if tried.refused else blocks,
        warns=warns,
        earliest=earliest,
        earliest_special=law.earliest_opening(on, on=on, place=place, special=True, bylaws=bylaws),
        rule=lookup("assembly/notice_days", on=on, place=place, bylaws=bylaws),
        spans=_spans(on, place, bylaws),
        roll=frozen_roll(assembly.estate),
        scope_words=scope_words(assembly),
        figures=figures_of(assembly),
        motions=motions,
    )


def _spans(on: Any, place: str, bylaws: Mapping[str, object]) -> list[str]:
    """What local law or the estate's rules say about how long voting lasts; empty where it is silent."""
    found = []
    for name, words in (
        ("assembly/voting_days_min", _("表决期不少于 %(n)s 日（%(cite)s）")),
        ("assembly/voting_days_max", _("表决期不超过 %(n)s 日（%(cite)s）")),
    ):
        try:
            rule = lookup(name, on=on, place=place, bylaws=bylaws)
        except NoLawInForce:
            continue
        found.append(words % {"n": rule.number, "cite": rule.cite})
    return found


@door(access.get_assembly_for, "GET", "POST")
def delivery(request: Entered, code: str, serial: int) -> HttpResponse:
    """The delivery register, elector by elector; those reached by hand, post or announcement are ticked here."""
    assembly = request.here
    asked = {name: request.GET.get(name, "") for name in ("only", "building")}
    page = register(
        assembly, page=request.GET.get("page"), unreached=asked["only"] == "unreached", building=asked["building"]
    )
    form = DeliveryForm(request.POST or None, electors=[line.entry.elector_id for line in page.object_list])
    tried = attempt(request, form, _record, assembly=assembly, sent=form)
    if tried.done is not None:
        return redirect(request.get_full_path())
    ways, got = by_way(assembly), reached([assembly.pk]).get(assembly.pk, 0)
    whole = assembly.roll.heads or 0 if assembly.roll else 0
    return show(
        request,
        "delivery",
        assembly,
        tried,
        page=page,
        ticked=set(form.data.getlist("electors")) if form.is_bound else set(),
        lines=[{"line": line, "cells": [(way.label, line.at.get(way)) for way in WAYS]} for line in page.object_list],
        ways=[way.label for way in WAYS],
        stats=[
            {"value": f"{whole:,}", "label": _("名册上的业主")},
            {"value": f"{got:,}", "label": _("送达到人")},
            {"value": f"{max(whole - got, 0):,}", "label": _("只有公告"), "url": "?only=unreached"},
            {"value": f"{ways.get(Delivery.Way.VIEW, 0):,}", "label": _("打开看过")},
        ],
        buildings=buildings_of(assembly),
        asked=asked,
        query=urlencode({k: v for k, v in asked.items() if v}),
        rule=lookup("assembly/notice_days", on=law_day(request.at), place=assembly.estate.place),
    )


def _record(*, assembly: Any, sent: DeliveryForm, by: Any, at: Any, idempotency_key: str) -> list[Delivery]:
    """One act for each elector ticked, all or none."""
    with transaction.atomic():
        return [
            record_delivery(
                assembly=assembly,
                elector_id=elector_id,
                way=sent.cleaned_data["way"],
                by=by,
                at=at,
                idempotency_key=f"{idempotency_key[:40]}:{elector_id}",
            )
            for elector_id in sent.cleaned_data["electors"]
        ]


@door(access.get_assembly_for)
def progress(request: Entered, code: str, serial: int) -> HttpResponse:
    """How many have voted, by heads and area, building by building; no direction before the count."""
    assembly = request.here
    if assembly.roll is None or assembly.opens_at is None:
        return redirect("voting:desk_assembly", code, serial)
    required = _participation(assembly)
    return show(
        request,
        "turnout",
        assembly,
        Attempt(GzForm()),
        turnout=turnout(assembly),
        required=required.rule.share if required else None,
        cite=required.rule.cite if required else None,
        buildings=turnout_by_building(assembly),
        totals_only=not cells_shown(assembly),
        phase=assembly.phase(request.at),
    )


def _participation(assembly: Any) -> Any:
    """The test of taking part that the first motion needs; None where the law of that day tests none."""
    motions = motions_of(assembly)
    if not motions:
        return None
    tests = required_tests(Matter(motions[0].matter), on=law_day(assembly.closes_at), place=assembly.estate.place)
    return next((test for test in tests if test.name.startswith("took_part")), None)
