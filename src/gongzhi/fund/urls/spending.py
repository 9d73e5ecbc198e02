"""Spending: grounds, bases, requests, approvals, slips, batches, budgets, allowances, petty cash."""

from django.urls import URLPattern, path

from gongzhi.fund.views import petty_cash as petty
from gongzhi.fund.views import spending_bases as bases
from gongzhi.fund.views import spending_budgets as budgets
from gongzhi.fund.views import spending_desk as desk
from gongzhi.fund.views import spending_request as one

FUND = "desk/e/<slug:code>/fund/"
DESK = f"{FUND}spending/"
REQUEST = f"{DESK}<int:request_id>/"
BUDGET = f"{FUND}budgets/<int:budget_id>/"
PETTY = f"{FUND}petty/"

urlpatterns: list[URLPattern] = [
    path(DESK, desk.home, name="spending_home"),
    path(f"{DESK}grounds/", desk.grounds, name="spending_grounds"),
    path(f"{DESK}new/", desk.new, name="spending_new"),
    path(f"{DESK}waiting/", desk.waiting, name="spending_waiting"),
    path(f"{DESK}bases/", bases.bases, name="spending_bases"),
    path(f"{DESK}bases/new/", bases.basis_new, name="spending_basis_new"),
    path(f"{DESK}allowances/", bases.allowances, name="allowances"),
    path(f"{DESK}batches/", bases.batches, name="batches"),
    path(f"{DESK}batches/new/<slug:account>/", bases.batch_new, name="batch_new"),
    path(f"{DESK}batches/<int:batch_id>/<slug:kind>/", bases.batch_file, name="batch_file"),
    path(REQUEST, one.request_page, name="spending_request"),
    path(f"{REQUEST}approve/", one.approve, name="spending_approve"),
    path(f"{REQUEST}issue/", one.issue, name="spending_issue"),
    path(f"{REQUEST}slip.pdf", one.slip, name="spending_slip"),
    path(f"{REQUEST}pay/", one.pay, name="spending_pay"),
    path(f"{REQUEST}withdraw/", one.withdraw, name="spending_withdraw"),
    path(f"{FUND}budgets/", budgets.budgets, name="budgets"),
    path(f"{FUND}budgets/new/", budgets.budget_new, name="budget_new"),
    path(BUDGET, budgets.budget, name="budget"),
    path(f"{BUDGET}adopt/", budgets.adopt, name="budget_adopt"),
    path(f"{BUDGET}drop/", budgets.drop, name="budget_drop"),
    path(PETTY, petty.petty, name="petty"),
    path(f"{PETTY}set/", petty.petty_set, name="petty_set"),
    path(f"{PETTY}<slug:account>/return/", petty.petty_return, name="petty_return"),
    path(f"{PETTY}<int:petty_id>/", petty.petty_record, name="petty_record"),
    path(f"{PETTY}<int:petty_id>/review/<slug:month>/", petty.petty_review, name="petty_review"),
    path("e/<slug:code>/fund/budgets/", budgets.public_budgets, name="public_budgets"),
    path("e/<slug:code>/fund/budgets/<int:budget_id>/", budgets.public_budget, name="public_budget"),
]
