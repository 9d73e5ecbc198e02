"""Forming a body where there is none."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
