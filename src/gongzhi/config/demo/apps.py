from django.apps import AppConfig


class Demo(AppConfig):
    """The demonstration: data, walk-through, mailbox; closed outside a demo instance."""

    name = "gongzhi.config.demo"
    label = "demo"
