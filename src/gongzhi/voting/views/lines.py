"""Votes by door, where the estate's rules of procedure say so and the notice told it: for verified owners, after the count."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongzhi.register.models import RollEntry
from gongzhi.voting import access
from gongzhi.voting.forms.ballot import said
from gongzhi.voting.models import Assembly, Motion, OpenedBallot
from gongzhi.voting.queries import motions_of
from gongzhi.voting.views.public import COUNTED, shared
from gongzhi.web.door import Entered, door

A_PAGE = 50
NAMED = "named"


@door(access.objector_for)
def lines(request: Entered, code: str, serial: int) -> HttpResponse:
    """Door and choices of every elector on the roll, if the notice said that votes are open by door; else that it did not."""
    assembly: Assembly = request.here[0]
    context = shared(assembly, path=request.path)
    if assembly.disclosure != NAMED or assembly.state not in COUNTED:
        return render(request, "voting/public/lines.html", {**context, "named": assembly.disclosure == NAMED})
    entries = RollEntry.objects.filter(estate_id=assembly.estate_id, roll=assembly.roll).order_by("line")
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    motions = motions_of(assembly)
    opened = {
        ballot.ballot.elector_id: ballot
        for ballot in OpenedBallot.objects.filter(
            estate_id=assembly.estate_id,
            assembly=assembly,
            ballot__elector__in=[entry.elector_id for entry in page.object_list],
        )
        .exclude(standing=OpenedBallot.Standing.SUPERSEDED)
        .select_related("ballot")
    }
    table = {
        "label": _("逐户的选择"),
        "columns": [_("门牌"), *(_("%(n)s. %(title)s") % {"n": m.number, "title": m.title} for m in motions)],
        "rows": [[entry.doors, *_choices(opened.get(entry.elector_id), motions)] for entry in page.object_list],
        "stack": True,
    }
    return render(request, "voting/public/lines.html", {**context, "named": True, "table": table, "page": page})


def _choices(ballot: OpenedBallot | None, motions: list[Motion]) -> list[Any]:
    if ballot is None:
        return [_("没有投票")] * len(motions)
    if ballot.standing == OpenedBallot.Standing.VOID:
        return [_("无效")] * len(motions)
    return [said(motion, ballot.choices[str(motion.number)])["choice"] for motion in motions]
