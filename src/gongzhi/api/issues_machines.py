"""Other systems: keys by which they report, webhooks by which they are told or tell us; each secret in one answer only."""

from typing import Any

from ninja import Router
from pydantic import Field

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, instant
from gongzhi.issues import machine_access
from gongzhi.issues.actions.add_hook import add_hook
from gongzhi.issues.actions.issue_api_key import issue_api_key
from gongzhi.issues.actions.resend_hook import resend_hook
from gongzhi.issues.actions.revoke_api_key import revoke_api_key
from gongzhi.issues.actions.stop_hook import stop_hook
from gongzhi.issues.models import ApiKey, Hook

router = Router()
D = "/divisions/{slug:division}"
KEY, HOOK = f"{D}/issue-keys/{{int:key_id}}", f"{D}/issue-hooks/{{int:hook_id}}"
office = Door(machine_access.office_over)
key_door, hook_door = Door(machine_access.get_key_for), Door(machine_access.get_hook_for)


class KeyGiven(Given):
    """For which system, and for which estates by code (none: all below the division)."""

    client: str
    estates: list[str] = Field(default_factory=list)


class HookGiven(Given):
    """A webhook outwards (address, events) or inwards (source)."""

    way: str
    name: str
    address: str = ""
    events: list[str] = Field(default_factory=list)
    source: str = ""


def _key(row: ApiKey) -> dict[str, Any]:
    return {
        "id": row.pk,
        "client": row.client,
        "estates": row.estates,
        "made_at": instant(row.made_at),
        "revoked_at": instant(row.revoked_at),
    }


@router.get(f"{D}/issue-keys", auth=office, response=list[dict[str, Any]])
def keys(request: Asked, division: str) -> list[dict[str, Any]]:
    """The keys of a division; never the keys themselves."""
    return [_key(row) for row in ApiKey.objects.filter(division=request.here).order_by("-pk")]


@router.post(f"{D}/issue-keys", auth=office, response=dict[str, Any])
def new_key(request: Asked, division: str, body: KeyGiven) -> dict[str, Any]:
    """Issues a key; `api_key` is shown in this answer and never again."""
    made = issue_api_key(division=request.here, **body.dict(), **acted(request))
    return _key(made) | {"api_key": made.shown_once or None}


@router.post(f"{KEY}/revoke", auth=key_door, response=dict[str, Any])
def revoke(request: Asked, division: str, key_id: int) -> dict[str, Any]:
    """Takes a key back."""
    return _key(revoke_api_key(key=request.here, **acted(request)))


def _hook(row: Hook) -> dict[str, Any]:
    return {
        "id": row.pk,
        "way": row.way,
        "name": row.name,
        "address": row.address or f"/hooks/{row.slug}/",
        "events": row.events,
        "stopped_at": instant(row.stopped_at),
    }


@router.get(f"{D}/issue-hooks", auth=office, response=list[dict[str, Any]])
def hooks(request: Asked, division: str) -> list[dict[str, Any]]:
    """The webhooks of a division."""
    return [_hook(row) for row in Hook.objects.filter(division=request.here).order_by("-pk")]


@router.post(f"{D}/issue-hooks", auth=office, response=dict[str, Any])
def new_hook(request: Asked, division: str, body: HookGiven) -> dict[str, Any]:
    """Registers a webhook; `secret` is shown in this answer and never again."""
    made = add_hook(division=request.here, **body.dict(), **acted(request))
    return _hook(made) | {"secret": made.shown_once or None}


@router.get(HOOK, auth=hook_door, response=dict[str, Any])
def hook(request: Asked, division: str, hook_id: int) -> dict[str, Any]:
    """A webhook with what was sent last and how it went."""
    rows = request.here.sent.select_related("message").order_by("-pk")[:100]
    return _hook(request.here) | {
        "sent": [
            {
                "at": instant(row.at),
                "event": row.message.kind,
                "state": row.message.state,
                "attempts": row.message.attempts,
                "error": row.message.error,
            }
            for row in rows
        ]
    }


@router.post(f"{HOOK}/stop", auth=hook_door, response=dict[str, Any])
def stop(request: Asked, division: str, hook_id: int) -> dict[str, Any]:
    """Stops a webhook."""
    return _hook(stop_hook(hook=request.here, **acted(request)))


@router.post(f"{HOOK}/resend", auth=hook_door, response=dict[str, Any])
def resend(request: Asked, division: str, hook_id: int) -> dict[str, Any]:
    """Sends again what could not be delivered."""
    return _hook(resend_hook(hook=request.here, **acted(request)))
