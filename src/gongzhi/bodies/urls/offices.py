"""Seats and who sits in them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
