"""Addresses of the issues room, by who uses them."""

from gongzhi.issues.urls.core import urlpatterns as core
from gongzhi.issues.urls.machines import urlpatterns as machines

app_name = "issues"
urlpatterns = [*machines, *core]
