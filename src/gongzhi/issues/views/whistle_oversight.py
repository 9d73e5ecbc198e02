"""Above the three parties: supervision orders, investigations, up to the residents' committee and the joint meeting."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongzhi.bodies.queries.holders import names_of
from gongzhi.documents.queries import published
from gongzhi.issues import access, whistle_access
from gongzhi.issues.actions.answer_supervision import answer_supervision
from gongzhi.issues.actions.give_inquiry_opinion import give_inquiry_opinion
from gongzhi.issues.actions.judge_supervision import judge_supervision
from gongzhi.issues.actions.open_inquiry import open_inquiry
from gongzhi.issues.actions.raise_to_residents import raise_to_residents
from gongzhi.issues.actions.record_finding import record_finding
from gongzhi.issues.actions.report_inquiry import report_inquiry
from gongzhi.issues.actions.supervise_side import supervise_side
from gongzhi.issues.actions.topic_from_issue import topic_from_issue
from gongzhi.issues.cites import INQUIRE, SUPERVISE
from gongzhi.issues.forms.whistle import (
    NAMELESS,
    FindingForm,
    InquiryForm,
    OpinionForm,
    ReplyForm,
    SuperviseForm,
    TopicForm,
    VerdictForm,
)
from gongzhi.issues.forms.working import WordsForm
from gongzhi.issues.models import Inquiry, Issue, Supervision
from gongzhi.issues.queries.shown import line_of
from gongzhi.issues.queries.supervising import late_parties, open_orders, side_name, sides_of, suggested
from gongzhi.issues.states import InquiryState, SupervisionState
from gongzhi.issues.views.frame import act_page, issue_url
from gongzhi.issues.views.whistle_issue import issue_back
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm
from gongzhi_law import issues as law
from gongzhi_law.joint_meetings import BUSINESS_NAMES


def _page(request: Entered, here: Issue, form: GzForm, act: Any, heading: str, word: str, **more: Any) -> Any:
    """The page of one act on the issue itself."""
    return act_page(
        request,
        form,
        act,
        estate=here.estate,
        back=issue_back(here),
        heading=heading,
        word=word,
        **{"sub": f"{here.number} {line_of(here, request.at).title}", **more},
    )


@door(whistle_access.get_outside_for, "GET", "POST")
def supervise(request: Entered, code: str, number: str) -> HttpResponse:
    """Issues a supervision order in the name of whoever is signed in."""
    issue: Issue = request.here
    due = law.supervision_due(request.at, place=issue.estate.place)
    form = SuperviseForm(request.POST or None, initial={"due_on": due.day}, sides=sides_of(issue))
    sub = _("由社区党组织的专人下达，落到本人名下；督办单编号公开，不写人名。")
    facts = [(_("建议期限"), due.words)]
    return _page(
        request,
        issue,
        form,
        supervise_side,
        _("下达督办单"),
        _("下达"),
        sub=sub,
        facts=facts,
        cite=SUPERVISE,
        done=_order_url,
        issue=issue,
    )


def _order_url(order: Supervision) -> str:
    assert order.issue is not None  # noqa: S101  (orders of this room are on an issue)
    return issue_url(order.issue, "supervision", order.serial)


@door(whistle_access.get_orders_for)
def orders(request: Entered, division: str) -> HttpResponse:
    """The orders of a community that are not closed, and the late tasks for which one is suggested."""
    here: Division = request.here
    open_ = open_orders(here)
    late = suggested(late_parties(here, request.at), open_, request.at)
    context = {
        "division": here,
        "late": [
            {"party": one.party, "issue": one.party.issue, "url": issue_url(one.party.issue, "supervise_issue")}
            for one in late
        ],
        "orders": [
            {
                "order": order,
                "to": side_name(order),
                "url": _order_url(order),
                "late": order.state == SupervisionState.ISSUED and law_day(request.at) > order.due_on,
            }
            for order in open_
        ],
    }
    return render(request, "issues/whistle_orders.html", context)


@door(whistle_access.get_supervision_for)
def supervision(request: Entered, code: str, number: str, supervision_serial: int) -> HttpResponse:
    """One order: who issued it, what it asks, its sheet, the answer and what was made of it."""
    order: Supervision = request.here
    at, issue = request.at, order.issue
    late = order.state == SupervisionState.ISSUED and law_day(at) > order.due_on
    speaks = whistle_access.speaks_for(request.person, order.estate, order.side, order.word, at=at)
    judges = whistle_access.supervises(request.person, order.estate, at=at)
    acts = []
    if speaks and order.state == SupervisionState.ISSUED:
        acts.append({"label": _("回复"), "url": issue_url(issue, "answer_supervision", order.serial)})
    if judges and order.state == SupervisionState.REPLIED:
        acts.append({"label": _("看回复，办结或者退回"), "url": issue_url(issue, "judge_supervision", order.serial)})
    context = {
        "estate": issue.estate,
        "issue": issue,
        "order": order,
        "to": side_name(order),
        "late": late,
        "acts": acts,
        "supervisor": names_of([order.supervisor_id]).get(order.supervisor_id, ""),
        "sheet": next(iter(published(f"supervision:{order.pk}", order.estate_id)), None),
        "title": line_of(issue, at).title,
    }
    return render(request, "issues/whistle_order.html", context)


def _order_page(request: Entered, form: GzForm, act: Any, heading: str, word: str, **more: Any) -> HttpResponse:
    order: Supervision = request.here
    return act_page(
        request,
        form,
        act,
        estate=order.estate,
        back=(_("第 %(n)s 号督办单") % {"n": order.serial}, _order_url(order)),
        heading=heading,
        word=word,
        sub=order.words,
        cite=SUPERVISE,
        supervision=order,
        **more,
    )


@door(whistle_access.get_supervision_for, "GET", "POST")
def answer(request: Entered, code: str, number: str, supervision_serial: int) -> HttpResponse:
    """Answers an order."""
    form = ReplyForm(request.POST or None, request.FILES or None)
    return _order_page(request, form, answer_supervision, _("回复督办单"), _("提交回复"))


@door(whistle_access.get_supervision_for, "GET", "POST")
def judge(request: Entered, code: str, number: str, supervision_serial: int) -> HttpResponse:
    """Accepts an answer or sends it back."""
    form = VerdictForm(request.POST or None)
    facts = [(_("回复"), request.here.reply)]
    return _order_page(request, form, judge_supervision, _("看督办的回复"), _("提交"), facts=facts)


@door(whistle_access.get_outside_for, "GET", "POST")
def new_inquiry(request: Entered, code: str, number: str) -> HttpResponse:
    """Opens the investigation of a major issue."""
    issue: Issue = request.here
    who = "、".join(law.path(law.IssueClass.MAJOR).steps[0].who)
    form = InquiryForm(request.POST or None, initial={"members": who})
    return _page(
        request,
        issue,
        form,
        open_inquiry,
        _("成立调查组"),
        _("成立"),
        cite=INQUIRE,
        done=_inquiry_url,
        issue=issue,
    )


def _inquiry_url(inquiry: Inquiry) -> str:
    return issue_url(inquiry.issue, "inquiry", inquiry.pk)


@door(whistle_access.get_inquiry_for)
def inquiry(request: Entered, code: str, number: str, inquiry_id: int) -> HttpResponse:
    """One investigation: who takes part, what was noted, findings and opinion, where it was reported."""
    found: Inquiry = request.here
    at, issue = request.at, found.issue
    may = whistle_access.inquires(request.person, issue.estate, at=at)
    reads = whistle_access.reads_notes(request.person, issue.estate, at=at)
    steps = [
        (_("成立"), found.opened_on),
        (_("形成意见"), found.concluded_on),
        (_("上报"), found.reported_on),
    ]
    now = next((n for n, (_name, on) in enumerate(steps) if on is None), len(steps))
    context = {
        "estate": issue.estate,
        "issue": issue,
        "inquiry": found,
        "may": may,
        "open": found.state == InquiryState.OPENED,
        "concluded": found.state == InquiryState.CONCLUDED,
        "notes": [{"row": row, "text": row.text() if reads else ""} for row in found.notes.order_by("on", "pk")],
        "reads": reads,
        "stations": [
            {"name": name, "note": on or "", "state": "done" if n < now else "now" if n == now else "next"}
            for n, (name, on) in enumerate(steps)
        ],
        "title": line_of(issue, at).title,
    }
    return render(request, "issues/whistle_inquiry.html", context)


def _inquiry_page(request: Entered, form: GzForm, act: Any, heading: str, word: str) -> HttpResponse:
    found: Inquiry = request.here
    return act_page(
        request,
        form,
        act,
        estate=found.issue.estate,
        back=(_("调查"), _inquiry_url(found)),
        heading=heading,
        word=word,
        sub=f"{found.issue.number} {line_of(found.issue, request.at).title}",
        cite=INQUIRE,
        inquiry=found,
    )


@door(whistle_access.get_inquiry_for, "GET", "POST")
def note_inquiry(request: Entered, code: str, number: str, inquiry_id: int) -> HttpResponse:
    """Writes down one step of the investigation."""
    form = FindingForm(request.POST or None, request.FILES or None, initial={"on": law_day(request.at)})
    return _inquiry_page(request, form, record_finding, _("写一条调查记录"), _("保存"))


@door(whistle_access.get_inquiry_for, "GET", "POST")
def conclude(request: Entered, code: str, number: str, inquiry_id: int) -> HttpResponse:
    """Concludes the investigation with findings and opinion."""
    form = OpinionForm(request.POST or None)
    return _inquiry_page(request, form, give_inquiry_opinion, _("形成调查意见"), _("形成意见"))


@door(whistle_access.get_inquiry_for, "GET", "POST")
def send_inquiry(request: Entered, code: str, number: str, inquiry_id: int) -> HttpResponse:
    """Reports the opinion."""
    form = GzForm(request.POST if request.method == "POST" else None)
    return _inquiry_page(request, form, report_inquiry, _("上报调查意见"), _("上报"))


@door(access.get_issue_for, "GET", "POST")
def raise_up(request: Entered, code: str, number: str) -> HttpResponse:
    """Brings a hard daily issue before the residents' committee."""
    issue: Issue = request.here
    form = WordsForm(request.POST or None, label=_("难在哪里，初步意见是什么"), help_text=NAMELESS)
    cite = str(law.path(law.IssueClass.DAILY).cite)
    return _page(request, issue, form, raise_to_residents, _("报居委会协调"), _("上报"), cite=cite, issue=issue)


@door(whistle_access.get_outside_for, "GET", "POST")
def table(request: Entered, code: str, number: str) -> HttpResponse:
    """Brings the issue before the joint meeting."""
    issue: Issue = request.here
    inquiry_ = issue.inquiries.exclude(state=InquiryState.OPENED).order_by("-pk").first()
    initial = {
        "title": line_of(issue, request.at).title[:120],
        "words": inquiry_.opinion if inquiry_ else "",
        "business": "disputes",
    }
    names = [(one.value, words) for one, words in BUSINESS_NAMES.items()]
    form = TopicForm(request.POST or None, initial=initial, business=names)
    sub = _("社区党组织研究确定后上会；议定的事办完，再回到这里核实、办结。")
    return _page(request, issue, form, topic_from_issue, _("提为联席会议议题"), _("提出"), sub=sub, issue=issue)
