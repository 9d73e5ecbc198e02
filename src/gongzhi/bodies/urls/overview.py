"""Who governs, for everyone and for the desk."""

from django.urls import URLPattern, path

from gongzhi.bodies.views import overview_public as public

urlpatterns: list[URLPattern] = [
    path("e/<slug:code>/who/", public.who, name="who"),
    path("e/<slug:code>/bodies/<int:body_id>/", public.public_body, name="public_body"),
    path("c/<slug:division>/", public.community, name="community"),
    path("c/<slug:division>/bodies/<int:body_id>/", public.community_body, name="community_body"),
]
