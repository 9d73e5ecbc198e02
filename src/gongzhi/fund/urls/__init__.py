"""Addresses of shared money, one module an area."""

from django.urls import URLPattern

from gongzhi.fund.urls.bank import urlpatterns as bank
from gongzhi.fund.urls.income import urlpatterns as income
from gongzhi.fund.urls.ledger import urlpatterns as ledger
from gongzhi.fund.urls.oversight import urlpatterns as oversight
from gongzhi.fund.urls.public import urlpatterns as public
from gongzhi.fund.urls.repair import urlpatterns as repair
from gongzhi.fund.urls.spending import urlpatterns as spending

app_name = "fund"
urlpatterns: list[URLPattern] = [
    *ledger,
    *income,
    *bank,
    *spending,
    *repair,
    *public,
    *oversight,
]
