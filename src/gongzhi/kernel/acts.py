"""The frame of every act: one transaction, and a resend under the same idempotency key answered the same."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.models import Done

P = ParamSpec("P")
R = TypeVar("R")
UNCOMPARED = {"by", "at", "idempotency_key"}


def act(function: Callable[P, R]) -> Callable[P, R]:
    """Makes a keyword-only function an act: atomic, and idempotent under `idempotency_key=`.

    The key is remembered per person (`by`, a Person or None) with a digest of what was asked; the same key with another
    content is refused, the same content returns the first result without acting again.
    """

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        if args:
            raise TypeError(f"{function.__name__} takes keywords only")
        key = kwargs.pop("idempotency_key", None)
        with transaction.atomic():
            if not key:
                return function(**kwargs)  # type: ignore[call-arg]
            if not isinstance(key, str) or len(key) > 64:
                raise BadInput(_("幂等键须是最多 64 个字符的文字。"))
            actor = f"person:{getattr(kwargs.get('by'), 'pk', None)}"
            asked = _digest(function.__name__, kwargs)
            done, fresh = Done.objects.get_or_create(
                actor=actor, key=key, defaults={"act": function.__name__, "asked": asked}
            )
            if not fresh:
                if bytes(done.asked) != asked:
                    raise BadInput(_("同一个幂等键已用于另一件事，这次没有办理。"))
                return _stored(done)  # type: ignore[return-value]
            result = function(**kwargs)  # type: ignore[call-arg]
            if isinstance(result, models.Model):
                done.result_model, done.result_id = result._meta.label, result.pk
                done.save(update_fields=["result_model", "result_id"])
            return result

    return wrapped


def official(function: Callable[P, R]) -> Callable[P, R]:
    """Lets an act write its notices, letters and documents in Chinese, whatever language the page was read in."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with override("zh-hans"):
            return function(*args, **kwargs)

    return wrapped


def _digest(name: str, kwargs: dict[str, Any]) -> bytes:
    asked = {k: v for k, v in kwargs.items() if k not in UNCOMPARED}
    return hashlib.sha256(json.dumps([name, asked], sort_keys=True, default=_plain).encode()).digest()


def _plain(value: object) -> str:
    if isinstance(value, models.Model):
        return f"{value._meta.label}:{value.pk}"
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return str(value)


def _stored(done: Done) -> models.Model | None:
    if not done.result_model:
        return None
    found: models.Model = apps.get_model(done.result_model)._default_manager.get(pk=done.result_id)
    return found
