"""One operation at two addresses: below an estate and below a division."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from gongzhi.api.door import Asked

E, D = "/estates/{slug:code}", "/divisions/{slug:division}"
Operation = Callable[..., Any]


def twice(method: Callable[..., Callable[[Operation], Operation]], path: str, **options: Any) -> Any:
    """Registers what follows below an estate and, its name ending in `_above`, below a division; `request.here` differs."""

    def register(view: Operation) -> Operation:
        method(E + path, **options)(_placed(view, "code", view.__name__))
        method(D + path, **options)(_placed(view, "division", f"{view.__name__}_above"))
        return view

    return register


def _placed(view: Operation, place: str, name: str) -> Operation:
    """The operation under this name, taking the place of its address, which the door has read."""

    @wraps(view)
    def operation(request: Asked, **given: Any) -> Any:
        del given[place]
        return view(request, **given)

    known = signature(view)
    request, *others = known.parameters.values()
    found = Parameter(place, Parameter.POSITIONAL_OR_KEYWORD, annotation=str)
    operation.__name__ = name
    operation.__signature__ = known.replace(parameters=[request, found, *others])  # type: ignore[attr-defined]
    return operation
