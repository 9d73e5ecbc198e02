"""Sittings of a community: topics, schedule, notice, who comes."""

from django.urls import URLPattern, URLResolver, path

from gongzhi.meetings.views import joint_calendar as calendar
from gongzhi.meetings.views import joint_mandates as mandates
from gongzhi.meetings.views import joint_phone as phone
from gongzhi.meetings.views import joint_prepare as prepare
from gongzhi.meetings.views import joint_public as public
from gongzhi.meetings.views import joint_sitting as sitting
from gongzhi.meetings.views import joint_street as street
from gongzhi.meetings.views import joint_topics as topics

ABOVE = "desk/d/<slug:division>/"
DESK = f"{ABOVE}meetings/"
SITTING, TOPIC, MANDATE = f"{DESK}<int:sitting_id>/", f"{DESK}topics/<int:topic_id>/", f"{DESK}mandates/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(DESK, calendar.calendar_page, name="calendar"),
    path(f"{DESK}new/", calendar.new_sitting, name="new_sitting"),
    path(SITTING, sitting.sitting, name="sitting"),
    path(f"{SITTING}change/", prepare.change, name="change_sitting"),
    path(f"{SITTING}agenda/", prepare.agenda, name="sitting_agenda"),
    path(f"{SITTING}observers/new/", prepare.observer, name="invite_observer"),
    path(f"{SITTING}notice/", prepare.notice, name="sitting_notice"),
    path(f"{SITTING}notice/<int:notice_id>/acknowledge/", sitting.acknowledge, name="acknowledge_notice"),
    path(f"{SITTING}brief/", prepare.brief, name="hold_brief"),
    path(f"{SITTING}brief/sign/", sitting.sign_now, name="sign_brief"),
    path(f"{SITTING}open/", sitting.open_now, name="open_sitting"),
    path(f"{SITTING}close/", sitting.close_now, name="close_sitting"),
    path(f"{SITTING}cancel/", prepare.cancel, name="cancel_sitting"),
    path(f"{SITTING}place/", prepare.place, name="show_place"),
    path(f"{SITTING}photo/", sitting.photo, name="place_photo"),
    path(f"{SITTING}screen/", sitting.screen, name="sitting_screen"),
    path(f"{SITTING}attendees/<int:attendee_id>/", sitting.arrival, name="arrival"),
    path(f"{SITTING}attendees/<int:attendee_id>/drop/", prepare.drop, name="drop_observer"),
    path(f"{DESK}topics/", topics.topics, name="topics"),
    path(f"{DESK}topics/new/", topics.new_topic, name="new_topic"),
    path(TOPIC, topics.topic, name="topic"),
    path(f"{TOPIC}judge/", topics.judge, name="judge_topic"),
    path(f"{TOPIC}amend/", topics.amend, name="amend_topic"),
    path(f"{TOPIC}withdraw/", topics.withdraw, name="withdraw_topic"),
    path(MANDATE, mandates.mandates, name="mandates"),
    path(f"{MANDATE}new/", mandates.new_mandate, name="new_mandate"),
    path(f"{MANDATE}<int:mandate_id>/revoke/", mandates.revoke, name="revoke_mandate"),
    path(f"{ABOVE}meetings-below/", street.below, name="meetings_below"),
    path(f"{ABOVE}meetings-below.xlsx", street.sheet, name="below_sheet"),
    path("m/<slug:sign_in>/", phone.sign_in, name="sign_in_sitting"),
    path("c/<slug:division>/joint/", public.public, name="joint_public"),
]
