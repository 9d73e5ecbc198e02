from django.apps import AppConfig


class Kernel(AppConfig):
    """Journal, keys, outbox, clock: knows no room."""

    name = "gongzhi.kernel"
    label = "kernel"
