from django.apps import AppConfig


class Api(AppConfig):
    name = "gongzhi.api"
    label = "api"
