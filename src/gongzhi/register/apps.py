from django.apps import AppConfig


class Register(AppConfig):
    name = "gongzhi.register"
    label = "register"
