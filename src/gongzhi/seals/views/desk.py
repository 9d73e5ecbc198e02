"""The desk of seals: the list, a new seal, one seal with its line of events."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.queries.holders import names_of
from gongzhi.documents.models import Document
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings.access import seat_in
from gongzhi.places.models import Estate
from gongzhi.seals import access
from gongzhi.seals.actions.register_seal import register_seal
from gongzhi.seals.cites import CUSTODY
from gongzhi.seals.forms import SealForm, kinds_for
from gongzhi.seals.models import Keeping, Seal, SealEvent, SealUse
from gongzhi.seals.queries import disclosure
from gongzhi.seals.queries.keepers import Candidate, candidates, current, custody_of, keepings_of
from gongzhi.seals.queries.losses import LossStep, events_of, loss_of, steps_of
from gongzhi.seals.queries.requests import shown_state, waiting_of
from gongzhi.seals.queries.rules import disclosure_of, environment_of, handing_over, said_of
from gongzhi.seals.queries.uses import uses_of
from gongzhi.seals.states import SealState
from gongzhi.seals.views.frame import act_page, name_of, page_of, use_name
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import form_for

SHOWN = 30
AWAY = (SealState.LOST, SealState.HELD, SealState.VOID)
KINDS = {
    SealState.KEPT: "done",
    SealState.LOST: "urgent",
    SealState.DAMAGED: "due",
    SealState.HELD: "urgent",
    SealState.VOID: "line",
}


@door(access.reader_of)
def seals(request: Entered, code: str) -> HttpResponse:
    """Every seal with its keeper, what waits to be sealed, what was sealed last."""
    estate: Estate = request.here
    rows = list(Seal.objects.select_related("body").filter(estate=estate).order_by("state", "serial"))
    keepers = {one.seal_id: one for one in Keeping.objects.filter(estate=estate, seal__in=rows, until_on__isnull=True)}
    names = names_of(one.person_id for one in keepers.values())
    waiting = list(waiting_of(estate)[:SHOWN])
    kept = [one for one in rows if one.state == SealState.KEPT]
    steward = access.is_steward(request.person, estate, at=request.at)
    member = any(seat_in(request.person, body, at=request.at) for body in access.holders_in(estate))
    context = {
        "estate": estate,
        "seals": [_line(one, keepers.get(one.pk), code, names) for one in rows],
        "waiting": [_waiting(one, request) for one in waiting],
        "uses": uses_table(list(uses_of(estate)[:SHOWN]), code),
        "gone": [one for one in rows if one.state in (SealState.LOST, SealState.DAMAGED, SealState.HELD)],
        "kept": len(kept),
        "may_register": steward and bool(access.holders_in(estate)),
        "may_ask": member and bool(kept),
        "ask_url": reverse("seals:ask", args=[code, kept[0].pk]) if len(kept) == 1 else "",
        "own": [
            {"name": name_of(one), "url": reverse("seals:routine", args=[code, one.pk])}
            for one in kept
            if access.keeps(request.person, _in(one, estate), at=request.at)
        ],
        **_publishing(estate, rows, request, steward),
    }
    return render(request, "seals/seals.html", context)


def _in(seal: Seal, estate: Estate) -> Seal:
    seal.estate = seal.body.estate = estate
    return seal


def _publishing(estate: Estate, rows: list[Seal], request: Entered, steward: bool) -> dict[str, Any]:
    """The half-years with their documents, and the rule of the place where there is one."""
    on = law_day(request.at)
    documents = disclosure.documents_of(estate)
    periods = [] if not rows else disclosure.periods_of(estate, on=on)[:6]
    return {
        "rule": disclosure_of(_in(rows[-1], estate).body, on=on) if rows else None,
        "periods": [
            {
                "name": one.name,
                "day": one.from_on.isoformat(),
                "document": documents.get(disclosure.ref_of(one)),
                "may": steward and one.until_on <= on,
            }
            for one in periods
        ],
    }


def _line(seal: Seal, keeping: Keeping | None, code: str, names: dict[int, str]) -> dict[str, Any]:
    return {
        "seal": seal,
        "name": name_of(seal),
        "url": reverse("seals:seal", args=[code, seal.pk]),
        "kind": KINDS[SealState(seal.state)],
        "keeper": f"{keeping.post} {names.get(keeping.person_id, '')}" if keeping and seal.state not in AWAY else "",
        "since": keeping.from_on if keeping else None,
        "unconfirmed": keeping is not None and keeping.received_at is None,
    }


def _waiting(row: Any, request: Entered) -> dict[str, Any]:
    return {
        "request": row,
        "seal": name_of(row.seal),
        "use": use_name(row.use),
        "state": shown_state(row, at=request.at),
        "url": reverse("seals:request", args=[row.estate.code, row.pk]),
    }


def uses_table(rows: list[SealUse], code: str) -> dict[str, Any]:
    """The log as the desk reads it, with the photo of each use."""
    return {
        "label": _("用印台账"),
        "columns": [
            {"label": _("日期")},
            {"label": _("盖了什么")},
            {"label": _("印章")},
            {"label": _("份数"), "n": True},
            {"label": _("照片")},
        ],
        "rows": [
            {
                "cells": [
                    cndate(one.used_on),
                    {
                        "text": f"{use_name(one.use)}{_('：')}{one.title}",
                        "url": reverse("seals:request", args=[code, one.request_id]) if one.request_id else "",
                        "note": one.note,
                        **({"badge": _("晚登记"), "badge_kind": "urgent"} if one.late else {}),
                    },
                    name_of(one.seal),
                    one.copies,
                    {"text": _("看照片"), "url": reverse("desk:file", args=[code, one.photo_id])},
                ]
            }
            for one in rows
        ],
        "empty": {"title": _("还没有用过印"), "text": _("每一次用印都登记在这里，附照片。")},
    }


def everyone(estate: Estate, kinds: list[tuple[str, str]], at: Any) -> list[Candidate]:
    """Whoever may keep a seal of one of these kinds."""
    found: dict[int, Candidate] = {}
    for kind, _label in kinds:
        for body in access.holders_in(estate):
            if access.body_with(estate, kind, body.pk) is not None:
                for one in candidates(kind, body, at=at):
                    found.setdefault(one.person_id, one)
    return list(found.values())


@door(access.reader_of, "GET", "POST")
def register(request: Entered, code: str) -> HttpResponse:
    """A steward enters a seal."""
    estate: Estate = request.here
    bodies = access.holders_in(estate)
    kinds = kinds_for(bodies)
    if not kinds:
        words, remedy = _("这里没有可以有印章的组织。"), _("先登记业主委员会或者物业管理委员会")
        raise Refused(Reason(words, CUSTODY, remedy, reverse("bodies:desk_bodies", args=[code])))
    form = form_for(request, SealForm, bodies=bodies, keepers=everyone(estate, kinds, request.at))
    form.fields["kind"].choices = kinds
    rules = tuple(
        (rule.sentence, "")
        for kind, _label in kinds
        for body in bodies
        if access.body_with(estate, kind, body.pk) is not None
        for rule in (custody_of(kind, body, at=request.at),)
    )
    return act_page(
        request,
        form,
        partial(register_seal, estate=estate),
        estate=estate,
        back=(_("印章"), reverse("seals:seals", args=[code])),
        heading=_("登记一枚印章"),
        sub=_("登记印文、备案编码和印模，写明由谁保管；保管人本人确认收到。"),
        word=_("登记"),
        rules=rules,
        to=lambda made: page_of(made)[1],
    )


@door(access.get_seal_for)
def seal(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """One seal: who keeps it, what happened to it, what it needs for each use, what it was put to."""
    found: Seal = request.here
    at = request.at
    keeping, events = current(found), events_of(found)
    steps = steps_of(found, events)
    mine = access.keeps(request.person, found, at=at) is not None
    steward = access.is_steward(request.person, found.estate, at=at)
    loss = loss_of(found)
    context = {
        "estate": found.estate,
        "seal": found,
        "name": name_of(found),
        "kind": KINDS[SealState(found.state)],
        "keeping": keeping,
        "to_confirm": keeping is not None and keeping.received_at is None and keeping.person_id == request.person.pk,
        "mine": mine,
        "may_give": mine or (steward and access.is_free_for(request.person, found, at=at)),
        "keeper": names_of([keeping.person_id]).get(keeping.person_id, "") if keeping else "",
        "steward": steward,
        "member": seat_in(request.person, found.body, at=at) is not None,
        "kept": found.state == SealState.KEPT,
        "gone": loss,
        "announced": any(one.name == "announce" and one.done for one in steps),
        "steps": [_step(one, law_day(at)) for one in steps],
        "trail": _trail(found, events, keepings_of(found)),
        "rules": said_of(found, at=at) if found.state == SealState.KEPT else [],
        "custody": custody_of(found.kind, found.body, at=at),
        "environment": environment_of(found),
        "over": handing_over(found, at=at) if found.state == SealState.KEPT else (),
        "waiting": [_waiting(one, request) for one in waiting_of(found.estate).filter(seal=found)],
        "uses": uses_table(list(uses_of(found.estate).filter(seal=found)[:SHOWN]), code),
        "today": law_day(at),
    }
    return render(request, "seals/seal.html", context)


def _step(step: LossStep, today: Any) -> dict[str, Any]:
    return {
        "step": step,
        "late": not step.over and step.due_on is not None and step.due_on < today,
        "document": step.done.document_id if step.done else None,
    }


def _trail(seal: Seal, events: list[SealEvent], keepings: list[Keeping]) -> list[dict[str, Any]]:
    """Keeping and events in one line of days."""
    rows: list[tuple[Any, int, dict[str, Any]]] = []
    for one in keepings:
        words = _("交由%(post)s保管") % {"post": one.post}
        text = "" if one.received_at else _("还没有确认收到")
        rows.append((one.from_on, 0, {"title": words, "text": text, "who": cndate(one.from_on), "state": "done"}))
    papers = {
        row.pk: row.number for row in Document.objects.filter(pk__in=[e.document_id for e in events if e.document_id])
    }
    for event in events:
        parts = [event.words, event.office, event.document_number, papers.get(event.document_id or 0, "")]
        url = reverse("documents:document", args=[event.document_id]) if event.document_id else ""
        file = reverse("desk:file", args=[seal.estate.code, event.file_id]) if event.file_id else ""
        rows.append(
            (
                event.on,
                event.pk,
                {
                    "title": str(event.get_kind_display()),
                    "text": "，".join(part.rstrip("。") for part in parts if part),
                    "who": cndate(event.on),
                    "state": "done",
                    "url": url or file,
                },
            )
        )
    made = {"title": _("刻制"), "text": seal.basis_words, "who": cndate(seal.made_on), "state": "done"}
    ordered = [row for _on, _pk, row in sorted(rows, key=lambda row: (row[0], row[1]))]
    return [made, *ordered]
