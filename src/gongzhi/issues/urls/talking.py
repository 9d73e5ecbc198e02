"""Mediation, visits of law enforcement, gatherings, and what everyone reads of them."""

from django.urls import URLPattern, path

from gongzhi.issues.views import gatherings, mediations, taking_part, visits

DESK = "desk/e/<slug:code>/"
MEDIATION = f"{DESK}mediations/<int:mediation_serial>/"
VISIT = f"{DESK}visits/<int:visit_serial>/"
GATHERING = f"{DESK}gatherings/<int:gathering_serial>/"
PUBLIC = "e/<slug:code>/gatherings/<int:gathering_serial>/"

urlpatterns: list[URLPattern] = [
    path(f"{DESK}mediations/", mediations.mediations, name="mediations"),
    path(f"{DESK}mediations/new/", mediations.open_, name="open_mediation"),
    path(MEDIATION, mediations.mediation, name="mediation"),
    path(f"{MEDIATION}session/", mediations.session, name="mediation_session"),
    path(f"{MEDIATION}agreement/", mediations.agreement, name="mediation_agreement"),
    path(f"{MEDIATION}confirmation/", mediations.confirmation, name="mediation_confirmation"),
    path(f"{MEDIATION}follow-up/", mediations.follow_up, name="mediation_follow_up"),
    path(f"{MEDIATION}end/", mediations.end, name="mediation_end"),
    path(f"{DESK}visits/", visits.visits, name="visits"),
    path(f"{DESK}visits/new/", visits.record, name="record_visit"),
    path(VISIT, visits.visit, name="visit"),
    path(f"{VISIT}public/", visits.publish, name="publish_visit"),
    path(f"{DESK}gatherings/", gatherings.gatherings, name="gatherings"),
    path(f"{DESK}gatherings/new/", gatherings.announce, name="announce_gathering"),
    path(GATHERING, gatherings.gathering, name="gathering"),
    path(f"{GATHERING}record/", gatherings.record, name="record_gathering"),
    path(f"{GATHERING}outcome/", gatherings.outcome, name="publish_outcome"),
    path(f"{GATHERING}cancel/", gatherings.cancel, name="cancel_gathering"),
    path("e/<slug:code>/taking-part/", taking_part.taking_part, name="taking_part"),
    path(PUBLIC, taking_part.gathering, name="public_gathering"),
    path(f"{PUBLIC}sign-up/", taking_part.join, name="sign_up"),
    path(f"{PUBLIC}withdraw/", taking_part.leave, name="withdraw_sign_up"),
]
