from importlib import import_module

from django.apps import AppConfig


class Issues(AppConfig):
    name = "gongzhi.issues"
    label = "issues"

    def ready(self) -> None:
        """Whatever process sends the outbox knows how webhooks are sent."""
        import_module("gongzhi.issues.actions.hook_sending")
