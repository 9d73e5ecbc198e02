"""Income: assets, contracts, what is due and came in, what the early period left."""

from django.urls import URLPattern, path

from gongzhi.fund.views import income_assets as assets
from gongzhi.fund.views import income_contracts as contracts
from gongzhi.fund.views import income_early as early
from gongzhi.fund.views import income_money as money
from gongzhi.fund.views import income_public as public

DESK, PUBLIC = "desk/e/<slug:code>/fund/", "e/<slug:code>/fund/"
ASSET, CONTRACT = f"{DESK}assets/<int:asset_serial>/", f"{DESK}contracts/<int:contract_serial>/"
EARLY = f"{DESK}early/<int:early_serial>/"

urlpatterns: list[URLPattern] = [
    path(f"{DESK}income/", money.income, name="income_home"),
    path(f"{DESK}income/new/", money.record, name="record_income"),
    path(f"{DESK}income/batch/", money.record_many, name="record_incomes"),
    path(f"{DESK}assets/", assets.assets, name="assets"),
    path(f"{DESK}assets/new/", assets.new, name="new_asset"),
    path(ASSET, assets.asset, name="asset"),
    path(f"{ASSET}end/", assets.end, name="end_asset"),
    path(f"{DESK}contracts/", contracts.contracts, name="contracts"),
    path(f"{DESK}contracts/new/", contracts.new, name="new_contract"),
    path(CONTRACT, contracts.contract, name="contract"),
    path(f"{CONTRACT}end/", contracts.end, name="end_contract"),
    path(f"{CONTRACT}deposit/", contracts.deposit, name="record_deposit"),
    path(f"{CONTRACT}settle/", contracts.settle, name="settle_instalment"),
    path(f"{DESK}early/", early.early, name="early"),
    path(f"{DESK}early/new/", early.new, name="new_early"),
    path(f"{DESK}early/publish/", early.publish, name="publish_early"),
    path(EARLY, early.item, name="early_item"),
    path(f"{EARLY}step/", early.step, name="early_step"),
    path(f"{EARLY}close/", early.close, name="close_early"),
    path(f"{PUBLIC}income/", public.income, name="public_income"),
    path(f"{PUBLIC}assets/", public.assets, name="public_assets"),
    path(f"{PUBLIC}early/", public.early, name="public_early"),
]
