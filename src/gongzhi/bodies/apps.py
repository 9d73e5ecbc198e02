from django.apps import AppConfig


class Bodies(AppConfig):
    name = "gongzhi.bodies"
    label = "bodies"
