"""Sittings of a community: topics, schedule, notice, who comes."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
