"""Oversight: warnings, audits, packages, handing over; lists over a division."""

from django.urls import URLPattern, path

from gongzhi.fund.views import oversight_audits as audits
from gongzhi.fund.views import oversight_findings as findings
from gongzhi.fund.views import oversight_handover as handover
from gongzhi.fund.views import oversight_street as street
from gongzhi.fund.views import oversight_watch as watch

DESK, ABOVE = "desk/e/<slug:code>/fund/", "desk/d/<slug:division>/fund/"
FLAG, AUDIT = f"{DESK}watch/<str:flag_key>/", f"{DESK}audits/<int:audit_serial>/"
FINDING, BALANCE = f"{AUDIT}findings/<int:finding_number>/", f"{DESK}handovers/<int:handover_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{DESK}watch/", watch.home, name="oversight_home"),
    path(FLAG, watch.flag, name="flag"),
    path(f"{FLAG}decide/", watch.decide, name="decide_flag"),
    path(f"{DESK}audits/", audits.audits, name="audits"),
    path(f"{DESK}audits/new/", audits.open_, name="open_audit"),
    path(f"{DESK}audits/package/", audits.new_package, name="new_package"),
    path(AUDIT, audits.audit, name="audit"),
    path(f"{AUDIT}package/", audits.audit_package, name="audit_package"),
    path(f"{AUDIT}close/", audits.close, name="close_audit"),
    path(f"{AUDIT}report/", findings.report, name="report_audit"),
    path(f"{AUDIT}samples/<int:transaction_id>/", findings.sample, name="sample_transaction"),
    path(f"{AUDIT}findings/new/", findings.add, name="add_finding"),
    path(FINDING, findings.finding, name="finding"),
    path(f"{FINDING}answer/", findings.answer, name="answer_finding"),
    path(f"{FINDING}close/", findings.close, name="close_finding"),
    path(f"{DESK}handovers/", handover.handovers, name="handovers"),
    path(f"{DESK}handovers/new/", handover.make, name="make_handover"),
    path(BALANCE, handover.handover, name="handover"),
    path(f"{BALANCE}receive/", handover.receive, name="receive_handover"),
    path(ABOVE, street.overview, name="below"),
    path(f"{ABOVE}<slug:money_list>/", street.cases, name="below_list"),
]
