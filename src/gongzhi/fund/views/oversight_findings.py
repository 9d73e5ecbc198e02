"""Samples, findings and the report of an audit (A7.3)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, oversight_access
from gongzhi.fund.actions.add_finding import add_finding
from gongzhi.fund.actions.answer_finding import answer_finding
from gongzhi.fund.actions.close_finding import close_finding
from gongzhi.fund.actions.report_audit import report_audit
from gongzhi.fund.actions.sample_transaction import sample_transaction
from gongzhi.fund.cites import AUDITS
from gongzhi.fund.forms.oversight import FindingAnswerForm, FindingForm, ReportForm, SampleForm
from gongzhi.fund.models import Audit, AuditFinding
from gongzhi.fund.queries.audits import publication_words
from gongzhi.fund.views.income_frame import row_page, today
from gongzhi.fund.views.oversight_audits import audit_url, title_of
from gongzhi.fund.views.oversight_frame import file_url
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.errors import Refused
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import button, form_for


def _back(audit: Audit) -> tuple[str, str]:
    return title_of(audit), audit_url(audit)


@door(oversight_access.get_audit_for, "GET", "POST")
def sample(request: Entered, code: str, audit_serial: int, transaction_id: int) -> HttpResponse:
    """Puts down what was seen of one entry."""
    audit: Audit = request.here
    made = access.get_transaction_for(request.person, at=request.at, code=code, transaction_id=transaction_id)
    return act_page(
        request,
        form_for(request, SampleForm),
        sample_transaction,
        estate=audit.estate,
        back=_back(audit),
        heading=_("抽查：%(words)s") % {"words": made.words},
        sub=_("%(day)s，%(kind)s。先看账目和凭证，再记下看到的。")
        % {"day": cndate(made.on), "kind": made.get_kind_display()},
        cites=(AUDITS,),
        word=_("记下"),
        audit=audit,
        transaction=made,
    )


@door(oversight_access.get_audit_for, "GET", "POST")
def add(request: Entered, code: str, audit_serial: int) -> HttpResponse:
    """Puts down a finding."""
    audit: Audit = request.here
    return act_page(
        request,
        form_for(request, FindingForm),
        add_finding,
        estate=audit.estate,
        back=_back(audit),
        heading=_("写一个问题"),
        sub=_("问题和整改情况随审计结果向业主公布。"),
        cites=(AUDITS,),
        word=_("记下"),
        audit=audit,
    )


@door(oversight_access.get_audit_for, "GET", "POST")
def report(request: Entered, code: str, audit_serial: int) -> HttpResponse:
    """Reports the audit."""
    audit: Audit = request.here
    return act_page(
        request,
        form_for(request, ReportForm),
        report_audit,
        estate=audit.estate,
        back=_back(audit),
        heading=_("出审计报告"),
        sub=publication_words(audit.estate, request.at),
        cites=(AUDITS,),
        word=_("出报告并公告结果"),
        audit=audit,
    )


@door(oversight_access.get_finding_for)
def finding(request: Entered, code: str, audit_serial: int, finding_number: int) -> HttpResponse:
    """One finding: its rule, what to do by when, how it was put right."""
    return _page(request, request.here, None)


def _page(request: Entered, row: AuditFinding, refused: Refused | None) -> HttpResponse:
    audit, code = row.audit, row.estate.code
    place = [code, audit.serial, row.number]
    waits = row.closed_at is None and row.answered_at is None
    keeps = waits and access.is_bookkeeper(request.person, row.estate, at=request.at)
    acts = [(_("写整改情况"), reverse("fund:answer_finding", args=place))] if keeps else []
    late = row.closed_at is None and row.due_on < today(request)
    judge = False
    if row.answered_at is not None and row.closed_at is None:
        try:
            oversight_access.require_judge(request.person, audit, at=request.at)
            judge = True
        except Refused:
            judge = False
    answered = [{"label": _("证明材料"), "url": file_url(code, row.file_id)}] if row.file_id else []
    return row_page(
        request,
        row.estate,
        crumb=_back(audit),
        heading=_("第 %(n)s 号问题") % {"n": row.number},
        sub=row.words,
        badge_text=_("已整改")
        if row.closed_at
        else _("逾期")
        if late
        else _("待认定")
        if row.answered_at
        else _("待整改"),
        badge_kind="done" if row.closed_at else "urgent" if late else "due",
        cite=AUDITS,
        acts=acts,
        posts=[{"label": _("认定已经整改"), "url": reverse("fund:close_finding", args=place)}] if judge else [],
        facts=[
            (_("依据"), row.ground),
            (_("怎么改"), row.remedy),
            (_("期限"), cndate(row.due_on)),
            (_("涉及金额"), fen(row.amount_fen) if row.amount_fen else ""),
        ],
        parts=[
            {"title": _("问题"), "text": row.words},
            {"title": _("整改情况"), "text": row.answer, "links": answered},
        ],
        refused=refused,
    )


@door(oversight_access.get_finding_for, "GET", "POST")
def answer(request: Entered, code: str, audit_serial: int, finding_number: int) -> HttpResponse:
    """Says how it was put right."""
    row: AuditFinding = request.here
    return act_page(
        request,
        form_for(request, FindingAnswerForm),
        answer_finding,
        estate=row.estate,
        back=(_("第 %(n)s 号问题") % {"n": row.number}, reverse("fund:finding", args=[code, audit_serial, row.number])),
        heading=_("写整改情况"),
        sub=row.words,
        cites=(AUDITS,),
        word=_("提交"),
        finding=row,
    )


@door(oversight_access.get_finding_for, "POST")
def close(request: Entered, code: str, audit_serial: int, finding_number: int) -> HttpResponse:
    """Holds that it was put right."""
    row: AuditFinding = request.here
    tried = button(request, close_finding, finding=row)
    if tried.refused is not None:
        response = _page(request, row, tried.refused)
        response.status_code = 409
        return response
    return redirect("fund:finding", code, audit_serial, row.number)
