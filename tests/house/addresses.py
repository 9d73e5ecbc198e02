"""Every address of the product with its verbs and parameters, read from the resolver; nothing is listed by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One route with the verbs it answers."""

    route: str
    verbs: tuple[str, ...]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of what stands in the address."""
        return tuple(PARAMETER.findall(self.route))

    def path(self, values: dict[str, object]) -> str:
        """The address with these values in it; an unknown parameter is an error."""
        return PARAMETER.sub(lambda found: str(values[found[1]]), self.route)


def addresses() -> list[Address]:
    """Every address once, pages and API."""
    found: dict[str, set[str]] = {}
    for route, view in _walk(get_resolver().url_patterns, "/"):
        found.setdefault(route, set()).update(_verbs(route, view))
    return [Address(route, tuple(sorted(verbs))) for route, verbs in found.items()]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, object]]:
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, route)
        else:
            yield route, one.callback


def _verbs(route: str, view: object) -> set[str]:
    declared = getattr(view, "verbs", None)
    if declared:
        return set(declared)
    if route == "/i18n/setlang/":
        return {"POST"}
    return _api_verbs().get(route, {"GET"})


@cache
def _api_verbs() -> dict[str, set[str]]:
    from gongzhi.api.urls import api

    found: dict[str, set[str]] = {}
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            route = f"/api/{prefix}{path}".replace("//", "/").replace("{", "<").replace("}", ">")
            found.setdefault(route, set()).update(verb for one in view.operations for verb in one.methods)
    return found
