"""Settings of the tests: the instance `test` with its own cluster, whatever the shell says."""

import os
import tempfile
from pathlib import Path

os.environ["GONGZHI_INSTANCE"] = "test"
os.environ.setdefault("GONGZHI_ROLE", "app")
os.environ.pop("GONGZHI_HOME", None)
# Playwright's synchronous interface runs an event loop in the test's thread; the ORM may be used beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Files lie where this process and the servers it starts find them, and no other test process with other keys does.
FILES_NAME = f"GONGZHI_TEST_FILES_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
os.environ.setdefault(FILES_NAME, tempfile.mkdtemp(prefix="gongzhi-files-"))

from gongzhi.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FILES = Path(os.environ[FILES_NAME])
if "GONGZHI_TEST_DATABASE_FILE" in os.environ:  # a live server, see tests/following.py
    MIDDLEWARE = ["tests.following.follow", *MIDDLEWARE]  # noqa: F405
