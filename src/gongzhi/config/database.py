"""Where the database is: two roles, one address each.

`GONGZHI_DATABASE_URL` (application role) and `GONGZHI_OWNER_DATABASE_URL` (owner, migrations only) win; otherwise the
embedded cluster of this instance is asked.
"""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def django_database(url: str) -> dict[str, Any]:
    """Django's settings dictionary for a `postgresql://` address, sockets in `?host=` included."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", "") or unquote(parts.hostname or "")
    port = query.pop("port", "") or str(parts.port or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {**query},
    }


def databases() -> dict[str, Any]:
    """The application's connection as `default`, the owner's as `owner` where this process was given it."""
    app = os.environ.get("GONGZHI_DATABASE_URL", "")
    owner = os.environ.get("GONGZHI_OWNER_DATABASE_URL", "")
    if not app:
        from gongzhi.config.postgres import instance_urls

        app, owner = instance_urls(os.environ.get("GONGZHI_INSTANCE", "main"))
    if os.environ.get("GONGZHI_ROLE") == "owner":
        return {"default": django_database(owner)}
    return {"default": django_database(app)}
