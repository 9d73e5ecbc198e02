"""Audits at the desk: commission, package, samples, findings, report, closing (A7.3)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, oversight_access
from gongzhi.fund.actions.close_audit import close_audit
from gongzhi.fund.actions.make_package import make_package
from gongzhi.fund.actions.open_audit import open_audit
from gongzhi.fund.cites import AUDITS
from gongzhi.fund.forms.oversight import AuditForm, PackageForm
from gongzhi.fund.models import Audit, AuditPackage, Sample
from gongzhi.fund.queries.audits import (
    audits_of,
    drawn,
    findings_of,
    latest_package,
    packages_of,
    rule_words,
    samples_of,
)
from gongzhi.fund.states import AuditState
from gongzhi.fund.views.income_frame import row_page, today
from gongzhi.fund.views.oversight_frame import bodies_of, file_url, list_page
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen, short_hash
from gongzhi.web.trying import button, form_for

STATES = {AuditState.OPEN: "due", AuditState.REPORTED: "urgent", AuditState.CLOSED: "done"}


def back(code: str) -> tuple[str, str]:
    """The way back to the list."""
    return _("审计"), reverse("fund:audits", args=[code])


def audit_url(audit: Audit, name: str = "audit") -> str:
    """A page of an audit."""
    return reverse(f"fund:{name}", args=[audit.estate.code, audit.serial])


def title_of(audit: Audit) -> str:
    """An audit in words."""
    return _("第 %(n)s 号%(purpose)s") % {"n": audit.serial, "purpose": audit.get_purpose_display()}


def span_words(from_on: Any, until_on: Any) -> str:
    """A time whose last day is not counted."""
    return _("%(a)s至%(b)s（不含）") % {"a": cndate(from_on), "b": cndate(until_on)}


@door(access.reader_of)
def audits(request: Entered, code: str) -> HttpResponse:
    """Audits and packages of the estate."""
    estate: Estate = request.here
    rows = audits_of(estate)
    open_ = [row for row in rows if row.state != AuditState.CLOSED]
    sentence, _cite = rule_words(estate, request.at)
    may = holds_any(request.person, oversight_access.openers(estate, at=request.at), estate, at=request.at)
    packs = holds_any(request.person, oversight_access.PACKAGED, estate, at=request.at)
    parts: list[dict[str, Any]] = [{"title": _("审计"), "table": _audits_table(rows, code)}]
    if packs:
        parts.append({"title": _("审计资料包"), "table": _packages_table(packages_of(estate), code)})
    return list_page(
        request,
        estate,
        "audits",
        heading=_("%(n)s 次审计没有了结") % {"n": len(open_)} if open_ else _("审计"),
        sub=sentence,
        cite="" if sentence else AUDITS,
        new={"label": _("委托审计"), "url": reverse("fund:open_audit", args=[code])}
        if may
        else {"label": _("做资料包"), "url": reverse("fund:new_package", args=[code])}
        if packs
        else None,
        parts=parts,
    )


def _audits_table(rows: list[Audit], code: str) -> dict[str, Any]:
    return {
        "label": _("审计"),
        "columns": [_("哪一次"), _("审计机构"), _("期间"), _("办到哪一步")],
        "rows": [
            {
                "cells": [
                    {
                        "text": title_of(row),
                        "url": reverse("fund:audit", args=[code, row.serial]),
                        "note": row.body.name if row.body else "",
                    },
                    row.auditor,
                    span_words(row.from_on, row.until_on),
                    {"text": "", "badge": str(row.get_state_display()), "badge_kind": STATES[AuditState(row.state)]},
                ]
            }
            for row in rows
        ],
        "empty": {
            "title": _("还没有审计过"),
            "text": _("任期届满以前审计；委托以后，审计人员凭手机号登录，只能看、不能改。"),
        },
    }


def _packages_table(rows: list[AuditPackage], code: str) -> dict[str, Any]:
    return {
        "label": _("审计资料包"),
        "columns": [_("期间"), {"label": _("文件"), "n": True}, _("SHA-256"), _("做的日子")],
        "rows": [
            {
                "cells": [
                    {"text": span_words(row.from_on, row.until_on), "url": file_url(code, row.file_id)},
                    row.items,
                    short_hash(row.sha256),
                    cndate(law_day(row.at)),
                ]
            }
            for row in rows
        ],
        "empty": {
            "title": _("还没有做过"),
            "text": _("一次做好账簿、凭证、决议、公示、用印台账、对账，带目录和校验值。"),
        },
    }


@door(access.reader_of, "GET", "POST")
def open_(request: Entered, code: str) -> HttpResponse:
    """Commissions an audit."""
    estate: Estate = request.here
    sentence, cite = rule_words(estate, request.at)
    on = today(request)
    first = {"from_on": on.replace(month=1, day=1), "until_on": on.replace(day=1)}
    return act_page(
        request,
        form_for(request, AuditForm, initial=first, bodies=bodies_of(estate)),
        open_audit,
        of_estate=True,
        estate=estate,
        back=back(code),
        heading=_("委托审计"),
        sub=sentence or _("审计人员从委托起到了结为止，可以看全部账目、凭证和印章记录，不能改。"),
        cites=(AUDITS, *((cite,) if cite else ())),
        word=_("委托"),
        to=audit_url_of(code),
    )


def audit_url_of(code: str) -> Any:
    """Leads to the audit that was made."""
    return lambda made: reverse("fund:audit", args=[code, made.serial])


@door(oversight_access.get_audit_for)
def audit(request: Entered, code: str, audit_serial: int) -> HttpResponse:
    """One audit: what was drawn and seen, what was found, the report."""
    return _page(request, request.here)


def _page(request: Entered, row: Audit, **more: Any) -> HttpResponse:
    estate, code = row.estate, row.estate.code
    samples, findings, package = samples_of(row), findings_of(row), latest_package(row)
    audits_ = oversight_access.is_auditor(request.person, row, at=request.at)
    packs = holds_any(request.person, oversight_access.PACKAGED, estate, at=request.at)
    links = []
    if row.document_id:
        links.append({"label": _("审计结果公告"), "url": f"/d/{row.document_id}/"})
    if row.report_file_id:
        links.append({"label": _("审计报告"), "url": file_url(code, row.report_file_id)})
    if package and packs:
        links.append({"label": _("审计资料包"), "url": file_url(code, package.file_id)})
    parts: list[dict[str, Any]] = [
        {"title": _("结论") if row.conclusion else _("材料"), "text": row.conclusion, "links": links},
        {"title": _("发现的问题"), "table": _findings_table(findings, today(request)) if findings else None},
        {
            "title": _("抽到还没有看的"),
            "table": _drawn_table(row, package, samples)
            if audits_ and package and row.state == AuditState.OPEN
            else None,
        },
        {"title": _("看过的账"), "table": _samples_table(samples, code) if samples else None},
    ]
    wanted = _("还没有资料包。做了资料包，系统按它的校验值抽出要看的账，任何人都能重新抽出同样的几笔。")
    return row_page(
        request,
        estate,
        crumb=back(code),
        tips=[{"text": wanted, "kind": "due"}] if audits_ and row.state == AuditState.OPEN and not package else [],
        heading=title_of(row),
        sub=_("%(who)s，%(span)s") % {"who": row.auditor, "span": span_words(row.from_on, row.until_on)},
        badge_text=str(row.get_state_display()),
        badge_kind=STATES[AuditState(row.state)],
        cite=AUDITS,
        acts=_acts(row, audits_=audits_),
        posts=_posts(request, row, packs=packs),
        facts=[
            (_("审计机构"), row.auditor),
            (_("审计对象"), row.body.name if row.body else ""),
            (_("委托依据"), row.basis_words),
            (_("抽查"), len(samples)),
            (_("问题"), len(findings)),
            (_("资料包校验值"), package.sha256 if package else ""),
        ],
        parts=parts,
        **more,
    )


def _acts(row: Audit, *, audits_: bool) -> list[tuple[str, str]]:
    acts: list[tuple[str, str]] = []
    if audits_ and row.state == AuditState.OPEN:
        acts += [(_("写一个问题"), audit_url(row, "add_finding")), (_("出报告"), audit_url(row, "report_audit"))]
    return acts


def _posts(request: Entered, row: Audit, *, packs: bool) -> list[dict[str, str]]:
    """What is done by a press: the package, the end."""
    found = []
    if packs and row.state != AuditState.CLOSED:
        found.append({"label": _("做资料包"), "url": audit_url(row, "audit_package")})
    closers = oversight_access.openers(row.estate, at=request.at)
    if row.state == AuditState.REPORTED and holds_any(request.person, closers, row.estate, at=request.at):
        found.append({"label": _("了结"), "url": audit_url(row, "close_audit")})
    return found


def _findings_table(rows: list[Any], on: Any) -> dict[str, Any]:
    def state(row: Any) -> tuple[str, str]:
        if row.closed_at:
            return _("已整改"), "done"
        if row.answered_at:
            return _("待认定"), "due"
        return (_("逾期"), "urgent") if row.due_on < on else (_("待整改"), "due")

    return {
        "label": _("发现的问题"),
        "columns": [_("问题"), _("期限"), {"label": _("金额"), "n": True}, _("整改")],
        "rows": [
            {
                "cells": [
                    {
                        "text": f"{row.number} {row.words}",
                        "url": reverse("fund:finding", args=[row.estate.code, row.audit.serial, row.number]),
                        "note": row.ground,
                    },
                    cndate(row.due_on),
                    fen(row.amount_fen) if row.amount_fen else "–",
                    {"text": "", "badge": state(row)[0], "badge_kind": state(row)[1]},
                ]
            }
            for row in rows
        ],
    }


def _drawn_table(row: Audit, package: AuditPackage, samples: list[Sample]) -> dict[str, Any]:
    seen = {one.transaction_id for one in samples}
    return {
        "label": _("抽到还没有看的"),
        "columns": [_("摘要"), _("日期"), _("抽查")],
        "rows": [
            {
                "cells": [
                    {"text": made.words, "url": reverse("fund:entry", args=[row.estate.code, made.pk])},
                    cndate(made.on),
                    {
                        "text": _("记下看到的"),
                        "url": reverse("fund:sample_transaction", args=[row.estate.code, row.serial, made.pk]),
                    },
                ]
            }
            for made in drawn(package, row)
            if made.pk not in seen
        ],
        "empty": {"title": _("抽到的都看过了"), "text": _("按资料包的校验值抽的，任何人都能重新抽出同样的几笔。")},
    }


def _samples_table(rows: list[Sample], code: str) -> dict[str, Any]:
    return {
        "label": _("看过的账"),
        "columns": [_("摘要"), _("看到什么"), _("说明")],
        "rows": [
            {
                "cells": [
                    {"text": row.transaction.words, "url": reverse("fund:entry", args=[code, row.transaction_id])},
                    {
                        "text": "",
                        "badge": str(row.get_seen_display()),
                        "badge_kind": "done" if row.seen == Sample.Seen.IN_ORDER else "due",
                    },
                    row.words,
                ]
            }
            for row in rows
        ],
    }


@door(oversight_access.get_audit_for, "POST")
def close(request: Entered, code: str, audit_serial: int) -> HttpResponse:
    """Closes an audit."""
    tried = button(request, close_audit, audit=request.here)
    if tried.refused is not None:
        response = _page(request, request.here, refused=tried.refused)
        response.status_code = 409
        return response
    return redirect(audit_url(request.here))


@door(oversight_access.get_audit_for, "POST")
def audit_package(request: Entered, code: str, audit_serial: int) -> HttpResponse:
    """Makes the package of the audited period."""
    row: Audit = request.here
    tried = button(request, make_package, estate=row.estate, audit=row, from_on=row.from_on, until_on=row.until_on)
    if tried.refused is not None:
        response = _page(request, row, refused=tried.refused)
        response.status_code = 409
        return response
    return redirect(audit_url(row))


@door(access.reader_of, "GET", "POST")
def new_package(request: Entered, code: str) -> HttpResponse:
    """Makes a package of any period."""
    on = today(request)
    first = {"from_on": on.replace(month=1, day=1), "until_on": on.replace(day=1)}
    return act_page(
        request,
        form_for(request, PackageForm, initial=first),
        make_package,
        estate=request.here,
        of_estate=True,
        back=back(code),
        heading=_("做审计资料包"),
        sub=_("凭证是完整的，没有遮盖：只给审计、监督和管账的人。做一次要几秒钟。"),
        cites=(AUDITS,),
        word=_("做一份"),
    )
