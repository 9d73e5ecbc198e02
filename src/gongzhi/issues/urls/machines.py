"""Other systems, sheets, layouts, numbers and regular reports."""

from django.urls import URLPattern, path

from gongzhi.issues.views import machines_hook_in as hook_in
from gongzhi.issues.views import machines_keys as keys
from gongzhi.issues.views import machines_numbers as numbers
from gongzhi.issues.views import machines_open311 as open311
from gongzhi.issues.views import machines_reports as reports
from gongzhi.issues.views import machines_sheets as sheets

OPEN311, PUBLIC, PLACE = "open311/v2/", "e/<slug:code>/issues/", "c/<slug:division>/issues/"
DESK, MACHINES = "desk/d/<slug:division>/issues/", "desk/d/<slug:division>/machines/"
SHEET, LAYOUT = f"{DESK}sheets/<int:sheet_id>/", f"{DESK}layouts/<int:layout_id>/"
HOOK, REPORT = f"{MACHINES}hooks/<int:hook_id>/", f"{DESK}reports/<int:env_report_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{OPEN311}discovery.json", open311.discovery, name="open311_discovery"),
    path(f"{OPEN311}services.json", open311.services, name="open311_services"),
    path(f"{OPEN311}services/<slug:service_code>.json", open311.service, name="open311_service"),
    path(f"{OPEN311}requests.json", open311.requests, name="open311_requests"),
    path(f"{OPEN311}requests/<slug:request_number>.json", open311.one_request, name="open311_request"),
    path(f"{OPEN311}tokens/<slug:token>.json", open311.token, name="open311_token"),
    path("hooks/<slug:hook_slug>/", hook_in.take, name="hook_in"),
    path(f"{PUBLIC}map/", numbers.plan, name="plan"),
    path(f"{PUBLIC}ledger.xlsx", numbers.estate_sheet, {"ending": "xlsx"}, name="estate_xlsx"),
    path(f"{PUBLIC}ledger.csv", numbers.estate_sheet, {"ending": "csv"}, name="estate_csv"),
    path(PLACE, numbers.public_numbers, name="public_numbers"),
    path(f"{PLACE}list/", numbers.public_list, name="public_list"),
    path(DESK, numbers.numbers, name="numbers"),
    path(f"{DESK}list/", numbers.listed, name="list"),
    path(f"{DESK}list.xlsx", numbers.sheet, name="sheet"),
    path(f"{DESK}sheets/", sheets.sheets, name="sheets"),
    path(SHEET, sheets.sheet, name="ticket_sheet"),
    path(f"{SHEET}import/", sheets.take_in, name="import_sheet"),
    path(f"{SHEET}discard/", sheets.give_up, name="discard_sheet"),
    path(f"{DESK}layouts/", sheets.layouts, name="layouts"),
    path(f"{LAYOUT}filled.xlsx", sheets.fill, name="fill_layout"),
    path(f"{LAYOUT}drop/", sheets.drop, name="drop_layout"),
    path(f"{DESK}reports/", reports.reports, name="env_reports"),
    path(REPORT, reports.report, name="env_report"),
    path(f"{REPORT}send/", reports.send, name="send_env_report"),
    path(MACHINES, keys.machines, name="machines"),
    path(f"{MACHINES}keys/new/", keys.new_key, name="new_key"),
    path(f"{MACHINES}keys/<int:key_id>/revoke/", keys.revoke_key, name="revoke_key"),
    path(f"{MACHINES}hooks/new/<slug:way>/", keys.new_hook, name="new_hook"),
    path(HOOK, keys.hook, name="hook"),
    path(f"{HOOK}stop/", keys.stop, name="stop_hook"),
    path(f"{HOOK}resend/", keys.resend, name="resend_hook"),
]
