"""Proposals that two owners are one person."""

from django.http import HttpResponse
from django.shortcuts import redirect

from gongzhi.register import access, queries
from gongzhi.register.actions.decide_merge import decide_merge
from gongzhi.register.models import Merge
from gongzhi.register.queries.lines import lines_now, totals
from gongzhi.register.queries.merges import merge_lines
from gongzhi.register.states import MergeState
from gongzhi.register.views.frame import desk, page_of, sent_key
from gongzhi.web.door import Entered, door


@door(access.keeper_of)
def merges(request: Entered, code: str) -> HttpResponse:
    """What is open, with the range of heads it leaves; what was decided below."""
    estate = request.here
    rows = Merge.objects.filter(estate=estate).order_by("-state", "pk")
    page = page_of(request, rows.filter(state=MergeState.OPEN))
    return desk(
        request,
        "desk/merges",
        estate,
        "merges",
        page=page,
        lines=merge_lines(page.object_list),
        totals=totals(lines_now(estate, shown=False), "never"),
        decided=rows.exclude(state=MergeState.OPEN).count(),
        waiting=queries.open_merges(estate),
    )


@door(access.keeper_of, "POST")
def decide(request: Entered, code: str, merge_id: int) -> HttpResponse:
    """Confirms or refuses one proposal."""
    decide_merge(
        merge=access.get_merge_for(request.here, merge_id),
        same=request.POST.get("same") == "1",
        by=request.person,
        at=request.at,
        idempotency_key=sent_key(request),
    )
    return redirect("register:merges", code=code)
