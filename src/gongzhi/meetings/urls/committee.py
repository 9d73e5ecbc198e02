"""Meetings of the body that stands for the owners."""

from django.urls import URLPattern, path

from gongzhi.meetings.views import committee_acts as acts
from gongzhi.meetings.views import committee_call, committee_meeting, committee_public
from gongzhi.meetings.views import committee_desk as desk
from gongzhi.meetings.views import committee_record as after

DESK = "desk/e/<slug:code>/meetings/"
MEETING = f"{DESK}<int:meeting_id>/"

urlpatterns: list[URLPattern] = [
    path(DESK, desk.meetings, name="committee_meetings"),
    path(f"{DESK}call/", committee_call.call, name="call_meeting"),
    path(f"{DESK}convener/", desk.convener, name="name_convener"),
    path(f"{DESK}demands/new/", desk.new_demand, name="open_demand"),
    path(f"{DESK}demands/<int:demand_id>/", desk.demand, name="demand"),
    path(MEETING, committee_meeting.meeting, name="committee_meeting"),
    path(f"{MEETING}item/", acts.item, name="add_item"),
    path(f"{MEETING}cancel/", acts.cancel, name="cancel_meeting"),
    path(f"{MEETING}begin/", acts.begin, name="begin_meeting"),
    path(f"{MEETING}sign-in/", acts.sign_in, name="sign_in"),
    path(f"{MEETING}presence/", acts.presence, name="record_presence"),
    path(f"{MEETING}items/<int:number>/vote/", acts.vote, name="member_vote"),
    path(f"{MEETING}votes/", acts.votes, name="record_votes"),
    path(f"{MEETING}close/", acts.close, name="close_meeting"),
    path(f"{MEETING}record/", after.record, name="write_record"),
    path(f"{MEETING}sign/", after.sign, name="sign_record"),
    path(f"{MEETING}signatures/", after.signatures, name="record_signatures"),
    path(f"{MEETING}finish/", after.finish, name="finish_record"),
    path(f"{MEETING}publish/", after.publish, name="publish_decisions"),
    path("desk/e/<slug:code>/decisions/<int:decision_id>/", after.decision, name="decision"),
    path("e/<slug:code>/decisions/", committee_public.decisions, name="decisions"),
    path("e/<slug:code>/meetings/<int:meeting_id>/", committee_public.meeting, name="public_meeting"),
]
