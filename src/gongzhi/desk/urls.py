"""Addresses of the desk room: the front page, each person's home, the public page of an estate."""

from django.urls import path

from gongzhi.desk.views import estate, home

app_name = "desk"
urlpatterns = [
    path("", home.front, name="home"),
    path("find/", home.find, name="find"),
    path("home/", home.owner, name="owner"),
    path("e/<slug:code>/", estate.public, name="public"),
]
