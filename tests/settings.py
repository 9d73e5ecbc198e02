"""Settings of the tests: the instance `test` with its own cluster, whatever the shell says."""

import os

os.environ["GONGZHI_INSTANCE"] = "test"
os.environ.setdefault("GONGZHI_ROLE", "app")
os.environ.pop("GONGZHI_HOME", None)
# Playwright's synchronous interface runs an event loop in the test's thread; the ORM may be used beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from gongzhi.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
