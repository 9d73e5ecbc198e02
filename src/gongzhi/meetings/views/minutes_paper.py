"""One paper of minutes: edited by the office, signed off by the convener; opinions on rules carried into a draft vote."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings import access, cites, record_access
from gongzhi.meetings.actions.carry_opinions import carry_opinions
from gongzhi.meetings.actions.edit_minutes import edit_minutes
from gongzhi.meetings.actions.sign_minutes import sign_minutes
from gongzhi.meetings.cites import TASKS
from gongzhi.meetings.forms.minutes import CarryForm, SectionsForm
from gongzhi.meetings.models import Discussion, Minutes, Topic
from gongzhi.meetings.queries.drafting import text_of
from gongzhi.meetings.queries.minutes import digest_of, minutes_of, title_of
from gongzhi.meetings.queries.motions import drafts_of
from gongzhi.meetings.queries.personal import owners_in
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.meetings.views.minutes_frame import as_sent, show
from gongzhi.meetings.views.minutes_record import record_url
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import Tried, attempt, button, form_for


def paper_url(minutes: Minutes) -> str:
    """The page of these minutes."""
    return reverse("meetings:minutes", args=[minutes.division_id, minutes.sitting_id, minutes.pk])


@door(record_access.get_minutes_for, "GET", "POST")
def minutes(request: Entered, division: str, sitting_id: int, minutes_id: int) -> HttpResponse:
    """The minutes of one estate or of the community: read by its parties, edited by the office until signed."""
    found: Minutes = request.here
    tried = Tried()
    if request.method == "POST" or _edits(request, found):
        form = form_for(
            request,
            SectionsForm,
            sections=found.sections if request.method == "GET" else as_sent(request, found.sections),
            initial={"seen": digest_of(found.sections)},
        )
        tried = attempt(request, form, edit_minutes, minutes=found)
        if tried.done is not None:
            return redirect(f"{paper_url(found)}?saved=1")
    return _page(request, found, tried)


def _edits(request: Entered, found: Minutes) -> bool:
    office = access.is_office(request.person, found.division, at=request.at)
    return office and found.signed_at is None


def _page(request: Entered, found: Minutes, tried: Tried) -> HttpResponse:
    sitting = found.sitting
    estates = served_by(sitting)
    asked = estates if found.about is None else [found.about]
    signs = (
        found.signed_at is None
        and sitting.state == SittingState.CLOSED
        and record_access.may_sign(request.person, sitting, asked, at=request.at)
    )
    editing = tried.form is not None
    rows = minutes_of(sitting, on=law_day(request.at))
    named = owners_in(text_of(found.sections), found.division, estates) if (signs or editing) else []
    return show(
        request,
        "paper",
        found.division,
        tried,
        heading=title_of(sitting, found.about),
        minutes=found,
        row=next(row for row in rows if row.minutes.pk == found.pk),
        parts=tried.form.parts() if editing else [],  # type: ignore[union-attr]
        signs=signs,
        named=named,
        saved=request.GET.get("saved") == "1",
        crumb={"label": sitting.title, "url": record_url(sitting)},
        cite=cites.RECORDS,
    )


@door(record_access.get_minutes_for, "POST")
def sign(request: Entered, division: str, sitting_id: int, minutes_id: int) -> HttpResponse:
    """Signs the minutes off."""
    found: Minutes = request.here
    tried = button(request, sign_minutes, minutes=found, names_checked=request.POST.get("names_checked") == "yes")
    return redirect(record_url(found.sitting)) if tried.refused is None else _page(request, found, tried)


@door(record_access.get_topic_for, "GET", "POST")
def carry(request: Entered, division: str, sitting_id: int, topic_id: int) -> HttpResponse:
    """Puts what was said on an estate's rules beside a motion of a draft vote (B2.11)."""
    sitting, topic = request.here
    topic_of: Topic = topic
    own = record_access.owners_estates(request.person, sitting.division, at=request.at)
    motions = {str(one.pk): one for one in drafts_of(topic_of, own)}
    words = [(one.pk, f"{one.estate.name}，{one.assembly.title}：{one.title}") for one in motions.values()]
    said = Discussion.objects.filter(sitting=sitting, topic=topic).select_related("topic", "sitting").first()
    form = form_for(request, CarryForm, motions=words)
    tried = Tried(form)
    if said is None:
        tried.refused = Refused(Reason(_("还没有记录这个议题的讨论。"), remedy=_("先记下讨论")))
    elif request.method == "POST" and form.is_valid():
        chosen = motions[form.cleaned_data["motion"]]
        tried = button(request, carry_opinions, discussion=said, motion=chosen)
        tried.form = form
        if tried.done is not None:
            return redirect(reverse("voting:desk_assembly", args=[chosen.estate.code, chosen.assembly.serial]))
    return show(
        request,
        "carry",
        sitting.division,
        tried,
        heading=_("讨论意见转入表决草案说明"),
        topic=topic,
        said=said,
        motions=words,
        crumb={"label": sitting.title, "url": record_url(sitting)},
        cite=TASKS,
    )
