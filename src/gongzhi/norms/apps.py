from django.apps import AppConfig


class Norms(AppConfig):
    name = "gongzhi.norms"
    label = "norms"
