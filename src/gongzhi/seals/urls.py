"""Addresses of seals."""

from django.urls import URLPattern, path

from gongzhi.seals.views import acts, desk, public, requests

app_name = "seals"
DESK = "desk/e/<slug:code>/seals/"
SEAL = f"{DESK}<int:seal_id>/"
REQUEST = f"{DESK}requests/<int:seal_request_id>/"

urlpatterns: list[URLPattern] = [
    path(DESK, desk.seals, name="seals"),
    path(f"{DESK}register/", desk.register, name="register"),
    path(f"{DESK}disclose/", acts.disclose, name="disclose"),
    path(SEAL, desk.seal, name="seal"),
    path(f"{SEAL}hand-over/", acts.hand_over, name="hand_over"),
    path(f"{SEAL}receive/", acts.receive, name="receive"),
    path(f"{SEAL}loss/", acts.loss, name="loss"),
    path(f"{SEAL}announce/", acts.announce, name="announce"),
    path(f"{SEAL}report/", acts.report, name="report"),
    path(f"{SEAL}return/", acts.returned, name="return"),
    path(f"{SEAL}recut/", acts.recut, name="recut"),
    path(f"{SEAL}void/", acts.void, name="void"),
    path(f"{SEAL}request/", requests.ask, name="ask"),
    path(f"{SEAL}routine/", requests.routine, name="routine"),
    path(REQUEST, requests.use_request, name="request"),
    path(f"{REQUEST}opinion/", requests.opinion, name="opinion"),
    path(f"{REQUEST}sign/", requests.sign, name="sign"),
    path(f"{REQUEST}cosign/", requests.cosign, name="cosign"),
    path(f"{REQUEST}use/", requests.use, name="use"),
    path(f"{REQUEST}end/", requests.end, name="end"),
    path("e/<slug:code>/seals/", public.seals, name="public"),
    path("e/<slug:code>/seals/uses.xlsx", public.sheet, name="sheet"),
]
