"""Addresses of the issues room, by who uses them."""

from gongzhi.issues.urls.core import urlpatterns as core

app_name = "issues"
urlpatterns = [*core]
