"""Settings of the bench: the product's own, with one address more, the floor of P1."""

import os

os.environ.setdefault("GONGZHI_INSTANCE", "bench")

from gongzhi.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
