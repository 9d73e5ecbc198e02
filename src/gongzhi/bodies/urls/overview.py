"""Who governs, for everyone and for the desk; what stands around bodies."""

from django.urls import URLPattern, path

from gongzhi.bodies.views import overview_division as division
from gongzhi.bodies.views import overview_engage as engage
from gongzhi.bodies.views import overview_estate as estate
from gongzhi.bodies.views import overview_expiry as expiry
from gongzhi.bodies.views import overview_public as public
from gongzhi.bodies.views import overview_service as service

DESK, ABOVE, PUBLIC = "desk/e/<slug:code>/", "desk/d/<slug:division>/", "e/<slug:code>/"
SERVICE, ENGAGEMENT = f"{DESK}service/<int:service_id>/", f"{DESK}engagements/<int:engagement_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{PUBLIC}who/", public.who, name="who"),
    path(f"{PUBLIC}bodies/<int:body_id>/", public.public_body, name="public_body"),
    path("c/<slug:division>/", public.community, name="community"),
    path("c/<slug:division>/bodies/<int:body_id>/", public.community_body, name="community_body"),
    path("desk/expiry/", expiry.expiry, name="expiry"),
    path("desk/expiry.xlsx", expiry.expiry_sheet, name="expiry_sheet"),
    path(f"{ABOVE}cross-posts/", division.cross_posts, name="cross_posts"),
    path(f"{ABOVE}four-ones/", division.four_ones_below, name="four_ones_below"),
    path(f"{ABOVE}party/", division.party_below, name="party_below"),
    path(f"{ABOVE}micro-grids/", division.micro_grids_below, name="micro_grids_below"),
    path(f"{DESK}four-ones/", estate.four_ones, name="four_ones"),
    path(f"{DESK}party/", estate.party, name="party"),
    path(f"{DESK}micro-grids/", estate.micro_grids, name="micro_grids"),
    path(f"{DESK}micro-grids/<int:duty_id>/end/", estate.release, name="release_micro_grid"),
    path(f"{DESK}engagements/", engage.engagements, name="engagements"),
    path(f"{DESK}engagements/new/<slug:hired>/", engage.new_engagement, name="new_engagement"),
    path(ENGAGEMENT, engage.engagement, name="engagement"),
    path(f"{ENGAGEMENT}end/", engage.end, name="end_engagement"),
    path(f"{DESK}quality/", service.quality, name="quality"),
    path(f"{PUBLIC}quality/", service.own_quality, name="own_quality"),
    path(f"{DESK}service/", service.services, name="services"),
    path(SERVICE, service.service, name="service"),
    path(f"{SERVICE}certify/", service.certify, name="certify_service"),
    path(f"{SERVICE}inquiries/new/", service.new_inquiry, name="new_inquiry"),
    path(f"{SERVICE}inquiries/<int:inquiry_id>/answer/", service.answer, name="answer_inquiry"),
    path(f"{SERVICE}certificates/<int:certificate_id>.pdf", service.certificate, name="certificate"),
    path("home/service/", service.own_services, name="own_services"),
    path(f"{PUBLIC}service/<int:service_id>/", service.own_service, name="own_service"),
]
