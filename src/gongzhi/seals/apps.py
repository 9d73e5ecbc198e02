from django.apps import AppConfig


class Seals(AppConfig):
    name = "gongzhi.seals"
    label = "seals"
