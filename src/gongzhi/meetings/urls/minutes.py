"""Minutes, delivery, what was agreed, urging, summaries."""

from django.urls import URLPattern, URLResolver, path

from gongzhi.meetings.views import (
    minutes_agreed,
    minutes_paper,
    minutes_record,
    minutes_sheet,
    minutes_summaries,
    minutes_urging,
)

DESK = "desk/d/<slug:division>/"
SITTING = f"{DESK}meetings/<int:sitting_id>/"
RECORD, PAPER = f"{SITTING}record/", f"{SITTING}minutes/<int:minutes_id>/"
ITEM, SUMMARY = f"{DESK}agreed/<int:agreed_id>/", f"{DESK}summaries/<slug:period>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(RECORD, minutes_record.record, name="record"),
    path(f"{RECORD}agree/", minutes_record.agree, name="agree"),
    path(f"{RECORD}topics/<int:topic_id>/", minutes_record.topic, name="record_topic"),
    path(f"{RECORD}topics/<int:topic_id>/carry/", minutes_paper.carry, name="carry_opinions"),
    path(f"{SITTING}minutes/", minutes_record.draft, name="draft_minutes"),
    path(PAPER, minutes_paper.minutes, name="minutes"),
    path(f"{PAPER}sign/", minutes_paper.sign, name="sign_minutes"),
    path(f"{DESK}minutes/<int:delivery_id>/acknowledge/", minutes_record.acknowledge, name="acknowledge_minutes"),
    path(f"{DESK}agreed/", minutes_agreed.below, name="agreed_below"),
    path(f"{DESK}agreed.xlsx", minutes_sheet.sheet, name="agreed_sheet"),
    path(ITEM, minutes_agreed.item, name="agreed_item"),
    path(f"{ITEM}progress/", minutes_agreed.progress, name="item_progress"),
    path(f"{ITEM}done/", minutes_agreed.done, name="item_done"),
    path(f"{ITEM}confirm/", minutes_agreed.confirm, name="item_confirm"),
    path(f"{ITEM}rectify/", minutes_agreed.rectify, name="item_rectify"),
    path(f"{ITEM}drop/", minutes_agreed.drop, name="item_drop"),
    path(f"{DESK}urgings/new/", minutes_urging.urge, name="urge"),
    path(f"{DESK}urgings/<int:urging_id>/", minutes_urging.urging, name="urging"),
    path(f"{DESK}summaries/", minutes_summaries.summaries, name="summaries"),
    path(SUMMARY, minutes_summaries.summary, name="summary"),
    path(f"{SUMMARY}send/", minutes_summaries.send, name="send_summary"),
    path(f"{SUMMARY}receive/", minutes_summaries.receive, name="receive_summary"),
    path("desk/e/<slug:code>/agreed/", minutes_agreed.estate, name="agreed_estate"),
    path("e/<slug:code>/agreed/", minutes_agreed.public, name="agreed_public"),
]
