"""Reporting, the reporter's page, the open list, and the desk of issues."""

from django.urls import URLPattern, path

from gongzhi.issues.views import desk, desk_acts, desk_parties, public, reporting, tracking

PUBLIC = "e/<slug:code>/issues/"
LINK = "i/<slug:token>/"
DESK = "desk/e/<slug:code>/issues/"
ISSUE = f"{DESK}<slug:number>/"
PARTY = f"{ISSUE}parties/<int:party_id>/"

urlpatterns: list[URLPattern] = [
    path(PUBLIC, public.issues, name="issues"),
    path(f"{PUBLIC}new/", reporting.new, name="new"),
    path(f"{PUBLIC}new/suggest/", reporting.suggest, name="suggest"),
    path(f"{PUBLIC}new/send/", reporting.send, name="send"),
    path(f"{PUBLIC}<slug:number>/", public.issue, name="issue"),
    path(f"{PUBLIC}<slug:number>/photos/<int:photo_id>/", public.photo, name="photo"),
    path(LINK, tracking.track, name="track"),
    path(f"{LINK}confirm/", tracking.confirm, name="confirm"),
    path(f"{LINK}reopen/", tracking.reopen, name="reopen"),
    path(f"{LINK}photos/", tracking.photos, name="add_photos"),
    path(f"{LINK}photos/<int:photo_id>/", tracking.own_photo, name="own_photo"),
    path(f"{LINK}hide/", tracking.hide, name="hide"),
    path("home/issues/", tracking.own, name="own"),
    path(DESK, desk.issues, name="desk_issues"),
    path(f"{DESK}new/", desk_acts.record, name="record"),
    path(ISSUE, desk.issue, name="desk_issue"),
    path(f"{ISSUE}accept/", desk_acts.accept, name="accept_issue"),
    path(f"{ISSUE}class/", desk_acts.classify, name="class_issue"),
    path(f"{ISSUE}merge/", desk_acts.merge, name="merge_issue"),
    path(f"{ISSUE}answer/", desk_acts.answer, name="answer_issue"),
    path(f"{ISSUE}explain/", desk_acts.explain, name="explain_issue"),
    path(f"{ISSUE}public/", desk_acts.publish, name="public_issue"),
    path(f"{ISSUE}step/", desk_acts.step, name="step_issue"),
    path(f"{ISSUE}note/", desk_acts.note, name="note_issue"),
    path(f"{ISSUE}finish/", desk_acts.finish, name="finish_issue"),
    path(f"{ISSUE}seen/", desk_acts.see_to, name="seen_issue"),
    path(f"{ISSUE}parties/", desk_parties.assign, name="assign_issue"),
    path(f"{ISSUE}lead/", desk_parties.lead, name="lead_issue"),
    path(f"{PARTY}take/", desk_parties.take, name="take_task"),
    path(f"{PARTY}back/", desk_parties.back, name="hand_back"),
    path(f"{PARTY}done/", desk_parties.done, name="finish_task"),
    path(f"{ISSUE}reports/<int:report_id>/", desk.report, name="report"),
    path(f"{ISSUE}photos/<int:photo_id>/", desk.photo, name="desk_photo"),
]
