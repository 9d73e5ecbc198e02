"""Addresses of the demonstration."""

from django.urls import path

from gongzhi.config.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.players, name="players"),
    path("demo/play/", views.play, name="play"),
    path("demo/mailbox/", views.mailbox, name="mailbox"),
]
