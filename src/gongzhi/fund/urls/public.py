"""What everyone reads of the money, questions, and the desk that publishes."""

from django.urls import URLPattern, path

from gongzhi.fund.views import public_account as account
from gongzhi.fund.views import public_desk as desk
from gongzhi.fund.views import public_home as home
from gongzhi.fund.views import public_lists as lists
from gongzhi.fund.views import public_questions as questions

DESK, PUBLIC = "desk/e/<slug:code>/fund/", "e/<slug:code>/fund/"
ACCOUNT = f"{PUBLIC}accounts/<slug:account>/"
ENTRY = f"{PUBLIC}entries/<int:transaction_id>/"

urlpatterns: list[URLPattern] = [
    path(PUBLIC, home.home, name="public_home"),
    path(ACCOUNT, account.account, name="public_account"),
    path(f"{ACCOUNT}lines/", account.lines, name="public_lines"),
    path(ENTRY, account.entry, name="public_entry"),
    path(f"{ENTRY}vouchers/<int:voucher_id>/", account.voucher, name="public_voucher"),
    path(f"{PUBLIC}publications/", lists.publications, name="public_publications"),
    path(f"{PUBLIC}sheet.xlsx", lists.sheet, name="public_sheet"),
    path(f"{PUBLIC}allowances/", lists.allowances, name="public_allowances"),
    path(f"{PUBLIC}modes/", lists.modes, name="public_modes"),
    path(f"{PUBLIC}questions/", questions.questions, name="public_questions"),
    path(f"{PUBLIC}questions/<int:question_id>/file/", questions.answer_file, name="public_answer_file"),
    path(f"{PUBLIC}ask/", questions.ask, name="public_ask"),
    path(f"{PUBLIC}mine/", questions.mine, name="public_mine"),
    path(f"{DESK}publishing/", desk.publishing, name="public_desk"),
    path(f"{DESK}questions/", desk.questions, name="desk_questions"),
    path(f"{DESK}questions/<int:question_id>/", desk.answer, name="answer_question"),
    path(f"{DESK}remarks/new/", desk.remark, name="make_remark"),
    path(f"{DESK}remarks/<int:remark_id>/", desk.answer_to_remark, name="answer_remark"),
]
