"""Composition, candidates, declarations and objections."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
