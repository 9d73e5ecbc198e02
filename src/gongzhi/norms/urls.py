"""Addresses of the rule base."""

from django.urls import URLPattern

app_name = "norms"
urlpatterns: list[URLPattern] = []
