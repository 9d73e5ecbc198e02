"""Minutes, delivery, what was agreed, summaries."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
