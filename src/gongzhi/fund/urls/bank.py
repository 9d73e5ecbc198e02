"""The bank: statements, lines, matches, months."""

from django.urls import URLPattern, path

from gongzhi.fund.views import bank_home as home
from gongzhi.fund.views import bank_import as files
from gongzhi.fund.views import bank_line as line
from gongzhi.fund.views import bank_match as match
from gongzhi.fund.views import bank_month as month

HOME = "desk/e/<slug:code>/fund/bank/"
ACCOUNT = f"{HOME}<slug:account>/"
PAPER = f"{ACCOUNT}import/<str:paper>/"
MONTH = f"{ACCOUNT}months/<slug:month>/"

urlpatterns: list[URLPattern] = [
    path(HOME, home.home, name="bank_home"),
    path(ACCOUNT, home.account, name="bank_account"),
    path(f"{ACCOUNT}import/", files.upload, name="bank_import"),
    path(PAPER, files.paper, name="bank_paper"),
    path(f"{PAPER}take/", files.take, name="bank_take"),
    path(f"{ACCOUNT}match/", match.proposals, name="bank_match"),
    path(f"{ACCOUNT}match/hand/", match.by_hand, name="bank_hand"),
    path(f"{ACCOUNT}matches/<int:match_id>/undo/", match.undo, name="bank_undo"),
    path(f"{ACCOUNT}lines/<int:line_id>/", line.line, name="bank_line"),
    path(MONTH, month.month, name="bank_month"),
    path(f"{MONTH}fix/", month.fix, name="bank_fix"),
    path(f"{MONTH}check/", month.check, name="bank_check"),
]
