"""Seats and who sits in them: the desk of an estate, and the desk above estates under the same names with `division_`."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from gongzhi.bodies.views import offices_bodies, offices_body

ESTATE, DIVISION = "desk/e/<slug:code>/bodies/", "desk/d/<slug:division>/bodies/"


def both(tail: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """One page in both scopes."""
    return [
        path(f"{ESTATE}{tail}", view, name=f"desk_{name}"),
        path(f"{DIVISION}{tail}", view, name=f"desk_division_{name}"),
    ]


urlpatterns: list[URLPattern] = [
    path(ESTATE, offices_bodies.estate_bodies, name="desk_bodies"),
    path(DIVISION, offices_bodies.division_bodies, name="desk_division_bodies"),
    *both("<int:body_id>/", offices_body.body_page, "body"),
]
