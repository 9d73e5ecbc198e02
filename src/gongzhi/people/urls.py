"""Addresses of people."""

from django.urls import path

from gongzhi.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/code/", views.code, name="code"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("desk/e/<slug:code>/capacities/", views.capacities, name="capacities"),
    path("desk/e/<slug:code>/capacities/<int:capacity_id>/end/", views.end, name="end_capacity"),
]
