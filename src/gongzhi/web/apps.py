from django.apps import AppConfig


class Web(AppConfig):
    name = "gongzhi.web"
    label = "web"
