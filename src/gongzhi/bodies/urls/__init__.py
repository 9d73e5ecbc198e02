"""Addresses of the bodies room, by what is done there."""

from gongzhi.bodies.urls.formation import urlpatterns as formation
from gongzhi.bodies.urls.offices import urlpatterns as offices
from gongzhi.bodies.urls.overview import urlpatterns as overview
from gongzhi.bodies.urls.slates import urlpatterns as slates

app_name = "bodies"
urlpatterns = [*offices, *slates, *formation, *overview]
