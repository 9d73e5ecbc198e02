"""Audits of an estate: what is drawn to be looked at, what is still to be put right, how the result is told (A7.3)."""

import hashlib
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.fund.models import Audit, AuditFinding, AuditPackage, Sample, Transaction
from gongzhi.fund.states import AuditState
from gongzhi.kernel.clock import law_day
from gongzhi.norms.queries.adopted import bylaws_of
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi_law.fund_audit import audit_published_days, term_audit

DRAWN = 10
MOST = 200


def audits_of(estate: Estate) -> list[Audit]:
    """Every audit of the estate, the newest first."""
    return list(Audit.objects.filter(estate=estate).select_related("body").order_by("-serial"))


def drawn(package: AuditPackage, audit: Audit, count: int = DRAWN) -> list[Transaction]:
    """So many transactions of the audited period, drawn by the hash of the package: anyone draws the same again.

    Ordered by the SHA-256 of the package's hash with the journal entry of each; at most 200.
    """
    rows = Transaction.objects.filter(estate=audit.estate, on__gte=audit.from_on, on__lt=audit.until_on)
    known = rows.values_list("pk", "entry")
    order = sorted(known, key=lambda row: hashlib.sha256(f"{package.sha256}:{row[1]}:{row[0]}".encode()).digest())
    found = rows.in_bulk([pk for pk, _entry in order[: min(count, MOST)]])
    return [found[pk] for pk, _entry in order if pk in found]


def samples_of(audit: Audit) -> list[Sample]:
    """What was looked at, in order."""
    rows = Sample.objects.filter(estate=audit.estate, audit=audit).select_related("transaction")
    return list(rows.order_by("pk"))


def findings_of(audit: Audit) -> list[AuditFinding]:
    """What was found, in order."""
    rows = list(AuditFinding.objects.filter(estate=audit.estate, audit=audit).order_by("number"))
    for row in rows:
        row.audit, row.estate = audit, audit.estate
    return rows


def packages_of(estate: Estate) -> list[AuditPackage]:
    """The packages of the estate, the newest first."""
    return list(AuditPackage.objects.filter(estate=estate).select_related("audit").order_by("-pk"))


def latest_package(audit: Audit) -> AuditPackage | None:
    """The newest package of the audit."""
    return AuditPackage.objects.filter(estate=audit.estate, audit=audit).order_by("-pk").first()


def rule_words(estate: Estate, at: datetime) -> tuple[str, str]:
    """What the texts say about audits there and where; empty where none does."""
    rule = term_audit(law_day(at), estate.place)
    return (rule.sentence, rule.cite) if rule else ("", "")


def publication_words(estate: Estate, at: datetime) -> str:
    """For how long the result stays published there."""
    on = law_day(at)
    days = audit_published_days(on, estate.place, bylaws_of(estate, on=on))
    if days is None:
        return _("本公告长期公开。")
    return _("本公告至少公布 %(n)s 日（%(cite)s）。") % {"n": days.number, "cite": days.cites}


def result_paper(audit: Audit, *, at: datetime) -> dict[str, Any]:
    """The result as data of an official document: period, conclusion, each finding with its rule and day; no names of persons."""
    rows = [
        [
            str(row.number),
            row.words,
            row.ground,
            row.remedy,
            cndate(row.due_on),
            fen(row.amount_fen) if row.amount_fen else "–",
        ]
        for row in findings_of(audit)
    ]
    samples = samples_of(audit)
    wrong = sum(1 for row in samples if row.seen != Sample.Seen.IN_ORDER)
    lead = _("%(who)s对%(from)s至%(until)s（不含当日）的账目作了%(purpose)s，抽查 %(n)s 笔，其中 %(m)s 笔有问题。") % {
        "who": audit.auditor,
        "from": cndate(audit.from_on),
        "until": cndate(audit.until_on),
        "purpose": audit.get_purpose_display(),
        "n": len(samples),
        "m": wrong,
    }
    sections: list[dict[str, Any]] = [
        {"heading": _("审计情况"), "paragraphs": [lead, _("委托依据：%(words)s") % {"words": audit.basis_words}]},
        {"heading": _("审计结论"), "paragraphs": audit.conclusion.splitlines()},
    ]
    if rows:
        head = [_("序号"), _("问题"), _("依据"), _("怎么改"), _("期限"), _("涉及金额")]
        sections.append({"heading": _("发现的问题"), "paragraphs": [], "table": {"head": head, "rows": rows}})
    return {
        "issuer": audit.estate.name,
        "addressee": _("全体业主"),
        "estate": audit.estate.code,
        "sections": sections,
        "closing": publication_words(audit.estate, at),
    }


def open_findings(estates: list[int]) -> list[AuditFinding]:
    """The findings of these estates that are not put right yet, by day; one statement."""
    rows = AuditFinding.objects.filter(estate__in=estates, closed_at__isnull=True).select_related("audit")
    return list(rows.exclude(audit__state=AuditState.CLOSED).order_by("due_on", "pk"))
