"""Who governs, for everyone and for the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
