"""The receipt: that a ballot is in the box, and how to check it; the own choice only for whoever cast it."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.register.queries import roll_entry_for
from gongzhi.voting.access import Voter
from gongzhi.voting.forms.ballot import said
from gongzhi.voting.models import Ballot, OpenedBallot
from gongzhi.voting.queries import motions_of
from gongzhi.voting.sealing import short_code
from gongzhi.voting.states import Phase
from gongzhi.web.door import Entered


def check_url(code: str, serial: int, commitment: str) -> str:
    """The public address at which anyone can look a receipt up; it holds the commitment, which tells no choice."""
    path = reverse("voting:ballots", args=[code, serial])
    return f"{settings.PUBLIC_ADDRESS}{path}?{urlencode({'c': commitment[:16]})}"


def receipt_page(request: Entered, voter: Voter, urls: dict[str, str], *, with_choices: bool) -> HttpResponse:
    """The newest ballot of the elector with its code, commitment and QR; earlier ones listed as superseded."""
    assembly = voter.assembly
    ballots = list(
        Ballot.objects.filter(estate_id=assembly.estate_id, assembly=assembly, elector_id=voter.elector.pk)
        .select_related("opened")
        .order_by("-sequence")
    )
    if not ballots:
        return redirect(urls["open"])
    newest = ballots[0]
    phase = assembly.phase(request.at)
    opened = getattr(newest, "opened", None)
    context = {
        "assembly": assembly,
        "estate": assembly.estate,
        "ballot": newest,
        "code": short_code(newest.commitment),
        "url": check_url(assembly.estate.code, assembly.serial, newest.commitment),
        "rows": _rows(voter, newest, len(ballots)),
        "earlier": [{"code": short_code(b.commitment), "at": b.at} for b in ballots[1:]],
        "standing": opened.get_standing_display() if opened else "",
        "counted": bool(opened) and opened.standing == OpenedBallot.Standing.COUNTED,
        "open": phase == Phase.OPEN,
        "changeable": phase == Phase.OPEN and assembly.change_rule != "never",
        "own": _own(request, voter, newest, opened) if with_choices else None,
        "urls": urls,
        "page_url": reverse("voting:assembly", args=[assembly.estate.code, assembly.serial]),
        "by_link": not with_choices,
        "own_url": reverse("voting:own_receipt", args=[assembly.estate.code, assembly.serial, voter.elector.pk]),
    }
    return render(request, "voting/ballot/receipt.html", context)


def _rows(voter: Voter, ballot: Ballot, times: int) -> list[tuple[str, Any]]:
    assembly = voter.assembly
    entry = roll_entry_for(assembly.roll_id, voter.elector.pk)
    rows: list[tuple[str, Any]] = [(_("会议"), assembly.title)]
    if entry:
        rows.append((_("房屋"), entry.doors))
    if times > 1:
        rows.append((_("第几次投"), _("第 %(n)s 次，以这一次为准") % {"n": times}))
    return rows


def _own(request: Entered, voter: Voter, ballot: Ballot, opened: OpenedBallot | None) -> dict[str, Any] | None:
    """The own choices after the count, for the very person who cast them; None before."""
    if opened is None or not opened.choices:
        return None
    if voter.person is None or ballot.person_id != voter.person.pk:
        return {"items": [], "hidden": True}
    return {
        "items": [said(m, opened.choices[str(m.number)]) for m in motions_of(voter.assembly)],
        "hidden": False,
    }
