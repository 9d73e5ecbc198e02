"""The ledger: accounts, entries, vouchers, months."""

from django.urls import URLPattern, path

from gongzhi.fund.views import ledger_accounts as accounts
from gongzhi.fund.views import ledger_entry as entry
from gongzhi.fund.views import ledger_home as home
from gongzhi.fund.views import ledger_lines as lines
from gongzhi.fund.views import ledger_months as months

DESK = "desk/e/<slug:code>/fund/"
ACCOUNT = f"{DESK}accounts/<slug:account>/"
ENTRY = f"{DESK}entries/<int:transaction_id>/"

urlpatterns: list[URLPattern] = [
    path(DESK, home.home, name="home"),
    path(f"{DESK}book/", home.begin, name="open_book"),
    path(f"{DESK}new-account/", accounts.propose, name="propose_account"),
    path(ACCOUNT, accounts.account, name="account"),
    path(f"{ACCOUNT}open/", accounts.open_, name="open_account"),
    path(f"{ACCOUNT}signers/", accounts.signers, name="change_signatories"),
    path(f"{ACCOUNT}opening/", accounts.opening, name="record_opening"),
    path(f"{ACCOUNT}close/", accounts.close, name="close_account"),
    path(f"{DESK}clearing/", accounts.clearing, name="clear_opening"),
    path(f"{DESK}ledger/", lines.ledger, name="ledger"),
    path(f"{DESK}ledger/sheet/", lines.sheet, name="ledger_sheet"),
    path(f"{DESK}trial/", lines.trial, name="trial_balance"),
    path(ENTRY, entry.entry, name="entry"),
    path(f"{ENTRY}reverse/", entry.reverse_, name="reverse_transaction"),
    path(f"{ENTRY}voucher/", entry.attach, name="attach_voucher"),
    path(f"{DESK}vouchers/<int:voucher_id>/", entry.mask, name="mask_voucher"),
    path(f"{DESK}months/", months.months, name="months"),
    path(f"{DESK}months/close/", months.close, name="close_month"),
]
