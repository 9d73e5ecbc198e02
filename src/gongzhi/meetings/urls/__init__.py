"""Addresses of meetings, by what is done there."""

from gongzhi.meetings.urls.committee import urlpatterns as committee
from gongzhi.meetings.urls.joint import urlpatterns as joint
from gongzhi.meetings.urls.minutes import urlpatterns as minutes

app_name = "meetings"
urlpatterns = [*committee, *joint, *minutes]
