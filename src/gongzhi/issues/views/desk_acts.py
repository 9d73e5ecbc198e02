"""The acts of community and street on an issue: record, accept, class, merge, answer, explain, publish, finish."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.answer_issue import answer_issue
from gongzhi.issues.actions.classify_issue import classify_issue
from gongzhi.issues.actions.explain_issue import explain_issue
from gongzhi.issues.actions.finish_issue import finish_issue
from gongzhi.issues.actions.merge_issues import merge_issues
from gongzhi.issues.actions.note_progress import note_progress
from gongzhi.issues.actions.publish_words import publish_words
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.actions.see_to_issue import see_to_issue
from gongzhi.issues.actions.take_step import take_step
from gongzhi.issues.forms.reporting import RecordForm
from gongzhi.issues.forms.working import (
    AcceptForm,
    ClassForm,
    ExplainForm,
    MergeForm,
    NoteForm,
    OutcomeForm,
    PublishForm,
    StepForm,
    WordsForm,
)
from gongzhi.issues.models import Issue
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.list_of_matters import known_matter, likely_matter, matters_of
from gongzhi.issues.queries.paths import path_of, steps_open_to
from gongzhi.issues.views.frame import act_page, issue_url
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.places.models import Estate
from gongzhi.register.queries.units import buildings_of
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm
from gongzhi_law.parameter import STRENGTH_NAMES


def page(request: Entered, form: GzForm, act: Any, heading: str, word: str, **more: Any) -> HttpResponse:
    """The page of one act on the issue of this request."""
    issue: Issue = request.here
    return act_page(
        request,
        form,
        act,
        estate=issue.estate,
        back=(issue.number, issue_url(issue)),
        heading=heading,
        word=word,
        issue=issue,
        **{"sub": f"{issue.number} {shown.lines([issue], request.at)[0].title}", **more},
    )


@door(access.desk_of, "GET", "POST")
def record(request: Entered, code: str) -> HttpResponse:
    """Writes down an issue for somebody else."""
    estate: Estate = request.here
    form = RecordForm(
        request.POST or None,
        request.FILES or None,
        matters=matters_of(estate, on=law_day(request.at)),
        buildings=buildings_of(estate),
    )

    def act(**asked: Any) -> Any:
        return record_issue(estate=estate, **asked)

    return act_page(
        request,
        form,
        act,
        estate=estate,
        back=(_("报事"), f"/desk/e/{code}/issues/"),
        heading=_("代为登记一件报事"),
        sub=_("电话、前台、12345、微网实格、巡查来的都登在这里；来源以后可以统计。"),
        word=_("登记"),
        done=lambda made: issue_url(made.issue),
    )


@door(access.get_issue_for, "GET", "POST")
def accept(request: Entered, code: str, number: str) -> HttpResponse:
    """Takes the issue up."""
    issue: Issue = request.here
    first = issue.reports.order_by("pk").first()
    sees = first is not None and access.sees_report(request.person, first, at=request.at)
    row = known_matter(issue.matter, issue.estate, on=law_day(request.at))
    if row is None and first is not None and sees:
        row = likely_matter(first.text(), issue.estate, on=law_day(request.at))
    initial = {
        "matter": row.id if row else "",
        "urgent": issue.urgent,
        "spot": issue.spot,
        "issue_class": issue.issue_class or (row.class_.value if row else ""),
        "public_words": issue.public_words or (row.name if row else ""),
    }
    matters = matters_of(issue.estate, on=law_day(request.at))
    form = AcceptForm(request.POST or None, initial=initial, matters=matters)
    read = (one for one in issue.reports.order_by("pk") if access.sees_report(request.person, one, at=request.at))
    facts = [(_("原话"), report.text()) for report in read]
    if row is not None:
        facts.append((_("清单里的事项"), row.name))
        facts.append((_("依据"), f"{row.cite}（{STRENGTH_NAMES[row.strength]}）" if row.cite else "–"))
    return page(request, form, accept_issue, _("受理"), _("受理"), facts=facts)


@door(access.get_issue_for, "GET", "POST")
def classify(request: Entered, code: str, number: str) -> HttpResponse:
    """Puts the issue into another class."""
    form = ClassForm(request.POST or None, initial={"issue_class": request.here.issue_class})
    sub = _("分类决定走哪条路径，办理期限从受理那天重新算。")
    return page(request, form, classify_issue, _("改类"), _("改类"), sub=sub)


@door(access.get_issue_for, "GET", "POST")
def merge(request: Entered, code: str, number: str) -> HttpResponse:
    """Puts the issue into another one."""

    def act(*, into: str, **asked: Any) -> Any:
        try:
            target = access.get_issue_for(request.person, at=request.at, code=code, number=into.strip())
        except NotHere:
            raise BadInput(_("没有这一件。"), {"into": _("请填本小区的编号，例如 2026-0042")}) from None
        return merge_issues(into=target, **asked)

    form = MergeForm(request.POST or None, initial={"into": request.GET.get("into", "")})
    sub = _("报事人不变，各自的进度链接会跟到那一件。")
    issue: Issue = request.here
    return act_page(
        request,
        form,
        act,
        estate=issue.estate,
        back=(issue.number, issue_url(issue)),
        heading=_("并入另一件"),
        sub=sub,
        word=_("并入"),
        done=issue_url,
        issue=issue,
    )


@door(access.get_issue_for, "GET", "POST")
def answer(request: Entered, code: str, number: str) -> HttpResponse:
    """Answers what is no business of the estate."""
    help_text = _("写明归谁管、电话多少、怎么找；报事人不同意可以再提")
    form = WordsForm(request.POST or None, label=_("给报事人的答复"), help_text=help_text)
    return page(request, form, answer_issue, _("答复去处"), _("发送答复"))


@door(access.get_issue_for, "GET", "POST")
def explain(request: Entered, code: str, number: str) -> HttpResponse:
    """Explains a legacy issue in public."""
    path = path_of(request.here)
    cite = str(path.cite) if path else ""
    return page(
        request, ExplainForm(request.POST or None), explain_issue, _("向居民解释说明"), _("公开说明"), cite=cite
    )


@door(access.office_issue, "GET", "POST")
def publish(request: Entered, code: str, number: str) -> HttpResponse:
    """What everyone reads and sees of the issue."""
    issue: Issue = request.here
    files = list(issue.files.order_by("pk"))
    initial = {"words": issue.public_words, "photos": [str(one.pk) for one in files if one.public]}
    form = PublishForm(request.POST or None, initial=initial, files=files)
    return page(
        request,
        form,
        publish_words,
        _("公开的话和照片"),
        _("公开"),
        template="issues/publish.html",
        more={"files": files, "issue": issue},
    )


@door(access.get_issue_for, "GET", "POST")
def step(request: Entered, code: str, number: str) -> HttpResponse:
    """Takes a step of the path."""
    issue: Issue = request.here
    path = path_of(issue)
    steps = steps_open_to(issue)
    if path is None or not steps:
        raise NotHere
    form = StepForm(request.POST or None, steps=steps)
    facts = [(_("谁召集"), "、".join(path.convened_by)), (_("原文"), path.quote)]
    heading = _("%(name)s：按路径办一步") % {"name": path.name}
    return page(request, form, take_step, heading, _("记下"), cite=str(path.cite), facts=facts)


@door(access.get_issue_for, "GET", "POST")
def note(request: Entered, code: str, number: str) -> HttpResponse:
    """Writes progress."""
    form = NoteForm(request.POST or None, request.FILES or None)
    return page(request, form, note_progress, _("写进展"), _("写上"))


@door(access.get_issue_for, "GET", "POST")
def finish(request: Entered, code: str, number: str) -> HttpResponse:
    """Says that all is done."""
    form = OutcomeForm(request.POST or None, whole=True)
    return page(request, form, finish_issue, _("办结，请报事人确认"), _("办结"))


@door(access.office_issue, "GET", "POST")
def see_to(request: Entered, code: str, number: str) -> HttpResponse:
    """Closes an issue that has no reporter to ask."""
    form = WordsForm(request.POST or None, label=_("谁去看过、看到什么"))
    return page(request, form, see_to_issue, _("现场看过，办结"), _("办结"))
