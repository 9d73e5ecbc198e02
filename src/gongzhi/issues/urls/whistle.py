"""Forces, whistles, calls, supervision, investigations, and the way up."""

from django.urls import URLPattern, path

from gongzhi.issues.views import whistle_calls as calls
from gongzhi.issues.views import whistle_forces as forces
from gongzhi.issues.views import whistle_issue as whistle
from gongzhi.issues.views import whistle_oversight as oversight

FORCES = "desk/d/<slug:division>/forces/"
FORCE = f"{FORCES}<int:force_id>/"
CALL = "desk/calls/<int:call_id>/"
ISSUE = "desk/e/<slug:code>/issues/<slug:number>/"
WHISTLE = f"{ISSUE}whistles/<int:whistle_serial>/"
CALLED = f"{WHISTLE}calls/<int:call_id>/"
ORDER = f"{ISSUE}supervisions/<int:supervision_serial>/"
INQUIRY = f"{ISSUE}inquiries/<int:inquiry_id>/"

urlpatterns: list[URLPattern] = [
    path(FORCES, forces.forces, name="forces"),
    path(f"{FORCES}new/", forces.new_force, name="new_force"),
    path(f"{FORCE}people/", forces.seat, name="seat_force"),
    path(f"{FORCE}end/", forces.end, name="end_force"),
    path("desk/d/<slug:division>/supervisions/", oversight.orders, name="orders"),
    path("desk/calls/", calls.calls, name="calls"),
    path(CALL, calls.call, name="call"),
    path(f"{CALL}confirm/", calls.confirm, name="confirm_call"),
    path(f"{CALL}arrive/", calls.arrive, name="arrive_call"),
    path(f"{CALL}report/", calls.report, name="report_call"),
    path(f"{ISSUE}recommend/", whistle.recommend, name="recommend_issue"),
    path(f"{ISSUE}whistle/", whistle.blow, name="blow_whistle"),
    path(WHISTLE, whistle.whistle, name="whistle"),
    path(f"{WHISTLE}close/", whistle.close, name="close_whistle"),
    path(f"{CALLED}rate/", whistle.rate, name="rate_call"),
    path(f"{CALLED}withdraw/", whistle.withdraw, name="withdraw_call"),
    path(f"{ISSUE}supervise/", oversight.supervise, name="supervise_issue"),
    path(ORDER, oversight.supervision, name="supervision"),
    path(f"{ORDER}answer/", oversight.answer, name="answer_supervision"),
    path(f"{ORDER}judge/", oversight.judge, name="judge_supervision"),
    path(f"{ISSUE}inquiry/", oversight.new_inquiry, name="new_inquiry"),
    path(INQUIRY, oversight.inquiry, name="inquiry"),
    path(f"{INQUIRY}note/", oversight.note_inquiry, name="note_inquiry"),
    path(f"{INQUIRY}opinion/", oversight.conclude, name="conclude_inquiry"),
    path(f"{INQUIRY}report/", oversight.send_inquiry, name="report_inquiry"),
    path(f"{ISSUE}raise/", oversight.raise_up, name="raise_issue"),
    path(f"{ISSUE}topic/", oversight.table, name="table_issue"),
]
