"""Other systems, sheets, layouts, numbers and regular reports."""

from django.urls import URLPattern, path

from gongzhi.issues.views import machines_open311 as open311

OPEN311 = "open311/v2/"

urlpatterns: list[URLPattern] = [
    path(f"{OPEN311}discovery.json", open311.discovery, name="open311_discovery"),
    path(f"{OPEN311}services.json", open311.services, name="open311_services"),
    path(f"{OPEN311}services/<slug:service_code>.json", open311.service, name="open311_service"),
    path(f"{OPEN311}requests.json", open311.requests, name="open311_requests"),
    path(f"{OPEN311}requests/<slug:request_number>.json", open311.one_request, name="open311_request"),
    path(f"{OPEN311}tokens/<slug:token>.json", open311.token, name="open311_token"),
]
