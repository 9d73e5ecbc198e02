"""Forming a body where there is none, a committee's renewal, ending a body of passage, renovations."""

from django.urls import URLPattern, path

from gongzhi.bodies.views import formation_acts as acts
from gongzhi.bodies.views import formation_desk as desk
from gongzhi.bodies.views import formation_passage as passage
from gongzhi.bodies.views import formation_public as public

LIST = "desk/e/<slug:code>/formation/"
ONE = f"{LIST}<int:serial>/"
PUBLIC = "e/<slug:code>/formation/<int:serial>/"

urlpatterns: list[URLPattern] = [
    path(LIST, desk.formations, name="desk_formations"),
    path(f"{LIST}new/<slug:kind>/", desk.new_formation, name="new_formation"),
    path(ONE, desk.formation, name="desk_formation"),
    path(f"{ONE}sides/", acts.ask, name="ask_side"),
    path(f"{ONE}sides/<int:side_id>/", acts.answer, name="side_answer"),
    path(f"{ONE}send/", acts.send, name="send_for_guidance"),
    path(f"{ONE}guidance/", acts.guide, name="give_guidance"),
    path(f"{ONE}announce/", acts.announce, name="announce_formation"),
    path(f"{ONE}complete/", acts.complete, name="complete_formation"),
    path(f"{ONE}abandon/", acts.abandon, name="abandon_formation"),
    path("desk/e/<slug:code>/renewal/", passage.renewal, name="renewal"),
    path("desk/e/<slug:code>/renewal/<slug:step>/", passage.renewal_step, name="renewal_step"),
    path("desk/e/<slug:code>/bodies/<int:body_id>/conclude/", passage.conclude, name="conclude"),
    path("desk/e/<slug:code>/renovations/", passage.renovations, name="renovations"),
    path(PUBLIC, public.public_formation, name="formation"),
    path(f"{PUBLIC}objection/", public.object_to_formation, name="object_to_formation"),
]
