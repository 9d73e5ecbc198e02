"""The desk of shared money: what there is, what came and went this month, what waits."""

from django.http import HttpResponse
from django.shortcuts import render

from gongzhi.fund import access
from gongzhi.web.door import Entered, door


@door(access.reader_of)
def home(request: Entered, code: str) -> HttpResponse:
    """The estate's money at a glance."""
    return render(request, "fund/ledger_home.html", {"estate": request.here})
