"""Addresses of the look itself."""

from django.urls import path

from gongzhi.web import views

app_name = "web"
urlpatterns = [
    path("look/", views.change_look, name="look"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/<slug:page>/", views.gallery_page, name="gallery_page"),
]
