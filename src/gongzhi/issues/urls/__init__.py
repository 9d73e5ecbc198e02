"""Addresses of the issues room, by who uses them."""

from gongzhi.issues.urls.core import urlpatterns as core
from gongzhi.issues.urls.letters import urlpatterns as letters
from gongzhi.issues.urls.machines import urlpatterns as machines
from gongzhi.issues.urls.talking import urlpatterns as talking
from gongzhi.issues.urls.whistle import urlpatterns as whistle

app_name = "issues"
urlpatterns = [*machines, *core, *whistle, *talking, *letters]
