"""Addresses of shared money, one module an area."""

from django.urls import URLPattern

app_name = "fund"
urlpatterns: list[URLPattern] = []
