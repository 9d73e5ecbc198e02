"""The owner's path: open, ballot, review, code, receipt; the same pages by personal link and by account.

Nothing of the choice leaves the form: it travels in hidden fields from page to page, never in an address, a session
or a log. By link nothing is kept at all: the token in every address is the only thing that says who votes.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.register.queries import phone_of_elector, roll_entry_for, tail
from gongzhi.voting import access
from gongzhi.voting.access import Voter
from gongzhi.voting.actions.cast_ballot import cast_ballot
from gongzhi.voting.actions.claim_by_link import claim_by_link
from gongzhi.voting.actions.record_view import record_view
from gongzhi.voting.forms.ballot import CodeForm, Sheet, options_of
from gongzhi.voting.models import Assembly
from gongzhi.voting.queries import Standing, motions_of
from gongzhi.voting.queries.ballots import ballot_under
from gongzhi.voting.queries.rule_base import pin_of
from gongzhi.voting.queries.rules import condition_words, needed, terms
from gongzhi.voting.sealing import short_code
from gongzhi.voting.states import Phase
from gongzhi.voting.views.receipt import receipt_page
from gongzhi.web.door import Entered, door

SHORT = 160  # a motion's text up to this many characters stands open on the ballot
Page = Callable[[HttpRequest], HttpResponse]


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keeps a voter's page out of every cache, its fields out of error reports and its address out of the log."""

    @wraps(view)
    def kept(request: Entered, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
        response._has_been_logged = True  # type: ignore[attr-defined]  # else Django logs the path of every 4xx
        return response

    return sensitive_post_parameters()(kept)


@door(access.get_voter_by_link, "GET", "POST")
@private
def link_open(request: Entered, token: str) -> HttpResponse:
    """What is asked of whom, by personal link."""
    return _open(request)


@door(access.get_voter_for, "GET", "POST")
@private
def own_open(request: Entered, code: str, serial: int, elector_id: int) -> HttpResponse:
    """What is asked of whom, by own account."""
    return _open(request)


@door(access.get_voter_by_link, "GET", "POST")
@private
def link_ballot(request: Entered, token: str) -> HttpResponse:
    """The ballot, by personal link."""
    return _ballot(request)


@door(access.get_voter_for, "GET", "POST")
@private
def own_ballot(request: Entered, code: str, serial: int, elector_id: int) -> HttpResponse:
    """The ballot, by own account."""
    return _ballot(request)


@door(access.get_voter_by_link)
@private
def link_receipt(request: Entered, token: str) -> HttpResponse:
    """The receipt, by personal link: never a choice."""
    return receipt_page(request, request.here, addresses(request.here), with_choices=False)


@door(access.get_voter_for)
@private
def own_receipt(request: Entered, code: str, serial: int, elector_id: int) -> HttpResponse:
    """The receipt, by own account: after the count with the own choices, for whoever cast them."""
    return receipt_page(request, request.here, addresses(request.here), with_choices=True)


def addresses(voter: Voter) -> dict[str, str]:
    """The addresses of this voter's pages, in the set by which they came."""
    return {name: address(voter, name) for name in ("open", "ballot", "receipt")}


def address(voter: Voter, name: str) -> str:
    """The address of one page of this voter."""
    if voter.token:
        return reverse(f"voting:link_{name}", args=[voter.token])
    return reverse(f"voting:own_{name}", args=[voter.assembly.estate.code, voter.assembly.serial, voter.elector.pk])


def _open(request: Entered) -> HttpResponse:
    voter: Voter = request.here
    urls = addresses(voter)
    if request.method == "POST":
        _must_be_open(voter, request)
        record_view(assembly=voter.assembly, elector_id=voter.elector.pk, at=request.at)
        return redirect(urls["ballot"])
    standing = voter.standing
    context = {
        **_shared(request, standing),
        "motions": motions_of(voter.assembly),
        "terms": terms(voter.assembly),
    }
    return render(request, "voting/ballot/open.html", context)


def _ballot(request: Entered) -> HttpResponse:
    voter: Voter = request.here
    motions = motions_of(voter.assembly)
    if request.method != "POST":
        standing = voter.standing
        if voter.assembly.phase(request.at) != Phase.OPEN or not may_cast_again(voter.assembly, standing):
            return redirect(address(voter, "open"))
        return _paper(request, Sheet.blank(motions))
    sheet = Sheet.filled(motions, request.POST)
    step = request.POST.get("step", "review")
    if step == "change":
        return _paper(request, sheet, keep_errors=False)
    if sheet.errors:
        return _paper(request, sheet, status=422)
    return {"review": _review, "confirm": _send, "cast": _cast}.get(step, _review)(request, sheet)


def _paper(request: Entered, sheet: Sheet, *, keep_errors: bool = True, status: int = 200) -> HttpResponse:
    """All motions on one page; what was chosen stays chosen, nothing is chosen beforehand."""
    voter: Voter = request.here
    assembly = voter.assembly
    errors = sheet.errors if keep_errors else {}
    items = [
        {
            "motion": motion,
            "name": f"m{motion.number}",
            "condition": condition_words(motion),
            "needed": needed(
                motion, at=assembly.closes_at, place=assembly.estate.place, pin=pin_of(assembly), scope=assembly.scope
            ),
            "options": options_of(motion),
            "by_lot": bool(motion.options.all()),
            "selected": sheet.chosen.get(motion.number, ""),
            "error": errors.get(f"m{motion.number}", ""),
            "open": len(motion.text) <= SHORT,
        }
        for motion in sheet.motions
    ]
    context = {
        "assembly": assembly,
        "estate": assembly.estate,
        "items": items,
        "who_sees": terms(assembly)[0],
        "sheet": sheet,
        "errors": [i for i in items if i["error"]],
        "urls": addresses(voter),
        "back": {"url": address(voter, "open"), "label": ""},
    }
    return render(request, "voting/ballot/paper.html", context, status=status)


def _review(request: Entered, sheet: Sheet, *, status: int = 200, **more: Any) -> HttpResponse:
    """The choices again, in large type, before anything is sent."""
    voter: Voter = request.here
    context = {
        **_shared(request, voter.standing),
        "sheet": sheet,
        "terms": terms(voter.assembly)[:2],
        "steady": True,
        **more,
    }
    return render(request, "voting/ballot/review.html", context, status=status)


def _send(request: Entered, sheet: Sheet) -> HttpResponse:
    """Sends the code and asks for it; too many codes are said, and the last one still counts."""
    voter: Voter = request.here
    _must_be_open(voter, request)
    number = phone_of_elector(voter.elector)
    if not number:
        raise Refused(
            Reason(
                _("清册上没有您家的手机号，验证码没有地方可发。"),
                remedy=_("请带身份证到社区登记手机号，登记后这个链接照样能用"),
            )
        )
    refused = None
    try:
        send_code(
            purpose=Code.Purpose.CAST,
            subject=subject_of(voter),
            number=number,
            estate_id=voter.assembly.estate_id,
            asked_from=request.META.get("REMOTE_ADDR", ""),
            at=request.at,
        )
    except Refused as too_many:
        refused = too_many
    return _ask_code(request, sheet, CodeForm(), refused=refused, number=number, again=bool(request.POST.get("again")))


def _ask_code(request: Entered, sheet: Sheet, form: CodeForm, *, number: str = "", **more: Any) -> HttpResponse:
    voter: Voter = request.here
    status = 422 if form.errors else 409 if more.get("refused") else 200
    context = {
        "assembly": voter.assembly,
        "estate": voter.assembly.estate,
        "sheet": sheet,
        "form": form,
        "tail": tail(number or phone_of_elector(voter.elector)),
        "steady": True,
        "urls": addresses(voter),
        **more,
    }
    return render(request, "voting/ballot/code.html", context, status=status)


def _cast(request: Entered, sheet: Sheet) -> HttpResponse:
    """Checks the code and casts; a resend under the same key is led to the receipt of its ballot."""
    voter: Voter = request.here
    assembly, elector = voter.assembly, voter.elector
    text = request.POST.get("code", "").strip()
    if not text:
        return _ask_code(request, sheet, CodeForm(request.POST))
    try:
        code = check_code(purpose=Code.Purpose.CAST, subject=subject_of(voter), text=text, at=request.at)
    except BadInput as wrong:
        if ballot_under(assembly, elector.pk, sheet.key):
            return redirect(address(voter, "receipt"))
        form = CodeForm(request.POST)
        if form.is_valid():
            form.add_error("code", wrong.text)
        return _ask_code(request, sheet, form)
    cast_ballot(
        assembly=assembly,
        elector_id=elector.pk,
        person_id=_speaker(voter, code, request.at),
        choices=sheet.chosen,
        code=code,
        device=f"{request.META.get('HTTP_USER_AGENT', '')[:300]} {request.META.get('REMOTE_ADDR', '')}",
        idempotency_key=sheet.key,
        at=request.at,
        standing=voter.standing if voter.standing.claim_person_id else None,
    )
    return redirect(address(voter, "receipt"))


def _speaker(voter: Voter, code: Code, at: Any) -> int:
    """Who casts: the signed-in claimant; by link whoever claimed the elector, else the holder of the phone, from now."""
    if not voter.token and voter.person:
        return voter.person.pk
    return voter.standing.claim_person_id or claim_by_link(elector=voter.elector, code=code, at=at).person_id


def subject_of(voter: Voter) -> str:
    """What a code for casting is bound to: this assembly and this elector."""
    return f"cast:{voter.assembly.pk}:{voter.elector.pk}"


def may_cast_again(assembly: Assembly, standing: Standing) -> bool:
    """Whether the notice lets this elector cast now: nothing cast yet, or changes left."""
    allowed = {"never": 0, "once": 1, "until_close": None}[assembly.change_rule]
    return standing.sequence is None or allowed is None or standing.sequence < allowed


def _must_be_open(voter: Voter, request: Entered) -> None:
    if voter.assembly.phase(request.at) != Phase.OPEN:
        raise Refused(
            Reason(
                _("现在不是表决时间，没有投出任何东西。"),
                _("本次会议公告"),
                _("看这次会议的公开页"),
                reverse("voting:assembly", args=[voter.assembly.estate.code, voter.assembly.serial]),
            )
        )


def _shared(request: Entered, standing: Standing) -> dict[str, Any]:
    """What every page says of the voter: which line of the roll, where the box stands."""
    voter: Voter = request.here
    assembly = voter.assembly
    entry = roll_entry_for(assembly.roll_id, voter.elector.pk)
    if entry is None:
        raise NotHere
    phase = assembly.phase(request.at)
    cast = standing.ballot_id is not None
    return {
        "assembly": assembly,
        "estate": assembly.estate,
        "entry": entry,
        "counted_area": entry.area if assembly.roll.parking == "always" else entry.area - entry.parking_area,
        "phase": phase.value if phase else "",
        "may_cast": phase == Phase.OPEN and may_cast_again(assembly, standing),
        "cast": cast,
        "cast_at": standing.instant,
        "code": short_code(standing.commitment) if standing.commitment else "",
        "urls": addresses(voter),
        "page_url": reverse("voting:assembly", args=[assembly.estate.code, assembly.serial]),
        "notice_url": reverse("documents:document", args=[assembly.notice_id]),
    }
