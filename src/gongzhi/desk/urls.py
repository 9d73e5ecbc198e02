"""Addresses of the desk room: the front page, each person's home, the estate's public page and desk."""

from django.urls import path

from gongzhi.desk.views import estate, files, home, officer

app_name = "desk"
urlpatterns = [
    path("", home.front, name="home"),
    path("find/", home.find, name="find"),
    path("home/", home.owner, name="owner"),
    path("e/<slug:code>/", estate.public, name="public"),
    path("desk/", officer.officer, name="officer"),
    path("desk/e/<slug:code>/", officer.estate, name="estate"),
    path("desk/e/<slug:code>/files/<int:file_id>/", files.file, name="file"),
    path("desk/d/<slug:division>/files/<int:above_file_id>/", files.file_above, name="file_above"),
]
