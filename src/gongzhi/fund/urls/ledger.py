"""The ledger: accounts, entries, vouchers, months."""

from django.urls import URLPattern, path

from gongzhi.fund.views import ledger_home as home

DESK = "desk/e/<slug:code>/fund/"

urlpatterns: list[URLPattern] = [
    path(DESK, home.home, name="home"),
]
