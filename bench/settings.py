"""The product's settings with one address more: the floor's."""

from gongzhi.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
